using System.Collections.Immutable;
using System.Diagnostics;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Phases;

/// <summary>
/// Runs a plan in phases: in each step the tasks of the clocks that are due, in their order. The result is the same, to the bit, for every number of
/// threads and every kernel compiler.
/// </summary>
public sealed class PhaseEngine : IDisposable
{
    private readonly PhasePlan plan;
    private readonly SetMemory[] memory;
    private readonly PhaseClock[] clocks;
    private readonly EventList[] ports;
    private readonly PathwayQueue?[] pathways;
    private readonly TaskRunner[] tasks;
    private readonly HealthCheck health;
    private readonly HostScheme[] functions;
    private readonly long[]? ticks;
    private readonly WorkerPool? pool;
    private readonly double start;
    private bool stopped;

    /// <summary>Allocates the memory of <paramref name="plan"/> and compiles its kernels.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">Compiler, threads and seed.</param>
    /// <param name="state">Where an earlier run ended; null to begin at time 0.</param>
    public PhaseEngine(PhasePlan plan, EngineOptions options, PhaseState? state = null)
    {
        this.plan = plan;
        start = state?.Time ?? 0;
        memory = SetMemory.Allocate(plan);
        pool = options.Threads > 1 ? new WorkerPool(options.Threads) : null;
        clocks = [.. plan.Clocks.Select(step => new PhaseClock(step, plan.Experiment.Semantics.Time == TimeAccumulation.SinglePrecisionMultiple))];
        foreach (var clock in clocks)
            clock.Set(start, start + plan.Experiment.Runs[0].Duration);
        ports = [.. plan.Ports.Select(port => new EventList(port.Count))];
        pathways = new PathwayQueue?[plan.Pathways.Length];
        tasks = [.. plan.Tasks.Select(task => Runner(task, options))];
        foreach (var task in plan.Tasks.OfType<DeliveryTask>().Where(IsFromSource))
        {
            if (pathways[task.Pathway] is RowQueue queue)
                queue.Awaited = [.. plan.Tasks.OfType<DeliveryTask>().Where(other => other.Set == task.Set).Select(other => (pathways[other.Pathway] as RowQueue)?.Deferred).OfType<DeferredEvents>()];
        }

        foreach (var runner in tasks.OfType<KernelRunner>())
            runner.SeedStep = PhaseClock.StepAt(options.SeedTime, plan.Clocks[runner.Clock]);
        ticks = options.MeasuresTime ? new long[tasks.Length] : null;
        health = new HealthCheck(plan, memory);
        functions = [.. memory.SelectMany(set => set.HostFunctions)];
        if (state is not null)
            Restore(state);
    }

    /// <inheritdoc/>
    public void Dispose() => pool?.Dispose();

    /// <summary>Ends the run after the current step.</summary>
    public void Stop() => stopped = true;

    /// <summary>
    /// The values of a parameter or state variable; null where no task uses the variable. A host that has operations of its own may change them between steps.
    /// </summary>
    /// <param name="set">Name of the set.</param>
    /// <param name="variable">Name of the variable.</param>
    public Memory<double>? Values(string set, string variable)
    {
        DeliverDeferred();
        var index = plan.Sets.ToList().FindIndex(candidate => candidate.Name == set);
        return index >= 0 && plan.Sets[index].Columns.Any(column => column.Name == variable)
            ? (memory[index].IsConstant(variable) ? memory[index].Column(variable)[..] : memory[index].Column(variable)).AsMemory(0, plan.Sets[index].Count)
            : default(Memory<double>?);
    }

    /// <summary>How many events have left <paramref name="port"/> of set <paramref name="set"/> in this run.</summary>
    /// <param name="set">Name of the set.</param>
    /// <param name="port">Name of the port.</param>
    public long Emitted(string set, string port)
    {
        var index = plan.Ports.ToList().FindIndex(one => plan.Sets[one.Set].Name == set && one.Port == port);
        return index < 0 ? 0 : ports[index].Total;
    }

    /// <summary>Runs from the start to the end, or until <paramref name="cancellation"/>.</summary>
    /// <param name="listener">Hears what is recorded.</param>
    /// <param name="progress">Told the number of steps done now and then; may be null.</param>
    /// <param name="cancellation">Stops the run after the current step.</param>
    public EngineResult Run(IPhaseListener listener, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        var ticker = new Ticker();
        var main = clocks[0];
        var first = main.K;
        foreach (var task in tasks)
            task.Listener = listener;
        while (NextTime() is { } time)
        {
            Advance(time);
            var done = main.K - first;
            if (Failure() is { } failure)
                return Result(done, main.Time, failure, cancelled: false);
            if (health.Find(main.K, main.K >= main.End, main.Time, []) is { } problem)
                return Result(done, main.Time, problem, cancelled: false);
            if (stopped)
                return Result(done, main.Time, null, cancelled: false);
            if (!ticker.IsDue())
                continue;
            progress?.Invoke(done);
            if (cancellation.IsCancellationRequested)
                return Result(done, main.Time, null, cancelled: true);
        }

        return Result(main.K - first, start + plan.Experiment.Runs[0].Duration, null, cancelled: false);
    }

