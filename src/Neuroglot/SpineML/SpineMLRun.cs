using System.Collections.Immutable;
using System.Diagnostics;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Passes.Expansion;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Simulation.Phases;
using Neuroglot.SpineML.Building;
using Neuroglot.SpineML.External;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Logs;
using Neuroglot.States;
using Neuroglot.Statistics;
using Neuroglot.Sweeps;

namespace Neuroglot.SpineML;

/// <summary>All experiments of a file, ready to go, one after the other.</summary>
internal sealed class SpineMLRun : PreparedRun
{
    private readonly List<Planned> planned = [];
    private readonly DiagnosticBag diagnostics = new();
    private readonly RunOptions options;

    public SpineMLRun(SpineMLModel model, RunOptions options)
    {
        this.options = options;
        var changed = SpineMLChanges.Of(model, options, diagnostics);
        foreach (var one in diagnostics.HasErrors ? [] : changed)
        {
            if ((options.Shared is null ? MakePlan(one, []) : MakeSharedPlan(one, options.Shared, changed.IndexOf(one))) is { } ready)
                planned.Add(ready);
        }

        if (!options.AllowRemote)
            RefuseRemote();
        if (options.Shared is not null && planned.Exists(one => !one.Built.LiveInputs.IsEmpty || !one.Built.LiveOutputs.IsEmpty))
            diagnostics.Error("NG4029", "A sweep runs many points at once, of which none can have the other program that the experiment exchanges values with.", model.Document!.Span, "Leave out the external inputs and outputs, or run the points one by one.");

        if (options.FromState is { } path && !diagnostics.HasErrors)
            TakeUp(path);
        if (options.SaveState is { } kept)
            CheckPlaces(kept);

        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (EstimatedMemoryBytes > available)
            diagnostics.Error("NG3002", $"The run needs about {EstimatedMemoryBytes / 1e9:F1} GB of memory; {available / 1e9:F1} GB are available.", SourceSpan.None, "Make the network smaller, or run it on a machine with more memory.");
    }

    public override ImmutableArray<Diagnostic> Diagnostics => diagnostics.Shorten();

    public override string Plan => string.Join("\n", planned.Select(one => PlanText.Print(one.Plan)));

    public override long EstimatedMemoryBytes => planned.Select(one => one.Plan.EstimatedBytes).DefaultIfEmpty().Max();

    private BuildOptions Building => new() { Fidelity = IsReference ? SpineMLFidelity.Brahms : SpineMLFidelity.Native, KeepsOrder = options.SaveState is not null || options.FromState is not null };

    private bool IsReference => options.Fidelity is Fidelity.Brahms or Fidelity.Reference;

    public override long EstimatedRecordBytes =>
        planned.Sum(static one => one.Built.Logs.Where(static log => !log.IsEvents).Sum(log => one.Plan.Steps * log.Indices.Length * sizeof(double)));

    private void RefuseRemote()
    {
        foreach (var stream in planned.SelectMany(one => one.Built.LiveInputs.Select(input => input.Stream).Concat(one.Built.LiveOutputs.Select(output => output.Stream))).Where(stream => !stream.Address.IsLoopback))
        {
            diagnostics.Error(
                "NG6531",
                $"`{stream.Name}` would connect to {stream.Address}, which is another computer.",
                stream.Span,
                "Add --allow-remote if you trust the model and that computer: the protocol has neither passwords nor encryption.");
        }
    }

    // A run that goes on draws what would have followed, unless it is told otherwise.
    private ulong SeedOf(Planned one) => options.Seed is { } seed ? unchecked((ulong)seed) : one.Start?.Seed ?? 0;

