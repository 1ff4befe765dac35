using System.Text;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Html;
using Neuroglot.Plotting.Layout;
using Neuroglot.Plotting.Png;
using Neuroglot.Plotting.Scenes;
using Neuroglot.Plotting.Svg;

namespace Neuroglot.Plotting.Figures;

/// <summary>A page with axes in a grid. It is laid out when it is drawn, so that nothing overlaps or is cut off.</summary>
public sealed class Figure
{
    /// <summary>The longest that an edge of a page can be, in points.</summary>
    public const double MostSize = 20_000;

    private const double LeastSize = 40;
    private readonly List<Axes> axes = [];

    /// <summary>An empty page.</summary>
    /// <param name="width">In points, 1/72 inch; a column of a journal has about 245, a page 510.</param>
    /// <param name="height">In points.</param>
    /// <param name="theme">What it looks like; light where it is null.</param>
    /// <exception cref="PlottingException">NG8009: it is smaller than 40 points or larger than 20 000.</exception>
    public Figure(double width = 420, double height = 280, Theme? theme = null)
    {
        if (!(width is >= LeastSize and <= MostSize && height is >= LeastSize and <= MostSize))
            throw new PlottingException("NG8009", $"A figure cannot have {width:G6} by {height:G6} points.", "take 40 to 20000; a column of a journal has about 245");
        (Width, Height, Theme) = (width, height, theme ?? Theme.Light);
    }

    /// <summary>Width in points.</summary>
    public double Width { get; }

    /// <summary>Height in points.</summary>
    public double Height { get; }

    /// <summary>What it looks like.</summary>
    public Theme Theme { get; }

    /// <summary>What is written at the top, or null.</summary>
    public string? Title { get; set; }

    /// <summary>What it shows, for who cannot see it; where it is null, titles and labels are told.</summary>
    public string? Description { get; set; }

    /// <summary>The font; where it is null, what the machine has (<see cref="SystemTypefaces.Default"/>).</summary>
    public Typeface? Typeface { get; set; }

    /// <summary>Free space at the edges and between axes, in points.</summary>
    public double Padding { get; set; } = 6;

    /// <summary>The axes.</summary>
    public IReadOnlyList<Axes> Axes => axes;

    /// <summary>Adds axes in one cell of the grid, which has as many rows and columns as its axes need.</summary>
    /// <param name="row">From 0 at the top.</param>
    /// <param name="column">From 0.</param>
    /// <exception cref="PlottingException">NG8011: that cell has axes, or there is no such cell.</exception>
    public Axes AddAxes(int row = 0, int column = 0)
    {
        if (row is < 0 or > 99 || column is < 0 or > 99 || axes.Exists(one => one.Row == row && one.Column == column))
            throw new PlottingException("NG8011", $"Axes cannot be added in row {row} and column {column}.", "take a cell from 0 to 99 that has none");
        var added = new Axes(this, row, column);
        axes.Add(added);
        return added;
    }

    /// <summary>Adds axes in all cells of a grid.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="shareX">Whether axes above each other have one horizontal axis.</param>
    /// <param name="shareY">Whether axes beside each other have one vertical axis.</param>
    /// <returns>The axes, by row and column.</returns>
    /// <exception cref="PlottingException">NG8011: a cell has axes, or there are too many.</exception>
    public Axes[,] AddGrid(int rows, int columns, bool shareX = false, bool shareY = false)
    {
        var grid = new Axes[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var added = grid[row, column] = AddAxes(row, column);
                if (shareX && row > 0)
                    added.X = grid[0, column].X;
                if (shareY && column > 0)
                    added.Y = grid[row, 0].Y;
            }
        }

        return grid;
    }

    /// <summary>Sets how much room is left between axes and at the edges. That nothing overlaps or is cut off needs no call: a figure is laid out whenever it is drawn.</summary>
    /// <returns>This figure.</returns>
    /// <param name="pad">That room, as a part of the height of letters, as matplotlib counts it.</param>
    /// <exception cref="PlottingException">NG8009: it is below 0, or not finite.</exception>
    public Figure TightLayout(double pad = 0.75)
    {
        if (!(pad >= 0 && double.IsFinite(pad)))
            throw new PlottingException("NG8009", $"{pad} is no room between axes.", "give 0 or more");
        Padding = pad * Theme.FontSize;
        return this;
    }

    /// <summary>What of the data cannot be seen (NG8121: values that are not above 0, on logarithmic axes); stands in the metadata of files, too.</summary>
    public IReadOnlyList<Diagnostic> Warnings => [.. axes.SelectMany(LogarithmicGaps.Of)];

    /// <summary>Lays the figure out.</summary>
    /// <exception cref="PlottingException">NG8012: there is not enough room for the axes.</exception>
    public Scene ToScene() => FigureLayout.Of(this);

    /// <summary>The figure as an SVG document.</summary>
    public string ToSvg(SvgOptions? options = null) => SvgRenderer.Text(ToScene(), options);

    /// <summary>The figure as a page that people can zoom, in one file.</summary>
    public string ToHtml() => HtmlRenderer.Text(ToScene());

    /// <summary>The figure as PNG.</summary>
    /// <param name="dotsPerInch">Pixels of an inch.</param>
    public byte[] ToPng(double dotsPerInch = 200)
    {
        using var stream = new MemoryStream();
        PngRenderer.Write(ToScene(), stream, dotsPerInch);
        return stream.ToArray();
    }

    /// <summary>Writes a file, in the form that its ending names: <c>.svg</c>, <c>.png</c>, <c>.html</c>; whole or not at all.</summary>
    /// <param name="path">Where.</param>
    /// <param name="dotsPerInch">Pixels of an inch of a <c>.png</c>.</param>
    /// <exception cref="PlottingException">NG8013: another ending.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path, double dotsPerInch = 200)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var content = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => Encoding.UTF8.GetBytes(ToSvg()),
            ".html" or ".htm" => Encoding.UTF8.GetBytes(ToHtml()),
            ".png" => ToPng(dotsPerInch),
            var ending => throw new PlottingException("NG8013", $"Figures cannot be written as `{ending}`.", "name the file .svg, .png or .html; an .svg becomes a PDF with `rsvg-convert -f pdf`"),
        };
        WholeFile.Write(path, stream => stream.Write(content));
    }
}
