using System.Collections.Immutable;
using System.Diagnostics;
using Neuroglot.Brian.Objects;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Statistics;

namespace Neuroglot.Brian;

/// <summary>All runs of a network of Brian, ready to go.</summary>
internal sealed class BrianNetworkRun : PreparedRun
{
    private readonly BrianNetwork? network;
    private readonly RunOptions options;
    private readonly BrianSession? session;
    private readonly PhasePlan? plan;
    private readonly DiagnosticBag diagnostics;

    /// <summary>Plans the first run.</summary>
    /// <param name="network">The network; null where <paramref name="diagnostics"/> say why there is none.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="diagnostics">What was found so far.</param>
    public BrianNetworkRun(BrianNetwork? network, RunOptions options, DiagnosticBag diagnostics)
    {
        (this.network, this.options, this.diagnostics) = (network, options, diagnostics);
        if (network is null)
            return;
        session = new BrianSession(network, options.Threads) { OnOperation = options.OnOperation, Shared = options.Shared };
        plan = session.Prepare();
        Told = session.Diagnostics.Length;
        diagnostics.AddRange(session.Diagnostics);
        if (plan is not null && network.Start is { } start && !StartCheck.Find(start, plan, diagnostics))
            return;
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (plan?.EstimatedBytes > available)
        {
            diagnostics.Error(
                "NG3002",
                $"The run needs about {plan.EstimatedBytes / 1e9:F1} GB of memory; {available / 1e9:F1} GB are available.",
                SourceSpan.None,
                "Make the network smaller, or run it on a machine with more memory.");
        }
    }

    public override ImmutableArray<Diagnostic> Diagnostics => [.. diagnostics];

    public override string Plan => plan is null ? string.Empty : PlanText.Print(plan);

    public override long EstimatedMemoryBytes => plan?.EstimatedBytes ?? 0;

    /// <inheritdoc/>
    public override long EstimatedRecordBytes => plan is null || network is null ? 0
        : (long)plan.Tasks.OfType<SamplingTask>().Sum(task => network.Runs.Sum(static run => run.Duration) / plan.Clocks[task.Clock] * task.Columns.Length * task.Instances.Length * sizeof(double));

    // How much of what the session says was told before the run.
    private int Told { get; }

    public override RunSummary Run(IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (network is null || session is null || plan is null || !CanRun)
            return new RunSummary { Outcome = RunOutcome.Failed, Diagnostics = Diagnostics };
        var watch = Stopwatch.StartNew();
        var total = network.Runs.Sum(run => run.Duration);
        var isRight = true;
        while (isRight && session.RunsDone < network.Runs.Length && !cancellation.IsCancellationRequested)
        {
            var (before, steps, step) = (session.Time, session.Steps, network.Runs[session.RunsDone].Step);
            isRight = session.RunNext((done, _) => progress?.Report(new RunProgress(before + done, total, steps + (long)Math.Round(done / step))), cancellation);
        }

        watch.Stop();
        var found = new DiagnosticBag();
        found.AddRange(session.Diagnostics.Skip(Told));
        var files = !options.WriteFiles ? [] : options.SaveFile is { } path ? BrianSavedRun.Write(path, session, found) : BrianResultFiles.Write(network, session, options, found);
        if (options.Statistics && options.WriteFiles)
            files = [.. files, .. SpikeStatistics(network, session).Write(options.OutputFolder ?? ".", network.Start?.Time ?? 0, session.Time, found)];
        if (options.Records is { } records)
            BrianMemory.Copy(network, session, records);
        var activity = Activity(network, session);
        return new RunSummary
        {
            Outcome = found.HasErrors || !isRight ? RunOutcome.Failed : cancellation.IsCancellationRequested ? RunOutcome.Cancelled : RunOutcome.Completed,
            Steps = session.Steps,
            SimulatedSeconds = session.Time - (network.Start?.Time ?? 0),
            WallSeconds = watch.Elapsed.TotalSeconds,
            Spikes = activity.Sum(group => group.Spikes),
            Activity = activity,
            Files = files,
            Result = options.KeepResult ? BrianKeptResult.Of(network, session) : null,
            Diagnostics = [.. found],
        };
    }

    // Monitors keep the spikes anyway. A group goes by its own name where one monitor records it, else by those of the monitors.
    private static RecordedSpikes SpikeStatistics(BrianNetwork network, BrianSession session)
    {
        var recorded = new RecordedSpikes();
        var monitors = network.Objects.OfType<EventMonitor>().Where(one => one.Event == "spike" && session.Events.ContainsKey(one.Name)).ToList();
        foreach (var monitor in monitors)
        {
            var count = (monitor.Source.Stop ?? network.Objects.OfType<SpikeSource>().First(one => one.Name == monitor.Source.Object).Count) - monitor.Source.Start;
            var isAlone = monitors.Count(one => one.Source.Object == monitor.Source.Object) == 1;
            var population = recorded.Add(isAlone ? monitor.Source.Object : monitor.Name, [.. Enumerable.Range(monitor.Source.Start, count)], network.Start?.Time ?? 0);
            var record = session.Events[monitor.Name];
            for (var spike = 0; spike < record.Count; spike++)
                population.Add(monitor.Source.Start + record.Indices[spike], record.Times[spike]);
        }

        return recorded;
    }

    private static ImmutableArray<PopulationActivity> Activity(BrianNetwork network, BrianSession session) =>
    [
        .. network.Objects.OfType<SpikeSource>().Where(one => one is not NeuronGroup { Threshold: null, Events.IsEmpty: true }).Select(one =>
        {
            var spikes = session.Spikes.GetValueOrDefault(one.Name);
            var seconds = session.Time - (network.Start?.Time ?? 0);
            return new PopulationActivity(one.Name, one.Count, spikes, seconds > 0 ? spikes / seconds / one.Count : 0);
        }),
    ];
}
