using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Plots.Description;
using Neuroglot.Plotting;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Results;
using Neuroglot.Running;

namespace Neuroglot.Plots;

/// <summary>Draws what runs have recorded, from files or from memory. Wrong requests never throw: the reason is in the diagnostics, and there is no figure.</summary>
public static class ResultPlots
{
    /// <summary>Draws files of results: <c>.dat</c>, <c>.spikes</c>, <c>.csv</c>, <c>.npz</c>, <c>.jsonl</c>, logs of SpineML, lists of connections, shapes of neurons (SWC, NeuroML), and folders of these.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="request">What is to be drawn.</param>
    /// <param name="diagnostics">What is wrong, and what is left out (NG8100–NG8122).</param>
    /// <returns>The figure; null where nothing can be drawn.</returns>
    public static Figure? OfFiles(IEnumerable<string> paths, PlotRequest request, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var files = paths.ToList();
        if (files is [var only] && only.EndsWith(FigureDescription.Ending, StringComparison.OrdinalIgnoreCase))
            return FigureDescription.Read(only, request, diagnostics);
        var sources = PlotFiles.Read(files, diagnostics);
        return diagnostics.HasErrors || sources.IsEmpty ? null : Draw(request, sources, diagnostics);
    }

    /// <summary>Draws what a run has kept: the pictures that its model asks for, or else all that it recorded.</summary>
    /// <param name="result">What was recorded (<see cref="RunSummary.Result"/>).</param>
    /// <param name="displays">The pictures that the model asks for (<see cref="PreparedRun.Displays"/>).</param>
    /// <param name="request">What is to be drawn; a kind, or names of variables, count more than the pictures of the model.</param>
    /// <param name="diagnostics">What is wrong, and what is left out.</param>
    /// <param name="regions">Of which region of a brain each trace is, by its name (<see cref="PreparedRun.Regions"/>); null or empty for other runs.</param>
    /// <param name="isWhole">Whether all of the time is shown, whatever part of it the pictures of the model show.</param>
    /// <returns>The figure; null where nothing can be drawn.</returns>
    public static Figure? OfRun(
        RunResult result, ImmutableArray<RunDisplay> displays, PlotRequest request, DiagnosticBag diagnostics,
        ImmutableDictionary<string, RegionSignal>? regions = null, bool isWhole = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (request is { Kind: null, X: null, Y.IsEmpty: true, Select.IsEmpty: true } && displays.Any(static one => !one.Display.Lines.IsEmpty))
            return Guarded(diagnostics, () => DisplayFigure.Of(result, displays, request, isWhole));
        if (result.Traces.IsEmpty && result.SpikeTrains.IsEmpty)
        {
            diagnostics.Error("NG8114", "The run recorded nothing that could be drawn.", SourceSpan.None, "Record values or spikes in the model.");
            return null;
        }

        // Traces of regions and others are never of one run.
        var hasRegions = regions is { IsEmpty: false } && result.Traces.Any(trace => regions.ContainsKey(trace.Name));
        return Draw(
            request,
            [
                new PlotSource("the run")
                {
                    Traces = hasRegions ? [.. result.Traces.Select(trace => regions!.TryGetValue(trace.Name, out var signal) ? RegionFile.Named(trace, signal) : trace)] : result.Traces,
                    Trains = result.SpikeTrains,
                    HasRegions = hasRegions,
                },
            ],
            diagnostics);
    }

    private static Figure? Draw(PlotRequest request, ImmutableArray<PlotSource> sources, DiagnosticBag diagnostics)
    {
        var drawing = new PlotDrawing(request, sources, diagnostics);
        if (request.Kind is { } name)
        {
            if (PlotKinds.All.FirstOrDefault(kind => kind.Name == name) is not { } chosen)
            {
                var known = PlotKinds.All.Select(static kind => kind.Name).ToList();
                diagnostics.Error("NG8100", $"There is no kind '{name}' of plots.", SourceSpan.None, NearNames.Hint(name, known) ?? $"There are {string.Join(", ", known)}.");
                return null;
            }

            return Guarded(diagnostics, () => Finish(drawing, chosen.Draw));
        }

        return Guarded(diagnostics, () => Finish(drawing, Usual));
    }

    private static Figure? Finish(PlotDrawing drawing, Action<PlotDrawing> draw)
    {
        // Also where the kind has no use for them, a name that there is not is a mistake.
        if (drawing.Request.ColorMap is { } map)
            ColorMaps.Parse(map);
        if (drawing.Request.Color is { } color)
            NamedColors.Parse(color, drawing.Request.Theme);
        draw(drawing);
        return drawing.ToFigure();
    }

    private static void Usual(PlotDrawing drawing)
    {
        if (drawing.Request.X is not null)
        {
            StateKinds.Phase(drawing);
            return;
        }

        if (!drawing.Trains.IsEmpty && drawing.Request.Y.IsEmpty)
            SpikeKinds.Raster(drawing);
        var hasRates = drawing.Request.Y.IsEmpty && drawing.Traces.Any(SpikeKinds.IsRate);
        if (hasRates)
            SpikeKinds.RecordedRate(drawing);
        // Nobody can tell dozens of regions apart in one axes, and some of them stand for nothing.
        if (drawing.HasRegions)
            AnalysisKinds.Regions(drawing);
        else if (drawing.Traces.Any(trace => !hasRates || !SpikeKinds.IsRate(trace)))
            StateKinds.State(drawing, trace => !hasRates || !SpikeKinds.IsRate(trace));
        if (!drawing.Connections.IsEmpty)
            ConnectionKinds.Synapses(drawing);
        if (!drawing.Shapes.IsEmpty)
            MorphologyKinds.Shape(drawing);
    }

    private static Figure? Guarded(DiagnosticBag diagnostics, Func<Figure?> draw)
    {
        try
        {
            var figure = draw();
            return diagnostics.HasErrors ? null : figure;
        }
        catch (PlottingException problem)
        {
            diagnostics.Add(problem.Diagnostic);
            return null;
        }
    }
}
