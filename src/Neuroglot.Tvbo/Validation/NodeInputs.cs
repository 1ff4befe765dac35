using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Building.Networks;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>What a network tells about the dynamics of its nodes: the names of their inputs, and values that differ from node to node.</summary>
internal static class NodeInputs
{
    /// <summary>The experiment whose dynamics have the inputs that they use and that couplings of the network are called by.</summary>
    public static SimulationExperiment Declare(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        if (experiment.Dynamics is not { IsReference: false } dynamics || experiment.Network is not { Couplings.IsEmpty: false } network)
            return experiment;
        var known = dynamics.Parameters.Concat<TvboObject>(dynamics.DerivedParameters).Concat(dynamics.CouplingInputs).Concat(dynamics.StateVariables).Concat(dynamics.DerivedVariables).Select(static one => one.Name).Concat(dynamics.CouplingInputs.SelectMany(static one => one.Keys)).ToHashSet();
        var used = UsedNames.Of(dynamics);
        ImmutableArray<CouplingInput> found = [.. network.Couplings.Where(one => used.Contains(one.Name) && known.Add(one.Name)).Select(static one => new CouplingInput { Name = one.Name, Span = one.Span })];
        foreach (var one in found)
            diagnostics.Note(ModelCodes.ImplicitInput, $"`{one.Name}` is used without a declaration; it is taken for the input that the coupling of that name feeds.", one.Span, $"Write `coupling_inputs: {{{one.Name}: {{}}}}` in the dynamics.");
        return found.IsEmpty ? experiment : experiment with { Dynamics = dynamics with { CouplingInputs = [.. dynamics.CouplingInputs, .. found] } };
    }

    /// <summary>The experiment with lists of values of its parameters given to the nodes; as it is, with errors, where lists and nodes differ in number.</summary>
    public static SimulationExperiment Share(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        if (experiment.Dynamics is not { IsReference: false } dynamics || dynamics.Parameters.All(one => one.Values.IsEmpty || ModeMixing.IsOfModes(one, dynamics.Modes)))
            return experiment;
        var network = experiment.Network ?? new Network { NodeCount = 1, Span = dynamics.Span };
        var count = NetworkChecks.CountOf(network);
        var lists = dynamics.Parameters.Where(one => !one.Values.IsEmpty && !ModeMixing.IsOfModes(one, dynamics.Modes)).ToList();
        foreach (var one in lists.Where(one => one.Values.Length != count && !Refusals.IsElsewhere(network)))
            diagnostics.Error(NetworkCodes.WrongNodeValue, $"The parameter `{one.Name}` has {one.Values.Length} values, for {count} {(count == 1 ? "node" : "nodes")}.", one.Span, "Give one value, or one for each node of the network.");
        if (lists.Any(one => one.Values.Length != count))
            return experiment with { Dynamics = dynamics with { Parameters = [.. dynamics.Parameters.Select(one => lists.Contains(one) ? one with { Value = one.Values[0], Values = [], Rows = 0 } : one)] } };

        // Values that a node states itself count before those of the list.
        var nodes = network.Nodes.IsEmpty ? [.. Enumerable.Range(0, count).Select(id => new Node { Id = id, Span = network.Span })] : network.Nodes;
        return experiment with
        {
            Dynamics = dynamics with { Parameters = [.. dynamics.Parameters.Select(one => lists.Contains(one) ? one with { Value = one.Values[0], Values = [], Rows = 0 } : one)] },
            Network = network with
            {
                Nodes =
                [
                    .. nodes.Select((node, place) => node.Dynamics is { } other && other != dynamics.Name ? node : node with
                    {
                        Parameters = [.. node.Parameters, .. lists.Where(one => node.Parameters.All(own => own.Name != one.Name)).Select(one => new Parameter { Name = one.Name, Value = one.Values[place], Span = one.Span })],
                    }),
                ],
            },
        };
    }
}
