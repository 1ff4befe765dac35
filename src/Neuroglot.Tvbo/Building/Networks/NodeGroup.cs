using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using Network = Neuroglot.Tvbo.Syntax.Network;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>The nodes that have the same dynamics: a set of the Model.</summary>
/// <param name="Dynamics">Their dynamics.</param>
/// <param name="Nodes">Their numbers in the network, ascending.</param>
internal sealed record NodeGroup(ParsedDynamics Dynamics, ImmutableArray<int> Nodes)
{
    // What a document may state in a word; matrices and lists are bounded by their size.
    private const int MostNodes = 1 << 20;

    /// <summary>Number of nodes of the whole network.</summary>
    public int NodeCount { get; private init; }

    /// <summary>Copies of the state that each node has.</summary>
    public int Modes => Dynamics.Source.Modes;

    /// <summary>Number of instances: modes of one node follow each other.</summary>
    public int Count => Nodes.Length * Modes;

    /// <summary>For each instance the number by which couplings know it.</summary>
    public ImmutableArray<int> Units { get; } = [.. Nodes.SelectMany(node => Enumerable.Range(node * Dynamics.Source.Modes, Dynamics.Source.Modes))];

    /// <summary>What each instance is called: the label, the name or the region of its node, else its number; empty for a single node.</summary>
    public ImmutableArray<string> Regions { get; private init; } = [];

    /// <summary>Values that differ between the nodes, and from those of the dynamics: parameters, and state variables at the start.</summary>
    public IReadOnlyDictionary<string, PropertyValue> Values { get; private init; } = new Dictionary<string, PropertyValue>();

    /// <summary>The groups of an experiment, in the order of their first nodes; null, with the reasons, where a node's dynamics are not to be had.</summary>
    /// <param name="experiment">The experiment, with references to the library resolved.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static ImmutableArray<NodeGroup>? Of(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        var network = experiment.Network;
        var count = network is null ? 1 : NetworkChecks.CountOf(network);
        if (count > MostNodes)
        {
            diagnostics.Error(NetworkCodes.TooLarge, $"The network has {count} nodes; {MostNodes} are possible.", network!.Span);
            return null;
        }

        // Nodes of the same dynamics become one set.
        var found = new OrderedDictionary<string, (Dynamics Dynamics, ImmutableArray<int>.Builder Nodes)>();
        for (var node = 0; node < count; node++)
        {
            var written = network is { Nodes.IsEmpty: false } ? network.Nodes[node] : null;
            if (DynamicsOf(experiment, written, diagnostics) is not { } dynamics)
                return null;
            if (!found.TryGetValue(dynamics.Name, out var group))
                found.Add(dynamics.Name, group = (dynamics, ImmutableArray.CreateBuilder<int>()));
            group.Nodes.Add(node);
        }

        var groups = ImmutableArray.CreateBuilder<NodeGroup>();
        foreach (var (dynamics, nodes) in found.Values)
        {
            if (DynamicsParser.Parse(dynamics, experiment.Functions, diagnostics) is { } parsed)
                groups.Add(new NodeGroup(parsed, nodes.ToImmutable()) { NodeCount = count, Regions = count > 1 ? RegionsOf(nodes, network, parsed.Source.Modes) : [], Values = ValuesOf(parsed, nodes.ToImmutable(), network, diagnostics) });
        }

        if (groups.FirstOrDefault(group => (long)group.Modes * count > MostNodes) is { } many)
        {
            diagnostics.Error(NetworkCodes.TooLarge, $"{count} nodes with {many.Modes} modes each are more than {MostNodes}.", many.Dynamics.Source.Span);
            return null;
        }

