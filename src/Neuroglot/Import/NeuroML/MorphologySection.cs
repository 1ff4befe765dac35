using System.Collections.Immutable;

namespace Neuroglot.Import.NeuroML;

/// <summary>Segments that follow each other without branches: a section of Brian's morphology, of which each segment is a compartment.</summary>
/// <param name="Name">The name of its first segment, else that segment's id.</param>
/// <param name="Parent">Index of the section that it grows from; −1 for the first.</param>
/// <param name="Segments">Ids of its segments, from the root outwards.</param>
/// <param name="Length">Sum of their lengths in metres.</param>
/// <param name="Area">Sum of their areas in m².</param>
public sealed record MorphologySection(string Name, int Parent, ImmutableArray<string> Segments, double Length, double Area);
