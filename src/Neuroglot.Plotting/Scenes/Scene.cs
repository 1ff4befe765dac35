using System.Collections.Immutable;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;

namespace Neuroglot.Plotting.Scenes;

/// <summary>A figure laid out: what is drawn where, in points. All renderers draw this, and nothing else.</summary>
/// <param name="Width">Of the page.</param>
/// <param name="Height">Of the page.</param>
/// <param name="Background">Colour of the page.</param>
/// <param name="Items">What is drawn, from back to front.</param>
/// <param name="Typeface">The font in which texts were measured.</param>
public sealed record Scene(double Width, double Height, Color Background, ImmutableArray<SceneItem> Items, Typeface Typeface)
{
    /// <summary>Name of the figure.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>What the figure shows, in words.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>What was left out because nobody would see it; goes into the metadata of files.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The axes with their numbers, for pages that people zoom.</summary>
    public ImmutableArray<PlotArea> Areas { get; init; } = [];
}

/// <summary>Where an axes lies, and the numbers along its edges.</summary>
/// <param name="Id">Of its group in the scene.</param>
/// <param name="Box">Where the marks are.</param>
/// <param name="X">Numbers from left to right.</param>
/// <param name="Y">Numbers from bottom to top.</param>
/// <param name="Series">The marks whose values can be looked at.</param>
/// <param name="Cells">The images whose values can be looked at.</param>
public sealed record PlotArea(string Id, Box Box, AxisSpan X, AxisSpan Y, ImmutableArray<Series> Series, ImmutableArray<SeriesCells> Cells)
{
    /// <summary>The solids that can be turned and whose values can be looked at.</summary>
    public ImmutableArray<SeriesBodies> Bodies { get; init; } = [];

    /// <summary>The bars and hexagons whose values can be looked at.</summary>
    public ImmutableArray<SeriesPatches> Patches { get; init; } = [];
}

/// <summary>Bars, or hexagons, for pages that tell their values; in numbers of the axes.</summary>
/// <param name="Id">Of their group in the scene.</param>
/// <param name="Label">Their name; may be empty.</param>
/// <param name="Left">Where each begins.</param>
/// <param name="Right">Where each ends; as many.</param>
/// <param name="Bottom">The lower end of each.</param>
/// <param name="Top">The upper end of each.</param>
public sealed record SeriesPatches(string Id, string Label, double[] Left, double[] Right, double[] Bottom, double[] Top)
{
    /// <summary>The value of each hexagon, in the unit that is shown; null for bars, whose value is their height.</summary>
    public double[]? Values { get; init; }

    /// <summary>What the values are.</summary>
    public string ValueLabel { get; init; } = string.Empty;
}

/// <summary>Solids, for pages on which people turn them.</summary>
/// <param name="Id">Of their group in the scene.</param>
/// <param name="Solids">What they are.</param>
/// <param name="Color">Their colour where they have none of their own.</param>
/// <param name="Theme">Colours of haze and texts.</param>
/// <param name="Scale">Lengths times this are the numbers of the axes.</param>
/// <param name="ValueScale">Values times this are the numbers that are shown.</param>
/// <param name="ValueLabel">What the values are.</param>
/// <param name="Unit">The unit of lengths, as it is printed.</param>
public sealed record SeriesBodies(string Id, Solids Solids, Color Color, Theme Theme, double Scale, double ValueScale, string ValueLabel, string Unit);

/// <summary>The numbers along an edge, as they are shown.</summary>
/// <param name="Low">At the left or lower end.</param>
/// <param name="High">At the other end.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios.</param>
/// <param name="Label">What is written there.</param>
/// <param name="Link">Axes with the same number show the same range.</param>
public sealed record AxisSpan(double Low, double High, bool IsLogarithmic, string Label, int Link);

/// <summary>The values of a mark, for pages that people zoom.</summary>
/// <param name="Id">Of its group in the scene.</param>
/// <param name="Label">Its name; may be empty.</param>
/// <param name="X">Values; times <paramref name="ScaleX"/> they are the numbers of the axis.</param>
/// <param name="Y">Values; times <paramref name="ScaleY"/> they are the numbers of the axis.</param>
/// <param name="ScaleX">See <paramref name="X"/>.</param>
/// <param name="ScaleY">See <paramref name="Y"/>.</param>
/// <param name="Color">Its colour.</param>
/// <param name="LineWidth">Width of the line in points; 0 where there is none.</param>
/// <param name="Marker">The shape at each value, or null.</param>
/// <param name="IsFilled">Whether the shape is filled; else a pen follows it.</param>
public sealed record Series(
    string Id, string Label, Values X, Values Y, double ScaleX, double ScaleY, Color Color, double LineWidth, Outline? Marker, bool IsFilled)
{
    /// <summary>As many values that say the colours, or null.</summary>
    public Values? Values { get; init; }

    /// <summary>The colours of <see cref="Values"/>.</summary>
    public ColorScale? Colors { get; init; }

    /// <summary>Numbers that are shown for one of <see cref="Values"/>.</summary>
    public double ValueScale { get; init; } = 1;

    /// <summary>What these values are.</summary>
    public string ValueLabel { get; init; } = string.Empty;
}

/// <summary>The values of an image, for pages that people look into; places are numbers of the axes.</summary>
/// <param name="Values">Row by row from the lowest; NaN where there is nothing.</param>
/// <param name="Columns">Cells side by side.</param>
/// <param name="Left">Left edge of the first column.</param>
/// <param name="Bottom">Lower edge of the first row.</param>
/// <param name="CellWidth">Width of a column.</param>
/// <param name="CellHeight">Height of a row.</param>
/// <param name="Scale">Numbers that are shown for one of the values.</param>
/// <param name="Label">What the values are.</param>
public sealed record SeriesCells(Values Values, int Columns, double Left, double Bottom, double CellWidth, double CellHeight, double Scale, string Label);
