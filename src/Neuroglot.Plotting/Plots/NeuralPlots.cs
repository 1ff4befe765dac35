using Neuroglot.Model.Units;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

/// <summary>
/// The plots that people make of neurons, under the names that Brian's users know: <c>using static Neuroglot.Plotting.Plots.NeuralPlots;</c>. Each draws into the axes that it is given,
/// or into a new figure, and returns the axes; what it is given is not changed.
/// </summary>
public static partial class NeuralPlots
{
    private static Axes Target(Axes? axes) => axes ?? new Figure().AddAxes();

    // An axis that has a unit keeps it: what is drawn on it from then on is shown in that.
    private static void Label(Axis axis, string? name, Unit? unit)
    {
        axis.Unit ??= unit;
        axis.Name ??= name;
    }

    private static Color? ColorOf(string? name, Axes axes) => name is null ? null : NamedColors.Parse(name, axes.Figure.Theme);

    private static Unit BestUnit(Dimension dimension, (double Low, double High)? range) => QuantityFormatter.BestUnit(dimension, range?.Low ?? 0, range?.High ?? 0);
}
