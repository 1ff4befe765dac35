namespace Neuroglot.Brian.Objects;

/// <summary>Where in a step a part of an object has its turn, in place of the usual one.</summary>
/// <param name="When">Its slot; null for the usual one.</param>
/// <param name="Order">Its order among those in the same slot; null for the usual one.</param>
public sealed record Placement(string? When, int? Order);
