using System.Collections.Immutable;

namespace Neuroglot.Model.Diagrams;

/// <summary>A network as a picture shows it: what there is, and what connects it.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Nodes">Populations and all that sends to or hears of them.</param>
/// <param name="Edges">What connects them.</param>
public sealed record NetworkDiagram(string Name, ImmutableArray<NetworkNode> Nodes, ImmutableArray<NetworkEdge> Edges)
{
    /// <summary>The populations that are connected, each pair once.</summary>
    public IEnumerable<(string Source, string Target)> Projections => Edges.Where(static edge => edge.Kind == NetworkEdgeKind.Projection)
        .SelectMany(Ends).Select(ends => (Nodes[ends.From].Name, Nodes[ends.To].Name)).Distinct();

    /// <summary>The part that connects two populations, with nothing else; null where there is no such projection.</summary>
    /// <param name="source">Name of the population where it starts.</param>
    /// <param name="target">Name of the population where it ends; may be the same.</param>
    public NetworkDiagram? Between(string source, string target)
    {
        var kept = Edges.Where(edge => edge.Kind == NetworkEdgeKind.Projection && Ends(edge).Any(ends => Nodes[ends.From].Name == source && Nodes[ends.To].Name == target)).ToList();
        if (kept.Count == 0)
            return null;
        var places = kept.SelectMany(static edge => new[] { edge.From, edge.To }).Distinct().Order().ToList();
        return new NetworkDiagram(
            Name, [.. places.Select(place => Nodes[place])], [.. kept.Select(edge => edge with { From = places.IndexOf(edge.From), To = places.IndexOf(edge.To) })]);
    }

    // The synapses of a projection may be a node between its populations.
    private IEnumerable<(int From, int To)> Ends(NetworkEdge edge)
    {
        bool IsBetween(int node) => Nodes[node].Kind == NetworkNodeKind.Synapses;
        int[] from = IsBetween(edge.From) ? [.. Edges.Where(other => other.Kind == NetworkEdgeKind.Projection && other.To == edge.From).Select(static other => other.From)] : [edge.From];
        int[] to = IsBetween(edge.To) ? [.. Edges.Where(other => other.Kind == NetworkEdgeKind.Projection && other.From == edge.To).Select(static other => other.To)] : [edge.To];
        return from.SelectMany(one => to.Select(other => (one, other)));
    }
}

/// <summary>Something in a network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Lines">More about it, for people: its size and component.</param>
public sealed record NetworkNode(string Name, NetworkNodeKind Kind, ImmutableArray<string> Lines);

/// <summary>What something in a network is.</summary>
public enum NetworkNodeKind
{
    /// <summary>Neurons.</summary>
    Population,

    /// <summary>Components that are no neurons: gap junctions, neuromodulators.</summary>
    Group,

    /// <summary>The synapses of a projection, where something besides its ends feeds or records them.</summary>
    Synapses,

    /// <summary>What drives the network from outside.</summary>
    Input,

    /// <summary>What is recorded.</summary>
    Recording,
}

/// <summary>A connection between two things in a network.</summary>
/// <param name="From">Index of the node where it starts.</param>
/// <param name="To">Index of the node where it ends.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Lines">More about it, for people: synapses, connectivity, delay.</param>
public sealed record NetworkEdge(int From, int To, NetworkEdgeKind Kind, ImmutableArray<string> Lines);

/// <summary>What a connection in a network is.</summary>
public enum NetworkEdgeKind
{
    /// <summary>Synapses between neurons.</summary>
    Projection,

    /// <summary>Any port that feeds another.</summary>
    Link,

    /// <summary>What enters from outside.</summary>
    Drive,

    /// <summary>What is recorded.</summary>
    Record,
}
