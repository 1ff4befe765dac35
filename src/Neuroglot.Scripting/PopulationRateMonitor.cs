using Neuroglot.Analysis;
using Neuroglot.Brian;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Records = Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>Records the rate at which the neurons of a group spike.</summary>
public sealed class PopulationRateMonitor : NetworkObject
{
    private readonly Records.PopulationRateMonitor data;

    /// <summary>Creates a monitor.</summary>
    /// <param name="source">The neurons.</param>
    /// <param name="name">Its name; null for <c>ratemonitor</c> and a number.</param>
    public PopulationRateMonitor(Subgroup source, string? name = null)
        : base("ratemonitor", name)
    {
        ArgumentNullException.ThrowIfNull(source);
        data = new Records.PopulationRateMonitor(Name, source.Data);
    }

    /// <summary>The time of each step.</summary>
    public Quantity[] T => [.. (Record?.Times ?? []).Select(time => new Quantity(time, Dimension.Time))];

    /// <summary>The rate in each step: spikes per neuron and second.</summary>
    public Quantity[] Rate => InHertz(PlainRate);

    /// <summary>The rate in each step in hertz.</summary>
    public double[] PlainRate => Record?.Rates ?? [];

    internal override BrianObject Data => data;

    private CountRecord? Record => Home.Session?.Counts.GetValueOrDefault(Name);

    /// <summary>The rate smoothed over time.</summary>
    /// <param name="width">Standard deviation of a Gaussian, or length of a flat window.</param>
    /// <param name="window"><c>gaussian</c> or <c>flat</c>.</param>
    /// <exception cref="ModelException">The width is no time above 0, or there is no such window.</exception>
    public Quantity[] SmoothRate(Quantity width, string window = "gaussian")
    {
        var seconds = Seconds(width, "the window")!.Value;
        return InHertz(window switch
        {
            "gaussian" => Record?.SmoothGaussian(seconds),
            "flat" => Record?.SmoothFlat(seconds),
            _ => throw new ModelException($"There is no window '{window}'; there are 'gaussian' and 'flat', or give its values."),
        } ?? []);
    }

    /// <summary>The rate smoothed by a window of the author, which is normalised.</summary>
    /// <param name="window">An odd number of weights, one for each step.</param>
    /// <exception cref="ModelException">The number of weights is even.</exception>
    public Quantity[] SmoothRate(double[] window)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (window.Length % 2 == 0)
            throw new ModelException($"A window should have an odd number of weights, but this has {window.Length}.");
        return InHertz(Record?.Smooth(new RateWindow(window)) ?? []);
    }

    private static Quantity[] InHertz(double[] rates) => Array.ConvertAll(rates, rate => new Quantity(rate, Dimension.PerTime));
}