    /// <summary>Where the run stands.</summary>
    /// <param name="time">Time in seconds.</param>
    /// <param name="wanted">The columns whose values are taken; null for all.</param>
    public PhaseState Capture(double time, IReadOnlySet<(string Set, string Variable)>? wanted = null)
    {
        DeliverDeferred();
        var values = ImmutableDictionary.CreateBuilder<(string Set, string Variable), double[]>();
        foreach (var set in memory)
        {
            foreach (var column in set.Plan.Columns.Where(column => wanted?.Contains((set.Plan.Name, column.Name)) != false))
                values[(set.Plan.Name, column.Name)] = set.Column(column.Name).AsSpan(0, set.Plan.Count).ToArray();
        }

        foreach (var restoration in plan.Restorations)
            memory[restoration.Set].Restore(restoration.Kernel, values);
        var pending = ImmutableDictionary.CreateBuilder<string, ImmutableArray<(double Seconds, int Connection)>>();
        foreach (var task in plan.Tasks.OfType<DeliveryTask>())
        {
            var clock = clocks[task.Clock];
            pending[plan.Pathways[task.Pathway].Name] = [.. pathways[task.Pathway]!.Pending(clock.K - 1).Select(one => ((one.Steps - 1) * clock.Step, one.Connection))];
        }

        return new PhaseState(time, values.ToImmutable(), pending.ToImmutable())
        {
            Emitted = plan.Ports.Index().ToImmutableDictionary(one => (plan.Sets[one.Item.Set].Name, one.Item.Port), one => ports[one.Index].Instances.ToImmutableArray()),
        };
    }

