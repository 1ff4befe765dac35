using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Building.Networks;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>Checks networks: numbers of nodes, ends of edges, shapes and values of matrices.</summary>
internal static class NetworkChecks
{
    /// <summary>Every problem of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="general">Name of the coupling of its experiment, which edges may name, too; null for none.</param>
    /// <param name="common">The dynamics of its experiment, which nodes have that name none; null for none.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static void Check(Network network, string? general, Dynamics? common, DiagnosticBag diagnostics)
    {
        var ids = new HashSet<int>();
        foreach (var node in network.Nodes.Where(node => !ids.Add(node.Id)))
            diagnostics.Error(ModelCodes.UsedTwice, $"Two nodes have the id {node.Id}.", node.Span, "Give each a number of its own.");
        foreach (var node in network.Nodes.Where(node => node.Dynamics is { } name && !network.Dynamics.IsEmpty && network.Dynamics.All(one => one.Name != name) && Library.TvboLibrary.Find(name, Library.EntryKind.Dynamics) is null))
            diagnostics.Error(ModelCodes.UnknownReference, $"The node {node.Id} has the dynamics `{node.Dynamics}`, which do not exist.", node.Span, NearNames.Hint(node.Dynamics!, network.Dynamics.Select(static one => one.Name)));
        var count = CountOf(network);
        if (network.NodeCount is < 1)
            diagnostics.Error(ModelCodes.WrongNetwork, $"The network has {network.NodeCount} nodes.", network.Span, "It needs at least one.");
        if (network.NodeCount is { } stated && !network.Nodes.IsEmpty && stated != network.Nodes.Length)
            diagnostics.Error(ModelCodes.WrongNetwork, $"The network states {stated} nodes and lists {network.Nodes.Length}.", network.Span, "Leave `number_of_nodes` out.");
        foreach (var edge in network.Edges)
        {
            foreach (var end in (int?[])[edge.Source, edge.Target])
            {
                if (end is { } id && !(network.Nodes.IsEmpty ? id >= 0 && id < count : ids.Contains(id)))
                    diagnostics.Error(ModelCodes.UnknownReference, $"An edge leads from {edge.Source} to {edge.Target}, but there is no node {id}.", edge.Span, "Edges name nodes by their `id`.");
            }

            if (edge.Source is null != edge.Target is null)
                diagnostics.Error(ModelCodes.WrongNetwork, "An edge has only one end.", edge.Span, "Give `source` and `target`; an edge with neither stands for all.");
            if (edge.Parameters.FirstOrDefault(static one => one.Name is "delay" or "length" && one.Value is < 0) is { } negative)
                diagnostics.Error(ModelCodes.WrongNetwork, $"The {negative.Name} of an edge is negative.", negative.Span);
            if (edge.Coupling is { } coupling && coupling != general && network.Couplings.All(one => one.Name != coupling) && Library.TvboLibrary.Find(coupling, Library.EntryKind.Coupling) is null)
                diagnostics.Error(ModelCodes.UnknownReference, $"An edge has the coupling `{coupling}`, which does not exist.", edge.Span, NearNames.Hint(coupling, network.Couplings.Select(static one => one.Name)));
        }

        Check(network, network.Weights, "weights", diagnostics);
        Check(network, network.Lengths, "lengths", diagnostics);
        if (network.Lengths is { } lengths && lengths.Values.Any(static one => one < 0))
            diagnostics.Error(ModelCodes.WrongNetwork, "A length is negative.", lengths.Span);
        if (SpeedOf(network) is { } speed && !(speed > 0))
            diagnostics.Error(ModelCodes.WrongNetwork, FormattableString.Invariant($"The conduction speed is {speed}; it has to be positive."), network.ConductionSpeed?.Span ?? network.Span);
        if (network.Generator is { } rule && GraphRules.Problem(rule, count) is { } problem)
            diagnostics.Error(NetworkCodes.WrongRule, problem, rule.Span, "Correct `graph_generator`, or `number_of_nodes`.");
        foreach (var coupling in network.Couplings)
            CouplingParser.Parse(coupling, null, diagnostics);
        foreach (var second in network.Couplings.GroupBy(static one => one.Name).SelectMany(static group => group.Skip(1)))
            diagnostics.Error(ModelCodes.UsedTwice, $"Two different couplings are called `{second.Name}`.", second.Span, "Give each a name of its own.");
        foreach (var dynamics in network.Dynamics.Where(static one => !one.IsReference))
        {
            // What no node has need not be whole.
            var found = new DiagnosticBag();
            DynamicsParser.Parse(dynamics, [], found);
            var isUsed = network.Nodes.Any(node => node.Dynamics == dynamics.Name) || (common is null && network.Dynamics.Length == 1 && network.Nodes.All(static node => node.Dynamics is null));
            diagnostics.AddRange(isUsed ? found : found.Where(static one => one.Severity == Severity.Error).Take(1).Select(one => one with { Severity = Severity.Warning, Message = $"No node has the dynamics `{dynamics.Name}`, and they are not whole: {one.Message}" }));
        }
    }

    /// <summary>Number of nodes: as listed, as stated, or as the weights have it; 1 where nothing tells.</summary>
    public static int CountOf(Network network) => network.Nodes.IsEmpty ? network.NodeCount ?? (network.Generator is { } rule ? GraphRules.CountOf(rule) : null) ?? (network.Weights is { Rows: > 0 } weights ? weights.Rows : 1) : network.Nodes.Length;

    /// <summary>The speed along connections; null where none is stated.</summary>
    public static double? SpeedOf(Network network) => (network.ConductionSpeed ?? network.Parameters.FirstOrDefault(static one => one.Name == "conduction_speed"))?.Value;

    private static void Check(Network network, Matrix? matrix, string name, DiagnosticBag diagnostics)
    {
        if (matrix is not { Rows: > 0 })
            return;
        var count = CountOf(network);
        if (matrix.Rows != matrix.Columns || matrix.Rows != count)
            diagnostics.Error(ModelCodes.WrongNetwork, $"The {name} have {matrix.Rows} rows and {matrix.Columns} columns, for {count} nodes.", matrix.Span, "A matrix has a row and a column for each node.");
    }
}
