using System.Collections.Immutable;

namespace Neuroglot.Compilation.Scheduling;

/// <summary>The order in which instances are advanced within a step.</summary>
/// <param name="Levels">One after the other; events without delay are delivered after each.</param>
/// <param name="Ranks">For each set, each instance's place in the reference order; empty for a set whose instances emit nothing.</param>
public sealed record Schedule(ImmutableArray<Level> Levels, ImmutableArray<int[]> Ranks)
{
    /// <summary>Whether events without delay wait for the end of the step (<c>--fidelity fast</c>) instead of the end of their level.</summary>
    public bool DefersEvents { get; init; }

    /// <summary>Number of levels that the ownership of instances alone would need.</summary>
    public int FewestLevels { get; init; }
}

/// <summary>Instances that do not depend on each other within a step.</summary>
public sealed record Level(ImmutableArray<Slice> Slices);

/// <summary>Instances of one set: <paramref name="Count"/> from <paramref name="Start"/>, or the ones listed.</summary>
/// <param name="Set">Index of the set.</param>
/// <param name="Start">First instance.</param>
/// <param name="Count">Number of instances.</param>
/// <param name="Indices">The instances where they do not follow each other; else null.</param>
public sealed record Slice(int Set, int Start, int Count, int[]? Indices = null);
