using System.Collections.Immutable;

namespace Neuroglot.SpineML.Building;

/// <summary>
/// Spikes of a Poisson source that has a seed: intervals −log(1 − u) · 1000/rate with u from the shift register of the reference simulator, drawn instance by instance, step by step, as it draws
/// them. Found by comparing with its logs; for sources whose rate varies it draws, and forgets, an interval for each instance first.
/// </summary>
internal sealed class DrawnSpikes
{
    // Twelve bytes are kept for each.
    private const long MostSpikes = 100_000_000;

    private readonly ImmutableArray<int>.Builder instances = ImmutableArray.CreateBuilder<int>();
    private readonly ImmutableArray<double>.Builder times = ImmutableArray.CreateBuilder<double>();

    private DrawnSpikes()
    {
    }

    /// <summary>The instance of each spike, in the order of time.</summary>
    public ImmutableArray<int> Instances => instances.ToImmutable();

    /// <summary>The time of the step in which each is found, in milliseconds.</summary>
    public ImmutableArray<double> Times => times.ToImmutable();

    /// <summary>Draws the spikes of <paramref name="count"/> instances; null when there would be too many to keep.</summary>
    /// <param name="course">The rate in hertz that each instance has from which time on, in milliseconds.</param>
    /// <param name="count">Number of instances.</param>
    /// <param name="step">The time step in milliseconds.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="varies">Whether the input states times.</param>
    /// <param name="fidelity">Whether an interval begins when the last spike was due, or in the step in which it was found, whose time is in single precision.</param>
    public static DrawnSpikes? Of(List<(int Instance, double Time, double Value)> course, int count, double step, long steps, long seed, bool varies, SpineMLFidelity fidelity)
    {
        if (course.GroupBy(one => one.Instance).Sum(one => one.Max(change => change.Value)) / 1000 * step * steps > MostSpikes)
            return null;
        var random = new ComponentRandom(seed);
        double Interval(double rate) => random.Interval() * 1000 / rate;
        var isReference = fidelity == SpineMLFidelity.Brahms;
        var (rates, next) = (new double[count], new double[count]);
        Array.Fill(next, double.PositiveInfinity);
        for (var i = 0; varies && i < count; i++)
            random.Interval();
        var changes = course.OrderBy(one => one.Time).ThenBy(one => one.Instance).ToList();
        var change = 0;
        var found = new DrawnSpikes();
        for (long k = 0; k < steps; k++)
        {
            var t = isReference ? (float)k * (float)step : k * step;
            var began = change;
            for (; change < changes.Count && changes[change].Time <= t; change++)
            {
                var (instance, _, rate) = changes[change];
                rates[instance] = rate;
                next[instance] = rate > 0 ? t + Interval(rate) : double.PositiveInfinity;
            }

            if (change > began && varies)
                continue;
            for (var i = 0; i < count; i++)
            {
                if (!(next[i] <= t))
                    continue;
                found.instances.Add(i);
                found.times.Add(k * step);
                next[i] = (isReference ? t : next[i]) + Interval(rates[i]);
            }
        }

        return found;
    }
}
