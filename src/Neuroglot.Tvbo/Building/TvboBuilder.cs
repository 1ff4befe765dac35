using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Tvbo.Building.Networks;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using Network = Neuroglot.Model.Networks.Network;

namespace Neuroglot.Tvbo.Building;

/// <summary>Makes experiments of the Model of TVBO's documents. Times and values are those of the document: its <c>time_scale</c> becomes the unit of time.</summary>
public static class TvboBuilder
{
    /// <summary>Code of the refusal of what the engine does not run, and a document may have all the same.</summary>
    public const string NotRun = BuildCodes.NotRun;

    /// <summary>Code of the refusal of a method that the engine does not have.</summary>
    public const string NotHere = BuildCodes.NotHere;

    /// <summary>Code of the refusal of a coupling whose meaning cannot be told.</summary>
    public const string NotTold = NetworkCodes.OpenFunction;

    /// <summary>The experiment that a document describes; null, with the reasons, where there is none or it cannot be run.</summary>
    /// <param name="document">Dynamics, which run as TVBO runs them by themselves, or an experiment.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static Experiment? Build(TvboObject document, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (AsExperiment(document) is not { } written)
        {
            var (what, cure) = document switch
            {
                Coupling => ("A coupling", "Put it under `coupling` of an experiment that has `dynamics` and a `network`."),
                IntegratorDocument => ("An integrator", "Put it under `integration` of an experiment that has `dynamics`."),
                GraphRuleDocument => ("A rule for edges", $"Name it in a network: `graph_generator: {{type: {(document.Name.Length > 0 ? document.Name : GraphRules.Names[0])}, …}}`."),
                _ => ("A network whose nodes have no dynamics", "Put it under `network` of an experiment that has `dynamics`, or write `dynamics: JansenRit` at its nodes."),
            };
            diagnostics.Error(BuildCodes.NothingToRun, $"{what} cannot be run by itself.", document.Span, cure);
            return null;
        }

