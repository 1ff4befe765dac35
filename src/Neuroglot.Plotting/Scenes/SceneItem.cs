using System.Collections.Immutable;
using Neuroglot.Plotting.Colors;

namespace Neuroglot.Plotting.Scenes;

/// <summary>One thing of a <see cref="Scene"/>. The kinds below are all that there are; each renderer knows each of them.</summary>
public abstract record SceneItem;

/// <summary>An outline that is filled (inside is what it winds around), followed by a pen, or both.</summary>
/// <param name="Outline">Where.</param>
/// <param name="Fill">Colour of the inside, or null.</param>
/// <param name="Stroke">The pen, or null.</param>
public sealed record PathItem(Outline Outline, Color? Fill, Stroke? Stroke) : SceneItem;

/// <summary>Which part of a text lies at its place.</summary>
public enum TextAnchor
{
    /// <summary>Its beginning.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}

/// <summary>A line of text.</summary>
/// <param name="Text">What it says; <c>$v_{th}$</c> has subscripts and superscripts (<see cref="Fonts.TextMarkup"/>).</param>
/// <param name="At">A point of its base line.</param>
/// <param name="Size">Height of the font in points.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Anchor">What of it lies at <paramref name="At"/>.</param>
/// <param name="IsUpright">Whether it reads from below to above.</param>
public sealed record TextItem(string Text, Point At, double Size, Color Color, TextAnchor Anchor = TextAnchor.Start, bool IsUpright = false) : SceneItem;

/// <summary>Cells of colour.</summary>
/// <param name="Area">The rectangle that they fill.</param>
/// <param name="Columns">Cells side by side.</param>
/// <param name="Rows">Cells one above the other.</param>
/// <param name="Cells">Their colours, row by row from the top.</param>
public sealed record ImageItem(Box Area, int Columns, int Rows, Color[] Cells) : SceneItem;

/// <summary>One small shape at many places.</summary>
/// <param name="Shape">The shape around the origin, in points.</param>
/// <param name="Fill">Colour of its inside, or null; not used where <paramref name="Fills"/> is given.</param>
/// <param name="Stroke">Its pen, or null.</param>
/// <param name="X">Where, from the left.</param>
/// <param name="Y">Where, from the top.</param>
/// <param name="Fills">A colour for each place, or null.</param>
public sealed record MarkersItem(Outline Shape, Color? Fill, Stroke? Stroke, float[] X, float[] Y, Color[]? Fills = null) : SceneItem
{
    /// <summary>Up to so many are drawn as shapes in vector files; more become a picture.</summary>
    public const int MostShapes = 50_000;
}

/// <summary>What a group of items is.</summary>
public enum GroupRole
{
    /// <summary>Nothing in particular.</summary>
    None,

    /// <summary>An axes with all that belongs to it.</summary>
    Axes,

    /// <summary>The marks of an axes.</summary>
    Marks,

    /// <summary>One mark that has values.</summary>
    Series,

    /// <summary>Ticks, numbers and grid of the horizontal axis.</summary>
    XTicks,

    /// <summary>Ticks, numbers and grid of the vertical axis.</summary>
    YTicks,

    /// <summary>The line of a legend that stands for a series.</summary>
    LegendEntry,
}

/// <summary>Items that belong together.</summary>
/// <param name="Items">What is drawn, from back to front.</param>
public sealed record GroupItem(ImmutableArray<SceneItem> Items) : SceneItem
{
    /// <summary>What it is.</summary>
    public GroupRole Role { get; init; }

    /// <summary>Its name within the scene, or null.</summary>
    public string? Id { get; init; }

    /// <summary>What it shows, for who cannot see it, or null.</summary>
    public string? Title { get; init; }

    /// <summary>Nothing is drawn outside of this, where it is not null.</summary>
    public Box? Clip { get; init; }
}
