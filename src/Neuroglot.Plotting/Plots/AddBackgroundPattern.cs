using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Layout;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>A pattern behind all marks, so that a mark with the colour of the background can be told from none.</summary>
    /// <param name="axes">Where to draw.</param>
    /// <param name="hatch">Lines as matplotlib writes them: some of <c>/ \ | - + x</c>; the more of one, the denser.</param>
    /// <param name="fill">Whether there is a colour behind the lines.</param>
    /// <param name="fc">That colour; a little darker than the background where it is null.</param>
    /// <param name="ec">Colour of the lines; a little darker still where it is null.</param>
    /// <param name="zOrder">Marks with a smaller one lie behind, those with a greater one before it.</param>
    /// <returns><paramref name="axes"/>.</returns>
    /// <exception cref="PlottingException">NG8014: no such pattern. NG8001: no such colour.</exception>
    public static Axes AddBackgroundPattern(Axes axes, string hatch = "xxx", bool fill = true, string? fc = null, string? ec = null, double zOrder = -10)
    {
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(hatch);
        HatchDrawing.Check(hatch);
        var isDark = axes.Figure.Theme.Background.Luminance < 0.2;
        var face = NamedColors.Parse(fc ?? (isDark ? "#262b33" : "0.9"), axes.Figure.Theme);
        var edge = NamedColors.Parse(ec ?? (isDark ? "#3a414c" : "0.8"), axes.Figure.Theme);
        return axes.Add(new Pattern(hatch, fill ? face : null, edge) { Order = zOrder });
    }
}
