using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Building.Networks;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>Checks documents of TVBO beyond their form: symbols, functions, ranges, units, references.</summary>
public static class TvboValidation
{
    /// <summary>Every problem of a document.</summary>
    /// <param name="document">What has been read.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <param name="doubts">What could not be read as it stands, and has been reported; null for a document that was read without an error.</param>
    public static void Check(TvboObject document, DiagnosticBag diagnostics, ReadingDoubts? doubts = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var found = new DiagnosticBag();
        CheckAll(document, found, isWhole: doubts is null);
        diagnostics.AddRange(found.Where(one => doubts is null || !doubts.Explains(one)).Except(diagnostics).Distinct());
    }

    private static void CheckAll(TvboObject document, DiagnosticBag diagnostics, bool isWhole)
    {
        switch (document)
        {
            case Dynamics dynamics:
                DynamicsParser.Parse(dynamics, [], diagnostics);
                break;
            case Coupling coupling:
                CouplingParser.Parse(coupling, null, diagnostics);
                break;
            case Network network:
                NetworkChecks.Check(network, null, null, diagnostics);
                Refusals.CheckElsewhere(network, diagnostics);
                break;
            case SimulationExperiment experiment:
                Check(experiment, diagnostics, isWhole);
                break;
            case IntegratorDocument integrator:
                SpelledMethod.Settle(new SimulationExperiment { Integration = integrator.Integration }, diagnostics);
                Check(integrator.Integration, diagnostics);
                break;
            case GraphRuleDocument rule:
                if (!GraphRules.Names.Contains(rule.Name))
                    diagnostics.Warning(BuildCodes.NotRun, $"The engine does not have the rule `{rule.Name}`.", rule.Span, $"It has {string.Join(", ", GraphRules.Names)}; or give a network its `weights`.");
                break;
            default:
                throw new ArgumentException($"{document.GetType().Name} is no document by itself.", nameof(document));
        }
    }

    // Each part is checked whatever is wrong with the others; what joins them only where they are right.
    private static void Check(SimulationExperiment written, DiagnosticBag diagnostics, bool isWhole)
    {
        var experiment = Resolve(written, diagnostics);
        var parsed = experiment.Dynamics is { IsReference: false } dynamics ? DynamicsParser.Parse(dynamics, experiment.Functions, diagnostics) : null;
        if (experiment.Dynamics is null && (experiment.Network?.Dynamics.IsEmpty ?? true))
            diagnostics.Error(ModelCodes.UnknownReference, "The experiment has no dynamics.", experiment.Span, "Write `dynamics: {name: JansenRit}`, for example.");
        if (experiment.Coupling is { IsReference: false } coupling)
            CouplingParser.Parse(coupling, parsed, diagnostics);
        if (experiment.Network is { IsReference: false } network)
            NetworkChecks.Check(network, experiment.Coupling?.Name, experiment.Dynamics, diagnostics);
        var wrongTimes = new DiagnosticBag();
        Check(experiment.Integration, wrongTimes);
        if (experiment.Network is { } joined && !Refusals.IsElsewhere(joined) && isWhole && !diagnostics.HasErrors)
            NetworkBuilding.Check(wrongTimes.HasErrors ? experiment with { Integration = new Integrator(experiment.Integration.Span) } : experiment, diagnostics);
        diagnostics.AddRange(wrongTimes);
        foreach (var one in experiment.Observations.Where(static one => one.Period is <= 0))
            diagnostics.Error(ModelCodes.WrongNumber, FormattableString.Invariant($"The period {one.Period} of `{one.Name}` is not positive."), one.Span);
        Refusals.CheckExplorations(experiment, diagnostics);
        if (experiment.Dynamics is not { IsReference: false } source)
            return;
        NetworkBuilding.CheckDrives(experiment, source, diagnostics);
        foreach (var exploration in experiment.Explorations)
        {
            foreach (var parameter in ExploredValues.WhyNot(exploration) is null ? exploration.Parameters : [])
            {
                var name = parameter.Name[(parameter.Name.LastIndexOf('.') + 1)..];
                if (!(name == "conduction_speed" && experiment.Network is not null) && source.Parameters.All(known => known.Name != name) && (experiment.Coupling?.Parameters.All(known => known.Name != name) ?? true) && (experiment.Network?.Couplings.All(one => one.Parameters.All(known => known.Name != name)) ?? true))
                    diagnostics.Warning(ModelCodes.UnknownReference, $"The exploration `{exploration.Name}` varies `{parameter.Name}`, which is no parameter of the dynamics or the coupling.", parameter.Span, NearNames.Hint(name, source.Parameters.Select(static one => one.Name)));
            }
        }
    }

