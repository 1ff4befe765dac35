using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Model.Experiments;

/// <summary>A picture of quantities over time that the author asked for. What it shows is recorded only where pictures are wanted.</summary>
/// <param name="Title">What is written above it; may be empty.</param>
/// <param name="Lines">What it shows.</param>
/// <param name="TimeUnit">The unit of its horizontal axis.</param>
public sealed record Display(string Title, ImmutableArray<DisplayLine> Lines, Unit TimeUnit)
{
    /// <summary>The part of the horizontal axis that is shown, in <see cref="TimeUnit"/>; null for all.</summary>
    public (double Low, double High)? TimeRange { get; init; }

    /// <summary>The part of the vertical axis that is shown, in the units of the lines; null for all.</summary>
    public (double Low, double High)? ValueRange { get; init; }

    /// <summary>Where it was asked for.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>One line of a <see cref="Display"/>.</summary>
/// <param name="Label">The author's name for it.</param>
/// <param name="Recording">The quantity.</param>
/// <param name="Unit">The unit in which it is shown.</param>
/// <param name="Color">Its colour as the author wrote it; null for none.</param>
public sealed record DisplayLine(string Label, Recording Recording, Unit Unit, string? Color);
