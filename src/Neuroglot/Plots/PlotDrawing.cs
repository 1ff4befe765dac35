using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Morphologies;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Plots;
using Neuroglot.Results;

namespace Neuroglot.Plots;

/// <summary>A figure under way: what is asked for, what there is, and the axes so far, one above the other.</summary>
internal sealed class PlotDrawing(PlotRequest request, ImmutableArray<PlotSource> sources, DiagnosticBag diagnostics)
{
    private const double UsualWidth = 420;
    private const double LeastHeight = 280;
    private const double HeightOfAxes = 120;

    private readonly List<Action<Axes>> panels = [];
    private readonly List<double> heights = [];

    public PlotRequest Request => request;

    public ResultChoice Choice { get; } = new(request.Select, diagnostics);

    public ImmutableArray<Trace> Traces { get; } = [.. sources.SelectMany(static source => source.Traces)];

    public ImmutableArray<SpikeTrain> Trains { get; } = [.. sources.SelectMany(static source => source.Trains)];

    public ImmutableArray<(string Path, ConnectionList List)> Connections { get; } = [.. sources.Where(static source => source.Connections is not null).Select(static source => (source.Path, source.Connections!))];

    public ImmutableArray<(string Name, Morphology Shape)> Shapes { get; } = [.. sources.SelectMany(static source => source.Shapes)];

    /// <summary>Whether the traces are of the regions of a brain.</summary>
    public bool HasRegions { get; } = sources.Any(static source => source.HasRegions);

    /// <summary>Whether the axes have time to the right, or another axis in common.</summary>
    public bool SharesX { get; set; } = true;

    /// <summary>Adds axes.</summary>
    public void Add(Action<Axes> draw, double height = HeightOfAxes)
    {
        panels.Add(draw);
        heights.Add(height);
    }

    /// <summary>The name, without its ending, of the file that <paramref name="trace"/> is from.</summary>
    public string SourceOf(Trace trace) => Path.GetFileNameWithoutExtension(sources.First(source => source.Traces.Contains(trace)).Path);

    /// <summary>Says that the kind needs what there is not.</summary>
    public void Lacks(string kind, string what) =>
        diagnostics.Error("NG8104", $"A plot of the kind '{kind}' needs {what}, and {(sources.Length == 1 ? $"'{sources[0].Path}' has" : "the results have")} none.", SourceSpan.None, $"There {There()}.");

    public bool HasErrors => diagnostics.HasErrors;

    /// <summary>Warns that something is left out, and why (NG8122).</summary>
    public void PassOver(string why) => diagnostics.Warning("NG8122", why, SourceSpan.None, "Choose others with --y or --select.");

    /// <summary>Of more lines than can be told apart, some at equal distances; a note says how many there are.</summary>
    public IReadOnlyList<Trace> Shown(IReadOnlyList<Trace> traces, string name)
    {
        if (request.MostLines <= 0 || traces.Count <= request.MostLines)
            return traces;
        diagnostics.Note(
            "NG8110", $"{request.MostLines} of {traces.Count} lines of '{name}' are shown.", SourceSpan.None, "'neuroglot plot' shows others with --select, all with --lines 0, and all above each other with --kind regions.");
        return [.. Enumerable.Range(0, request.MostLines).Select(line => traces[(int)((long)line * traces.Count / request.MostLines)])];
    }

    /// <summary>Notes what shows nothing, since no value is finite.</summary>
    public void CheckFinite(IReadOnlyList<Trace> traces, string name)
    {
        if (!traces.Any(static trace => trace.Values.Any(double.IsFinite)))
            diagnostics.Note("NG8120", $"Nothing is seen of '{name}': all its values are NaN or infinite.", SourceSpan.None, "Look at the time before the values got so, or run with a smaller step.");
    }

    /// <summary>The figure; null where there are no axes.</summary>
    public Figure? ToFigure()
    {
        if (panels.Count == 0)
            return null;
        var figure = new Figure(request.Width ?? UsualWidth, request.Height ?? Math.Clamp(60 + heights.Sum(), LeastHeight, Figure.MostSize), request.Theme ?? Theme.Light) { Title = request.Title };
        var axes = figure.AddGrid(panels.Count, 1, shareX: SharesX);
        for (var panel = 0; panel < panels.Count; panel++)
            panels[panel](axes[panel, 0]);
        return figure;
    }

    private string There()
    {
        string?[] parts =
        [
            Traces.IsEmpty ? null : $"values of {string.Join(", ", Traces.Select(static trace => TraceName.Of(trace).Variable).Distinct().Take(6))}",
            Trains.IsEmpty ? null : "spikes",
            Connections.IsEmpty ? null : "connections",
            Shapes.IsEmpty ? null : "shapes of neurons",
        ];
        return $"are {string.Join(" and ", parts.OfType<string>())}";
    }
}
