using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Records = Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>Neurons that spike at random.</summary>
public sealed class PoissonGroup : SpikeSource
{
    private readonly Records.PoissonGroup data;

    /// <summary>Creates neurons.</summary>
    /// <param name="count">Number of neurons.</param>
    /// <param name="rates">Their rates: one for all, one for each, or code that is read in each step.</param>
    /// <param name="dt">Time step; null for that of the run.</param>
    /// <param name="namespace">Names for the code: a dictionary, or an object whose properties they are; null for none.</param>
    /// <param name="name">Its name; null for <c>poissongroup</c> and a number.</param>
    public PoissonGroup(int count, VariableView rates, Quantity? dt = null, object? @namespace = null, string? name = null)
        : base(count, "poissongroup", name)
    {
        ArgumentNullException.ThrowIfNull(rates);
        Given = Names.Of(Name, @namespace, rates.Code);
        data = new Records.PoissonGroup(Name, count, rates.ToValue()) { Step = Seconds(dt, Name) };
        Thresholder = new Dictionary<string, StepPart> { ["spike"] = new(Name + "_spike_thresholder") };
    }

    /// <summary>Where in a step spikes are drawn: <c>Thresholder["spike"].When</c>.</summary>
    public IReadOnlyDictionary<string, StepPart> Thresholder { get; }

    internal override IEnumerable<StepPart> StepParts => Thresholder.Values;

    internal override BrianObject Data => data with { Namespace = Given };

    internal override GroupVariables Variables { get; } = GroupVariables.Neurons(Parse("rates : Hz (constant)", "poissongroup"));
}

/// <summary>Neurons that spike at given times.</summary>
public sealed class SpikeGeneratorGroup : SpikeSource
{
    private readonly double? step;
    private Records.SpikeGeneratorGroup data;

    /// <summary>Creates neurons.</summary>
    /// <param name="count">Number of neurons.</param>
    /// <param name="indices">The neuron of each spike.</param>
    /// <param name="times">The time of each spike.</param>
    /// <param name="period">Time after which the spikes come again; null for never.</param>
    /// <param name="dt">Time step; null for that of the run.</param>
    /// <param name="name">Its name; null for <c>spikegeneratorgroup</c> and a number.</param>
    /// <exception cref="ModelException">The lists differ in length, or do not hold times.</exception>
    public SpikeGeneratorGroup(int count, int[] indices, Quantity[] times, Quantity? period = null, Quantity? dt = null, string? name = null)
        : base(count, "spikegeneratorgroup", name)
    {
        step = Seconds(dt, Name);
        data = Checked(indices, times, period);
    }

    internal override BrianObject Data => data;

    internal override GroupVariables Variables { get; } = GroupVariables.Neurons(Equations.None);

    /// <summary>Gives other spikes, which count from the next run on.</summary>
    /// <param name="indices">The neuron of each spike.</param>
    /// <param name="times">The time of each spike.</param>
    /// <param name="period">Time after which the spikes come again; null for never.</param>
    /// <exception cref="ModelException">The lists differ in length, or do not hold times.</exception>
    public void SetSpikes(int[] indices, Quantity[] times, Quantity? period = null) => data = Checked(indices, times, period);

    private Records.SpikeGeneratorGroup Checked(int[] indices, Quantity[] times, Quantity? period)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(times);
        if (indices.Length != times.Length)
            throw new ModelException($"{Name} has {indices.Length} neurons and {times.Length} times; there should be one of each for each spike.");
        if (times.Any(time => time.Dimension != Dimension.Time))
            throw new ModelException($"The spikes of {Name} should be times: 5*ms.");
        if (Array.Find(indices, index => index < 0 || index >= N) is var outside && Array.Exists(indices, index => index < 0 || index >= N))
            throw new ModelException($"{Name} has neurons 0 to {N - 1}, and no neuron {outside} that could spike.");
        return new Records.SpikeGeneratorGroup(Name, N, [.. indices], [.. times.Select(time => time.Value)]) { Period = Seconds(period, Name) ?? 0, Step = step };
    }
}

/// <summary>Random input that many independent sources give to each neuron of a group.</summary>
public sealed class PoissonInput : NetworkObject
{
    private readonly Records.PoissonInput data;

    /// <summary>Creates input.</summary>
    /// <param name="target">The neurons that get it.</param>
    /// <param name="variable">The variable that is added to.</param>
    /// <param name="sources">Number of sources for each neuron.</param>
    /// <param name="rate">Rate of each source.</param>
    /// <param name="weight">What each spike adds: a quantity, or code.</param>
    /// <param name="when">Its slot.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="name">Its name; null for <c>poissoninput</c> and a number.</param>
    /// <exception cref="ModelException">The rate is none, or a name in the weight has another value in the group.</exception>
    public PoissonInput(Subgroup target, string variable, int sources, Quantity rate, Code weight, string when = "synapses", int order = 0, string? name = null)
        : base("poissoninput", name)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(weight);
        if (rate.Dimension != Dimension.PerTime)
            throw new ModelException($"The rate of {Name} should have units of Hz, but it is {rate}.");
        target.Group.Learn(weight);
        data = new Records.PoissonInput(Name, target.Data, variable, sources, rate.Value, weight.Text) { When = when, Order = order };
    }

    internal override BrianObject Data => data;
}
