using System.Collections.Immutable;
using Neuroglot.Import.NeuroML;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Morphologies;
using Neuroglot.Morphologies.Swc;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plots;

/// <summary>Shapes of neurons: files of SWC, and the cells of NeuroML models.</summary>
internal static class MorphologyKinds
{
    private const double Height = 300;

    public static void Shape(PlotDrawing drawing)
    {
        if (drawing.Shapes.IsEmpty)
            drawing.Lacks("morphology", "the shape of a neuron, of SWC or NeuroML,");
        drawing.SharesX = false;
        foreach (var (name, shape) in drawing.Shapes)
            drawing.Add(axes => PlotMorphology(shape, plot3D: drawing.Request.InSpace, showCompartments: drawing.Request.ShowCompartments, showDiameter: drawing.Request.ShowDiameter, axes: axes).Title = drawing.Shapes.Length > 1 ? name : null, Height);
    }

    public static void Dendrogram(PlotDrawing drawing)
    {
        if (drawing.Shapes.IsEmpty)
            drawing.Lacks("dendrogram", "the shape of a neuron, of SWC or NeuroML,");
        drawing.SharesX = false;
        foreach (var (name, shape) in drawing.Shapes)
            drawing.Add(axes => PlotDendrogram(shape, axes, drawing.Request.Color).Title = drawing.Shapes.Length > 1 ? name : null, Height);
    }

    /// <summary>The trees of a file of SWC.</summary>
    public static PlotSource ReadSwc(string path, DiagnosticBag diagnostics)
    {
        var file = SwcFile.Read(path);
        diagnostics.AddRange(file.Diagnostics);
        var name = Path.GetFileNameWithoutExtension(path);
        return new PlotSource(path) { Shapes = [.. file.Trees.Select((tree, place) => (file.Trees.Length == 1 ? name : $"{name} {place + 1}", tree))] };
    }

    /// <summary>The cells of a NeuroML model; none in other files.</summary>
    public static ImmutableArray<(string Name, Morphology Shape)> OfModel(string path)
    {
        var model = NeuralModel.Load(path);
        return !model.IsUsable ? [] : [.. model.ImportCells().Cells.Where(static cell => !cell.Morphology.Segments.IsEmpty).Select(static cell => (cell.Id, cell.Morphology.ToMorphology()))];
    }
}
