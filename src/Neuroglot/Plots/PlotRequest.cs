using System.Collections.Immutable;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Colors;

namespace Neuroglot.Plots;

/// <summary>What is to be drawn of results. What is left out is chosen by what there is to draw.</summary>
public sealed record PlotRequest
{
    /// <summary>Name of one of <see cref="PlotKinds.All"/>; null for what suits the results.</summary>
    public string? Kind { get; init; }

    /// <summary>The variable to the right; null for time.</summary>
    public string? X { get; init; }

    /// <summary>The variables that are shown, by their names or whole paths, <c>*</c> and <c>?</c> standing for letters; empty for all.</summary>
    public ImmutableArray<string> Y { get; init; } = [];

    /// <summary>Of which neurons: <c>3</c>, <c>0-9</c>, <c>cells</c>, <c>cells[0-9]</c>; empty for all.</summary>
    public ImmutableArray<string> Select { get; init; } = [];

    /// <summary>What is written above; null for nothing.</summary>
    public string? Title { get; init; }

    /// <summary>Width in points; null for the usual.</summary>
    public double? Width { get; init; }

    /// <summary>Height in points; null for as much as the axes need.</summary>
    public double? Height { get; init; }

    /// <summary>What it looks like; light where it is null.</summary>
    public Theme? Theme { get; init; }

    /// <summary>Unit of the time axis; ms where it is null.</summary>
    public Unit? TimeUnit { get; init; }

    /// <summary>Unit of the values; where it is null, that which the results name, or the best one.</summary>
    public Unit? Unit { get; init; }

    /// <summary>How rates are smoothed: <c>gaussian</c> or <c>flat</c>.</summary>
    public string Window { get; init; } = "gaussian";

    /// <summary>Width of the window of rates, in seconds; 5 ms where it is null.</summary>
    public double? WindowWidth { get; init; }

    /// <summary>How synapses are drawn: <c>auto</c>, <c>image</c>, <c>scatter</c>, <c>hexbin</c>.</summary>
    public string PlotType { get; init; } = "auto";

    /// <summary>Whether a neuron is drawn in space; by its places where it is null.</summary>
    public bool? InSpace { get; init; }

    /// <summary>Whether a neuron is as thick as it is; else lines.</summary>
    public bool ShowDiameter { get; init; }

    /// <summary>Whether each compartment of a neuron has a dot.</summary>
    public bool ShowCompartments { get; init; }

    /// <summary>Colour map, as matplotlib names it; null for the usual.</summary>
    public string? ColorMap { get; init; }

    /// <summary>Colour of marks, as matplotlib or CSS names it; null for the cycle.</summary>
    public string? Color { get; init; }

    /// <summary>How many lines are drawn in one axes; of more, so many are shown, and a note says so. 0 for all.</summary>
    public int MostLines { get; init; } = 10;
}
