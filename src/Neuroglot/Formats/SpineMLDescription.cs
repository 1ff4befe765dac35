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
            Recordings = [.. first.Outputs.Select(static output => new RecordingDescription(LogName(output), [Recorded(output)]))],
        };
    }

    private static ModelDescription Network(LoadedNetwork network, ModelDescription description) => description with
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
                   Count(input.Connection, network.Find(input.Source) is { } source ? network.SizeOf(source) : null, network.SizeOf(instance))),
        ],
        Equations = [.. network.Classes.Values.OfType<ComponentClass>().Distinct().Select(SpineMLEquations.Of)],
    };

    private static PopulationDescription Instances(LoadedNetwork network, ComponentInstance instance, int size) =>
        new(instance.Name, network.ClassOf(instance)?.Name ?? instance.Url, network.ClassOf(instance)?.Kind ?? (instance.IsSpikeSource ? "spikes of the experiment" : instance.ElementName), size);

    private static ProjectionDescription Synapse(LoadedNetwork network, Population population, Projection projection, Synapse synapse)
    {
        var target = network.Find(projection.TargetPopulation);
        var components = $"{ClassName(network, synapse.WeightUpdate)} -> {ClassName(network, synapse.PostSynapse)}";
        return new ProjectionDescription(synapse.WeightUpdate.Name, population.Neuron.Name, projection.TargetPopulation, $"{components}, {Rule(synapse.Connection)}",
            Count(synapse.Connection, population.Neuron.Size, target is null ? null : network.SizeOf(target)));
    }

    private static string ClassName(LoadedNetwork network, ComponentInstance instance) => network.ClassOf(instance)?.Name ?? instance.Url;

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

    private static string Rule(Connection connection)
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

    private static InputDescription Input(LoadedNetwork? network, ExperimentInput input)
    {
        var what = input switch
        {
            ConstantInput constant => FormattableString.Invariant($"constant {constant.Value}"),
            ConstantArrayInput array => $"{array.Values.Length} constant values",
            TimeVaryingInput varying => $"{varying.Points.Length} values in time",
            TimeVaryingArrayInput varying => $"values in time for {varying.Series.Length}",
            _ => "another program",
        };
        var count = input.TargetIndices.Length > 0 ? input.TargetIndices.Length
            : network?.Find(input.Target) is { } target ? network.SizeOf(target) ?? 0 : 0;
        return new InputDescription(input.Name, input.RateDistribution is { } rates ? $"{what}, {rates}" : what, $"{input.Target}.{input.Port}", count);
    }

    private static string LogName(ExperimentOutput output) => $"{output.Target.Replace(' ', '_')}_{output.Port}_log";

    private static string Recorded(ExperimentOutput output) =>
        output.Indices.IsEmpty ? $"{output.Target}.{output.Port}" : $"{output.Target}[{string.Join(',', output.Indices)}].{output.Port}";
}
