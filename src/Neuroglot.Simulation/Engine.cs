using Neuroglot.Compilation.Plans;
using Neuroglot.Compilation.Scheduling;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Simulation.Coupling;
using Neuroglot.Simulation.Events;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation;

/// <summary>
/// Runs a plan. The order of a step: events that are due, couplings with delays, then the levels of the schedule, each followed by the events without delay that
/// it emits, then samples and recorded events. The result is the same, to the bit, for every number of threads and every kernel compiler.
/// </summary>
public sealed class Engine : IDisposable
{
    // Rounds of start kernels: owners and what they own depend on each other both ways.
    private const int StartRounds = 3;

    private readonly LevelPlan plan;
    private readonly EngineOptions options;
    private readonly SetMemory[] memory;
    private readonly SetRunner[] runners;
    private readonly EventExchange exchange;
    private readonly StepTimes times;
    private readonly HealthCheck health;
    private readonly Couplings couplings;
    private readonly double[][] probeColumns;
    private readonly int[] probeInstances;
    private readonly double[] samples;
    private readonly WorkerPool? pool;
    private readonly AdaptiveStepper? stepper;

    /// <summary>Allocates the memory of <paramref name="plan"/> and compiles its kernels.</summary>
    public Engine(LevelPlan plan, EngineOptions options)
    {
        this.plan = plan;
        this.options = options;
        memory = SetMemory.Allocate(plan);
        var longest = StepTimes.LongestDelay(plan.Routes.SelectMany(route => route.Delays), plan.Step, plan.Steps);
        times = new StepTimes(plan.Experiment.Semantics.Time, plan.Step, longest + 1);
        pool = options.Threads > 1 ? new WorkerPool(options.Threads) : null;
        runners = [.. plan.Sets.Select((set, index) => new SetRunner(plan.Experiment.Network.Sets[index], memory[index], plan.Kernels[index], index, options, pool))];
        exchange = new EventExchange(plan, memory, options.Compiler, options.Seed, new PendingEvents(longest + 1), times);
        health = new HealthCheck(plan, memory);
        couplings = new Couplings(plan, memory, options, pool);
        probeColumns = [.. plan.Probes.Select(probe => memory[probe.Set].Column(probe.Column))];
        probeInstances = [.. plan.Probes.Select(probe => probe.Instance)];
        samples = new double[plan.Probes.Length];
        stepper = plan.Adaptive is { } adaptive ? new AdaptiveStepper(adaptive, memory, (plan.Steps + 0.5) * plan.Step, Evaluate) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => pool?.Dispose();

    /// <summary>Runs from the start to the end, or until <paramref name="cancellation"/>.</summary>
    /// <param name="listener">Hears samples and events.</param>
    /// <param name="progress">Told the number of steps done now and then, at least ten times a second; may be null.</param>
    /// <param name="cancellation">Stops the run after the current step.</param>
    public EngineResult Run(IRunListener listener, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        Start();
        stepper?.Start();
        var ticker = new Ticker();
        Sample();
        listener.OnSample(0.0, samples);
        if (health.Find(0, isLast: false, 0, samples) is { } bad)
            return Result(0, bad, cancelled: false);
        if (QuietSteps.Of(plan, runners, exchange, couplings, health, times, probeColumns, probeInstances, samples) is { } quiet)
        {
            var done = quiet.Run(plan.Steps, listener, progress, cancellation);
            return Result(done, quiet.Problem, quiet.IsCancelled);
        }

        for (long k = 1; k <= plan.Steps; k++)
        {
            if (stepper is null)
                Advance(k, listener);
            else if (!Interpolate(k, listener, cancellation))
                return Result(k - 1, stepper.Problem, cancelled: stepper.Problem is null);
            if ((exchange.Problem ?? health.Find(k, k == plan.Steps, times[k], samples)) is { } problem)
                return Result(k, problem, cancelled: false);
            if (!ticker.IsDue())
                continue;
            progress?.Invoke(k);
            if (cancellation.IsCancellationRequested)
                return Result(k, null, cancelled: true);
        }

        return Result(plan.Steps, null, cancelled: false);
    }

    private void Advance(long k, IRunListener listener)
    {
        var time = times[k];
        exchange.DeliverDue(k);
        couplings.Gather(k, time);
        if (plan.Schedule.DefersEvents)
        {
            foreach (var level in plan.Schedule.Levels)
                RunLevel(level, k, time);
            foreach (var level in plan.Schedule.Levels)
                exchange.Collect(level);
        }
        else
        {
            foreach (var level in plan.Schedule.Levels)
            {
                RunLevel(level, k, time);
                exchange.Collect(level);
            }
        }

        couplings.Store(k);
        Sample();
        listener.OnSample(time, samples);
        exchange.Report(plan.Experiment.Semantics.EventLabel == EventLabel.EndOfStep ? time : times[k - 1], listener);
        times.Extend();
    }

    private bool Interpolate(long k, IRunListener listener, CancellationToken cancellation)
    {
        var time = times[k];
        if (!stepper!.AdvanceTo(time, cancellation))
            return false;
        Sample();
        listener.OnSample(time, samples);
        times.Extend();
        return true;
    }

    // Rates of change at a time, for the state in the columns. What nodes send may be more than their state, and follows from it first.
    private void Evaluate(double time)
    {
        if (!couplings.IsEmpty)
        {
            RunLevels(time);
            couplings.Start();
            couplings.Gather(1, time);
        }

        RunLevels(time);
    }

    private void RunLevels(double time)
    {
        foreach (var level in plan.Schedule.Levels)
            RunLevel(level, 0, time);
    }

    private void RunLevel(Level level, long k, double time)
    {
        foreach (var slice in level.Slices)
        {
            if (plan.Kernels[slice.Set].EventTimes.IsEmpty)
                runners[slice.Set].Step(slice, k, time);
        }
    }

    // Owners first, so that what they own finds their state; then in the order of a step, until all agree.
    private void Start()
    {
        var order = Enumerable.Range(0, runners.Length);
        for (var round = 0; round < StartRounds; round++)
        {
            foreach (var set in memory)
            {
                foreach (var port in set.Plan.Columns.Where(column => column.Name.StartsWith('+')))
                    set.Reset(port);
            }

            foreach (var set in round == 0 ? order : order.Reverse())
            {
                runners[set].Start();
                if (round > 0)
                    continue;

                // Sums of owners are left alone: they have started.
                foreach (var binding in memory[set].Plan.Bindings.Where(binding => binding.Name.StartsWith('>')))
                    memory[binding.Set].Reset(memory[binding.Set].Plan.Columns.First(column => column.Name == binding.Column));
            }
        }

        if (couplings.IsEmpty)
            return;

        // What is sent does not depend on what arrives; what is recorded does.
        couplings.Start();
        couplings.Gather(1, times[1]);
        for (var set = runners.Length - 1; set >= 0; set--)
            runners[set].Start();
    }

    private void Sample()
    {
        for (var i = 0; i < samples.Length; i++)
            samples[i] = probeColumns[i][probeInstances[i]];
    }

    private EngineResult Result(long steps, Diagnostic? problem, bool cancelled) =>
        new(steps, steps == 0 ? 0 : times[steps], cancelled, [.. exchange.Counts], problem);
}
