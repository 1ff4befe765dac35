using System.Collections.Immutable;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Formats;

/// <summary>What is in a document of TVBO, for people; works for those that cannot be run, too.</summary>
internal static class TvboDescription
{
    public static ModelDescription Of(TvboObject document, string name)
    {
        var called = document.Name.Length > 0 ? document.Name : document.Label ?? name;
        return document switch
        {
            Dynamics dynamics => new ModelDescription
            {
                Name = called, Format = dynamics.IsDiscrete ? "TVBO map" : "TVBO dynamics", Equations = [new EquationsDescription(called, "dynamics", Equations(dynamics))],
            },
            Coupling coupling => new ModelDescription { Name = called, Format = "TVBO coupling", Equations = [new EquationsDescription(called, "coupling", Equations(coupling))] },
            Network network => Nodes(network, new ModelDescription { Name = called, Format = "TVBO network" }),
            SimulationExperiment experiment => Experiment(experiment, called),
            IntegratorDocument { Integration: var integration } => new ModelDescription
            {
                Name = called, Format = "TVBO integrator", Duration = integration.TotalTime * TvboBuilder.SecondsIn(integration.TimeScale), Step = integration.Step * TvboBuilder.SecondsIn(integration.TimeScale),
                Equations = [new EquationsDescription(integration.Method, "integrator", [$"method = {integration.Method}"])],
            },
            GraphRuleDocument rule => new ModelDescription { Name = called, Format = "TVBO rule for edges", Equations = [new EquationsDescription(called, "rule", [.. rule.Parameters])] },
            _ => new ModelDescription { Name = called, Format = "TVBO" },
        };
    }

    private static ModelDescription Experiment(SimulationExperiment experiment, string name)
    {
        var unit = TvboBuilder.SecondsIn(experiment.Integration.TimeScale);
        var description = new ModelDescription
        {
            Name = name, Format = "TVBO experiment", Duration = experiment.Integration.TotalTime * unit, Step = experiment.Integration.Step * unit,
            Components = experiment.Dynamics is { } dynamics ? [new ComponentDescription(dynamics.Name, "dynamics")] : [],
        };
        return experiment.Network is { } network ? Nodes(network, description) : description;
    }

    private static ModelDescription Nodes(Network network, ModelDescription description) => description with
    {
        Populations = [new PopulationDescription(network.Name.Length > 0 ? network.Name : "nodes", "node", "node", network.Nodes.IsEmpty ? network.NodeCount ?? network.Weights?.Rows : network.Nodes.Length)],
        Projections = network.Edges.IsEmpty && network.Weights is null
            ? []
            : [new ProjectionDescription("edges", "nodes", "nodes", "coupling", network.Weights is { } weights ? weights.Values.Count(static weight => weight != 0) : network.Edges.Length)],
    };

    private static ImmutableArray<string> Equations(Dynamics dynamics) =>
    [
        .. dynamics.Parameters.Select(static one => FormattableString.Invariant($"{one.Name} = {one.Value}") + (one.Unit is { } unit ? $" {unit}" : string.Empty)),
        .. dynamics.DerivedParameters.Select(static one => $"{one.Name} = {one.Equation?.Text}"),
        .. dynamics.DerivedVariables.Select(static one => $"{one.Name} = {one.Equation?.Text ?? string.Join(", ", one.Cases.Select(static value => value.Condition is null ? $"{value.Value} else" : $"{value.Value} if {value.Condition}"))}"),
        .. dynamics.StateVariables.Select(one => dynamics.IsDiscrete ? $"{one.Name} -> {one.Equation?.Text}" : $"d{one.Name}/dt = {one.Equation?.Text}"),
        .. dynamics.Events.Select(static one => $"when {one.Condition?.Text}: {one.Affect?.Text}"),
    ];

    private static ImmutableArray<string> Equations(Coupling coupling) =>
    [
        .. coupling.Parameters.Select(static one => FormattableString.Invariant($"{one.Name} = {one.Value}")),
        $"pre = {coupling.Pre?.Text ?? "x_j"}",
        $"post = {coupling.Post?.Text ?? "gx"}",
    ];
}
