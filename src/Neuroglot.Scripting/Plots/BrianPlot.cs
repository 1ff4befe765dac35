using Neuroglot.Model.Diagrams;
using Neuroglot.Morphologies;
using Neuroglot.Plotting;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Plots;
using Neuroglot.Results;

namespace Neuroglot.Scripting;

/// <content>One plot for whatever there is.</content>
public static partial class Brian
{
    /// <summary>A raster of spikes or other events.</summary>
    /// <param name="monitor">What was recorded.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    public static Axes BrianPlot(EventMonitor monitor, Axes? axes = null) => PlotRaster(monitor, axes: axes);

    /// <summary>A rate, smoothed by a Gaussian of standard deviation 1 ms.</summary>
    /// <param name="monitor">What was recorded.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    public static Axes BrianPlot(PopulationRateMonitor monitor, Axes? axes = null) => PlotRate(monitor, axes: axes);

    /// <summary>Recorded variables over time, one above the other.</summary>
    /// <param name="monitor">What was recorded.</param>
    /// <param name="axes">Where to draw, one for each variable; a new figure where it is null.</param>
    /// <returns>The axes, one for each variable.</returns>
    /// <exception cref="PlottingException">NG8103: there are more or fewer axes than variables.</exception>
    public static IReadOnlyList<Axes> BrianPlot(StateMonitor monitor, params IReadOnlyList<Axes> axes)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        var targets = Targets(monitor.Variables.Count, axes);
        return [.. monitor.Variables.Select((variable, place) => PlotState(monitor, variable, axes: targets[place]))];
    }

    /// <summary>Recorded variables of one neuron or synapse over time, one above the other.</summary>
    /// <param name="view">The neuron or synapse: <c>monitor[5]</c>.</param>
    /// <param name="axes">Where to draw, one for each variable; a new figure where it is null.</param>
    /// <returns>The axes, one for each variable.</returns>
    /// <exception cref="PlottingException">NG8103: there are more or fewer axes than variables.</exception>
    public static IReadOnlyList<Axes> BrianPlot(StateMonitorView view, params IReadOnlyList<Axes> axes)
    {
        ArgumentNullException.ThrowIfNull(view);
        var targets = Targets(view.Monitor.Variables.Count, axes);
        return [.. view.Monitor.Variables.Select((variable, place) => PlotState(view, variable, axes: targets[place]))];
    }

    /// <summary>The connections that synapses make, drawn as suits their number.</summary>
    /// <param name="synapses">The synapses.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8030: there are none.</exception>
    public static Axes BrianPlot(Synapses synapses, Axes? axes = null) => PlotSynapses(synapses, axes: axes);

    /// <summary>A variable of synapses over source and target neurons: <c>BrianPlot(synapses["w"])</c>, <c>BrianPlot(synapses.Pre.Delay)</c>.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8107: it is no variable of synapses.</exception>
    public static Axes BrianPlot(VariableView variable, Axes? axes = null) => PlotSynapses(variable, axes: axes);

    /// <summary>All that the monitors of a network have recorded, one above the other under one time axis.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The axes, from the top.</returns>
    /// <exception cref="PlottingException">NG8107: it has no monitors.</exception>
    public static IReadOnlyList<Axes> BrianPlot(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var drawings = network.Objects.SelectMany(static one => one switch
        {
            EventMonitor events => [(Action<Axes>)(axes => PlotRaster(events, axes: axes).Title = events.Name)],
            PopulationRateMonitor rate => [axes => PlotRate(rate, axes: axes).Title = rate.Name],
            StateMonitor states => states.Variables.Select(variable => (Action<Axes>)(axes => PlotState(states, variable, axes: axes).Title = states.Name)),
            _ => Enumerable.Empty<Action<Axes>>(),
        }).ToList();
        if (drawings.Count == 0)
            throw PlottingException.NothingToDraw("The network has no monitors, so nothing of it was recorded that could be drawn.", "add a SpikeMonitor, a StateMonitor or a PopulationRateMonitor");
        var targets = Targets(drawings.Count, []);
        for (var place = 0; place < drawings.Count; place++)
            drawings[place](targets[place]);
        return targets;
    }

    /// <summary>What a model consists of: its populations and projections, where it has some, and then the dynamics of each component, each on a page of its own.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The axes.</returns>
    /// <exception cref="PlottingException">NG8107: its format has neither. NG8174: there is too much to be looked at.</exception>
    public static IReadOnlyList<Axes> BrianPlot(NeuralModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var diagrams = model.Diagrams();
        if (diagrams is { Network: null, Dynamics.IsEmpty: true })
            throw PlottingException.NothingToDraw("The model has neither a network nor components whose dynamics could be drawn.", "run it, and draw its result");
        return [.. diagrams.Network is { } network ? [NeuralPlots.PlotNetwork(network)] : Enumerable.Empty<Axes>(), .. diagrams.Dynamics.Select(static dynamics => NeuralPlots.PlotDynamics(dynamics))];
    }

    /// <summary>Whatever can be drawn: monitors, synapses and their variables, networks, models and their diagrams, results of runs, shapes of neurons.</summary>
    /// <param name="brianObject">The object.</param>
    /// <param name="axes">Where to draw, as many as there are variables; a new figure where there are none.</param>
    /// <returns>The axes.</returns>
    /// <exception cref="PlottingException">NG8107: it cannot be drawn. NG8103: there are more or fewer axes than needed.</exception>
    public static IReadOnlyList<Axes> BrianPlot(object brianObject, params IReadOnlyList<Axes> axes) => brianObject switch
    {
        EventMonitor one => [BrianPlot(one, Only(axes))],
        PopulationRateMonitor one => [BrianPlot(one, Only(axes))],
        StateMonitor one => BrianPlot(one, axes),
        StateMonitorView one => BrianPlot(one, axes),
        Synapses one => [BrianPlot(one, Only(axes))],
        VariableView one => [BrianPlot(one, Only(axes))],
        Network one => BrianPlot(one),
        RunResult one => NeuralPlots.BrianPlot(one, axes.Count == 0 ? null : axes),
        NeuralModel one => BrianPlot(one),
        NetworkDiagram one => [NeuralPlots.BrianPlot(one, Only(axes))],
        DynamicsDiagram one => [NeuralPlots.BrianPlot(one, Only(axes))],
        Trace one => [NeuralPlots.BrianPlot(one, Only(axes))],
        Morphology one => [NeuralPlots.BrianPlot(one, Only(axes))],
        _ => throw PlottingException.NothingToDraw($"It is not known how to draw a {brianObject?.GetType().Name ?? "null"}.", "draw a monitor, synapses, a variable of synapses, a network, a model, a morphology, or the result of a run"),
    };

    private static Axes? Only(IReadOnlyList<Axes> axes) => axes.Count == 0 ? null : axes.Count == 1 ? axes[0] : throw PlottingException.WrongAxes($"There are {axes.Count} axes for one plot.", "give one");

    private static IReadOnlyList<Axes> Targets(int count, IReadOnlyList<Axes> axes)
    {
        if (axes.Count == count)
            return axes;
        if (axes.Count > 0)
            throw PlottingException.WrongAxes($"There are {axes.Count} axes for {count} variables.", "give one for each variable");
        var grid = new Figure(420, Math.Max(280, 60 + 130 * count)).AddGrid(count, 1, shareX: true);
        return [.. Enumerable.Range(0, count).Select(row => grid[row, 0])];
    }
}
