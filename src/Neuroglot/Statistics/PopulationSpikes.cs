using Neuroglot.Analysis;

namespace Neuroglot.Statistics;

/// <summary>
/// What the recorded spikes of a population are made into while a run goes on. The spikes themselves are not kept: memory is a few numbers for each neuron, and bins, whose
/// number does not depend on how long the run is.
/// </summary>
internal sealed class PopulationSpikes
{
    /// <summary>Bins of the rate at most; with more, two become one.</summary>
    private const int MostBins = 1 << 20;

    /// <summary>The width of bins of the rate, in seconds, for as long as they suffice.</summary>
    private const double UsualBin = 1e-3;

    private readonly Dictionary<int, int>? places;
    private readonly HistogramCounter pooled = new(Histogram.LogarithmicEdges(1e-4, 1e3, 140));
    private readonly double start;
    private readonly List<long> counts = [];

    /// <summary>No spikes yet.</summary>
    /// <param name="name">The population's name.</param>
    /// <param name="instances">The neurons that are recorded.</param>
    /// <param name="start">When the run begins, in seconds.</param>
    public PopulationSpikes(string name, IReadOnlyList<int> instances, double start)
    {
        (Name, Instances, this.start) = (name, instances, start);
        Neurons = [.. instances.Select(static _ => new IntervalAccumulator())];
        if (!instances.SequenceEqual(Enumerable.Range(0, instances.Count)))
            places = instances.Select(static (instance, place) => (instance, place)).DistinctBy(static one => one.instance).ToDictionary(static one => one.instance, static one => one.place);
    }

    public string Name { get; }

    /// <summary>The neurons, as the population numbers them.</summary>
    public IReadOnlyList<int> Instances { get; }

    /// <summary>The intervals of each of them.</summary>
    public IReadOnlyList<IntervalAccumulator> Neurons { get; }

    /// <summary>All spikes.</summary>
    public long Spikes { get; private set; }

    /// <summary>The intervals of all neurons, in seconds.</summary>
    public Histogram PooledIntervals => pooled.ToHistogram();

    /// <summary>How wide bins of the rate are, in seconds.</summary>
    public double Bin { get; private set; } = UsualBin;

    /// <summary>Takes a spike; those of neurons that are not recorded are not counted.</summary>
    /// <param name="instance">The neuron.</param>
    /// <param name="time">When, in seconds.</param>
    public void Add(int instance, double time)
    {
        if (places is null ? (uint)instance >= (uint)Neurons.Count : !places.TryGetValue(instance, out instance))
            return;
        Spikes++;
        if (Neurons[instance].Add(time) is >= 0 and var interval)
            pooled.Add(interval);
        var bin = IndexOf(time);
        while (bin >= MostBins)
        {
            Merge();
            bin = IndexOf(time);
        }

        while (counts.Count <= bin)
            counts.Add(0);
        if (bin >= 0)
            counts[bin]++;
    }

    /// <summary>The rate until <paramref name="end"/> (seconds): bins that are whole.</summary>
    public PopulationRate Rate(double end)
    {
        while ((end - start) / Bin > MostBins)
            Merge();
        var bins = new TimeBins(start, Math.Max(start, end), Bin);
        return new PopulationRate(bins, [.. Enumerable.Range(0, bins.Count).Select(bin => bin < counts.Count ? counts[bin] / (Bin * Neurons.Count) : 0)]);
    }

    private int IndexOf(double time) => (int)Math.Min(int.MaxValue, Math.Floor(((time - start) / Bin) + 1e-9));

    private void Merge()
    {
        for (var bin = 0; bin < counts.Count; bin += 2)
            counts[bin / 2] = counts[bin] + (bin + 1 < counts.Count ? counts[bin + 1] : 0);
        counts.RemoveRange((counts.Count + 1) / 2, counts.Count / 2);
        Bin *= 2;
    }
}
