using Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>A part of what a group or synapses do in a step, such as the test of a threshold: <c>group.Thresholder["spike"].When = "end"</c>.</summary>
public sealed class StepPart
{
    internal StepPart(string name) => Name = name;

    /// <summary>Its name, as in <see cref="Brian.SchedulingSummary"/>.</summary>
    public string Name { get; }

    /// <summary>Its slot; null for the usual one.</summary>
    public string? When { get; set; }

    /// <summary>Its order among those in the same slot; null for the usual one.</summary>
    public int? Order { get; set; }

    internal KeyValuePair<string, Placement>? Placement => When is null && Order is null ? null : KeyValuePair.Create(Name, new Placement(When, Order));
}
