using Neuroglot.Model.Units;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Scales;

namespace Neuroglot.Plotting.Figures;

/// <summary>Where a legend lies.</summary>
public enum LegendPlace
{
    /// <summary>The first of the nine places where it hides nothing that is drawn; where each of them hides something, <see cref="Outside"/>.</summary>
    Best,

    /// <summary>Upper right corner.</summary>
    UpperRight,

    /// <summary>Upper left corner.</summary>
    UpperLeft,

    /// <summary>Lower left corner.</summary>
    LowerLeft,

    /// <summary>Lower right corner.</summary>
    LowerRight,

    /// <summary>Half-way up, to the right.</summary>
    CenterRight,

    /// <summary>Half-way up, to the left.</summary>
    CenterLeft,

    /// <summary>In the middle of the lower edge.</summary>
    LowerCenter,

    /// <summary>In the middle of the upper edge.</summary>
    UpperCenter,

    /// <summary>In the middle.</summary>
    Center,

    /// <summary>To the right of the axes and of their colour bar; above them, where names are too long for that.</summary>
    Outside,
}

/// <summary>A list of the marks that have names.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="HasFrame">Whether an edge is drawn around it.</param>
public sealed record Legend(LegendPlace Place = LegendPlace.Best, bool HasFrame = true);

/// <summary>What colours mean, beside the axes.</summary>
/// <param name="Colors">The colours of values, in the units of the data.</param>
/// <param name="Name">What the values are.</param>
/// <param name="Unit">The unit in which they are shown; null for the data as they are.</param>
public sealed record ColorBar(ColorScale Colors, string? Name = null, Unit? Unit = null)
{
    /// <summary>What is written at it.</summary>
    public string Label => UnitText.Label(Name, Unit);

    /// <summary>Numbers at the bar for one in the unit of the data.</summary>
    internal double Factor => Unit is null ? 1 : 1 / Unit.Factor;
}

/// <summary>Two axes at right angles, and what is drawn between them.</summary>
public sealed class Axes
{
    private readonly List<Mark> marks = [];
    private readonly List<Axes> insets = [];

    internal Axes(Figure figure, int row, int column) => (Figure, Row, Column) = (figure, row, column);

    /// <summary>The figure that it is part of.</summary>
    public Figure Figure { get; }

    /// <summary>Its row in the grid of the figure, from 0 at the top.</summary>
    public int Row { get; }

    /// <summary>Its column in the grid of the figure, from 0.</summary>
    public int Column { get; }

    /// <summary>The horizontal axis; two axes with the same one show the same range.</summary>
    public Axis X { get; set; } = new();

    /// <summary>The vertical axis.</summary>
    public Axis Y { get; set; } = new();

    /// <summary>What is written above, or null.</summary>
    public string? Title { get; set; }

    /// <summary>What is drawn.</summary>
    public IReadOnlyList<Mark> Marks => marks;

    /// <summary>The list of names, or null.</summary>
    public Legend? Legend { get; set; }

    /// <summary>The meaning of colours, or null.</summary>
    public ColorBar? ColorBar { get; set; }

    /// <summary>Whether one unit is as long on both axes.</summary>
    public bool IsEqual { get; set; }

    /// <summary>Whether the edges are drawn.</summary>
    public bool HasFrame { get; set; } = true;

    /// <summary>Smaller axes on top.</summary>
    public IReadOnlyList<Axes> Insets => insets;

    /// <summary>Of an inset: its left, upper edge, width and height as parts of those of the axes below it.</summary>
    internal (double Left, double Top, double Width, double Height) Part { get; private init; }

    /// <summary>Draws <paramref name="mark"/>, too.</summary>
    /// <exception cref="PlottingException">NG8020: its columns are not equally long.</exception>
    public Axes Add(Mark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        switch (mark)
        {
            case Line line:
                Lengths.MustAgree(("x", line.X.Count), ("y", line.Y.Count));
                break;
            case Points points:
                Lengths.MustAgree(("x", points.X.Count), ("y", points.Y.Count), ("values", points.Values?.Count ?? points.X.Count));
                break;
            case Circles circles:
                Lengths.MustAgree(("x", circles.X.Count), ("y", circles.Y.Count), ("radii", circles.Radii.Count));
                break;
            case Band band:
                Lengths.MustAgree(("x", band.X.Count), ("low", band.Low.Count), ("high", band.High.Count));
                break;
            case Bars bars:
                Lengths.MustAgree(("edges but the last", Math.Max(bars.Edges.Count - 1, 0)), ("heights", bars.Heights.Count));
                break;
            case Image image when image.Columns <= 0 || image.Cells.Count % image.Columns != 0:
                throw new PlottingException("NG8020", $"{image.Cells.Count} cells are no rows of {image.Columns}.", "give as many of each row");
        }

        marks.Add(mark);
        return this;
    }

    /// <summary>Shows the names of the marks.</summary>
    /// <param name="labels">Names for those marks that can have one, in their order; where none are given, those that marks have.</param>
    /// <param name="place">Where.</param>
    /// <param name="hasFrame">Whether an edge is drawn around it.</param>
    /// <exception cref="PlottingException">NG8007: there are more names than marks.</exception>
    public Axes ShowLegend(IReadOnlyList<string>? labels = null, LegendPlace place = LegendPlace.Best, bool hasFrame = true)
    {
        var nameable = Enumerable.Range(0, marks.Count).Where(index => marks[index] is Line or Points or Band or Bars or Circles or Polygons).ToArray();
        if (labels?.Count > nameable.Length)
            throw new PlottingException("NG8007", $"There are {labels.Count} names for {nameable.Length} marks.", "give one name for each line, or fewer");
        for (var index = 0; index < (labels?.Count ?? 0); index++)
            marks[nameable[index]] = marks[nameable[index]] with { Label = labels![index] };
        Legend = new Legend(place, hasFrame);
        return this;
    }

    /// <summary>Smaller axes on top of these.</summary>
    /// <param name="left">Its left edge, as a part of the width of these.</param>
    /// <param name="top">Its upper edge, as a part of the height of these.</param>
    /// <param name="width">Its width, as a part of that of these.</param>
    /// <param name="height">Its height, as a part of that of these.</param>
    /// <exception cref="PlottingException">NG8008: it has no extent, or reaches beyond.</exception>
    public Axes AddInset(double left, double top, double width, double height)
    {
        if (!(left >= 0 && top >= 0 && width > 0 && height > 0 && left + width <= 1 && top + height <= 1))
            throw new PlottingException("NG8008", "An inset does not lie within its axes.", "give four parts from 0 to 1, of which left and width, and top and height, are 1 together at most");
        var inset = new Axes(Figure, Row, Column) { Part = (left, top, width, height) };
        insets.Add(inset);
        return inset;
    }
}
