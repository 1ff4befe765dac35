using System.Collections.Immutable;
using Neuroglot.Model.Diagrams;

namespace Neuroglot.Diagrams;

/// <summary>The network of a model as a diagram, made from what its format tells about it.</summary>
internal sealed class DescribedNetwork
{
    private static readonly char[] Separators = ['/', '[', ']', '.', ' '];

    private readonly List<NetworkNode> nodes = [];
    private readonly List<NetworkEdge> edges = [];
    private readonly Dictionary<string, int> populations = new(StringComparer.Ordinal);

    private DescribedNetwork(ModelDescription model)
    {
        foreach (var population in model.Populations)
            Add(population.Name, NetworkNodeKind.Population, population.Size is { } size ? FormattableString.Invariant($"{size:N0} × {What(population)}") : What(population));
        foreach (var alike in model.Projections.GroupBy(one => (From: PlaceOf(one.From), To: PlaceOf(one.To), one.Synapse)))
        {
            var name = alike.Count() == 1 ? alike.First().Name : $"{alike.Count()} projections";
            edges.Add(new NetworkEdge(alike.Key.From, alike.Key.To, NetworkEdgeKind.Projection,
                [name, .. name == alike.Key.Synapse ? ImmutableArray<string>.Empty : [alike.Key.Synapse], FormattableString.Invariant($"{alike.Sum(static one => one.Connections):N0} connections")]));
        }

        foreach (var input in model.Inputs)
        {
            edges.Add(new NetworkEdge(nodes.Count, PlaceOf(input.Target), NetworkEdgeKind.Drive, input.Count == 1 ? [input.Target] : [FormattableString.Invariant($"{input.Count:N0} inputs")]));
            nodes.Add(new NetworkNode(input.Name, NetworkNodeKind.Input, input.Component == input.Name ? [] : [input.Component]));
        }

        foreach (var recording in model.Recordings)
        {
            var target = nodes.Count;
            nodes.Add(new NetworkNode(recording.File, NetworkNodeKind.Recording, []));
            foreach (var source in recording.Quantities.GroupBy(Find).Where(static source => source.Key is not null))
                edges.Add(new NetworkEdge(source.Key!.Value, target, NetworkEdgeKind.Record, [source.Count() == 1 ? source.First() : $"{source.Count()} quantities"]));
        }
    }

    /// <summary>The diagram; null where there are no populations.</summary>
    public static NetworkDiagram? Of(ModelDescription model)
    {
        if (model.Populations.IsEmpty)
            return null;
        var drawn = new DescribedNetwork(model);
        return new NetworkDiagram(model.Name, [.. drawn.nodes], [.. drawn.edges]);
    }

    private int Add(string name, NetworkNodeKind kind, params ImmutableArray<string> lines)
    {
        nodes.Add(new NetworkNode(name, kind, lines));
        populations.TryAdd(name, nodes.Count - 1);
        return nodes.Count - 1;
    }

    // Groups of Brian are no instances of anything that has a name.
    private static string What(PopulationDescription population) => population.Component == population.Name ? population.Type : population.Component;

    // Paths name a cell of a population, or something in it: the population is the first part that is one.
    private int? Find(string path)
    {
        if (populations.TryGetValue(path, out var whole))
            return whole;
        foreach (var part in path.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (populations.TryGetValue(part, out var place))
                return place;
        }

        return null;
    }

    // What is named but is no population of the model still has its place in the picture.
    private int PlaceOf(string path) => Find(path) ?? Add(path, NetworkNodeKind.Group);
}
