using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Plots;
using Neuroglot.Results;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plots;

/// <summary>Values over time, and over each other.</summary>
internal static class StateKinds
{
    public static void State(PlotDrawing drawing) => State(drawing, static _ => true);

    /// <summary>Those of the values that <paramref name="isShown"/> lets pass.</summary>
    public static void State(PlotDrawing drawing, Func<Trace, bool> isShown)
    {
        if (drawing.Traces.IsEmpty)
        {
            drawing.Lacks("state", "values over time");
            return;
        }

        var request = drawing.Request;
        foreach (var variable in drawing.Choice.Traces([.. drawing.Traces.Where(isShown)], request.Y).GroupBy(static trace => (TraceName.Of(trace).Variable, trace.Column.Unit.Dimension)))
        {
            var lines = drawing.Shown([.. variable], variable.Key.Variable);
            drawing.CheckFinite(lines, variable.Key.Variable);
            drawing.Add(axes => PlotState(Measured(lines, request.Unit), request.TimeUnit, request.Unit, [axes], request.Color));
        }
    }

    /// <summary>One variable to the right and one upwards, neuron by neuron.</summary>
    public static void Phase(PlotDrawing drawing)
    {
        if (drawing.Request.X is not { } x || drawing.Request.Y is not [var y])
        {
            drawing.Lacks("phase", "two variables, --x NAME and --y NAME,");
            return;
        }

        var (right, up) = (drawing.Choice.Traces(drawing.Traces, [x]), drawing.Choice.Traces(drawing.Traces, [y]));
        var pairs = right.SelectMany(one => up.Where(other => (TraceName.Of(other).Owner == TraceName.Of(one).Owner || (right.Length == 1 && up.Length == 1)) && other.Length == one.Length).Select(other => (X: one, Y: other))).ToList();
        if (pairs.Count == 0)
        {
            if (!right.IsEmpty && !up.IsEmpty)
                drawing.Lacks("phase", $"'{x}' and '{y}' of one neuron, at the same times,");
            return;
        }

        var lines = drawing.Shown([.. pairs.Select(static pair => pair.X)], x);
        // Of two neurons the name of a variable says too little.
        var isOfOne = pairs.All(static pair => TraceName.Of(pair.X).Owner == TraceName.Of(pair.Y).Owner);
        drawing.SharesX = false;
        drawing.Add(axes =>
        {
            foreach (var pair in pairs.Where(pair => lines.Contains(pair.X)))
            {
                Label(axes.X, pair.X, isOfOne);
                Label(axes.Y, pair.Y, isOfOne);
                axes.Add(new Line([.. pair.X.Values], [.. pair.Y.Values]) { Label = lines.Count > 1 ? TraceName.Of(pair.X).Owner : null });
            }

            if (lines.Count is > 1 and <= 8)
                axes.ShowLegend();
        });
    }

    // A .dat has numbers in SI units and no word of what they measure; who names a unit says it.
    private static IReadOnlyList<Trace> Measured(IReadOnlyList<Trace> traces, Unit? unit) =>
        unit is null ? traces : [.. traces.Select(trace => trace.Column.Unit.Dimension.IsNone ? trace with { Column = trace.Column with { Unit = unit } } : trace)];

    private static void Label(Axis axis, Trace trace, bool isOfOne)
    {
        var unit = trace.Column.Unit;
        axis.Name ??= isOfOne ? TraceName.Of(trace).Variable : trace.Name;
        axis.Unit ??= unit.Dimension.IsNone ? null : QuantityFormatter.BestUnit(unit.Dimension, trace.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
    }
}
