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
        {
            return Given(
                [.. given.Select(static (tick, place) => (Tick: tick, Place: place)).Where(pair => pair.Tick.Value >= low && pair.Tick.Value <= high).OrderBy(static pair => pair.Tick.Value)],
                axis, (low, high), length, isX, measure);
        }

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

    // All names where they have room, else those of every second, fifth, tenth … tick, the first that was given among them.
    private static TickSet Given((Tick Tick, int Place)[] ticks, Axis axis, (double Low, double High) range, double length, bool isX, TextMeasure measure)
    {
        var size = measure.Theme.TickSize;
        var map = new AxisMap(new Axis { Scale = axis.Scale }, range, 0, length);
        double Half(Tick tick) => isX && !axis.HasUprightTicks ? (measure.Width(tick.Text, size) + Gap * size) / 2 : 0.6 * size;
        for (var step = 0; ; step++)
        {
            var every = (step % 3) switch { 0 => 1, 1 => 2, _ => 5 } * (int)PowerOfTen.Of(Math.Min(step / 3, 8));
            Tick[] named = [.. ticks.Where(pair => pair.Place % every == 0).Select(static pair => pair.Tick)];
            if (Enumerable.Range(1, Math.Max(0, named.Length - 1)).All(index => map.OfNumber(named[index].Value) - map.OfNumber(named[index - 1].Value) >= Half(named[index]) + Half(named[index - 1])))
                return new TickSet(named, [.. ticks.Where(pair => pair.Place % every != 0).Select(static pair => pair.Tick.Value)], string.Empty);
        }
    }
}