    /// <summary>The time that each task has taken, in the order of the plan; zeros unless <see cref="EngineOptions.MeasuresTime"/>.</summary>
    public ImmutableArray<(string Name, TimeSpan Time)> Profile() =>
        [.. plan.Tasks.Select((task, index) => (task.Name, ticks is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, ticks[index])))];

    private void Restore(PhaseState state)
    {
        foreach (var (pathway, index) in plan.Pathways.Select((pathway, index) => (pathway, index)))
        {
            if (pathways[index] is not { } queue || !state.Pending.TryGetValue(pathway.Name, out var pending))
                continue;
            var clock = clocks[plan.Tasks.OfType<DeliveryTask>().First(task => task.Pathway == index).Clock];
            queue.Restore([.. pending.Select(one => ((int)((one.Seconds / clock.Step) + 0.5) + 1, one.Connection))], clock.K);
        }

        foreach (var (port, index) in plan.Ports.Select((port, index) => (port, index)))
            ports[index].Restore(state.Emitted.GetValueOrDefault((plan.Sets[port.Set].Name, port.Port), []).AsSpan());

        foreach (var set in memory)
        {
            foreach (var column in set.Plan.Columns)
            {
                if (!set.IsConstant(column.Name) && state.Values.TryGetValue((set.Plan.Name, column.Name), out var values))
                    values.CopyTo(set.Column(column.Name), 0);
            }
        }
    }

    private void Advance(double time)
    {
        if (ticks is not null)
        {
            Measure(time, ticks);
            return;
        }

        if (clocks.Length == 1)
        {
            foreach (var task in tasks)
                task.Run(clocks[0].K, time);
            clocks[0].Tick();
            return;
        }

        var finest = plan.Clocks.Min();
        var due = Array.ConvertAll(clocks, clock => clock.IsDue(time, finest));
        foreach (var task in tasks)
        {
            if (due[task.Clock])
                task.Run(clocks[task.Clock].K, clocks[task.Clock].Time);
        }

        for (var index = 0; index < clocks.Length; index++)
        {
            if (due[index])
                clocks[index].Tick();
        }
    }

    private void Measure(double time, long[] spent)
    {
        var finest = plan.Clocks.Min();
        var due = Array.ConvertAll(clocks, clock => clock.IsDue(time, finest));
        for (var index = 0; index < tasks.Length; index++)
        {
            if (!due[tasks[index].Clock])
                continue;
            var begin = Stopwatch.GetTimestamp();
            tasks[index].Run(clocks[tasks[index].Clock].K, clocks[tasks[index].Clock].Time);
            spent[index] += Stopwatch.GetTimestamp() - begin;
        }

        for (var index = 0; index < clocks.Length; index++)
        {
            if (due[index])
                clocks[index].Tick();
        }
    }

    // The earliest step of any clock; null at the end of the run.
    private double? NextTime()
    {
        double? earliest = null;
        foreach (var clock in clocks)
        {
            if (clock.K < clock.End && (earliest is null || clock.Time < earliest))
                earliest = clock.Time;
        }

        return earliest;
    }

    private bool IsFromSource(DeliveryTask task) => plan.Experiment.Network.Pathways[task.Pathway].From == ConnectionEnd.Source;

    private void DeliverDeferred()
    {
        foreach (var pathway in pathways)
            (pathway as RowQueue)?.Deferred?.Deliver();
    }

    private EngineResult Result(long steps, double time, Diagnostic? problem, bool cancelled) =>
        new(steps, time, cancelled, [.. Enumerable.Range(0, plan.Sets.Length).Select(set => ports.Where((_, port) => plan.Ports[port].Set == set).Sum(list => list.Total))], problem);

    private TaskRunner Runner(PhaseTask task, EngineOptions options)
    {
        KernelArguments Arguments(int set, bool hasMaps = true) => memory[set].Arguments(task.Kernel!, task.Stream, options.Seed, string.Empty, hasMaps);
        ICompiledKernel Compiled() => options.Compiler.Compile(task.Kernel!);
        switch (task)
        {
            case StepTask step:
                return new StepRunner(
                    step, Compiled(), Arguments(step.Set), pool,
                    [.. step.Detects.Select(port => (ports[port], memory[step.Set].Flag(FlagName(port)), plan.Ports[port].Times is { } times ? memory[step.Set].Column(times) : null))]);
            case CableTask cable:
                return new CableRunner(cable, memory[cable.Set]);
            case ReactionTask reaction:
                return new ReactionRunner(reaction, Compiled(), Arguments(reaction.Set), ports[reaction.Port]);
            case RecoveryTask recovery:
                return new RecoveryRunner(recovery, Compiled(), Arguments(recovery.Set), ports[recovery.Port], memory[recovery.Set].Column(recovery.LastEvent), plan.Clocks[recovery.Clock]);
            case EmissionTask emission:
                return new EmissionRunner(emission, IEmissions.Of(emission.Events, plan.Clocks[emission.Clock]), ports[emission.Port]);
            case ChangeTask change:
                return new ChangeRunner(change, new ChangeSchedule(change.Changes, clocks[change.Clock]), memory[change.Set].Column(change.Column));
            case DeliveryTask delivery:
                var pathway = plan.Pathways[delivery.Pathway];
                var arguments = Arguments(delivery.Set, hasMaps: pathway.Targets is null);
                var queue = pathways[delivery.Pathway] = Queue(delivery, pathway, Compiled(), arguments, options);
                return new DeliveryRunner(delivery, queue, arguments, pathway.Port < 0 ? null : ports[pathway.Port]);
            case ArrivalTask arrival:
                return new ArrivalRunner(arrival, Compiled(), Arguments(arrival.Set), pathways[arrival.Pathway]!);
            case SummationTask summation:
                return new SummationRunner(summation, Compiled(), Arguments(summation.Set), memory[summation.Target].Column(summation.Column), plan.Sets[summation.Set].Count);
            case SamplingTask sampling:
                var (kernel, values) = sampling.Kernel is null ? (null, null) : (Compiled(), Arguments(sampling.Set));
                return new SamplingRunner(sampling, kernel, values, [.. sampling.Columns.Select(memory[sampling.Set].Column)]);
            case EventSamplingTask sampling:
                var (computing, computed) = sampling.Kernel is null ? (null, null) : (Compiled(), Arguments(sampling.Set));
                return new EventSamplingRunner(sampling, computing, computed, ports[sampling.Port], [.. sampling.Columns.Select(memory[sampling.Set].Column)]);
            case CountingTask counting:
                return new CountingRunner(counting, ports[counting.Port]);
            case HostTask host:
                return new HostRunner(host, this);
            default:
                throw new InvalidOperationException($"Unknown task {task.GetType().Name}.");
        }
    }

    private PathwayQueue Queue(DeliveryTask delivery, PathwayPlan pathway, ICompiledKernel kernel, KernelArguments arguments, EngineOptions options)
    {
        var waits = plan.Tasks.OfType<DeliveryTask>().Any(other => other.Set == delivery.Set && other.Deferral is not null);
        if (!waits && SingleQueue.Fits(pathway))
            return new SingleQueue(pathway, kernel, arguments);
        return new RowQueue(pathway, kernel, arguments, delivery.Additions is { } additions ? new EventCounter(additions, pathway, delivery.Kernel!, options.Compiler, memory[delivery.Set], pool) : null)
        {
            Deferred = delivery.Deferral is { } deferral ? new DeferredEvents(deferral, options.Compiler, memory[delivery.Set], pool) : null,
            Shared = pool is not null && IsFromSource(delivery)
                ? SharedDelivery.Of(pathway, kernel, arguments, plan.Experiment.Network.Sets[delivery.Set].Connectivity!.Target, pool) : null,
        };
    }

    private Diagnostic? Failure()
    {
        foreach (var function in functions)
        {
            if (function.Failure is { } thrown)
                return new Diagnostic("NG3004", Severity.Error, $"The function {function.Name} has failed: {thrown.Message}", SourceSpan.None, "Correct the function; the values at which it fails may be unexpected.");
        }

        return null;
    }

    private static string FlagName(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
