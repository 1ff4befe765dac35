using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;
using Neuroglot.Running;
using Neuroglot.SpineML;

namespace Neuroglot.Plots;

/// <summary>Reads what can be drawn from files of results, whose form follows from their ending and what is in them.</summary>
internal static class PlotFiles
{
    private static readonly string[] Endings = [".dat", ".spikes", ".txt", ".csv", ".npz", ".jsonl", ".bin", ".xml", ".swc", ".nml"];

    /// <summary>Reads files, and the results that lie in folders.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="diagnostics">NG8106: there is no such file, or a folder holds no results; a note NG8111 about what is passed over. NG8101: a file holds nothing that can be drawn.</param>
    public static ImmutableArray<PlotSource> Read(IEnumerable<string> paths, DiagnosticBag diagnostics)
    {
        var sources = ImmutableArray.CreateBuilder<PlotSource>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
                sources.AddRange(ReadFolder(path, diagnostics));
            else if (File.Exists(path))
                sources.Add(ReadNamed(path, diagnostics));
            else
                diagnostics.Error("NG8106", $"There is no file '{path}'.", SourceSpan.None, Nearest(path));
        }

        return [.. sources.Where(static source => !source.IsEmpty)];
    }

    // Who names a file wants to see something of it.
    private static PlotSource ReadNamed(string path, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var source = ReadFile(path, found);
        diagnostics.AddRange(found);
        return !source.IsEmpty || found.HasErrors ? source : Refuse(path, diagnostics, "it holds no values and no events.");
    }

    private static List<PlotSource> ReadFolder(string folder, DiagnosticBag diagnostics)
    {
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Where(static file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant())).ToList();
        // A log of SpineML is read through its report.
        var reports = files.Where(static file => file.EndsWith(LogReport.Ending, StringComparison.Ordinal)).ToList();
        files.RemoveAll(file => !reports.Contains(file) && (file.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || reports.Exists(report => LogReport.IsOf(report, file))));
        var sources = new List<PlotSource>();
        foreach (var file in files)
        {
            var found = new DiagnosticBag();
            var source = ReadFile(file, found);
            if (!source.IsEmpty)
                sources.Add(source);
            else
                diagnostics.Note("NG8111", $"'{file}' is passed over: {found.FirstOrDefault()?.Message ?? "it holds no values and no events."}", SourceSpan.None);
        }

        // Where a model says `results/…`, a run writes into that folder below the one of --out.
        if (sources.Count == 0 && Path.Join(folder, "results") is var below && Directory.Exists(below) && Path.GetFileName(folder) != "results")
            return ReadFolder(below, diagnostics);
        if (sources.Count == 0)
            diagnostics.Error("NG8106", $"The folder '{folder}' holds no results that could be drawn.", SourceSpan.None, $"Results have the endings {string.Join(", ", Endings)}.");
        return sources;
    }

    private static PlotSource ReadFile(string path, DiagnosticBag diagnostics)
    {
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".svg" or ".png" or ".html" => Refuse(path, diagnostics, "it is a picture."),
                ".swc" => MorphologyKinds.ReadSwc(path, diagnostics),
                ".nml" => ReadModel(path, diagnostics),
                ".xml" when !path.EndsWith(LogReport.Ending, StringComparison.Ordinal) => ReadModel(path, diagnostics),
                ".xml" => LogReport.Read(path, diagnostics),
                ".bin" when LogReport.Of(path) is { } report => LogReport.Read(report, diagnostics),
                ".csv" when LogReport.Of(path) is { } report => LogReport.Read(report, diagnostics),
                ".csv" => ReadCsv(path, diagnostics),
                ".npz" => ReadNpz(path, diagnostics),
                ".jsonl" => ReadJson(path, diagnostics),
                ".bin" => Refuse(path, diagnostics, $"it needs the report '{Path.GetFileName(LogReport.NameFor(path))}' beside it."),
                _ => ReadText(path, diagnostics),
            };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Refuse(path, diagnostics, problem.Message);
        }
    }

    private static PlotSource ReadModel(string path, DiagnosticBag diagnostics)
    {
        var source = new PlotSource(path) { Shapes = MorphologyKinds.OfModel(path, diagnostics) };
        return source.IsEmpty && !diagnostics.HasErrors ? Refuse(path, diagnostics, "it has no cell with a morphology; other models are drawn by 'neuroglot run MODEL --plot'.") : source;
    }

    private static PlotSource ReadText(string path, DiagnosticBag diagnostics)
    {
        var timeFirst = TextTables.TimeComesFirst(path) ?? (path.EndsWith(".spikes", StringComparison.OrdinalIgnoreCase) ? true : null);
        return timeFirst is { } isFirst
            ? Events(path, SpikeFiles.Read(path, isFirst ? EventLayout.TimeId : EventLayout.IdTime, diagnostics))
            : Values(path, Columns(path, TraceFiles.Read(path, diagnostics)));
    }

    // The columns of a .dat have no names: those of one file are drawn as lines of what the file is called.
    private static ImmutableArray<Trace> Columns(string path, ImmutableArray<Trace> traces) => traces.Length == 1
        ? [traces[0] with { Column = traces[0].Column with { Name = Path.GetFileNameWithoutExtension(path) } }]
        : [.. traces.Select((trace, place) => trace with { Column = trace.Column with { Name = $"column[{place + 1}]/{Path.GetFileNameWithoutExtension(path)}" } })];

    private static PlotSource ReadCsv(string path, DiagnosticBag diagnostics)
    {
        var heading = TextTables.Heading(path);
        if (heading is [_, "population", "index"])
            return Events(path, SpikeFiles.Read(path, EventLayout.TimeId, diagnostics));
        return ConnectionFiles.Are(heading) ? new PlotSource(path) { Connections = ConnectionFiles.ReadCsv(path, diagnostics) } : Values(path, TraceFiles.Read(path, diagnostics));
    }

    private static PlotSource ReadNpz(string path, DiagnosticBag diagnostics)
    {
        List<string> names;
        using (var zip = ZipFile.OpenRead(path))
            names = [.. zip.Entries.Where(static entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)).Select(static entry => entry.FullName[..^4])];
        if (names.Contains("time") && names.Contains("population") && names.Contains("index"))
            return Events(path, SpikeFiles.Read(path, EventLayout.TimeId, diagnostics));
        if (names.Contains("time"))
            return Values(path, TraceFiles.Read(path, diagnostics));
        return ConnectionFiles.Are(names) ? new PlotSource(path) { Connections = ConnectionFiles.ReadNpz(path, diagnostics) }
            : Refuse(path, diagnostics, $"it has neither an array 'time' nor 'source' and 'target', but {string.Join(", ", names.Take(6))}.");
    }

    private static PlotSource ReadJson(string path, DiagnosticBag diagnostics)
    {
        var first = File.ReadLines(path).FirstOrDefault() ?? string.Empty;
        return first.Contains("\"population\"", StringComparison.Ordinal)
            ? Events(path, SpikeFiles.Read(path, EventLayout.TimeId, diagnostics)) : Values(path, TraceFiles.Read(path, diagnostics));
    }

    // Identifiers that are no numbers are counted as they come. What has no population is called as its file.
    private static PlotSource Events(string path, ImmutableArray<SpikeTrain> trains)
    {
        var areNumbers = trains.All(static train => int.TryParse(train.Source.Id, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        var name = Path.GetFileNameWithoutExtension(path);
        return new PlotSource(path)
        {
            Trains =
            [
                .. trains.Select((train, place) => train with
                {
                    Source = train.Source with { Population = train.Source.Population.Length == 0 ? name : train.Source.Population, Index = areNumbers ? train.Source.Index : place },
                }),
            ],
        };
    }

    private static PlotSource Values(string path, ImmutableArray<Trace> traces)
    {
        var regions = RegionFile.Read(path, traces.Length);
        return new PlotSource(path) { Traces = regions.IsEmpty ? traces : [.. traces.Zip(regions, RegionFile.Named)], HasRegions = !regions.IsEmpty };
    }

    private static PlotSource Refuse(string path, DiagnosticBag diagnostics, string reason)
    {
        diagnostics.Error("NG8101", $"'{path}' cannot be drawn: {reason}", SourceSpan.None, "Files of results are .dat, .spikes, .csv, .npz, .jsonl, logs of SpineML (_logrep.xml), and shapes of neurons .swc and .nml.");
        return new PlotSource(path);
    }

    private static string Nearest(string path)
    {
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        return Directory.Exists(folder) && NearNames.Hint(Path.GetFileName(path), Directory.GetFiles(folder).Select(static file => Path.GetFileName(file))) is { } hint ? hint : "Is the path relative to another folder?";
    }
}
