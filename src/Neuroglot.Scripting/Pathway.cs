using Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>What an event of one side does to synapses: <c>synapses.Pre.Delay = "rand()*2*ms"</c>.</summary>
public sealed class Pathway
{
    private readonly Synapses synapses;
    private readonly SynapticPathway data;

    internal Pathway(Synapses synapses, string name, bool isPre, string code, string @event)
    {
        this.synapses = synapses;
        data = new SynapticPathway(name, isPre, code) { Event = @event };
        StepPart = new StepPart($"{synapses.Name}_{name}");
    }

    /// <summary>Its name among those of the synapses.</summary>
    public string Name => data.Name;

    /// <summary>Its delays, one for each synapse: read them, or assign a time, times or code.</summary>
    public VariableView Delay
    {
        get => synapses[Name + ".delay"];
        set => synapses[Name + ".delay"] = value;
    }

    /// <summary>Its slot; null for <c>synapses</c>.</summary>
    public string? When
    {
        get => StepPart.When;
        set => StepPart.When = value;
    }

    /// <summary>Its order among those in the same slot; null for before (<c>onPre</c>) or after (<c>onPost</c>) 0.</summary>
    public int? Order
    {
        get => StepPart.Order;
        set => StepPart.Order = value;
    }

    internal SynapticPathway Data => data;

    internal StepPart StepPart { get; }

    /// <summary>The names of <paramref name="pathways"/>, for messages.</summary>
    internal static string List(IReadOnlyList<Pathway> pathways) => pathways.Count == 0 ? "it has none" : $"it has {string.Join(", ", pathways.Select(one => $"'{one.Name}'"))}";
}
