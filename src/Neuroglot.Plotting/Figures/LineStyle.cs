using System.Collections.Immutable;

namespace Neuroglot.Plotting.Figures;

/// <summary>Lengths of dashes and gaps, in widths of the line.</summary>
/// <param name="Dashes">Dash, gap, dash, gap …; none for a solid line.</param>
/// <param name="IsDrawn">Whether there is a line at all.</param>
public sealed record LineStyle(ImmutableArray<double> Dashes, bool IsDrawn = true)
{
    /// <summary>An unbroken line.</summary>
    public static LineStyle Solid { get; } = new([]);

    /// <summary>The style that matplotlib's users call <paramref name="name"/>: <c>-</c>, <c>--</c>, <c>:</c>, <c>-.</c>, or its word; <c>none</c> is no line.</summary>
    /// <exception cref="PlottingException">NG8005: there is no such style.</exception>
    public static LineStyle Parse(string name) => name switch
    {
        "-" or "solid" => Solid,
        "--" or "dashed" => new([3.7, 1.6]),
        ":" or "dotted" => new([1, 1.65]),
        "-." or "dashdot" => new([6.4, 1.6, 1, 1.6]),
        "" or " " or "none" or "None" => new([], IsDrawn: false),
        _ => throw new PlottingException("NG8005", $"There is no line style `{name}`.", "there are `-`, `--`, `:`, `-.` and `none`"),
    };
}
