using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Neuroglot.Brian.Exchange;

/// <summary>The keys of an object in the file.</summary>
/// <param name="Name">Its name in the schema.</param>
/// <param name="Required">Keys that it must have.</param>
/// <param name="Optional">Keys that it may have.</param>
internal sealed record Shape(string Name, ImmutableArray<string> Required, ImmutableArray<string> Optional)
{
    /// <summary>What the key <c>format</c> of every file says.</summary>
    public const string Format = "brian-network";

    /// <summary>What the key <c>version</c> says.</summary>
    public const int Version = 1;

    private static readonly ImmutableArray<string> Clock = ["step", "order"];

    public static Shape Network { get; } = new("network", ["format", "version", "objects", "runs"], ["$schema", "name", "seed", "schedule", "placements", "start"]);

    public static Shape Start { get; } = new("start", ["time"], ["events"]);

    public static Shape EventsUnderWay { get; } = new("eventsUnderWay", ["pathway", "seconds", "connections"], []);

    public static Shape Placement { get; } = new("placement", ["part"], ["when", "order"]);

    public static Shape Run { get; } = new("run", ["duration"], ["step", "before", "namespace"]);

    public static Shape Range { get; } = new("range", ["group"], ["start", "stop"]);

    public static Shape Link { get; } = new("link", ["source", "variable"], ["index"]);

    public static Shape Cable { get; } = new(
        "cable", ["parents", "firsts", "length", "diameter", "area", "volume", "distance", "rLength1", "rLength2", "capacitance", "resistivity"], ["names", "x", "y", "z"]);

    public static Shape Pathway { get; } = new("pathway", ["name", "on", "code"], ["event"]);

    public static Shape Quantity { get; } = new("quantity", ["value"], ["dimension"]);

    public static Shape Quantities { get; } = new("quantities", ["values"], ["dimension"]);

    public static Shape ArrayFile { get; } = new("arrayFile", ["file"], []);

    public static Shape TimedArray { get; } = new("TimedArray", ["type", "values", "step"], ["columns", "dimension"]);

    public static Shape Function { get; } = new("Function", ["type", "parameters"], ["name", "arguments", "result", "body"]);

    public static Shape Binomial { get; } = new("Binomial", ["type", "trials", "probability"], ["approximate"]);

    /// <summary>The objects of a network, by what their key <c>type</c> says.</summary>
    public static FrozenDictionary<string, Shape> Objects { get; } = ByName(
        Object("NeuronGroup", ["count", "equations"], ["threshold", "reset", "refractory", "events", "method", "namespace", "linked"]),
        Object("SpatialNeuron", ["count", "equations", "cable"], ["threshold", "reset", "refractory", "events", "method", "namespace", "linked"]),
        Object("PoissonGroup", ["count", "rates"], ["namespace"]),
        Object("SpikeGeneratorGroup", ["count", "indices", "times"], ["period"]),
        Object("PoissonInput", ["target", "variable", "sources", "rate", "weight"], ["when", "namespace"]),
        Object("Synapses", ["source", "target"], ["equations", "pathways", "method", "multisynapticIndex", "namespace"]),
        Object("RunRegularly", ["group", "code"], ["when"]),
        Object("RunOnEvent", ["group", "event", "code"], ["when"]),
        Object("NetworkOperation", [], ["when"]),
        Object("StateMonitor", ["source", "variables"], ["record", "when"]),
        Object("EventMonitor", ["source"], ["event", "variables", "record", "when"]),
        Object("PopulationRateMonitor", ["source"], []));

    /// <summary>What is done before a run, by what the key <c>type</c> says.</summary>
    public static FrozenDictionary<string, Shape> Actions { get; } = ByName(
        new Shape("Set", ["type", "object", "variable", "value"], ["condition", "indices", "namespace"]),
        new Shape("Connect", ["type", "synapses"], ["i", "j", "condition", "targets", "sources", "probability", "copies", "skipInvalid", "namespace"]));

    /// <summary>Every shape of the format.</summary>
    public static ImmutableArray<Shape> All { get; } = [Network, Placement, Start, EventsUnderWay, Run, Range, Link, Cable, Pathway, Quantity, Quantities, ArrayFile, TimedArray, Function, Binomial, .. Objects.Values, .. Actions.Values];

    private static Shape Object(string name, ImmutableArray<string> required, ImmutableArray<string> optional) => new(name, ["type", "name", .. required], [.. optional, .. Clock]);

    private static FrozenDictionary<string, Shape> ByName(params ReadOnlySpan<Shape> shapes) => shapes.ToArray().ToFrozenDictionary(shape => shape.Name);
}
