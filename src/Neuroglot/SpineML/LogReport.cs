using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml;
using System.Xml.Linq;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Plots;
using Neuroglot.Results;

namespace Neuroglot.SpineML;

/// <summary>Reads logs of SpineML through the reports beside them, <c>NAME_PORT_logrep.xml</c>: little-endian doubles step by step, or lines of times and indices.</summary>
internal static class LogReport
{
    /// <summary>How names of reports end.</summary>
    public const string Ending = "_logrep.xml";

    private const double Milliseconds = 1e-3;

    // A report is a handful of lines.
    private const long Longest = 1 << 24;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest };

    /// <summary>The name of the report of a log.</summary>
    public static string NameFor(string log)
    {
        var stem = log[..^Path.GetExtension(log).Length];
        return stem.EndsWith("_log", StringComparison.Ordinal) ? $"{stem}rep.xml" : stem + Ending;
    }

    /// <summary>The report beside a log; null where there is none.</summary>
    public static string? Of(string log) => NameFor(log) is var report && File.Exists(report) ? report : null;

    /// <summary>Whether <paramref name="report"/> is that of the file <paramref name="log"/>.</summary>
    public static bool IsOf(string report, string log) => NameFor(log) == report;

    /// <summary>Reads a log; what is wrong is NG8101.</summary>
    public static PlotSource Read(string path, DiagnosticBag diagnostics)
    {
        try
        {
            using var reader = XmlReader.Create(path, Settings);
            var root = XElement.Load(reader);
            if (root.Name.LocalName == "LogReport" && root.Elements().FirstOrDefault() is { } log && Child(log, "LogFile") is { Length: > 0 } file)
            {
                // A log lies beside its report, whatever the report says.
                var beside = Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, Path.GetFileName(file));
                var (population, port) = Names(path, Child(log, "LogPort") ?? log.Elements().Select(static one => (string?)one.Attribute("heading")).FirstOrDefault(static heading => heading is not (null or "t" or "index")));
                return log.Name.LocalName == "EventLog" ? ReadEvents(path, beside, population) : ReadValues(path, beside, log, population, port);
            }
        }
        catch (Exception problem) when (problem is XmlException or FormatException or OverflowException or FileNotFoundException)
        {
            diagnostics.Error("NG8101", $"'{path}' is no report of a log that can be read: {problem.Message}", SourceSpan.None, "Name the _logrep.xml that a run has written, with its log beside it.");
            return new PlotSource(path);
        }

        diagnostics.Error("NG8101", $"'{path}' is no report of a log.", SourceSpan.None, "Models are drawn by 'neuroglot run MODEL --plot', and logs through their _logrep.xml.");
        return new PlotSource(path);
    }

    private static PlotSource ReadValues(string path, string file, XElement log, string population, string port)
    {
        ImmutableArray<int> indices = log.Element("LogAll") is { } all && int.Parse((string?)all.Attribute("size") ?? "0", CultureInfo.InvariantCulture) is > 0 and var size
            ? [.. Enumerable.Range(0, size)]
            : [.. log.Elements("LogCol").Select(static column => int.Parse((string?)column.Attribute("index") ?? "0", CultureInfo.InvariantCulture))];
        var written = (string?)log.Elements().FirstOrDefault(static one => one.Attribute("dims") is { Value.Length: > 0 })?.Attribute("dims");
        var unit = written is not null && UnitTables.SpineML.Find(written) is { } known && !known.Dimension.IsNone ? known : Unit.None;
        var step = double.Parse((string?)log.Element("TimeStep")?.Attribute("dt") ?? "0.1", CultureInfo.InvariantCulture);
        var start = double.Parse(Child(log, "LogStartTime") ?? "0", CultureInfo.InvariantCulture);
        var numbers = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(file).AsSpan());
        var rows = indices.IsEmpty ? 0 : numbers.Length / indices.Length;
        ImmutableArray<double> times = [.. Enumerable.Range(0, rows).Select(row => (start + row * step) * Milliseconds)];
        var traces = ImmutableArray.CreateBuilder<Trace>(indices.Length);
        for (var column = 0; column < indices.Length; column++)
        {
            var values = ImmutableArray.CreateBuilder<double>(rows);
            for (var row = 0; row < rows; row++)
                values.Add(unit.ToSI(numbers[row * indices.Length + column]));
            traces.Add(new Trace(new Column($"{population}[{indices[column]}]/{port}", unit), times, values.MoveToImmutable()));
        }

        return new PlotSource(path) { Traces = traces.MoveToImmutable() };
    }

    private static PlotSource ReadEvents(string path, string file, string population)
    {
        var trains = new SortedDictionary<int, ImmutableArray<double>.Builder>();
        foreach (var line in File.ReadLines(file).Where(static line => !string.IsNullOrWhiteSpace(line)))
        {
            var fields = line.Split(',');
            if (fields.Length < 2)
                throw new FormatException($"'{line}' is no event.");
            var index = int.Parse(fields[1], NumberStyles.Integer, CultureInfo.InvariantCulture);
            if (!trains.TryGetValue(index, out var train))
                trains.Add(index, train = ImmutableArray.CreateBuilder<double>());
            train.Add(double.Parse(fields[0], CultureInfo.InvariantCulture) * Milliseconds);
        }

        return new PlotSource(path) { Trains = [.. trains.Select(pair => new SpikeTrain(new EventSource($"{pair.Key}", population, pair.Key), pair.Value.ToImmutable()))] };
    }

    // Reports are called after population and port, both of which may have an underscore.
    private static (string Population, string Port) Names(string path, string? port)
    {
        var stem = Path.GetFileName(path)[..^Ending.Length];
        return port is not null && stem.EndsWith($"_{port}", StringComparison.Ordinal) ? (stem[..^(port.Length + 1)], port)
            : stem.LastIndexOf('_') is > 0 and var cut ? (stem[..cut], port ?? stem[(cut + 1)..]) : (stem, port ?? stem);
    }

    private static string? Child(XElement log, string name) => (string?)log.Element(name);
}
