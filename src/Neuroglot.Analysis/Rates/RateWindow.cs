using Neuroglot.Numerics;

namespace Neuroglot.Analysis;

/// <summary>
/// Weights by which a rate is smoothed: the value at each step becomes the mean of its surroundings, and 0 is assumed before the first step and after the last.
/// The windows are those of <c>PopulationRateMonitor.smooth_rate</c> of Brian 2.
/// </summary>
public sealed class RateWindow
{
    private readonly double[] weights;

    /// <summary>A window of the author's own, which is normalised.</summary>
    /// <param name="weights">An odd number of them, the middle one for the step itself.</param>
    /// <exception cref="ArgumentException">The number of weights is even.</exception>
    public RateWindow(IEnumerable<double> weights)
    {
        this.weights = [.. weights];
        if (this.weights.Length % 2 == 0)
            throw new ArgumentException($"A window has an odd number of weights, but these are {this.weights.Length}.", nameof(weights));
    }

    /// <summary>A Gaussian, cut off at two standard deviations.</summary>
    /// <param name="width">Its standard deviation in seconds, above 0.</param>
    /// <param name="step">The time from one value to the next in seconds, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the step is no time above 0.</exception>
    public static RateWindow Gaussian(double width, double step)
    {
        var deviation = InSteps(width, step);
        var reach = (int)Math.Round(2 * deviation);
        return new RateWindow(Enumerable.Range(-reach, (2 * reach) + 1).Select(k => Elementary.Exp(-((double)k * k) / (2 * deviation * deviation))));
    }

    /// <summary>Equal weights.</summary>
    /// <param name="width">The length in seconds, above 0; its half is rounded to whole steps, which stand on both sides of the step itself.</param>
    /// <param name="step">The time from one value to the next in seconds, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the step is no time above 0.</exception>
    public static RateWindow Flat(double width, double step) => new(Enumerable.Repeat(1.0, (2 * (int)Math.Round(InSteps(width, step) / 2)) + 1));

    /// <summary>Each value replaced by the weighted mean of its surroundings.</summary>
    /// <param name="values">One for each step.</param>
    public double[] Smooth(ReadOnlySpan<double> values)
    {
        var total = weights.Sum();
        var reach = weights.Length / 2;
        var smooth = new double[values.Length];
        for (var k = 0; k < values.Length; k++)
        {
            for (var offset = Math.Max(-reach, k - values.Length + 1); offset <= Math.Min(reach, k); offset++)
                smooth[k] += values[k - offset] * weights[offset + reach];
            smooth[k] /= total;
        }

        return smooth;
    }

    /// <summary>The values, smoothed; at the ends by that part of the window that lies within, so that what is constant stays so up to the ends.</summary>
    /// <param name="values">Values in equal steps.</param>
    public double[] SmoothWithin(ReadOnlySpan<double> values)
    {
        var smooth = Smooth(values);
        // How much of the window lies within.
        var parts = new double[values.Length];
        Array.Fill(parts, 1);
        parts = Smooth(parts);
        for (var index = 0; index < smooth.Length; index++)
            smooth[index] /= parts[index];
        return smooth;
    }

    private static double InSteps(double width, double step)
    {
        if (!(step > 0) || !double.IsFinite(step))
            throw new ArgumentOutOfRangeException(nameof(step), step, "The step is no time above 0.");
        if (!(width > 0) || width / step > Array.MaxLength / 8)
            throw new ArgumentOutOfRangeException(nameof(width), width, "The width is no time above 0.");
        return width / step;
    }
}