    public override RunSummary Run(IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (!CanRun || planned.Count == 0)
            return new RunSummary { Outcome = RunOutcome.Failed, Diagnostics = Diagnostics };
        var watch = Stopwatch.StartNew();
        var found = new DiagnosticBag();
        var files = ImmutableArray.CreateBuilder<string>();
        var activity = ImmutableArray.CreateBuilder<PopulationActivity>();
        var kept = new List<SpineMLKeptResult>();
        var (steps, seconds, isCancelled) = (0L, 0.0, false);
        var total = planned.Sum(one => one.Seconds);
        foreach (var one in planned)
        {
            var (stepsBefore, secondsBefore) = (steps, seconds);
            using var engine = new PhaseEngine(one.Plan, new EngineOptions
            {
                Compiler = options.Shared?.Kernels ?? BestCompiler.Create(),
                Seed = SeedOf(one),
                Threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
            }, one.Start?.Ongoing);
            try
            {
                using var exchange = LiveExchange.Open(one.Built, new PeerPatience(options.PeerTimeout ?? PeerPatience.Usual, cancellation), found);
                isCancelled = exchange is null && !found.HasErrors;
                if (exchange is null)
                    break;
                using var logs = OpenLogs(one, found);
                if (found.HasErrors)
                    break;
                var (spikes, populations) = options.Statistics ? RecordedSpikes.Of(one.Built) : (null, ImmutableDictionary<string, PopulationSpikes>.Empty);
                IPhaseListener listener = options.Records is { } records ? new SpineMLRecords(one.Built, records) : new ExperimentListener(logs, exchange, populations);
                if (options.KeepResult)
                    kept.Add(new SpineMLKeptResult(one.Built, listener));
                var result = engine.Run(
                    options.KeepResult ? kept[^1] : listener,
                    done => progress?.Report(new RunProgress(secondsBefore + (done * one.Plan.Step / 1000), total, stepsBefore + done)), cancellation);
                steps += result.Steps;
                seconds += result.Steps * one.Plan.Step / 1000;
                isCancelled = result.Cancelled || exchange.WasInterrupted;
                if (exchange.Failure is { } failure)
                    found.Add(failure);
                logs?.Finish(one.StartTime, (one.StartSteps + result.Steps) * one.Plan.Step);
                files.AddRange(logs?.Files ?? []);
                if (logs is RecordedLogs recorded)
                    found.AddRange(recorded.Failures);
                if (options.WriteFiles && spikes is not null)
                    files.AddRange(spikes.Write(FolderOf(one), one.StartTime / 1000, (one.StartSteps + result.Steps) * one.Plan.Step / 1000, found));
                if (result.Problem is { } problem)
                    found.Add(problem);
                activity.AddRange(Activity(one, engine, result));
                if (options.SaveState is { } path && !found.HasErrors && RunStateForm.Write(StateOf(path, one), RunState.After(one.Plan, engine, one.StartSteps + result.Steps, SeedOf(one), one.Inputs), found))
                    files.Add(StateOf(path, one));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                found.Error("NG4010", $"The logs cannot be written: {problem.Message}", SourceSpan.None, "Choose another folder with --out.");
            }

            if (isCancelled || found.HasErrors)
                break;
        }

        return new RunSummary
        {
            Outcome = found.HasErrors ? RunOutcome.Failed : isCancelled ? RunOutcome.Cancelled : RunOutcome.Completed,
            Steps = steps,
            SimulatedSeconds = seconds,
            WallSeconds = watch.Elapsed.TotalSeconds,
            Spikes = activity.Sum(static one => one.Spikes),
            Activity = activity.ToImmutable(),
            Files = files.ToImmutable(),
            Result = options.KeepResult ? Joined(kept.ConvertAll(static one => one.ToResult())) : null,
            Diagnostics = [.. found],
        };
    }

    private static RunResult Joined(List<RunResult> results) => new([.. results.SelectMany(static one => one.Traces)], [.. results.SelectMany(static one => one.SpikeTrains)]);

    private IExperimentLogs? OpenLogs(Planned one, DiagnosticBag found) => !options.WriteFiles ? null
        : options.Format is { } format and not OutputFormat.Dat ? RecordedLogs.TryOpen(FolderOf(one), format, one.Built, found) : new LogFiles(FolderOf(one), one.Built);

    private Planned? MakePlan(ChangedExperiment changed, ImmutableHashSet<(string Target, string Name)> given) =>
        SpineMLBuilder.Build(changed.Network, changed.Experiment, Building with { Given = given }, diagnostics) is { } built
        && ExpansionPass.Apply(built.Experiment, static (kernel, _) => new KernelInterpreter().Compile(kernel), diagnostics) is { } expanded
        && Planner.Plan(expanded, new PlannerOptions { Method = options.Method }, diagnostics) is PhasePlan plan ? new Planned(built, plan) : null;

