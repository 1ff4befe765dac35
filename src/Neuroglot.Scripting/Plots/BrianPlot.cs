using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Diagrams;
using Neuroglot.Model.Units;
using Neuroglot.Morphologies;
using Neuroglot.Plotting;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Plots;
using Neuroglot.Results;

namespace Neuroglot.Scripting;

/// <content>One plot for whatever there is.</content>
public static partial class Brian
{
    /// <summary>A raster of spikes or other events, with the options of <see cref="PlotRaster(EventMonitor, Unit?, Axes?, string, string?, double?, double, string?)"/>.</summary>
    /// <param name="monitor">What was recorded.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="marker">Shape of the points, as matplotlib names it.</param>
    /// <param name="color">Their colour, or null for the next of the cycle.</param>
    /// <param name="markerSize">Their size in points; chosen by their number where it is null.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    public static Axes BrianPlot(
        EventMonitor monitor, Axes? axes = null, Unit? timeUnit = null, string marker = ".", string? color = null, double? markerSize = null, double alpha = 1, string? label = null) =>
        PlotRaster(monitor, timeUnit, axes, marker, color, markerSize, alpha, label);

    /// <summary>A rate, smoothed by a Gaussian of standard deviation 1 ms unless another window is asked for.</summary>
    /// <param name="monitor">What was recorded.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="window"><c>gaussian</c>, <c>flat</c>, or null to show the rate as it is.</param>
    /// <param name="width">Width of the window; 1 ms where it is null.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="rateUnit">Unit of the rate; the best one where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    public static Axes BrianPlot(
        PopulationRateMonitor monitor, Axes? axes = null, string? window = "gaussian", Quantity? width = null, Unit? timeUnit = null, Unit? rateUnit = null, string? color = null,
        double? lineWidth = null, string lineStyle = "-", double alpha = 1, string? label = null) =>
        PlotRate(monitor, window, width, timeUnit, rateUnit, axes, color, lineWidth, lineStyle, alpha, label);

    /// <summary>Recorded variables over time, one above the other.</summary>
    /// <param name="monitor">What was recorded.</param>
    /// <param name="axes">Where to draw, one for each variable; a new figure where it is null.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="varUnit">Units of variables by their names; the best ones for those without.</param>
    /// <param name="varName">What variables are called, by their names; as in the model for those without.</param>
    /// <param name="color">Colour of all lines, or null for the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <returns>The axes, one for each variable.</returns>
    /// <exception cref="PlottingException">NG8103: there are more or fewer axes than variables. NG8001, NG8005: no such colour or style.</exception>
    public static IReadOnlyList<Axes> BrianPlot(
        StateMonitor monitor, IReadOnlyList<Axes>? axes = null, Unit? timeUnit = null, IReadOnlyDictionary<string, Unit>? varUnit = null, IReadOnlyDictionary<string, string>? varName = null,
        string? color = null, double? lineWidth = null, string lineStyle = "-", double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        var targets = Targets(monitor.Variables.Count, axes ?? []);
        return
        [
            .. monitor.Variables.Select((variable, place) => PlotState(
                monitor, variable, timeUnit, varUnit?.GetValueOrDefault(variable), varName?.GetValueOrDefault(variable), targets[place], color, lineWidth, lineStyle, alpha)),
        ];
    }

    /// <summary>Recorded variables over time, one above the other, each in axes that there are.</summary>
    /// <param name="monitor">What was recorded.</param>
    /// <param name="axes">Where to draw, one for each variable.</param>
    /// <returns>The axes, one for each variable.</returns>
    /// <exception cref="PlottingException">NG8103: there are more or fewer axes than variables.</exception>
    public static IReadOnlyList<Axes> BrianPlot(StateMonitor monitor, params ReadOnlySpan<Axes> axes) => BrianPlot(monitor, (IReadOnlyList<Axes>)axes.ToArray());

    /// <summary>Recorded variables of one neuron or synapse over time, one above the other.</summary>
    /// <param name="view">The neuron or synapse: <c>monitor[5]</c>.</param>
    /// <param name="axes">Where to draw, one for each variable; a new figure where it is null.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="varUnit">Units of variables by their names; the best ones for those without.</param>
    /// <param name="varName">What variables are called, by their names; as in the model for those without.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <returns>The axes, one for each variable.</returns>
    /// <exception cref="PlottingException">NG8103: there are more or fewer axes than variables. NG8001, NG8005: no such colour or style.</exception>
    public static IReadOnlyList<Axes> BrianPlot(
        StateMonitorView view, IReadOnlyList<Axes>? axes = null, Unit? timeUnit = null, IReadOnlyDictionary<string, Unit>? varUnit = null, IReadOnlyDictionary<string, string>? varName = null,
        string? color = null, double? lineWidth = null, string lineStyle = "-", double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(view);
        var variables = view.Monitor.Variables;
        var targets = Targets(variables.Count, axes ?? []);
        return
        [
            .. variables.Select((variable, place) => PlotState(
                view, variable, timeUnit, varUnit?.GetValueOrDefault(variable), varName?.GetValueOrDefault(variable), targets[place], color, lineWidth, lineStyle, alpha)),
        ];
    }

    /// <summary>Recorded variables of one neuron or synapse over time, one above the other, each in axes that there are.</summary>
    /// <param name="view">The neuron or synapse: <c>monitor[5]</c>.</param>
    /// <param name="axes">Where to draw, one for each variable.</param>
    /// <returns>The axes, one for each variable.</returns>
    /// <exception cref="PlottingException">NG8103: there are more or fewer axes than variables.</exception>
    public static IReadOnlyList<Axes> BrianPlot(StateMonitorView view, params ReadOnlySpan<Axes> axes) => BrianPlot(view, (IReadOnlyList<Axes>)axes.ToArray());

    /// <summary>The connections that synapses make, drawn as suits their number.</summary>
    /// <param name="synapses">The synapses.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="plotType"><c>image</c>, <c>scatter</c>, <c>hexbin</c>, or <c>auto</c> for what suits their number and the indices.</param>
    /// <param name="marker">Shape of points, as matplotlib names it.</param>
    /// <param name="color">Colour of points, or null for the next of the cycle.</param>
    /// <param name="cmap">Colour map, as matplotlib names it.</param>
    /// <param name="markerSize">Size of points; smaller the more neurons there are where it is null.</param>
    /// <param name="gridSize">How many hexagons lie side by side.</param>
    /// <exception cref="PlottingException">NG8030: there are none. NG8031, NG8033: no such type, or an image would be too large.</exception>
    public static Axes BrianPlot(
        Synapses synapses, Axes? axes = null, string plotType = "auto", string? marker = null, string? color = null, string? cmap = null, double? markerSize = null, int gridSize = 80) =>
        PlotSynapses(synapses, plotType, axes, marker, color, cmap, markerSize, gridSize);

    /// <summary>A variable of synapses over source and target neurons: <c>BrianPlot(synapses["w"])</c>, <c>BrianPlot(synapses.Pre.Delay)</c>.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="varUnit">Its unit; the best one where it is null.</param>
    /// <param name="varName">Its name; that in the model where it is null.</param>
    /// <param name="plotType"><c>image</c>, <c>scatter</c>, <c>hexbin</c>, or <c>auto</c>.</param>
    /// <param name="marker">Shape of points, as matplotlib names it.</param>
    /// <param name="cmap">Colour map, as matplotlib names it.</param>
    /// <param name="markerSize">Size of points; smaller the more neurons there are where it is null.</param>
    /// <param name="gridSize">How many hexagons lie side by side.</param>
    /// <exception cref="PlottingException">NG8107: it is no variable of synapses. NG8032: a pair has several synapses, and so no one value.</exception>
    public static Axes BrianPlot(
        VariableView variable, Axes? axes = null, Unit? varUnit = null, string? varName = null, string plotType = "auto", string? marker = null, string? cmap = null, double? markerSize = null,
        int gridSize = 80) => PlotSynapses(variable, varUnit, varName, plotType, axes, marker, cmap, markerSize, gridSize);

    /// <summary>One projection of a network, by its name: the connections that its synapses make.</summary>
    /// <param name="network">The network.</param>
    /// <param name="projection">Name of the synapses.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8107: the network has no synapses of that name. NG8030: they join no neurons.</exception>
    public static Axes BrianPlot(Network network, string projection, Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(projection);
        var all = network.Objects.OfType<Synapses>().ToList();
        return all.Find(one => one.Name == projection) is { } synapses ? BrianPlot(synapses, axes) : throw Unknown(projection, [.. all.Select(static one => one.Name)]);
    }

    /// <summary>What connects one population of a model with another.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">Name of the population where it starts.</param>
    /// <param name="target">Name of the population where it ends; may be the same.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8107: the model has no such projection.</exception>
    public static Axes BrianPlot(NeuralModel model, string source, string target, Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var network = model.Diagrams().Network;
        return network?.Between(source, target) is { } part
            ? NeuralPlots.PlotNetwork(part, axes) : throw Unknown($"{source} → {target}", [.. network?.Projections.Select(static one => $"{one.Source} → {one.Target}") ?? []]);
    }

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

    private static PlottingException Unknown(string projection, IReadOnlyList<string> known) => PlottingException.NothingToDraw(
        $"There is no projection `{projection}`.", NearNames.Hint(projection, known) ?? (known.Count == 0 ? "there are none" : $"there are {string.Join(", ", known.Take(8))}"));

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
