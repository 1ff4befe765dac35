using System.Collections.Immutable;
using Neuroglot.SpineML.External;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.Formats;

/// <summary>What is in a file of SpineML, for people.</summary>
internal static class SpineMLDescription
{
    public static ModelDescription Of(SpineMLModel model)
    {
        var name = Path.GetFileNameWithoutExtension(model.Path);
        return model.Document switch
        {
            ComponentDocument component => new ModelDescription
            {
                Name = component.Class.Name, Format = "SpineML component", Equations = [SpineMLEquations.Of(component.Class)],
            },
            NetworkDocument network => Network(model.Network!, new ModelDescription { Name = network.Name ?? name, Format = $"SpineML network, {(network.IsLowLevel ? "low" : "high")} level" }),
            ExperimentDocument experiment => Experiments(model, experiment, name),
            LayoutDocument layout => new ModelDescription { Name = layout.Class.Name, Format = "SpineML layout", Equations = [SpineMLEquations.Of(layout.Class)] },
            _ => new ModelDescription { Name = name, Format = "SpineML" },
        };
    }

    private static ModelDescription Experiments(SpineMLModel model, ExperimentDocument document, string name)
    {
        var first = document.Experiments is [var one, ..] ? one : null;
        var description = new ModelDescription
        {
            Name = document.Experiments.Length == 1 ? first!.Name : $"{name} ({document.Experiments.Length} experiments, the first shown)",
            Format = "SpineML experiment",
            Duration = first?.Simulation.Duration,
            Step = first?.Simulation.Integration.Step / 1000,
        };
        if (first is null)
            return description;
        if (model.NetworkOf(first) is { } network)
            description = Network(network, description);
        return description with
        {
            Inputs = [.. description.Inputs, .. first.Inputs.Select(input => Input(model.NetworkOf(first), input))],
            Changes =
            [
                .. first.Model.Lesions.Select(static lesion => $"lesion: no synapses from {lesion.SourcePopulation} to {lesion.TargetPopulation}"),
                .. first.Model.InputLesions.Select(static lesion => $"lesion: {lesion.Source}.{lesion.SourcePort} does not reach {lesion.Target}.{lesion.TargetPort}"),
                .. first.Model.Configurations.Select(static change => $"{change.Target}: other values of {string.Join(", ", change.Properties.Select(static property => property.Name))}"),
                .. first.Model.DelayChanges.Select(static change => $"another delay from {change.Source} to {change.Target}, synapse {change.Synapse}"),
                .. first.Model.InputDelayChanges.Select(static change => $"another delay from {change.Source}.{change.SourcePort} to {change.Target}.{change.TargetPort}"),
            ],
            Recordings = [.. first.Outputs.Select(static output => new RecordingDescription(LogName(output), [Recorded(output)]))],
        };
    }

    private static ModelDescription Network(LoadedNetwork network, ModelDescription description)
    {
        var connections = ConnectionsOf(network);
        return description with
        {
            Populations =
            [
                .. network.Document.Populations.Select(population => Instances(network, population.Neuron, population.Neuron.Size)),
                .. network.Document.Groups.Select(group => Instances(network, group, group.Size)),
            ],
            Projections =
            [
                .. from population in network.Document.Populations
                   from projection in population.Projections
                   from synapse in projection.Synapses
                   select Synapse(network, population, projection, synapse),
            ],
            Inputs =
            [
                .. from instance in network.Document.Instances
                   from input in instance.Inputs
                   select new InputDescription($"{input.Source}.{input.SourcePort}", Rule(input.Connection ?? new OneToOneConnection(null, input.Span)), $"{instance.Name}.{input.TargetPort}",
                       Count(input.Connection, network.Find(input.Source) is { } source ? network.SizeOf(source) : null, network.SizeOf(instance) ?? connections.GetValueOrDefault(instance))),
            ],
            Values = SpineMLValues.Of(network.Document),
            Equations = [.. network.Classes.Values.OfType<ComponentClass>().Distinct().Select(SpineMLEquations.Of)],
        };
    }

    public static PopulationDescription Instances(LoadedNetwork network, ComponentInstance instance, int size) =>
        new(instance.Name, network.ClassOf(instance)?.Name ?? instance.Url, network.ClassOf(instance)?.Kind ?? (instance.IsSpikeSource ? "spikes of the experiment" : instance.ElementName), size);

    public static ProjectionDescription Synapse(LoadedNetwork network, Population population, Projection projection, Synapse synapse)
    {
        var target = network.Find(projection.TargetPopulation);
        return new ProjectionDescription(synapse.WeightUpdate.Name, population.Neuron.Name, projection.TargetPopulation, $"{string.Join(" -> ", Parts(network, synapse))}, {Rule(synapse.Connection)}",
            Count(synapse.Connection, population.Neuron.Size, target is null ? null : network.SizeOf(target)))
        { IsExpected = synapse.Connection is FixedProbabilityConnection };
    }

