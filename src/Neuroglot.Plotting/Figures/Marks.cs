using System.Collections.Immutable;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Figures;

/// <summary>
/// Something drawn on an axes. Values are in the units of the data (SI for what plots draw); the axes turn them into the numbers that they show. NaN and infinities are gaps. The kinds
/// below are all that there are.
/// </summary>
public abstract record Mark
{
    /// <summary>Its name in the legend, or null.</summary>
    public string? Label { get; init; }

    /// <summary>Marks with a smaller number lie behind those with a greater one; among equals the first lies behind.</summary>
    public double Order { get; init; }

    /// <summary>From 0, invisible, to 1, opaque.</summary>
    public double Opacity { get; init; } = 1;
}

/// <summary>A line through points.</summary>
/// <param name="X">Their x.</param>
/// <param name="Y">As many y.</param>
public sealed record Line(Values X, Values Y) : Mark
{
    /// <summary>Colour, or null for the next of the cycle.</summary>
    public Color? Color { get; init; }

    /// <summary>Width in points, or null for that of the theme.</summary>
    public double? Width { get; init; }

    /// <summary>Solid or broken.</summary>
    public LineStyle Style { get; init; } = LineStyle.Solid;

    /// <summary>The shape at each point, or null.</summary>
    public Marker? Marker { get; init; }

    /// <summary>Size of the markers in points.</summary>
    public double MarkerSize { get; init; } = 6;
}

/// <summary>Points without a line.</summary>
/// <param name="X">Their x.</param>
/// <param name="Y">As many y.</param>
public sealed record Points(Values X, Values Y) : Mark
{
    /// <summary>Colour, or null for the next of the cycle.</summary>
    public Color? Color { get; init; }

    /// <summary>Their shape.</summary>
    public Marker Marker { get; init; } = Marker.Parse("o");

    /// <summary>Their size in points.</summary>
    public double Size { get; init; } = 6;

    /// <summary>As many values, which say the colour of each through <see cref="Colors"/>; or null.</summary>
    public Values? Values { get; init; }

    /// <summary>The colours of <see cref="Values"/>.</summary>
    public ColorScale? Colors { get; init; }
}

/// <summary>Cells of colour.</summary>
/// <param name="Cells">Values, row by row from the lowest; cells with NaN are not drawn.</param>
/// <param name="Columns">How many are side by side.</param>
/// <param name="Left">The left edge of the first column.</param>
/// <param name="Bottom">The lower edge of the first row.</param>
/// <param name="CellWidth">Width of a column.</param>
/// <param name="CellHeight">Height of a row.</param>
/// <param name="Colors">The colours of values.</param>
public sealed record Image(Values Cells, int Columns, double Left, double Bottom, double CellWidth, double CellHeight, ColorScale Colors) : Mark;

/// <summary>Hexagonal cells.</summary>
/// <param name="Bins">The cells and their values.</param>
/// <param name="Colors">The colours of values.</param>
public sealed record Hexagons(HexagonalBins Bins, ColorScale Colors) : Mark;

/// <summary>Filled shapes with straight edges.</summary>
/// <param name="Corners">The corners of each.</param>
public sealed record Polygons(ImmutableArray<ImmutableArray<(double X, double Y)>> Corners) : Mark
{
    /// <summary>A colour for each, one for all, or none for the next of the cycle.</summary>
    public ImmutableArray<Color> Fills { get; init; } = [];

    /// <summary>Colour of the edges, or null.</summary>
    public Color? EdgeColor { get; init; }
}

/// <summary>Circles with radii in the units of x.</summary>
/// <param name="X">Centres.</param>
/// <param name="Y">As many y.</param>
/// <param name="Radii">As many radii.</param>
public sealed record Circles(Values X, Values Y, Values Radii) : Mark
{
    /// <summary>Colour, or null for the next of the cycle.</summary>
    public Color? Color { get; init; }

    /// <summary>Whether they are filled; else only their edges are drawn.</summary>
    public bool IsFilled { get; init; } = true;
}

/// <summary>What lies between two lines, such as the range of an error.</summary>
/// <param name="X">Places.</param>
/// <param name="Low">As many lower ends.</param>
/// <param name="High">As many upper ends.</param>
public sealed record Band(Values X, Values Low, Values High) : Mark
{
    /// <summary>Colour, or null for the next of the cycle; a quarter opaque unless it says otherwise.</summary>
    public Color? Color { get; init; }
}

/// <summary>Bars from 0.</summary>
/// <param name="Edges">Left edge of each bar, and the right edge of the last.</param>
/// <param name="Heights">Height of each.</param>
public sealed record Bars(Values Edges, Values Heights) : Mark
{
    /// <summary>Colour, or null for the next of the cycle.</summary>
    public Color? Color { get; init; }
}

/// <summary>A text at a point.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">Where.</param>
/// <param name="Content">What it says; may have markup.</param>
public sealed record Annotation(double X, double Y, string Content) : Mark
{
    /// <summary>Colour, or null for that of texts.</summary>
    public Color? Color { get; init; }

    /// <summary>Which part of it lies at the point.</summary>
    public TextAnchor Anchor { get; init; } = TextAnchor.Middle;
}

/// <summary>Lines across the whole background, to tell it from a mark of the same colour.</summary>
/// <param name="Hatch">Strokes, as matplotlib writes them: <c>/ \ | - + x</c>; the more of one, the denser.</param>
/// <param name="Fill">Colour behind the lines, or null.</param>
/// <param name="LineColor">Colour of the lines.</param>
public sealed record Pattern(string Hatch, Color? Fill, Color LineColor) : Mark;

/// <summary>A range of x or of y, over the whole of the other.</summary>
/// <param name="Low">Where it begins.</param>
/// <param name="High">Where it ends; a line where it is the same.</param>
/// <param name="IsVertical">Whether it is a range of x.</param>
public sealed record Span(double Low, double High, bool IsVertical) : Mark
{
    /// <summary>Colour, or null for that of the grid, darker.</summary>
    public Color? Color { get; init; }

    /// <summary>Solid or broken, where it is a line.</summary>
    public LineStyle Style { get; init; } = LineStyle.Solid;
}
