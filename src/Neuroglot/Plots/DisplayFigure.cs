using System.Collections.Immutable;
using Neuroglot.Plotting;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Results;

namespace Neuroglot.Plots;

/// <summary>
/// The pictures that a model asks for, as axes of one figure. Its titles, units, colours and ranges are kept; a range of time that goes on beyond the run ends with it, since nothing is there,
/// and values that leave the range that was asked for widen it, so that none is cut off.
/// </summary>
internal static class DisplayFigure
{
    private const double WidthOfColumn = 420;
    private const double HeightOfAxes = 190;
    private const int MostInColumn = 3;
    private const int MostNames = 12;

    private const double LeastContrast = 1.3;

    public static Figure Of(RunResult result, ImmutableArray<RunDisplay> displays, PlotRequest request, bool isWhole)
    {
        var shown = displays.Where(static one => !one.Display.Lines.IsEmpty).ToList();
        var columns = shown.Count > MostInColumn ? 2 : 1;
        var rows = (shown.Count + columns - 1) / columns;
        var figure = new Figure(request.Width ?? WidthOfColumn * columns, request.Height ?? Math.Max(280, 40 + HeightOfAxes * rows), request.Theme ?? Theme.Light) { Title = request.Title };
        for (var place = 0; place < shown.Count; place++)
            Draw(figure.AddAxes(place / columns, place % columns), result, shown[place], isWhole);
        return figure;
    }

    private static void Draw(Axes axes, RunResult result, RunDisplay shown, bool isWhole)
    {
        var display = shown.Display;
        axes.Title = display.Title.Length > 0 ? display.Title : null;
        axes.X.Name = "time";
        axes.X.Unit = display.TimeUnit;
        // Lines may have scales of their own; numbers are then those that the author asked for, and each name says its unit.
        var first = display.Lines[0].Unit;
        var isOneUnit = display.Lines.All(line => line.Unit.Symbol == first.Symbol && line.Unit.Dimension == first.Dimension);
        var variables = display.Lines.Select(static line => LastName(line.Recording.Variable)).Distinct().ToList();
        axes.Y.Name = variables.Count == 1 ? variables[0] : string.Join(", ", variables.Take(4)) + (variables.Count > 4 ? " …" : string.Empty);
        axes.Y.Unit = isOneUnit && !first.Dimension.IsNone ? first : null;
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var (line, name) in display.Lines.Zip(shown.Traces))
        {
            if (result.Trace(name) is not { } trace)
                continue;
            var values = isOneUnit ? trace.Values : [.. trace.Values.Select(line.Unit.FromSI)];
            axes.Add(new Line([.. trace.Times], [.. values]) { Label = isOneUnit ? line.Label : $"{line.Label} ({line.Unit.Symbol})", Color = ColorOf(line.Color, axes) });
            foreach (var value in values.Where(double.IsFinite))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (axes.Marks.Count is > 1 and <= MostNames)
            axes.ShowLegend();
        var end = axes.Marks.OfType<Line>().SelectMany(static line => line.X.Count == 0 ? (double[])[] : [line.X[line.X.Count - 1]]).DefaultIfEmpty(0).Max() / display.TimeUnit.Factor;
        if (!isWhole && display.TimeRange is { } range && range.Low < Math.Min(range.High, end))
            axes.X.Limits = (range.Low, Math.Min(range.High, end));
        var factor = axes.Y.Unit?.Factor ?? 1;
        if (display.ValueRange is { } asked && low <= high)
            axes.Y.Limits = (Math.Min(asked.Low, low / factor), Math.Max(asked.High, high / factor));
    }

    // Yellow on white has little contrast, too, but can be told from it, and is left to authors.
    private static bool IsGrey(Color color) => Math.Max(color.R, Math.Max(color.G, color.B)) - Math.Min(color.R, Math.Min(color.G, color.B)) < 32;

    private static string LastName(string variable) => variable[(variable.LastIndexOf('/') + 1)..];

    // A colour that nobody can read is left to the cycle: the run is more than its picture. One that is that of the page, as white for a dark screen, becomes that of texts.
    private static Color? ColorOf(string? written, Axes axes)
    {
        try
        {
            var theme = axes.Figure.Theme;
            var color = written is null ? (Color?)null : NamedColors.Parse(written, theme);
            return color is { } asked && IsGrey(asked) && asked.Contrast(theme.Background) < LeastContrast ? theme.Foreground : color;
        }
        catch (PlottingException)
        {
            return null;
        }
    }
}
