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
    /// <param name="isFlat">Whether the window is flat.</param>
    /// <exception cref="ModelException">The width is no time above 0.</exception>
    public Quantity[] SmoothRate(Quantity width, bool isFlat = false)
    {
        var seconds = Seconds(width, "the window")!.Value;
        return InHertz((isFlat ? Record?.SmoothFlat(seconds) : Record?.SmoothGaussian(seconds)) ?? []);
    }

    private static Quantity[] InHertz(double[] rates) => Array.ConvertAll(rates, rate => new Quantity(rate, Dimension.PerTime));
}
