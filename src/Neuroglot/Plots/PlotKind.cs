using System.Collections.Immutable;

namespace Neuroglot.Plots;

/// <summary>A way to draw results.</summary>
public sealed class PlotKind
{
    internal PlotKind(string name, string purpose, Action<PlotDrawing> draw) => (Name, Purpose, Draw) = (name, purpose, draw);

    /// <summary>What it is called on the command line.</summary>
    public string Name { get; }

    /// <summary>What it shows.</summary>
    public string Purpose { get; }

    /// <summary>Adds its axes to the figure, or says why it cannot.</summary>
    internal Action<PlotDrawing> Draw { get; }
}

/// <summary>The ways to draw results.</summary>
public static class PlotKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<PlotKind> All { get; } =
    [
        new("state", "values over time, each variable in axes of its own", StateKinds.State),
        new("phase", "one variable over another (--x and --y)", StateKinds.Phase),
        new("raster", "a point for each spike", SpikeKinds.Raster),
        new("rate", "the rate of each population, smoothed", SpikeKinds.Rate),
        new("isi", "intervals between spikes", AnalysisKinds.Intervals),
        new("cv", "how regular the neurons spike", AnalysisKinds.Variability),
        new("correlogram", "spikes after spikes, of one or two (--select)", AnalysisKinds.Correlogram),
        new("spectrum", "power over frequency, of values or rates", AnalysisKinds.Spectrum),
        new("spectrogram", "power over frequency and time", AnalysisKinds.Spectrogram),
        new("regions", "values over time above each other", AnalysisKinds.Regions),
        new("synapses", "connections, or a value of them (--y)", ConnectionKinds.Synapses),
        new("connectome", "a matrix of weights (--y)", ConnectionKinds.Connectome),
        new("morphology", "the shape of a neuron", MorphologyKinds.Shape),
        new("dendrogram", "how a neuron branches", MorphologyKinds.Dendrogram),
    ];
}
