using System.Collections.Immutable;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Morphologies;
using Neuroglot.Plotting;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;
using Neuroglot.Results;

namespace Neuroglot.Plots.Description;

/// <summary>
/// Reads figures that a program describes: a <c>.figure.json</c> with axes, what is plotted on each by which function with which arguments, and labels; numbers are in a zip of NumPy arrays beside
/// it. The names are those of brian2tools and matplotlib. <c>neuroglot.plotting</c> for Python writes such files.
/// </summary>
internal static class FigureDescription
{
    // The names of matplotlib, and one more.
    private static readonly Dictionary<string, LegendPlace> Places = new(StringComparer.Ordinal)
    {
        ["best"] = LegendPlace.Best,
        ["upper right"] = LegendPlace.UpperRight,
        ["upper left"] = LegendPlace.UpperLeft,
        ["lower left"] = LegendPlace.LowerLeft,
        ["lower right"] = LegendPlace.LowerRight,
        ["center left"] = LegendPlace.CenterLeft,
        ["center right"] = LegendPlace.CenterRight,
        ["lower center"] = LegendPlace.LowerCenter,
        ["upper center"] = LegendPlace.UpperCenter,
        ["center"] = LegendPlace.Center,
        ["outside"] = LegendPlace.Outside,
    };

    /// <summary>How names of such files end.</summary>
    public const string Ending = ".figure.json";

    /// <summary>The figure that <paramref name="path"/> describes; null with NG8116, or what a plot refuses.</summary>
    public static Figure? Read(string path, PlotRequest request, DiagnosticBag diagnostics)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            // Arrays lie beside the description, whatever it says.
            var arrays = root.TryGetProperty("arrays", out var name) && name.GetString() is { Length: > 0 } file
                ? NpzFile.ReadArrays(Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, Path.GetFileName(file)), diagnostics).ToDictionary(static array => array.Name, static array => array.Values)
                : [];
            return diagnostics.HasErrors ? null : Draw(root, request, arrays);
        }
        catch (PlottingException problem)
        {
            diagnostics.Add(problem.Diagnostic);
        }
        catch (Exception problem) when (problem is MorphologyException or JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            diagnostics.Error("NG8116", $"'{path}' does not describe a figure: {problem.Message}", SourceSpan.None, "It is written by neuroglot.plotting for Python; see docs/plotting.md.");
        }

        return null;
    }

    private static Figure Draw(JsonElement root, PlotRequest request, Dictionary<string, ImmutableArray<double>> arrays)
    {
        var page = new Arguments(root.GetProperty("figure"), arrays);
        var figure = new Figure(
            request.Width ?? page.Number("width") ?? 420, request.Height ?? page.Number("height") ?? 280, request.Theme ?? (page.Text("theme") is { } theme ? Theme.Parse(theme) : null))
        { Title = request.Title ?? page.Text("title") };
        foreach (var element in root.GetProperty("axes").EnumerateArray())
        {
            var given = new Arguments(element, arrays);
            var axes = figure.AddAxes((int)(given.Number("row") ?? 0), (int)(given.Number("column") ?? 0));
            if (given.Number("shared_x") is { } shared)
                axes.X = figure.Axes[(int)shared].X;
            foreach (var plot in element.GetProperty("plots").EnumerateArray())
                PlotCalls.Draw(axes, new Arguments(plot, arrays));
            Settle(axes, given);
        }

        return figure;
    }

    private static void Settle(Axes axes, Arguments given)
    {
        axes.Title = given.Text("title");
        axes.X.Label = given.Text("xlabel") ?? axes.X.Label;
        axes.Y.Label = given.Text("ylabel") ?? axes.Y.Label;
        axes.X.Limits = given.Range("xlim") ?? axes.X.Limits;
        axes.Y.Limits = given.Range("ylim") ?? axes.Y.Limits;
        axes.X.Scale = ScaleOf(given.Text("xscale")) ?? axes.X.Scale;
        axes.Y.Scale = ScaleOf(given.Text("yscale")) ?? axes.Y.Scale;
        axes.IsEqual |= given.Flag("equal");
        if (given.Flag("legend"))
            axes.ShowLegend(given.Texts("legend_labels"), PlaceOf(given.Text("legend_loc")), given.Flag("legend_frame", otherwise: true));
    }

    private static AxisScale? ScaleOf(string? name) => name switch
    {
        null => null,
        "linear" => AxisScale.Linear,
        "log" => AxisScale.Logarithmic,
        _ => throw new PlottingException("NG8116", $"There is no scale `{name}`.", "there are linear and log"),
    };

    private static LegendPlace PlaceOf(string? name) => name switch
    {
        null => LegendPlace.Best,
        "right" => LegendPlace.CenterRight,
        _ when Places.TryGetValue(name, out var place) => place,
        _ => throw new PlottingException("NG8116", $"There is no place `{name}` for a legend.", NearNames.Hint(name, Places.Keys) ?? $"there are {string.Join(", ", Places.Keys)}"),
    };
}
