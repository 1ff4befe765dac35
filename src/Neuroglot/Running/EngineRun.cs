using System.Collections.Immutable;
using System.Diagnostics;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Statistics;

namespace Neuroglot.Running;

/// <summary>An experiment compiled for the native engine.</summary>
internal sealed class EngineRun : PreparedRun
{
    private readonly RunOptions options;
    private readonly SimulationPlan? plan;
    private readonly DiagnosticBag diagnostics;

    /// <summary>Plans a run.</summary>
    /// <param name="experiment">The experiment; null where it cannot be run.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="diagnostics">What has been found so far.</param>
    /// <param name="key">What the plan depends on and points of a sweep differ in.</param>
    public EngineRun(Experiment? experiment, RunOptions options, DiagnosticBag diagnostics, string key = "")
    {
        this.options = options;
        this.diagnostics = diagnostics;
        if (options.Fidelity is Fidelity.Native or Fidelity.Brahms)
            diagnostics.Error("NG4029", $"LEMS has no fidelity '{options.Fidelity.ToString()!.ToLowerInvariant()}'; it has reference, which is the default, and fast.", SourceSpan.None, "Leave out --fidelity.");
        if (options.SaveState is not null || options.FromState is not null)
            diagnostics.Error("NG4029", "Only an experiment of SpineML can be saved and resumed so far; a run of LEMS begins at its start.", SourceSpan.None, "Leave out --save-state and --from-state, and run it in a piece.");
        if (experiment is null)
            return;
        if (options.KeepResult)
            experiment = KeptResult.WithDisplays(experiment);
        plan = options.Shared is { } shared ? shared.Plan(experiment, key, Plan) : Plan();
        SimulationPlan? Plan() => Planner.Plan(experiment, new PlannerOptions { Method = options.Method, Fast = options.Fidelity == Fidelity.Fast }, diagnostics);
        if (plan is not null)
            CheckMemory(plan);
    }

    /// <summary>The plan where the run can go together with others that differ in parameters; else null.</summary>
    public LevelPlan? Batched => CanRun && EngineBatch.Allows(plan) ? (LevelPlan?)plan : null;

    /// <summary>What each population does where nothing emits events.</summary>
    public ImmutableArray<PopulationActivity> Silence => plan is null ? [] : [.. plan.Experiment.Network.Populations.Select(population => new PopulationActivity(population.Name, plan.Sets[population.Set].Count, 0, 0))];

    public override ImmutableArray<Diagnostic> Diagnostics => [.. diagnostics];

    public override string Plan => plan is null ? string.Empty : PlanText.Print(plan);

    public override long EstimatedMemoryBytes => plan?.EstimatedBytes ?? 0;

    public override long EstimatedRecordBytes => plan is null ? 0 : Recorded(plan) * sizeof(double);

    public override ImmutableArray<RunDisplay> Displays =>
        plan is null ? [] : [.. plan.Experiment.Displays.Select(display => new RunDisplay(display, [.. display.Lines.Select(line => KeptResult.NameOf(plan.Experiment, line.Recording))]))];

    public override ImmutableDictionary<string, RegionSignal> Regions => plan is null
        ? [] : plan.Experiment.Recordings.Where(static one => one.Region is not null).DistinctBy(one => KeptResult.NameOf(plan.Experiment, one))
            .ToImmutableDictionary(one => KeptResult.NameOf(plan.Experiment, one), static one => new RegionSignal(one.Region!, one.Variable));

    public override RunSummary Run(IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (plan is null || !CanRun)
            return new RunSummary { Outcome = RunOutcome.Failed, Diagnostics = Diagnostics };
        var found = new DiagnosticBag();
        var watch = Stopwatch.StartNew();
        EngineResult result;
        KeptResult? kept;
        ImmutableArray<string> files;
        using (var outputs = ResultFiles.Open(plan, options, found))
        {
            if (found.HasErrors)
                return new RunSummary { Outcome = RunOutcome.Failed, Diagnostics = [.. diagnostics, .. found] };
            using var engine = new Engine((LevelPlan)plan, new EngineOptions { Compiler = options.Shared?.Kernels ?? BestCompiler.Create(), Threads = options.Threads, Seed = plan.Experiment.Seed });
            var step = plan.Step * plan.Experiment.TimeUnit;
            var total = plan.Steps * step;
            var (spikes, populations) = options.Statistics ? RecordedSpikes.Of(plan.Experiment) : (null, []);
            kept = options.KeepResult ? new KeptResult(plan.Experiment, spikes is null ? outputs : new CountingListener(outputs, plan.Experiment, populations)) : null;
            IRunListener listener = kept is not null ? kept : options.Records is { } records ? new EngineRecords(plan, records) : spikes is null ? outputs : new CountingListener(outputs, plan.Experiment, populations);
            result = engine.Run(listener, done => progress?.Report(new RunProgress(done * step, total, done)), cancellation);
            outputs.Complete(result, watch.Elapsed, found);
            files = [.. outputs.Files, .. options.WriteFiles && spikes is not null ? spikes.Write(options.OutputFolder ?? ".", 0, result.Time, found) : []];
        }

        if (result.Problem is { } problem)
            found.Add(problem);
        return new RunSummary
        {
            Outcome = result.Cancelled ? RunOutcome.Cancelled : found.HasErrors ? RunOutcome.Failed : RunOutcome.Completed,
            Steps = result.Steps,
            SimulatedSeconds = result.Time * plan.Experiment.TimeUnit,
            WallSeconds = watch.Elapsed.TotalSeconds,
            Spikes = Activity(plan, result).Sum(population => population.Spikes),
            Activity = Activity(plan, result),
            Files = files,
            Result = kept?.ToResult(),
            Diagnostics = [.. found],
        };
    }

    private static ImmutableArray<PopulationActivity> Activity(SimulationPlan plan, EngineResult result) =>
    [
        .. plan.Experiment.Network.Populations.Select(population =>
        {
            var size = plan.Sets[population.Set].Count;
            var spikes = result.Emitted[population.Set];
            var seconds = result.Time * plan.Experiment.TimeUnit;
            return new PopulationActivity(population.Name, size, spikes, seconds > 0 && size > 0 ? spikes / seconds / size : 0);
        }),
    ];

    private static long Recorded(SimulationPlan plan) => plan.Experiment.Outputs.OfType<MonitorFile>().ToList() is { Count: > 0 } monitors
        ? monitors.Sum(file => plan.Steps / file.Monitor.Steps * file.Monitor.Outputs.Length)
        : (plan.Steps + 1) * plan.Experiment.Recordings.Length;

    private void CheckMemory(SimulationPlan plan)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (plan.EstimatedBytes > available)
        {
            diagnostics.Error(
                "NG3002",
                $"The run needs about {plan.EstimatedBytes / 1e9:F1} GB of memory; {available / 1e9:F1} GB are available.",
                plan.Experiment.Span,
                "Make the network smaller, or run it on a machine with more memory.");
        }
    }
}
