using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plots;

/// <summary>Plots of connections.</summary>
internal static class ConnectionKinds
{
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