        var found = new DiagnosticBag();
        var experiment = WithoutPipelines(TvboValidation.Resolve(written, found), found);
        if (experiment.Network is { } network)
            NetworkChecks.Check(network, experiment.Coupling?.Name, experiment.Dynamics, found);
        var groups = found.HasErrors ? null : NodeGroup.Of(experiment, found);
        var method = MethodOf(experiment.Integration, groups is { } known && known.All(static group => group.Dynamics.Source.IsDiscrete), found);
        foreach (var group in groups ?? [])
            Refusals.Check(experiment, group.Dynamics, found);
        var built = groups is null || found.HasErrors ? null : NetworkBuilding.Of(experiment, groups.Value, found);
        if (built is not null && method == "dopri5" && WhyNotAdaptive(built) is { } obstacle)
            found.Error(BuildCodes.NotHere, $"The method '{experiment.Integration.Method}' chooses its steps itself and cannot run {obstacle}.", experiment.Integration.Span, "Methods of fixed step: euler, heun, rk4.");
        var made = found.HasErrors || built is null || method is null ? null : Of(experiment, groups!.Value, built, method, found);
        diagnostics.AddRange(found.Distinct());
        return found.HasErrors ? null : made;
    }

    private static string? WhyNotAdaptive(Network network) =>
        network.Couplings.Any(static one => one.Graph.Delays.Any(static delay => delay > 0)) ? "a network with delays"
        : network.Sets.Any(static set => set.Class.Machines.Any(static machine => machine.Regimes.Any(static regime => !regime.Conditions.IsEmpty))) ? "events"
        : network.Sets.Any(static set => !set.Class.NoiseSources.IsEmpty) ? "noise"
        : network.Sets.Any(static set => !set.Class.Drives.IsEmpty) ? "a stimulus" : null;

    // What is computed from results is not part of a run; the run itself is.
    private static SimulationExperiment WithoutPipelines(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        var piped = new List<Observation>();
        foreach (var one in experiment.Observations)
        {
            var why = one.Kept.FirstOrDefault(static member => member.Key is "pipeline" or "analysis" && member.Value is not ({ Kind: YamlKind.Null } or { Kind: YamlKind.List, Items.IsEmpty: true }))?.Key is { } key ? $"has `{key}`"
                : one.Sources.FirstOrDefault(source => source.Contains('.', StringComparison.Ordinal) || experiment.Observations.Any(other => other.Name == source)) is { } computed ? $"is of `{computed}`" : null;
            if (why is null)
                continue;
            piped.Add(one);
            diagnostics.Warning(BuildCodes.NotComputed, $"The observation `{one.Name}` {why}, and is not computed.", one.Span, "Compute it from what is recorded.");
        }

        return piped.Count == 0 ? experiment : experiment with { Observations = [.. experiment.Observations.Except(piped)] };
    }

    /// <summary>The document as an experiment: dynamics, and networks whose nodes have dynamics, run by themselves with the usual integrator, a map a step at a time; null for what cannot be run.</summary>
    public static SimulationExperiment? AsExperiment(TvboObject document) => document switch
    {
        SimulationExperiment experiment => experiment,
        Dynamics { IsDiscrete: true } map => new SimulationExperiment { Dynamics = map, Span = map.Span, Integration = new Integrator(map.Span) { Step = 1, TimeScale = "s" } },
        Dynamics dynamics => new SimulationExperiment { Dynamics = dynamics, Span = dynamics.Span, Integration = new Integrator(dynamics.Span) },
        Syntax.Network network when !network.Dynamics.IsEmpty || (!network.Nodes.IsEmpty && network.Nodes.All(static node => node.Dynamics is not null)) =>
            new SimulationExperiment { Label = network.Label ?? network.Name, Network = network, Span = network.Span, Integration = new Integrator(network.Span) },
        _ => null,
    };

    /// <summary>Slots of an experiment that nothing interprets, and that would change what it gives: whatever writes it in another form refuses them, as a run does.</summary>
    public static IEnumerable<YamlMember> Uninterpreted(SimulationExperiment experiment, ParsedDynamics dynamics)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(dynamics);
        return Refusals.Uninterpreted(experiment, dynamics.Source);
    }

    /// <summary>Seconds in a unit of model time.</summary>
    public static double SecondsIn(string timeScale) => timeScale switch { "s" => 1, "us" => 1e-6, _ => 1e-3 };

    private static string? MethodOf(Integrator integration, bool isMap, DiagnosticBag diagnostics)
    {
        var method = IntegrationMethods.Find(integration.Method);
        if (method is "euler" or "heun" or "rk4" or "dopri5")
            return method;
        // What a map gives is its next value, whatever the method.
        if (method is "identity" && isMap)
            return "euler";
        if (method is null)
            diagnostics.Error(ModelCodes.UnknownMethod, $"There is no integration method '{integration.Method}'.", integration.Span, NearNames.Hint(integration.Method, IntegrationMethods.Names) ?? $"Methods: {string.Join(", ", IntegrationMethods.Names)}.");
        else
            diagnostics.Error(BuildCodes.NotHere, $"The engine does not have the method '{integration.Method}'.", integration.Span, method == "identity" ? "Write `system_type: discrete` in the dynamics where equations give the next values." : "Write `method: dopri5`, which chooses its steps by the error, too; or euler, heun or rk4.");
        return null;
    }

    private static Experiment Of(SimulationExperiment experiment, ImmutableArray<NodeGroup> groups, Network network, string method, DiagnosticBag diagnostics)
    {
        var monitors = experiment.Observations.IsEmpty ? null : new Monitors(experiment, [.. groups.SelectMany(static group => Usual(group.Dynamics.Source)).Distinct()], diagnostics);
        var recordings = ImmutableArray.CreateBuilder<Recording>();
        var events = ImmutableArray.CreateBuilder<EventRecording>();
        var units = new Dictionary<(string Variable, int Unit), int>();
        for (var set = 0; set < groups.Length; set++)
        {
            var source = groups[set].Dynamics.Source;
            foreach (var variable in monitors is null ? Usual(source) : monitors.Of(network.Sets[set].Class))
            {
                foreach (var (label, instance) in groups[set].Columns(variable))
                {
                    units[(variable, groups[set].Units[instance])] = recordings.Count;
                    recordings.Add(new Recording(label, label, set, instance, variable) { Region = groups[set].Regions.ElementAtOrDefault(instance), Span = source.Span });
                }
            }

            events.AddRange(from one in groups[set].Dynamics.Events from column in groups[set].Columns(one.Source.Name) select new EventRecording(column.Label, column.Label, set, column.Instance, one.Source.Name) { Span = one.Source.Span });
        }

        var outputs = ImmutableArray.CreateBuilder<OutputFile>();
        if (monitors is null)
            outputs.Add(new TraceFile($"results/{network.Name}.dat", [.. Enumerable.Range(0, recordings.Count)], experiment.Span));
        else
            outputs.AddRange(monitors.Files(network.Name, units, [.. recordings.Select(static one => one.Region)], groups[0].NodeCount, groups.Max(static group => group.Modes)));
        if (events.Count > 0)
            outputs.Add(new EventFile($"results/{network.Name}.spikes", TimeFirst: true, [.. Enumerable.Range(0, events.Count)], experiment.Span));
        var integration = experiment.Integration;
        return new Experiment(Identifiers.Of(experiment.Label ?? groups[0].Dynamics.Source.Name), network, [new Run(integration.TotalTime, integration.Step, method) { Tolerance = new Tolerance(integration.AbsoluteTolerance, integration.RelativeTolerance) }])
        {
            Recordings = recordings.ToImmutable(),
            EventRecordings = events.ToImmutable(),
            Outputs = outputs.ToImmutable(),
            RecordingStart = integration.TransientTime,
            Seed = Seeds.Of(experiment, groups.Select(static group => group.Dynamics.Source), diagnostics),
            TimeUnit = SecondsIn(integration.TimeScale),
            Semantics = Semantics.NeuralMass,
            Span = experiment.Span,
        };
    }

    private static ImmutableArray<string> Usual(Dynamics dynamics) =>
        dynamics.Output.IsEmpty ? [.. dynamics.StateVariables.Where(static one => one.IsOfInterest).Select(static one => one.Name)] : dynamics.Output;
}