    private static void Check(Integrator integration, DiagnosticBag diagnostics)
    {
        if (!(integration.Step > 0) || !double.IsFinite(integration.Step))
            diagnostics.Error(ModelCodes.WrongNumber, FormattableString.Invariant($"The step {integration.Step} is not positive."), integration.Span, "Write `step_size: 0.1`, for example.");
        if (!(integration.Duration >= 0) || !double.IsFinite(integration.Duration))
            diagnostics.Error(ModelCodes.WrongNumber, FormattableString.Invariant($"The duration {integration.Duration} is not possible."), integration.Span, "Write `duration: 1000`, for example.");
        else if (!(integration.TransientTime >= 0) || !double.IsFinite(integration.TransientTime))
            diagnostics.Error(ModelCodes.WrongNumber, FormattableString.Invariant($"The transient time {integration.TransientTime} is not possible."), integration.Span, "Write `transient_time: 100`, or leave it out.");
        if (!(integration.AbsoluteTolerance > 0) || !(integration.RelativeTolerance > 0) || !double.IsFinite(integration.AbsoluteTolerance + integration.RelativeTolerance))
            diagnostics.Error(ModelCodes.WrongNumber, FormattableString.Invariant($"The tolerances {integration.AbsoluteTolerance} and {integration.RelativeTolerance} are not both positive."), integration.Span, "Write `abs_tol: 1e-10` and `rel_tol: 1e-10`, for example.");
        if (IntegrationMethods.Find(integration.Method) is null && SpelledMethod.Of(integration, [])?.Name is null)
            diagnostics.Error(ModelCodes.UnknownMethod, $"There is no integration method '{integration.Method}'.", integration.Span, NearNames.Hint(integration.Method, IntegrationMethods.Names) ?? $"Methods: {string.Join(", ", IntegrationMethods.Names)}.");
    }

    /// <summary>The experiment with what it only names taken from the library; as it is, with an error, where the library has no such thing.</summary>
    public static SimulationExperiment Resolve(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        if (experiment.Dynamics is null && OfAllNodes(experiment.Network) is { } common)
            experiment = experiment with { Dynamics = common };
        experiment = experiment with { Integration = SpelledMethod.Settle(experiment, diagnostics) };
        return NodeInputs.Share(NodeInputs.Declare(ExperimentEvents.Settle(Named(experiment, diagnostics), diagnostics), diagnostics), diagnostics);
    }

    private static SimulationExperiment Named(SimulationExperiment experiment, DiagnosticBag diagnostics) => experiment with
    {
        Dynamics = experiment.Dynamics is { IsReference: true } dynamics ? LibraryDynamics.Resolve(dynamics, diagnostics) : experiment.Dynamics,
        Coupling = experiment.Coupling is { } coupling ? Resolve(coupling, diagnostics) : null,
        Network = experiment.Network is { IsReference: true } network ? LibraryNetwork.Resolve(network, diagnostics) : experiment.Network,
    };

    // Dynamics that a network has for its nodes are those of the experiment, where all have the same.
    private static Dynamics? OfAllNodes(Network? network)
    {
        if (network is null)
            return null;
        var names = network.Nodes.Select(static one => one.Dynamics).Distinct().ToList();
        return names is [] or [null]
            ? network.Dynamics is [var only] ? only : null
            : names is [{ } name] ? network.Dynamics.FirstOrDefault(one => one.Name == name) ?? new Dynamics { Name = name, Span = network.Nodes[0].Span } : null;
    }

    /// <summary>The coupling with its expressions: a coupling that has none is that of the library of its name, with the values of the parameters that it states.</summary>
    public static Coupling Resolve(Coupling coupling, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(coupling);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (coupling.Name.Length == 0 || coupling.HasExpressions || (!coupling.IsReference && TvboLibrary.Find(coupling.Name, EntryKind.Coupling) is null))
            return coupling;
        if (TvboLibrary.Load(coupling.Name, EntryKind.Coupling, coupling.Span, diagnostics) is not Coupling known)
            return coupling;
        foreach (var one in coupling.Parameters.Where(one => known.Parameters.All(other => other.Name != one.Name)))
            diagnostics.Error(ModelCodes.UndefinedSymbol, $"`{one.Name}` is no parameter of the coupling `{coupling.Name}` of the library.", one.Span, NearNames.Hint(one.Name, known.Parameters.Select(static other => other.Name)) ?? $"It has {string.Join(", ", known.Parameters.Select(static other => $"`{other.Name}`"))}.");
        return coupling with
        {
            Parameters = [.. known.Parameters.Select(one => coupling.Parameters.FirstOrDefault(other => other.Name == one.Name) ?? one)],
            Pre = known.Pre,
            Post = known.Post,
            IncomingStates = coupling.IncomingStates.IsEmpty ? known.IncomingStates : coupling.IncomingStates,
            LocalStates = coupling.LocalStates.IsEmpty ? known.LocalStates : coupling.LocalStates,
            IsDelayed = coupling.IsDelayed && known.IsDelayed,
        };
    }
}