    // Of what varies, numbers that are the same for all instances are given to the plan; for everything else there is one of its own.
    private Planned? MakeSharedPlan(ChangedExperiment changed, SharedPlans shared, int place)
    {
        var numbers = changed.Numbers.Where(one => shared.Varies(one.Key)).ToDictionary();
        if (numbers.GroupBy(static one => (one.Value.Target, one.Value.Name)).FirstOrDefault(static group => group.Count() > 1)?.Select(static one => one.Key).ToList() is { } same)
        {
            diagnostics.Error("NG4131", $"{string.Join(" and ", same)} are two names of one thing, which cannot vary twice.", SourceSpan.None, "Leave one of them out.");
            return null;
        }

        for (var attempt = 0; ; attempt++)
        {
            var given = numbers.Values.Select(static one => (one.Target, one.Name)).ToImmutableHashSet();
            var key = string.Join('\n', options.Overrides.Where(one => shared.Varies(one.Path) && !numbers.ContainsKey(one.Path)).Select(static one => $"{one.Path}={one.Value}").Prepend($"{place}"));
            if (shared.Get(key, () => MakePlan(changed, given)) is not { } planned)
                return null;
            var refused = numbers.Where(one => !planned.Plan.Given.ContainsKey(BuildOptions.GivenName(one.Value.Target, one.Value.Name))).Select(static one => one.Key).ToList();
            if (refused.Count > 0 && attempt == 0)
            {
                refused.ForEach(path => numbers.Remove(path));
                continue;
            }

            var values = planned.Plan.Given.SetItems(numbers.Values.Select(one => KeyValuePair.Create(BuildOptions.GivenName(one.Target, one.Name), Building.ValueOf(one.Value, one.IsParameter))));
            return planned with { Plan = (PhasePlan)GivenValues.With(planned.Plan, values) };
        }
    }

    // Each of several experiments has a folder of its own.
    private string FolderOf(Planned one)
    {
        var folder = options.OutputFolder ?? ".";
        return planned.Count == 1 ? folder : Path.Combine(folder, NumberedName(one));
    }

    // And a state: `learnt.state` is `learnt.0_First.state` of the first of several.
    private string StateOf(string path, Planned one) => planned.Count == 1 ? path : Path.ChangeExtension(path, NumberedName(one) + Path.GetExtension(path));

    private string NumberedName(Planned one) =>
        $"{planned.FindIndex(other => other.Plan == one.Plan)}_{string.Concat(one.Plan.Experiment.Name.Select(static letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'))}";

    private void TakeUp(string path)
    {
        for (var index = 0; index < planned.Count; index++)
        {
            if (RunStateForm.Read(StateOf(path, planned[index]), diagnostics) is { } state)
                planned[index] = planned[index] with { Start = new RunStateCheck(state, planned[index].Plan, planned[index].Inputs).Fitting(diagnostics) };
        }
    }

    // Told before a long run, not after it.
    private void CheckPlaces(string path)
    {
        foreach (var place in planned.Select(one => StateOf(path, one)))
        {
            var reason = Directory.Exists(place) ? "it is a folder." : File.Exists(place) && !StateFile.IsOne(place) ? "it is there and no file of states." : null;
            if (reason is not null)
                diagnostics.Error("NG6522", $"The state cannot be saved as '{place}': {reason}", SourceSpan.None, "Name a new file, or a file of states to replace the state in it.");
        }
    }

    private static IEnumerable<PopulationActivity> Activity(Planned one, PhaseEngine engine, EngineResult result)
    {
        foreach (var population in one.Plan.Experiment.Network.Populations)
        {
            var set = one.Plan.Experiment.Network.Sets[population.Set];
            if (set.Class.Ports.OfType<Model.Components.EventSendPort>().ToList() is not { Count: > 0 } ports)
                continue;
            var spikes = ports.Sum(port => engine.Emitted(set.Name, port.Name));
            var simulated = result.Steps * one.Plan.Step / 1000;
            yield return new PopulationActivity(population.Name, set.Count, spikes, simulated > 0 && set.Count > 0 ? spikes / simulated / set.Count : 0);
        }
    }

    private sealed record Planned(BuiltExperiment Built, PhasePlan Plan)
    {
        /// <summary>The state from which it goes on; null where it begins anew.</summary>
        public RunState? Start { get; init; }

        public double StartTime => Start?.Time ?? 0;

        public long StartSteps => Start?.Steps ?? 0;

        public InputParts Inputs => new(Built.InputSets, Built.InputVariables);

        // Times of the plan are milliseconds.
        public double Seconds => Plan.Experiment.Runs[0].Duration / 1000;
    }
}
