using Neuroglot.Model.Units;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plots;

/// <summary>Plots of connections.</summary>
internal static class ConnectionKinds
{
    private const int MostRegions = 2000;

    /// <summary>A square matrix over all neurons, from the value that is named, or the first; of several connections of a pair the sum.</summary>
    public static void Connectome(PlotDrawing drawing)
    {
        if (drawing.Connections.IsEmpty)
            drawing.Lacks("connectome", "connections");
        drawing.SharesX = false;
        foreach (var (_, list) in drawing.Connections)
        {
            var count = Math.Max(list.Sources.DefaultIfEmpty(-1).Max(), list.Targets.DefaultIfEmpty(-1).Max()) + 1;
            if (count is 0 or > MostRegions)
            {
                drawing.Lacks("connectome", $"connections between 1 to {MostRegions} regions");
                continue;
            }

            var column = drawing.Request.Y is [var name, ..] ? drawing.Choice.Column(list, name) : list.Values is [var only, ..] ? only : ("weight", Unit.None, Enumerable.Repeat(1.0, list.Sources.Length).ToArray());
            if (column is not { } values)
                continue;
            var weights = new double[count * count];
            for (var connection = 0; connection < list.Sources.Length; connection++)
                weights[list.Targets[connection] * count + list.Sources[connection]] += values.Values[connection];
            drawing.Add(axes => PlotConnectome(weights, null, values.Name, values.Unit.Dimension.IsNone ? null : drawing.Request.Unit ?? values.Unit, cmap: drawing.Request.ColorMap ?? "viridis", axes: axes), 260);
        }
    }

    public static void Synapses(PlotDrawing drawing)
    {
        if (drawing.Connections.IsEmpty)
        {
            drawing.Lacks("synapses", "connections");
            return;
        }

        var request = drawing.Request;
        drawing.SharesX = false;
        foreach (var (_, list) in drawing.Connections)
        {
            if (request.Y.IsEmpty)
            {
                drawing.Add(axes => PlotSynapses(list.Sources, list.Targets, plotType: request.PlotType, axes: axes, color: request.Color, cmap: request.ColorMap), 240);
                continue;
            }

            foreach (var name in request.Y)
            {
                if (drawing.Choice.Column(list, name) is not { } column)
                    continue;
                drawing.Add(
                    axes => PlotSynapses(
                        list.Sources, list.Targets, column.Values, request.Unit, column.Name, request.PlotType, axes, column.Unit.Dimension.IsNone ? null : column.Unit.Dimension, cmap: request.ColorMap), 240);
            }
        }
    }
}
