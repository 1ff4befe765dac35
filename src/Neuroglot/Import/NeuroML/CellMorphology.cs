using System.Collections.Immutable;

namespace Neuroglot.Import.NeuroML;

/// <summary>The shape of a cell.</summary>
/// <param name="Segments">Its segments in the order of the document.</param>
/// <param name="Groups">Its groups of segments.</param>
/// <param name="Sections">Its unbranched stretches, each after the one that it grows from.</param>
public sealed record CellMorphology(ImmutableArray<MorphologySegment> Segments, ImmutableArray<MorphologyGroup> Groups, ImmutableArray<MorphologySection> Sections)
{
    /// <summary>Sum of all lengths in metres.</summary>
    public double Length => Segments.Sum(segment => segment.Length);

    /// <summary>Area of the whole membrane in m².</summary>
    public double Area => Segments.Sum(segment => segment.Area);

    /// <summary>The segment called <paramref name="id"/>, or null.</summary>
    public MorphologySegment? Segment(string id) => Segments.FirstOrDefault(segment => segment.Id == id);

    /// <summary>The group called <paramref name="id"/>, or null.</summary>
    public MorphologyGroup? Group(string id) => Groups.FirstOrDefault(group => group.Id == id);
}
