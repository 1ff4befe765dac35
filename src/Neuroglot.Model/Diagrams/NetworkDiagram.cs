using System.Collections.Immutable;

namespace Neuroglot.Model.Diagrams;

/// <summary>A network as a picture shows it: what there is, and what connects it.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Nodes">Populations and all that sends to or hears of them.</param>
/// <param name="Edges">What connects them.</param>
public sealed record NetworkDiagram(string Name, ImmutableArray<NetworkNode> Nodes, ImmutableArray<NetworkEdge> Edges);

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
