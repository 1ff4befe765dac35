namespace Neuroglot.Brian;

/// <summary>Something that happens in the steps of a run.</summary>
/// <param name="Name">Name of the object that does it.</param>
/// <param name="Slot">Its slot in the step.</param>
/// <param name="Order">Its order among those in the same slot; names decide between equals.</param>
/// <param name="Step">The interval in seconds in which it happens.</param>
public sealed record ScheduledTask(string Name, string Slot, int Order, double Step);