        return groups.Count == found.Count ? groups.ToImmutable() : null;
    }

    /// <summary>Columns for a variable of all instances: <c>V</c> of a single node, <c>V_3</c> of node 3, <c>V_3[1]</c> of its mode 1.</summary>
    public IEnumerable<(string Label, int Instance)> Columns(string variable)
    {
        for (var instance = 0; instance < Count; instance++)
        {
            var node = NodeCount == 1 ? variable : FormattableString.Invariant($"{variable}_{Nodes[instance / Modes]}");
            yield return (Modes == 1 ? node : FormattableString.Invariant($"{node}[{instance % Modes}]"), instance);
        }
    }

    private static ImmutableArray<string> RegionsOf(IEnumerable<int> nodes, Network? network, int modes) =>
    [
        .. from node in nodes
           let written = network is { Nodes.IsEmpty: false } ? network.Nodes[node] : null
           let name = new[] { written?.Label, written?.Name, written?.Kept.FirstOrDefault(static one => one.Key == "region")?.Value.Text }.FirstOrDefault(static one => !string.IsNullOrWhiteSpace(one))
           from mode in Enumerable.Range(0, modes)
           select (name ?? FormattableString.Invariant($"region[{node}]")) + (modes > 1 ? FormattableString.Invariant($" mode {mode}") : string.Empty),
    ];

    private static Dynamics? DynamicsOf(SimulationExperiment experiment, Node? node, DiagnosticBag diagnostics)
    {
        var known = experiment.Network?.Dynamics ?? [];
        var dynamics = node?.Dynamics is { } name
            ? known.FirstOrDefault(one => one.Name == name) ?? (experiment.Dynamics?.Name == name ? experiment.Dynamics : new Dynamics { Name = name, Span = node.Span })
            : experiment.Dynamics ?? (known.Length == 1 ? known[0] : null);
        if (dynamics is null && !diagnostics.HasErrors)
            diagnostics.Error(BuildCodes.NothingToRun, node is null ? "The experiment has no dynamics." : $"The node {node.Id} has no dynamics.", node?.Span ?? experiment.Span, "Write `dynamics: {name: JansenRit}`, for example.");
        return dynamics is { IsReference: true } ? LibraryDynamics.Find(dynamics, diagnostics) : dynamics;
    }

    private static Dictionary<string, PropertyValue> ValuesOf(ParsedDynamics dynamics, ImmutableArray<int> nodes, Network? network, DiagnosticBag diagnostics)
    {
        var usual = dynamics.Source.Parameters.Select(static one => (one.Name, Value: one.Value!.Value))
            .Concat(dynamics.Source.StateVariables.Select(static one => (one.Name, Value: one.InitialValue))).ToDictionary();
        var modes = dynamics.Source.Modes;
        var lists = new Dictionary<string, double[]>();
        for (var place = 0; place < nodes.Length && network is { Nodes.IsEmpty: false }; place++)
        {
            var node = network.Nodes[nodes[place]];
            foreach (var (written, kind, isKnown) in node.Parameters.Select(one => (one, "parameter", dynamics.Source.Parameters.Any(known => known.Name == one.Name)))
                .Concat(node.State.SelectMany(one => ModeMixing.States([one.Name], dynamics.Source).Select(name => one with { Name = name })).Select(one => (one, "state variable", dynamics.Source.StateVariables.Any(known => known.Name == one.Name)))))
            {
                if (!isKnown)
                    diagnostics.Error(NetworkCodes.WrongNodeValue, $"The node {node.Id} has a value for `{written.Name}`, which is no {kind} of `{dynamics.Source.Name}`.", written.Span, NearNames.Hint(written.Name, usual.Keys));
                else if (written.Value is not { } value || !double.IsFinite(value))
                    diagnostics.Error(NetworkCodes.WrongNodeValue, $"`{written.Name}` of the node {node.Id} has no finite value.", written.Span, "Write `value: …`.");
                else
                    (lists.TryGetValue(written.Name, out var list) ? list : lists[written.Name] = [.. Enumerable.Repeat(usual[written.Name], nodes.Length * modes)]).AsSpan(place * modes, modes).Fill(value);
            }
        }

        return lists.ToDictionary(static pair => pair.Key, static pair => (PropertyValue)new ListValue([.. pair.Value]));
    }
}
