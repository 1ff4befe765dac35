using System.Runtime.CompilerServices;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation.Coupling;
using Neuroglot.Simulation.Events;
using Neuroglot.Simulation.Kernels;

namespace Neuroglot.Simulation;

/// <summary>
/// The steps of a plan in which nothing but one kernel runs: one set of fewer instances than a vector has, no events, no couplings. A step of a single node takes about as long as the calls around it,
/// which here are one. The same operations in the same order as in <see cref="Engine"/>, hence the same bits.
/// </summary>
internal sealed class QuietSteps
{
    // The loop is compiled when it is first needed, which takes about as long as it saves in so many steps.
    private const long FewestSteps = 10_000;

    private readonly DirectKernel kernel;
    private readonly HealthCheck health;
    private readonly StepTimes times;
    private readonly double[][] probeColumns;
    private readonly int[] probeInstances;
    private readonly double[] samples;

    private QuietSteps(DirectKernel kernel, HealthCheck health, StepTimes times, double[][] probeColumns, int[] probeInstances, double[] samples) =>
        (this.kernel, this.health, this.times, this.probeColumns, this.probeInstances, this.samples) = (kernel, health, times, probeColumns, probeInstances, samples);

    /// <summary>Whether the run has been told to stop.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>What has ended the run, or null.</summary>
    public Diagnostic? Problem { get; private set; }

    /// <summary>The steps of a plan; null where more happens in them, or where they are few.</summary>
    public static QuietSteps? Of(LevelPlan plan, SetRunner[] runners, EventExchange exchange, Couplings couplings, HealthCheck health, StepTimes times, double[][] probeColumns, int[] probeInstances, double[] samples) =>
        plan.Steps >= FewestSteps && plan is { Adaptive: null, Schedule.Levels: [{ Slices: [{ Indices: null } slice] }] } && exchange.IsIdle && couplings.IsEmpty && runners is [var runner] && runner.Direct(slice) is { } kernel
            ? new QuietSteps(kernel, health, times, probeColumns, probeInstances, samples) : null;

    /// <summary>Goes through all steps and gives the number of those done.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <param name="listener">Hears samples.</param>
    /// <param name="progress">Told the number of steps done now and then; may be null.</param>
    /// <param name="cancellation">Stops the run after the current step.</param>
    // Precompiled code calls what lies in other assemblies through tables, and a run may be over before it has been replaced.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(long steps, IRunListener listener, Action<long>? progress, CancellationToken cancellation)
    {
        var (loop, arguments, time, end) = (kernel.Loop, kernel.Arguments, kernel.Time, kernel.End);
        var ticker = new Ticker();
        double[][] spills = [];
        for (long k = 1; k <= steps; k++)
        {
            var now = times[k];
            arguments.Step = (ulong)k;
            if (time >= 0)
                arguments.Scalars[time] = now;
            loop(arguments, spills, null, kernel.Start, kernel.Start, end);
            var isFinite = true;
            for (var place = 0; place < samples.Length; place++)
            {
                var value = probeColumns[place][probeInstances[place]];
                samples[place] = value;
                isFinite &= double.IsFinite(value);
            }

            listener.OnSample(now, samples);
            times.Extend();
            if ((!isFinite || k % HealthCheck.Interval == 0 || k == steps) && (Problem = health.Find(k, k == steps, times[k], samples)) is not null)
                return k;
            if (!ticker.IsDue())
                continue;
            progress?.Invoke(k);
            if (cancellation.IsCancellationRequested)
            {
                IsCancelled = true;
                return k;
            }
        }

        return steps;
    }
}
