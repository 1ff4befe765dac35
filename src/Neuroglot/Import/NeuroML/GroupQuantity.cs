using Neuroglot.Model.Units;

namespace Neuroglot.Import.NeuroML;

/// <summary>A value that holds for a group of segments.</summary>
/// <param name="SegmentGroup">The group; null for the whole cell.</param>
/// <param name="Value">The value.</param>
public sealed record GroupQuantity(string? SegmentGroup, Quantity Value);
