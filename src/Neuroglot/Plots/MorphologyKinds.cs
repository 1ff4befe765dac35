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

    /// <summary>The cells of a NeuroML model; none in other files, and in those with errors, which <paramref name="diagnostics"/> gets.</summary>
    public static ImmutableArray<(string Name, Morphology Shape)> OfModel(string path, DiagnosticBag diagnostics)
    {
        var model = NeuralModel.Load(path);
        // A shape is there whether or not the cell can be run, which NG14.. are about.
        ImmutableArray<Diagnostic> errors = [.. model.Diagnostics.Where(static one => one.Severity == Severity.Error && !one.Code.StartsWith("NG14", StringComparison.Ordinal))];
        // Cells are passed on without the files of their channels, which a shape does not need.
        var lacksOnlyParts = errors.All(static one => one.Code == "NG1116");
        diagnostics.AddRange(lacksOnlyParts ? errors.Select(static one => one with { Severity = Severity.Warning }) : errors);
        return lacksOnlyParts ? [.. model.ImportCells().Cells.Where(static cell => !cell.Morphology.Segments.IsEmpty).SelectMany(cell => Shape(cell, diagnostics))] : [];
    }

    private static IEnumerable<(string Name, Morphology Shape)> Shape(ImportedCell cell, DiagnosticBag diagnostics)
    {
        try
        {
            return [(cell.Id, cell.Morphology.ToMorphology(diagnostics))];
        }
        catch (MorphologyException problem)
        {
            diagnostics.AddRange(problem.Diagnostics);
            return [];
        }
    }
}
