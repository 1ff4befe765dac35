using Neuroglot.Model.Diagrams;
using Neuroglot.Morphologies;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>A dendrogram of a neuron, as <see cref="PlotDendrogram"/>.</summary>
    /// <param name="morphology">The neuron.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour of all lines; the first of the cycle where it is null.</param>
    /// <param name="lineWidth">Width in points; where it is null, 2, and less where lines would touch.</param>
    public static Axes BrianPlot(Morphology morphology, Axes? axes = null, string? color = null, double? lineWidth = null) => PlotDendrogram(morphology, axes, color, lineWidth);

    /// <summary>The populations of a network and what connects them, as <see cref="PlotNetwork"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8174: there is nothing, or too much to be looked at.</exception>
    public static Axes BrianPlot(NetworkDiagram network, Axes? axes = null) => PlotNetwork(network, axes);

    /// <summary>The regimes of a component and the transitions between them, as <see cref="PlotDynamics"/>.</summary>
    /// <param name="dynamics">The dynamics.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8174: there is nothing, or too much to be looked at.</exception>
    public static Axes BrianPlot(DynamicsDiagram dynamics, Axes? axes = null) => PlotDynamics(dynamics, axes);
}
