using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;

namespace Neuroglot.Brian.Exchange;

/// <summary>Reads networks, their objects and runs.</summary>
internal static class NetworkReading
{
    public static BrianNetwork Network(JsonValue value, JsonSource source)
    {
        var fields = JsonFields.Open(value, Shape.Network, "$", source);
        if (fields.TextOrNull("format") is { } format && format != Shape.Format)
            fields.Refuse("format", $"'{JsonFields.Short(format)}' is another format.", $"Files of this one say \"{Shape.Format}\".");
        if (fields.Whole("version") is { } version && version != Shape.Version)
            fields.Refuse("version", $"version {version} cannot be read.", $"The version is {Shape.Version}.");
        var names = new HashSet<string>();
        var objects = ImmutableArray.CreateBuilder<BrianObject>();
        foreach (var (item, path) in fields.Items("objects"))
        {
            if (JsonFields.ShapeOf(item, Shape.Objects, path, source) is not { } shape)
                continue;
            var one = Object(shape, JsonFields.Open(item, shape, path, source));
            if (one.Name.Length > 0 && !names.Add(one.Name))
                source.Error("NG5105", item.Offset, path, $"two objects are called '{one.Name}'.", "Give each a name of its own.");
            objects.Add(one);
        }

        var runs = ImmutableArray.CreateBuilder<BrianRun>();
        foreach (var (item, path) in fields.Items("runs"))
            runs.Add(Run(JsonFields.Open(item, Shape.Run, path, source), runs.Count));
        return new BrianNetwork(objects.ToImmutable(), runs.ToImmutable())
        {
            Name = fields.TextOrNull("name") ?? "network",
            Seed = fields.Natural("seed") ?? 0,
            Schedule = fields.Texts("schedule"),
            Placements = Placements(fields),
            Start = fields.Find("start") is { } start ? Start(JsonFields.Open(start, Shape.Start, fields.PathOf("start"), source)) : null,
        };
    }

    private static ImmutableSortedDictionary<string, Placement> Placements(JsonFields network)
    {
        var placements = ImmutableSortedDictionary.CreateBuilder<string, Placement>();
        foreach (var (item, path) in network.Items("placements"))
        {
            var fields = JsonFields.Open(item, Shape.Placement, path, network.Source);
            placements[fields.Text("part")] = new Placement(fields.TextOrNull("when"), fields.Whole("order"));
        }

        return placements.ToImmutable();
    }

    private static BrianStart Start(JsonFields fields)
    {
        var events = ImmutableArray.CreateBuilder<EventsUnderWay>();
        foreach (var (item, path) in fields.Items("events"))
        {
            var one = JsonFields.Open(item, Shape.EventsUnderWay, path, fields.Source);
            var (seconds, connections) = (one.Numbers("seconds"), one.Indices("connections"));
            if (seconds.Length != (connections.IsDefault ? 0 : connections.Length))
                one.Refuse("seconds", "the lists 'seconds' and 'connections' must be equally long.", "Together they list the events one by one.");
            else if (!seconds.All(static time => time >= 0))
                one.Refuse("seconds", "times to go must not be negative.");
            events.Add(new EventsUnderWay(one.Text("pathway"), seconds, connections.IsDefault ? [] : connections));
        }

        return new BrianStart(fields.Amount("time", mayBeZero: true) ?? 0, events.ToImmutable());
    }

    private static BrianObject Object(Shape shape, JsonFields fields)
    {
        var name = Name(fields);
        BrianObject one = shape.Name switch
        {
            "NeuronGroup" => Neurons(name, fields),
            "SpatialNeuron" => Neurons(name, fields) with { Cable = CableReading.Cable(fields) },
            "PoissonGroup" => new PoissonGroup(name, Count(fields), ValueReading.Value(fields, "rates")) { Namespace = ValueReading.Namespace(fields, name) },
            "SpikeGeneratorGroup" => Spikes(name, fields),
            "PoissonInput" => new PoissonInput(
                name, ValueReading.Range(fields, "target"), fields.Text("variable"), fields.Whole("sources", 0) ?? 0, fields.Amount("rate", mayBeZero: true) ?? 0, fields.Text("weight"))
            {
                When = fields.TextOrNull("when") ?? "synapses",
                Namespace = ValueReading.Namespace(fields, name),
            },
            "Synapses" => Synapses(name, fields),
            "RunRegularly" => new RunRegularly(name, ValueReading.Range(fields, "group"), fields.Lines("code")) { When = fields.TextOrNull("when") ?? "start" },
            "RunOnEvent" => new RunOnEvent(name, fields.Text("group"), fields.Text("event"), fields.Lines("code")) { When = fields.TextOrNull("when") ?? "after_resets" },
            "NetworkOperation" => new NetworkOperation(name) { When = fields.TextOrNull("when") ?? "start" },
            "StateMonitor" => new StateMonitor(name, ValueReading.Range(fields, "source"), fields.Texts("variables"), fields.Indices("record")) { When = fields.TextOrNull("when") ?? "start" },
            "EventMonitor" => new EventMonitor(name, ValueReading.Range(fields, "source"), fields.TextOrNull("event") ?? "spike") { Variables = fields.Texts("variables"), Record = fields.Indices("record"), When = fields.TextOrNull("when") },
            _ => new PopulationRateMonitor(name, ValueReading.Range(fields, "source")),
        };
        return one with { Step = fields.Amount("step", mayBeZero: false), Order = fields.Whole("order") ?? 0 };
    }

