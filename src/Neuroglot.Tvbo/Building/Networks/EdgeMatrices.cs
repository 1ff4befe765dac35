using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>
/// Edges as matrices, for the transforms of networks that have no matrix of weights: <c>W</c> and <c>L</c> have a row for each target and a column for each source, and 0 where no edge is. What
/// becomes of them goes back into the edges.
/// </summary>
internal sealed class EdgeMatrices
{
    // Two matrices of so many rows take a quarter of a GB.
    private const int MostNodes = 4096;

    private readonly Network network;
    private readonly int count;
    private readonly Dictionary<int, int> numbers;
    private readonly Dictionary<(int Target, int Source), Edge> edges = [];
    private readonly DiagnosticBag diagnostics;

    private EdgeMatrices(Network network, DiagnosticBag diagnostics)
    {
        this.network = network;
        this.diagnostics = diagnostics;
        count = NetworkChecks.CountOf(network);
        numbers = network.Nodes.Select(static (node, number) => (node.Id, number)).ToDictionary();
    }

    /// <summary>The network with its transforms applied, whether it has matrices or edges; as it is, with an error, where that cannot be.</summary>
    public static Network Transformed(Network network, DiagnosticBag diagnostics) => network.Transforms.IsEmpty ? network
        : network.Weights is { Rows: > 0 } || (network.Edges.IsEmpty && network.Generator is null) ? MatrixTransforms.Apply(network, diagnostics)
        : new EdgeMatrices(network, diagnostics).Transformed();

    /// <summary>What an edge states of a value; else what the edge that stands for all does; else the network.</summary>
    public static Parameter? Value(Network network, Edge? edge, string name) =>
        edge?.Parameters.FirstOrDefault(one => one.Name == name) ?? network.Edges.FirstOrDefault(static one => one.Source is null)?.Parameters.FirstOrDefault(one => one.Name == name) ?? network.Parameters.FirstOrDefault(one => one.Name == name);

    private Network Transformed()
    {
        if (count > MostNodes)
        {
            diagnostics.Error(NetworkCodes.WrongTransform, $"A transform of edges needs a matrix of {count} rows; {MostNodes} are possible.", network.Transforms[0].Span, "Give `weights` in a file, transformed beforehand.");
            return network;
        }

        foreach (var edge in network.Edges.Where(static one => one.Source is not null && one.Target is not null))
            Add(edge);
        if (network.Generator is { } rule)
        {
            foreach (var (from, to) in GraphRules.Pairs(rule, count, diagnostics))
                Add(new Edge { Source = IdOf(from), Target = IdOf(to), IsDirected = rule.IsDirected, Coupling = Template?.Coupling, Span = rule.Span });
        }

        if (diagnostics.HasErrors)
            return network;
        var hasLengths = network.Lengths is null && edges.Values.Any(edge => Value(network, edge, "length") is not null);
        var changed = MatrixTransforms.Apply(network with { Weights = Matrix("weight", 1), Lengths = hasLengths ? Matrix("length", 0) : network.Lengths }, diagnostics);
        return diagnostics.HasErrors ? network : network with
        {
            Transforms = [],
            Generator = null,
            Lengths = hasLengths ? null : changed.Lengths,
            Edges = [.. network.Edges.Where(static one => one.Source is null), .. Changed(changed.Weights!, hasLengths ? changed.Lengths : null)],
        };
    }

    private Edge? Template => network.Edges.FirstOrDefault(static one => one.Source is null);

    private int IdOf(int number) => network.Nodes.IsEmpty ? number : network.Nodes[number].Id;

    private int NumberOf(int id) => numbers.Count == 0 ? id : numbers[id];

    private void Add(Edge edge)
    {
        var (from, to) = (NumberOf(edge.Source!.Value), NumberOf(edge.Target!.Value));
        var isNew = edges.TryAdd((to, from), edge with { IsDirected = true });
        if (!edge.IsDirected && from != to)
            isNew &= edges.TryAdd((from, to), edge with { Source = edge.Target, Target = edge.Source, IsDirected = true });
        if (!isNew && !diagnostics.HasErrors)
            diagnostics.Error(NetworkCodes.WrongTransform, $"Several edges lead from {edge.Source} to {edge.Target}, or back; a transform needs one weight for each pair.", edge.Span, "Write `directed: true` for edges that lead one way, and add up those that lead the same way.");
    }

    private Matrix Matrix(string name, double usual)
    {
        var values = new double[count * count];
        foreach (var ((target, source), edge) in edges)
            values[(target * count) + source] = Value(network, edge, name)?.Value ?? usual;
        return new Matrix(network.Transforms[0].Span) { Rows = count, Columns = count, Values = [.. values] };
    }

    // An edge appears where a transform makes a weight of nothing.
    private IEnumerable<Edge> Changed(Matrix weights, Matrix? lengths)
    {
        for (var target = 0; target < count; target++)
        {
            for (var source = 0; source < count; source++)
            {
                var known = edges.GetValueOrDefault((target, source));
                if (known is null && weights[target, source] == 0)
                    continue;
                var edge = known ?? new Edge { Source = IdOf(source), Target = IdOf(target), IsDirected = true, Coupling = Template?.Coupling, Span = network.Transforms[0].Span };
                edge = With(edge, "weight", weights[target, source]);
                yield return lengths is null ? edge : With(edge, "length", lengths[target, source]);
            }
        }
    }

    private Edge With(Edge edge, string name, double value) =>
        edge with { Parameters = [.. edge.Parameters.Where(one => one.Name != name), (Value(network, edge, name) ?? new Parameter { Name = name, Span = edge.Span }) with { Value = value }] };
}
