using Neuroglot.Model.Diagnostics;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Scales;

namespace Neuroglot.Plotting.Figures;

/// <summary>Values that are not above 0, of which a logarithmic axis shows nothing.</summary>
internal static class LogarithmicGaps
{
    /// <summary>A warning NG8121 for each axis that has such values.</summary>
    public static IEnumerable<Diagnostic> Of(Axes axes)
    {
        foreach (var inset in axes.Insets.SelectMany(Of))
            yield return inset;
        if (axes.X.Scale == AxisScale.Logarithmic && Warning(axes.X, axes.Marks.Select(static mark => ValuesOf(mark, isX: true))) is { } right)
            yield return right;
        if (axes.Y.Scale == AxisScale.Logarithmic && Warning(axes.Y, axes.Marks.Select(static mark => ValuesOf(mark, isX: false))) is { } up)
            yield return up;
    }

    // Bars stand on the end of such an axis; their feet, and bars of nothing, are no values that are missed.
    private static Values? ValuesOf(Mark mark, bool isX) => mark switch
    {
        Line line => isX ? line.X : line.Y,
        Points points => isX ? points.X : points.Y,
        Circles circles => isX ? circles.X : circles.Y,
        Band band => isX ? band.X : band.Low,
        _ => null,
    };

    private static Diagnostic? Warning(Axis axis, IEnumerable<Values?> columns)
    {
        var (hidden, all) = (0L, 0L);
        foreach (var values in columns.OfType<Values>())
        {
            for (var index = 0; index < values.Count; index++)
            {
                all += double.IsFinite(values[index]) ? 1 : 0;
                hidden += values[index] <= 0 && double.IsFinite(values[index]) ? 1 : 0;
            }
        }

        var name = TextMarkup.Plain(axis.Text);
        return hidden == 0 ? null : new Diagnostic(
            "NG8121", Severity.Warning, $"{hidden} of {all} values{(name.Length == 0 ? string.Empty : $" of '{name}'")} are not above 0, and the logarithmic axis does not show them.", SourceSpan.None,
            "Take a linear axis, or draw their absolute values.");
    }
}
