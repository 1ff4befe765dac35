using System.Collections.Immutable;

namespace Neuroglot.Import.NeuroML;

/// <summary>A named group of segments, with those of the groups that it includes, of paths and of subtrees.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Segments">Ids of its segments, each once, in the order of the morphology.</param>
/// <param name="Length">Sum of their lengths in metres.</param>
/// <param name="Area">Sum of their areas in m².</param>
public sealed record MorphologyGroup(string Id, ImmutableArray<string> Segments, double Length, double Area);
