using System.Collections.Immutable;
using Neuroglot.Plotting.Colors;

namespace Neuroglot.Plotting.Scenes;

/// <summary>What the ends of a line look like.</summary>
public enum LineCap
{
    /// <summary>Cut off at the end.</summary>
    Butt,

    /// <summary>Half a disc beyond the end.</summary>
    Round,

    /// <summary>Half a square beyond the end.</summary>
    Square,
}

/// <summary>What the corners of a line look like.</summary>
public enum LineJoin
{
    /// <summary>Round.</summary>
    Round,

    /// <summary>Sharp; cut off where the tip would be longer than four times the width.</summary>
    Miter,

    /// <summary>Cut off.</summary>
    Bevel,
}

/// <summary>A pen.</summary>
/// <param name="Color">Its colour.</param>
/// <param name="Width">Its width in points.</param>
public sealed record Stroke(Color Color, double Width)
{
    /// <summary>Ends of lines and dashes.</summary>
    public LineCap Cap { get; init; } = LineCap.Butt;

    /// <summary>Corners.</summary>
    public LineJoin Join { get; init; } = LineJoin.Round;

    /// <summary>Lengths in points of dash, gap, dash, gap …, again and again; none for an unbroken line.</summary>
    public ImmutableArray<double> Dashes { get; init; } = [];
}
