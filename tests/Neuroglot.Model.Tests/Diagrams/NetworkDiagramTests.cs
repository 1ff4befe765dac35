using Neuroglot.Model.Diagrams;
using Xunit;

namespace Neuroglot.Model.Tests.Diagrams;

public sealed class NetworkDiagramTests
{
    // a → b directly and through synapses of their own, b → b, and an input and a recording that are no projections.
    private static readonly NetworkDiagram Network = new(
        "net",
        [
            new("drive", NetworkNodeKind.Input, []), new("a", NetworkNodeKind.Population, []), new("b", NetworkNodeKind.Population, []), new("w", NetworkNodeKind.Synapses, []),
            new("spikes", NetworkNodeKind.Recording, []),
        ],
        [
            new(0, 1, NetworkEdgeKind.Drive, []), new(1, 2, NetworkEdgeKind.Projection, ["fast"]), new(1, 3, NetworkEdgeKind.Projection, []), new(3, 2, NetworkEdgeKind.Projection, []),
            new(2, 2, NetworkEdgeKind.Projection, ["own"]), new(2, 4, NetworkEdgeKind.Record, []),
        ]);

    [Fact]
    public void Projections_join_populations_whatever_lies_between() => Assert.Equal([("a", "b"), ("b", "b")], Network.Projections);

    [Fact]
    public void The_part_between_two_populations_has_nothing_else()
    {
        var part = Network.Between("a", "b")!;
        Assert.Equal(["a", "b", "w"], part.Nodes.Select(static node => node.Name));
        Assert.Equal([(0, 1), (0, 2), (2, 1)], part.Edges.Select(static edge => (edge.From, edge.To)));
        var own = Network.Between("b", "b")!;
        Assert.Equal(["b"], own.Nodes.Select(static node => node.Name));
        Assert.Equal((0, 0, "own"), (own.Edges[0].From, own.Edges[0].To, own.Edges[0].Lines[0]));
        Assert.Null(Network.Between("b", "a"));
        Assert.Null(Network.Between("drive", "a"));
    }
}