    private static NeuronGroup Neurons(string name, JsonFields fields)
    {
        var events = ImmutableSortedDictionary.CreateBuilder<string, string>();
        foreach (var (key, value, path) in fields.Members("events"))
        {
            if (value.Kind != JsonKind.Text)
                fields.Source.Error(JsonFields.WrongType, value.Offset, path, $"a text is expected, not {value.Description}.");
            events[key] = value.Text;
        }

        var linked = ImmutableSortedDictionary.CreateBuilder<string, LinkedVariable>();
        foreach (var (key, value, path) in fields.Members("linked"))
        {
            var link = JsonFields.Open(value, Shape.Link, path, fields.Source);
            linked[key] = new LinkedVariable(ValueReading.Range(link, "source"), link.Text("variable"), link.Indices("index") is { IsDefault: false } index ? index : []);
        }

        return new NeuronGroup(name, Count(fields), ValueReading.Equations(fields))
        {
            Threshold = fields.TextOrNull("threshold"),
            Reset = fields.LinesOrNull("reset"),
            Refractory = fields.TextOrNull("refractory"),
            Events = events.ToImmutable(),
            Method = fields.TextOrNull("method"),
            Namespace = ValueReading.Namespace(fields, name),
            Linked = linked.ToImmutable(),
        };
    }

    private static SpikeGeneratorGroup Spikes(string name, JsonFields fields)
    {
        var indices = fields.Indices("indices");
        return new SpikeGeneratorGroup(name, Count(fields), indices.IsDefault ? [] : indices, fields.Numbers("times")) { Period = fields.Amount("period", mayBeZero: true) ?? 0 };
    }

    private static Synapses Synapses(string name, JsonFields fields)
    {
        var pathways = ImmutableArray.CreateBuilder<SynapticPathway>();
        foreach (var (item, path) in fields.Items("pathways"))
        {
            var pathway = JsonFields.Open(item, Shape.Pathway, path, fields.Source);
            if (pathway.TextOrNull("on") is { } on && on is not ("pre" or "post"))
                pathway.Refuse("on", $"'{JsonFields.Short(on)}' is no side of a synapse.", "Write \"pre\" or \"post\".");
            pathways.Add(new SynapticPathway(pathway.Text("name"), pathway.Text("on") == "pre", pathway.Lines("code")) { Event = pathway.TextOrNull("event") ?? "spike" });
        }

        return new Synapses(name, ValueReading.Range(fields, "source"), ValueReading.Range(fields, "target"), ValueReading.Equations(fields))
        {
            Pathways = pathways.ToImmutable(),
            Method = fields.TextOrNull("method"),
            MultisynapticIndex = fields.TextOrNull("multisynapticIndex"),
            Namespace = ValueReading.Namespace(fields, name),
        };
    }

    private static BrianRun Run(JsonFields fields, int number)
    {
        var actions = ImmutableArray.CreateBuilder<BrianAction>();
        foreach (var (item, path) in fields.Items("before"))
        {
            if (JsonFields.ShapeOf(item, Shape.Actions, path, fields.Source) is { } shape)
                actions.Add(Action(shape, JsonFields.Open(item, shape, path, fields.Source)));
        }

        return new BrianRun(fields.Amount("duration", mayBeZero: true) ?? 0)
        {
            Step = fields.Amount("step", mayBeZero: false) ?? 1e-4,
            Before = actions.ToImmutable(),
            Namespace = ValueReading.Namespace(fields, $"run {number + 1}"),
        };
    }

    private static BrianAction Action(Shape shape, JsonFields fields)
    {
        if (shape.Name == "Set")
        {
            return new Initializer(fields.Text("object"), fields.Text("variable"), ValueReading.Value(fields, "value"))
            {
                Condition = fields.TextOrNull("condition"),
                Indices = fields.Indices("indices"),
                Namespace = ValueReading.Namespace(fields, "the assignment"),
            };
        }

        var connect = new Connect(fields.Text("synapses"))
        {
            I = fields.Indices("i"),
            J = fields.Indices("j"),
            Condition = fields.TextOrNull("condition"),
            Targets = fields.TextOrNull("targets"),
            Sources = fields.TextOrNull("sources"),
            Probability = fields.TextOrNull("probability"),
            Copies = fields.TextOrNull("copies"),
            SkipsInvalid = fields.Truth("skipInvalid"),
            Namespace = ValueReading.Namespace(fields, "the connections"),
        };
        if (connect.I.IsDefault != connect.J.IsDefault || (!connect.I.IsDefault && connect.I.Length != connect.J.Length))
            fields.Refuse(connect.J.IsDefault ? "i" : "j", "the lists 'i' and 'j' must be equally long.", "Together they list the connections one by one.");
        return connect;
    }

    private static int Count(JsonFields fields) => fields.Whole("count", 1) ?? 1;

    // Names of monitors become names of files, so that nothing but a name will do.
    private static string Name(JsonFields fields)
    {
        var name = fields.Text("name");
        if (fields.Find("name") is { Kind: JsonKind.Text } && !ReservedNames.IsIdentifier(name))
            fields.Refuse("name", $"'{JsonFields.Short(name)}' is no name.", "Names begin with a letter and consist of letters, digits and underscores.");
        return name;
    }
}
