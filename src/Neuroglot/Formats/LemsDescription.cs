using System.Collections.Immutable;
using Neuroglot.Lems.Types;

namespace Neuroglot.Formats;

/// <summary>What is in a LEMS or NeuroML 2 model as its document states it; works for models that cannot be run, too.</summary>
internal static class LemsDescription
{
    public static ModelDescription Of(LemsModel model, string name)
    {
        ImmutableArray<LemsComponent> networks = [.. model.Components.Where(one => one.IsA("network"))];
        var run = model.Target is { Type.Simulation.Runs: [var first, ..] } ? first : null;
        return new ModelDescription
        {
            Name = model.Target?.Id ?? (networks.Length == 1 ? networks[0].Id : null) ?? name,
            Format = model.Document.IsNeuroml ? "NeuroML 2" : "LEMS",
            Duration = run is not null && model.Target!.TryValue(run.Total, out var duration) ? duration : null,
            Step = run is not null && model.Target!.TryValue(run.Increment, out var step) ? step : null,
            Populations = [.. networks.SelectMany(network => network.Children("populations")).Select(Population)],
            Projections = [.. networks.SelectMany(network => network.AllChildren).Where(one => one.Place is "projections" or "electricalProjection" or "continuousProjection" or "synapticConnections").Select(Projection)],
            Inputs = [.. networks.SelectMany(network => network.AllChildren).Where(one => one.Place is "inputs" or "explicitInputs").Select(Input)],
            Cells = [.. model.Components.Where(one => one.IsA("cell")).Select(Cell)],
            Components = [.. model.Components.Where(one => !one.IsA("network") && one != model.Target).Select(one => new ComponentDescription(one.Id ?? one.Declaration.Name, one.Type.Name))],
            Types = [.. TypesOf(model).Select(LemsTypeText.Of)],
        };
    }

    /// <summary>The types that something of the model uses and that have dynamics or are the model's own.</summary>
    public static IEnumerable<ResolvedType> TypesOf(LemsModel model) =>
        model.Components.SelectMany(WithChildren).Select(one => one.Type).Distinct().Where(type => type.Dynamics is not null || !type.Declaration.IsBuiltIn);

    private static PopulationDescription Population(LemsComponent population)
    {
        var name = population.Id ?? population.Type.Name;
        if (population.Reference("component") is not { } cell)
            return new PopulationDescription(name, population.Type.Name, population.Type.Name, null);
        var size = population.IsA("populationList") ? population.Children("instances").Count : population.TryValue("size", out var stated) ? (int)stated : 0;
        return new PopulationDescription(name, cell.Id ?? "?", cell.Type.Name, size);
    }

    private static ProjectionDescription Projection(LemsComponent projection)
    {
        if (projection.Place == "synapticConnections")
        {
            return new ProjectionDescription(
                projection.Id ?? projection.Type.Name, projection.Text("from") ?? "?", projection.Text("to") ?? "?", projection.Reference("synapse")?.Id ?? projection.Type.Name, 1);
        }

        var connections = projection.AllChildren.Where(one => one.Declaration.Name.Contains("onnection", StringComparison.Ordinal));
        var first = connections.FirstOrDefault();
        var synapse = projection.Reference("synapse") ?? first?.Reference("synapse") ?? first?.Reference("postComponent");
        return new ProjectionDescription(
            projection.Id ?? projection.Type.Name, Side(projection, "presynapticPopulation"), Side(projection, "postsynapticPopulation"), synapse?.Id ?? projection.Type.Name, connections.Count());
    }

    private static string Side(LemsComponent projection, string name) => projection.Text(name) ?? projection.Reference(name)?.Id ?? "?";

    private static InputDescription Input(LemsComponent input) => input.Place == "explicitInputs"
        ? new InputDescription(input.Id ?? input.Type.Name, input.Reference("input")?.Id ?? "?", input.Text("target") ?? "?", 1)
        : new InputDescription(input.Id ?? input.Type.Name, input.Reference("component")?.Id ?? "?", input.Text("population") ?? "?", input.Children("inputs").Count);

    private static CellDescription Cell(LemsComponent cell)
    {
        var morphology = cell.AllChildren.FirstOrDefault(one => one.IsA("morphology"));
        var channels = WithChildren(cell).Select(one => one.Reference("ionChannel")?.Id).OfType<string>().Distinct();
        return new CellDescription(
            cell.Id ?? cell.Type.Name, cell.Type.Name, morphology?.Children("segments").Count ?? 0, morphology?.Children("segmentGroups").Count ?? 0, [.. channels]);
    }

    private static IEnumerable<LemsComponent> WithChildren(LemsComponent component) => component.AllChildren.SelectMany(WithChildren).Prepend(component);
}
