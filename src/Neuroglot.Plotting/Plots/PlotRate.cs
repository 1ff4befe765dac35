using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>The rate of a population over time, as it is; smooth it first (<c>Neuroglot.Analysis</c>) if it is to be smooth.</summary>
    /// <param name="times">In seconds.</param>
    /// <param name="rate">In Hz; as many.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="rateUnit">Unit of the rate; Hz where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it: <c>-</c>, <c>--</c>, <c>:</c>, <c>-.</c>.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    /// <exception cref="PlottingException">NG8020: not as many rates as times. NG8001, NG8005: no such colour or style.</exception>
    public static Axes PlotRate(
        Values times, Values rate, Unit? timeUnit = null, Unit? rateUnit = null, Axes? axes = null, string? color = null, double? lineWidth = null, string lineStyle = "-",
        double alpha = 1, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(rate);
        Lengths.MustAgree(("times", times.Count), ("rate", rate.Count));
        axes = Target(axes);
        Label(axes.X, "time", timeUnit ?? CommonUnits.ms);
        Label(axes.Y, "population rate", rateUnit ?? CommonUnits.Hz);
        return axes.Add(new Line(times, rate) { Color = ColorOf(color, axes), Width = lineWidth, Style = LineStyle.Parse(lineStyle), Opacity = alpha, Label = label });
    }
}
