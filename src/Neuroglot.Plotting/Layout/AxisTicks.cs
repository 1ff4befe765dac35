using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;

namespace Neuroglot.Plotting.Layout;

/// <summary>Which ticks an axis of this length has, so that its numbers do not touch.</summary>
internal static class AxisTicks
{
    private const double Gap = 0.9;

    /// <summary>The ticks.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="range">The numbers at its ends.</param>
    /// <param name="length">Its length in points.</param>
    /// <param name="isX">Whether it is horizontal, so that widths of texts count and not heights.</param>
    /// <param name="measure">Measures texts.</param>
    public static TickSet Of(Axis axis, (double Low, double High) range, double length, bool isX, TextMeasure measure)
    {
        var (low, high) = range.Low < range.High ? range : (range.High, range.Low);
        if (axis.Ticks is { } given)
            return new TickSet([.. given.Where(tick => tick.Value >= low && tick.Value <= high).OrderBy(static tick => tick.Value)], [], string.Empty);
        var size = measure.Theme.TickSize;
        var most = (int)Math.Clamp(length / (isX ? 3 * size : 2.6 * size), 2, 9);
        var map = new AxisMap(new Axis { Scale = axis.Scale }, (low, high), 0, length);
        bool Fits(IReadOnlyList<Tick> ticks)
        {
            for (var index = 1; index < ticks.Count; index++)
            {
                var distance = map.OfNumber(ticks[index].Value) - map.OfNumber(ticks[index - 1].Value);
                var needed = isX ? (measure.Width(ticks[index].Text, size) + measure.Width(ticks[index - 1].Text, size)) / 2 + Gap * size : 1.4 * size;
                if (distance < needed)
                    return false;
            }

            return true;
        }

        return axis.Scale == AxisScale.Logarithmic ? LogTicks.Place(low, high, most, Fits) : LinearTicks.Place(low, high, axis.HasWholeTicks, most, Fits);
    }
}