    /// <summary>The components of a synapse: the weight update and the postsynapse.</summary>
    public static ImmutableArray<string> Parts(LoadedNetwork network, Synapse synapse) => [ClassName(network, synapse.WeightUpdate), ClassName(network, synapse.PostSynapse)];

    /// <summary>How many connections there are.</summary>
    public static string Connections(ProjectionDescription projection) =>
        FormattableString.Invariant($"{(projection.IsExpected ? "about " : string.Empty)}{projection.Connections:N0} connection{(projection.Connections == 1 ? string.Empty : "s")}");

    private static string ClassName(LoadedNetwork network, ComponentInstance instance) => network.ClassOf(instance)?.Name ?? instance.Url;

    // Weight updates have an instance for each connection.
    private static Dictionary<ComponentInstance, int> ConnectionsOf(LoadedNetwork network)
    {
        var connections = new Dictionary<ComponentInstance, int>(ReferenceEqualityComparer.Instance);
        foreach (var population in network.Document.Populations)
        {
            foreach (var projection in population.Projections)
            {
                foreach (var synapse in projection.Synapses)
                    connections[synapse.WeightUpdate] = (int)Math.Min(int.MaxValue, Synapse(network, population, projection, synapse).Connections);
            }
        }

        return connections;
    }

    // How many connections a rule makes; for a random one, how many are to be expected.
    private static long Count(Connection? connection, int? sources, int? targets) => connection switch
    {
        AllToAllConnection => (long)(sources ?? 0) * (targets ?? 0),
        FixedProbabilityConnection random => (long)Math.Round(random.Probability * (sources ?? 0) * (targets ?? 0)),
        ConnectionList { Data: ListedConnections listed } => listed.Sources.Length,
        ConnectionList { Data: BinaryConnections binary } => binary.File.Count,
        null or OneToOneConnection => sources ?? targets ?? 0,
        _ => 0,
    };

    public static string Rule(Connection connection)
    {
        var rule = connection switch
        {
            AllToAllConnection => "all to all",
            OneToOneConnection => "one to one",
            FixedProbabilityConnection random => FormattableString.Invariant($"with probability {random.Probability}"),
            DistanceBasedConnection distance => FormattableString.Invariant($"with probability {distance.Probability} exp(-distance/{distance.Length})"),
            ConnectionList { Data: BinaryConnections binary } => $"list {binary.File.Name}",
            ConnectionList => "list",
            _ => connection.ElementName,
        };
        return connection.Delay?.Fixed switch
        {
            0 => rule,
            { } delay => FormattableString.Invariant($"{rule}, delay {delay} ms"),
            null when connection.Delay is null => rule,
            _ => $"{rule}, delays drawn",
        };
    }

    /// <summary>What an experiment feeds in.</summary>
    public static string What(ExperimentInput input)
    {
        var what = input switch
        {
            ConstantInput constant => FormattableString.Invariant($"constant {constant.Value}"),
            ConstantArrayInput array => $"{array.Values.Length} constant values",
            TimeVaryingInput varying => $"{varying.Points.Length} values in time",
            TimeVaryingArrayInput varying => $"values in time for {varying.Series.Length} instance{(varying.Series.Length == 1 ? string.Empty : "s")}",
            ExternalInput external => Program(external.Peer),
            _ => throw new InvalidOperationException($"Unknown input {input.ElementName}."),
        };
        return input.RateDistribution is { } rates ? $"{what}, {rates}" : what;
    }

    private static InputDescription Input(LoadedNetwork? network, ExperimentInput input)
    {
        var count = input.TargetIndices.Length > 0 ? input.TargetIndices.Length
            : network?.Find(input.Target) is { } target ? network.SizeOf(target) ?? 0 : 0;
        return new InputDescription(input.Name, What(input), $"{input.Target}.{input.Port}", count);
    }

    private static string LogName(ExperimentOutput output) => output.IsForProgram ? $"to {Program(output.Peer)}" : $"{output.Target.Replace(' ', '_')}_{output.Port}_log";

    private static string Program(ExternalPeer peer) => peer.TcpPort is { } port ? $"another program at {new PeerAddress(peer.Host ?? PeerAddress.Local, port)}" : "another program";

    private static string Recorded(ExperimentOutput output) =>
        output.Indices.IsEmpty ? $"{output.Target}.{output.Port}" : $"{output.Target}[{string.Join(',', output.Indices)}].{output.Port}";
}
