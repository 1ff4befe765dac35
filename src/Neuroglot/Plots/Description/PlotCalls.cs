using Neuroglot.Model.Diagnostics;
using Neuroglot.Plotting;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plots.Description;

/// <summary>The functions that a description of a figure may call; new ones are added to the switch.</summary>
internal static class PlotCalls
{
    private static readonly string[] Known = ["raster", "rate", "state", "synapses", "background", "line", "dendrogram", "morphology"];

    // A function of Python's as a table of values and places, from which others are found by straight lines.
    private static Func<double, double>? NormOf(Arguments given)
    {
        if (given.Numbers("norm_values") is not { } values || given.Numbers("norm_places") is not { } places)
            return null;
        if (values.Length < 2 || values.Length != places.Length)
            throw new PlottingException("NG8116", $"{values.Length} values and {places.Length} places are no norm.", "let neuroglot.plotting write it");
        return value =>
        {
            var at = Array.BinarySearch(values, value);
            if (at >= 0)
                return places[at];
            var above = Math.Clamp(~at, 1, values.Length - 1);
            return places[above - 1] + (value - values[above - 1]) / (values[above] - values[above - 1]) * (places[above] - places[above - 1]);
        };
    }

    /// <summary>Draws into <paramref name="axes"/> what one call asks for.</summary>
    public static void Draw(Axes axes, Arguments given)
    {
        switch (given.Text("plot"))
        {
            case "raster":
                PlotRaster(
                    given.Indices("spike_indices"), given.Needed("spike_times"), given.Unit("time_unit"), axes, given.Text("marker") ?? ".", given.Text("color"), given.Number("markersize"),
                    given.Number("alpha") ?? 1, given.Text("label"));
                break;
            case "rate":
                PlotRate(
                    given.Needed("times"), given.Needed("rate"), given.Unit("time_unit"), given.Unit("rate_unit"), axes, given.Text("color"), given.Number("linewidth"), given.Text("linestyle") ?? "-",
                    given.Number("alpha") ?? 1, given.Text("label"));
                break;
            case "state":
                PlotState(
                    given.Needed("times"), given.Needed("values"), given.Unit("time_unit"), given.Unit("var_unit"), given.Text("var_name"), axes, null, given.Text("color"), given.Number("linewidth"),
                    given.Text("linestyle") ?? "-", given.Number("alpha") ?? 1, given.Texts("labels"));
                break;
            case "synapses":
                PlotSynapses(
                    given.Indices("sources"), given.Indices("targets"), given.Numbers("values"), given.Unit("var_unit"), given.Text("var_name"), given.Text("plot_type") ?? "scatter", axes, null,
                    given.Text("marker"), given.Text("color"), given.Text("cmap"), given.Number("markersize"), (int)(given.Number("gridsize") ?? 80));
                break;
            case "background":
                AddBackgroundPattern(axes, given.Text("hatch") ?? "xxx", given.Flag("fill", otherwise: true), given.Text("fc"), given.Text("ec"), given.Number("zorder") ?? -10);
                break;
            case "dendrogram":
                PlotDendrogram(MorphologyArguments.Of(given), axes, given.Text("color"), given.Number("linewidth"));
                break;
            case "morphology":
                PlotMorphology(
                    MorphologyArguments.Of(given), given.FlagIfGiven("plot_3d"), given.Flag("show_compartments"), given.Flag("show_diameter"), given.Texts("colors"), given.Numbers("values"),
                    (given.Number("value_low"), given.Number("value_high")), NormOf(given), given.Text("value_colormap") ?? "hot", given.Flag("value_colorbar", otherwise: true), given.Unit("value_unit"),
                    given.Text("value_name"), axes: axes);
                break;
            case "line":
                axes.Add(new Line(given.Needed("x"), given.Needed("y"))
                {
                    Color = given.Text("color") is { } color ? NamedColors.Parse(color, axes.Figure.Theme) : null,
                    Width = given.Number("linewidth"),
                    Style = LineStyle.Parse(given.Text("linestyle") ?? "-"),
                    Marker = given.Text("marker") is { } marker ? Marker.Parse(marker) : null,
                    Opacity = given.Number("alpha") ?? 1,
                    Label = given.Text("label"),
                });
                break;
            case var other:
                throw new PlottingException("NG8116", $"There is no plot `{other}`.", NearNames.Hint(other ?? string.Empty, Known) ?? $"there are {string.Join(", ", Known)}");
        }
    }
}
