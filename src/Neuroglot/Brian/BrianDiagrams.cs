using System.Collections.Immutable;
using Neuroglot.Brian.Objects;
using Neuroglot.Diagrams;
using Neuroglot.Model.Diagrams;

namespace Neuroglot.Brian;

/// <summary>What can be drawn of a network of Brian: groups and synapses, each with its equations and what happens at its events.</summary>
internal static class BrianDiagrams
{
    public static ModelDiagrams Of(BrianNetwork network, ModelDescription description) => new(
        DescribedNetwork.Of(description),
        [.. network.Objects.OfType<NeuronGroup>().Select(group => Dynamics(network, group)), .. network.Objects.OfType<Synapses>().Select(Dynamics)]);

    private static DynamicsDiagram Dynamics(BrianNetwork network, NeuronGroup group) => new(group.Name, group.Kind)
    {
        Regimes = [new DiagramRegime(string.Empty, IsInitial: true, Lines(group.Equations.Select(static equation => equation.ToString())))],
        Transitions =
        [
            .. group.Threshold is { } threshold ? ImmutableArray.Create(new DiagramTransition(0, 0, $"when {threshold}", [.. Statements(group.Reset), .. Rest(group), "spike"])) : [],
            .. group.Events.Select(pair => new DiagramTransition(0, 0, $"when {pair.Value}", [pair.Key, .. Reactions(network, group, pair.Key)])),
        ],
        Ports = group.Threshold is null ? [] : [new DiagramPort("spike", IsOutput: true, "events", null)],
    };

    private static DynamicsDiagram Dynamics(Synapses synapses) => new(synapses.Name, nameof(Synapses))
    {
        Regimes = [new DiagramRegime(string.Empty, IsInitial: true, Lines(synapses.Equations.Select(static equation => equation.ToString())))],
        Transitions = [.. synapses.Pathways.Select(pathway => new DiagramTransition(0, 0, Occasion(synapses, pathway), Statements(pathway.Code)))],
        Ports = [.. synapses.Pathways.Select(pathway => new DiagramPort(Occasion(synapses, pathway), IsOutput: false, "events", null)).Distinct()],
    };

    private static ImmutableArray<string> Rest(NeuronGroup group) => group.Refractory is { } rest ? [$"refractory: {rest}"] : [];

    private static string Occasion(Synapses synapses, SynapticPathway pathway) => $"on {pathway.Event} of {(pathway.IsPre ? synapses.Source.Object : synapses.Target.Object)}";

    private static IEnumerable<string> Reactions(BrianNetwork network, NeuronGroup group, string happening) =>
        network.Objects.OfType<RunOnEvent>().Where(one => one.Group == group.Name && one.Event == happening).SelectMany(one => Statements(one.Code));

    private static ImmutableArray<string> Lines(IEnumerable<string?> equations) => [.. equations.OfType<string>()];

    private static ImmutableArray<string> Statements(string? code) =>
        code is null ? [] : [.. code.Split('\n', ';').Select(static line => line.Trim()).Where(static line => line.Length > 0)];
}
