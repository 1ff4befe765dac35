using System.Collections.Immutable;
using Neuroglot.Model.Diagrams;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.Formats;

/// <summary>A network of SpineML as a diagram, with what an experiment feeds into it, leaves out of it, and records.</summary>
internal sealed class SpineMLNetworkDiagram(LoadedNetwork network, Experiment? experiment)
{
    private readonly List<NetworkNode> nodes = [];
    private readonly List<NetworkEdge> edges = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    // Names of what generic inputs start from, and of what the experiment feeds or records.
    private readonly HashSet<string> ends =
    [
        .. network.Document.Instances.SelectMany(static instance => instance.Inputs).Select(static input => input.Source),
        .. (experiment?.Inputs ?? []).Select(static input => input.Target),
        .. (experiment?.Outputs ?? []).Select(static output => output.Target),
    ];

    public NetworkDiagram Draw(string name)
    {
        foreach (var population in network.Document.Populations)
            Add(population.Neuron.Name, NetworkNodeKind.Population, SpineMLDescription.Instances(network, population.Neuron, population.Neuron.Size));
        foreach (var group in network.Document.Groups)
            Add(group.Name, NetworkNodeKind.Group, SpineMLDescription.Instances(network, group, group.Size));
        foreach (var population in network.Document.Populations)
        {
            foreach (var projection in population.Projections)
            {
                foreach (var synapse in projection.Synapses)
                    Connect(population, projection, synapse);
            }
        }

        foreach (var instance in network.Document.Instances)
        {
            foreach (var input in instance.Inputs)
            {
                var cut = experiment?.Model.InputLesions.Any(lesion =>
                    (lesion.Source, lesion.SourcePort, lesion.Target, lesion.TargetPort) == (input.Source, input.SourcePort, instance.Name, input.TargetPort)) == true;
                var rule = input.Connection is { } connection ? SpineMLDescription.Rule(connection) : "one to one";
                Join(input.Source, instance.Name, NetworkEdgeKind.Link, [$"{input.SourcePort} -> {input.TargetPort}", rule, .. Cut(cut)]);
            }
        }

        foreach (var input in experiment?.Inputs ?? [])
        {
            if (!places.TryGetValue(input.Target, out var target))
                continue;
            edges.Add(new NetworkEdge(nodes.Count, target, NetworkEdgeKind.Drive, [$"-> {input.Port}", .. Chosen(input.TargetIndices)]));
            nodes.Add(new NetworkNode(input.Name, NetworkNodeKind.Input, [SpineMLDescription.What(input)]));
        }

        foreach (var output in experiment?.Outputs ?? [])
        {
            if (!places.TryGetValue(output.Target, out var source))
                continue;
            edges.Add(new NetworkEdge(source, nodes.Count, NetworkEdgeKind.Record, [output.Port, .. Chosen(output.Indices)]));
            nodes.Add(new NetworkNode(output.Name, NetworkNodeKind.Recording, []));
        }

        return new NetworkDiagram(name, [.. nodes], [.. edges]);
    }

    // Synapses that anything but their ends feeds, or that are recorded, are a node of their own.
    private void Connect(Population population, Projection projection, Synapse synapse)
    {
        var description = SpineMLDescription.Synapse(network, population, projection, synapse);
        var cut = experiment?.Model.Lesions.Any(lesion => lesion.SourcePopulation == population.Neuron.Name && lesion.TargetPopulation == projection.TargetPopulation) == true;
        ImmutableArray<string> lines =
        [
            synapse.WeightUpdate.Name, .. SpineMLDescription.Parts(network, synapse), SpineMLDescription.Rule(synapse.Connection), SpineMLDescription.Connections(description), .. Cut(cut),
        ];
        if (!IsNamed(synapse.WeightUpdate) && !IsNamed(synapse.PostSynapse))
        {
            Join(population.Neuron.Name, projection.TargetPopulation, NetworkEdgeKind.Projection, lines);
            return;
        }

        places.TryAdd(synapse.WeightUpdate.Name, nodes.Count);
        places.TryAdd(synapse.PostSynapse.Name, nodes.Count);
        nodes.Add(new NetworkNode(lines[0], NetworkNodeKind.Synapses, lines[1..]));
        Join(population.Neuron.Name, synapse.WeightUpdate.Name, NetworkEdgeKind.Projection, []);
        Join(synapse.WeightUpdate.Name, projection.TargetPopulation, NetworkEdgeKind.Projection, []);
    }

    private bool IsNamed(ComponentInstance instance) => !instance.Inputs.IsEmpty || ends.Contains(instance.Name);

    private void Join(string from, string to, NetworkEdgeKind kind, ImmutableArray<string> lines)
    {
        if (places.TryGetValue(from, out var source) && places.TryGetValue(to, out var target))
            edges.Add(new NetworkEdge(source, target, kind, lines));
    }

    private void Add(string name, NetworkNodeKind kind, PopulationDescription description)
    {
        places.TryAdd(name, nodes.Count);
        nodes.Add(new NetworkNode(name, kind, [FormattableString.Invariant($"{description.Size:N0} × {description.Component}")]));
    }

    private static ImmutableArray<string> Cut(bool isCut) => isCut ? ["cut by a lesion"] : [];

    private static ImmutableArray<string> Chosen(ImmutableArray<int> indices) => indices.IsEmpty ? [] :
        [indices.Length <= 8 ? $"instances {string.Join(", ", indices)}" : $"{indices.Length} instances"];
}
