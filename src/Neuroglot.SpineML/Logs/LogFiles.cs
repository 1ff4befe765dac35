using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Neuroglot.Model.Files;
using Neuroglot.SpineML.Building;

namespace Neuroglot.SpineML.Logs;

/// <summary>
/// The logs of an experiment as the reference simulator writes them: of values <c>NAME_PORT_log.bin</c>, a row of little-endian doubles for each step; of events
/// <c>NAME_PORT_log.csv</c>, a line <c>time, index</c> for each, of impulses <c>time, index, value</c>; beside each <c>NAME_PORT_logrep.xml</c>, which says what is in it.
/// They are streams, valid up to whatever has been written.
/// </summary>
public sealed class LogFiles : IExperimentLogs
{
    private const int Buffer = 1 << 16;

    // A system takes far less time for a file in a few large pieces than for many small ones.
    private const int LargestBuffer = 1 << 20;
    private const int RowsInBuffer = 64;

    // The longest double in full has 309 digits before the point and 6 behind it.
    private const int LongestLine = 768;

    private readonly Dictionary<string, OpenLog> logs = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly double step;

    /// <summary>Opens the logs.</summary>
    /// <param name="folder">Where; missing folders are created.</param>
    /// <param name="experiment">Whose logs they are.</param>
    /// <exception cref="IOException">A file cannot be made.</exception>
    public LogFiles(string folder, BuiltExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        this.folder = folder;
        step = experiment.Experiment.Runs[0].Step;
        Directory.CreateDirectory(folder);
        try
        {
            foreach (var (log, name) in LogNames.Of(experiment.Logs))
                logs.Add(log.Operation, new OpenLog(folder, log, name));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The files, each log before its report.</summary>
    public ImmutableArray<string> Files => [.. logs.Values.SelectMany(log => (string[])[log.Path, log.ReportPath(folder)])];

    /// <inheritdoc/>
    public void Write(string operation, double time, ReadOnlySpan<double> values)
    {
        if (logs[operation] is var log && log.Log.Covers(time))
            log.Stream.Write(MemoryMarshal.AsBytes(values));
    }

    /// <inheritdoc/>
    public void Write(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values)
    {
        var log = logs[operation];
        if (!log.Log.Covers(time))
            return;
        Span<byte> line = stackalloc byte[LongestLine];
        time.TryFormat(line, out var start, "F6", CultureInfo.InvariantCulture);
        ", "u8.CopyTo(line[start..]);
        start += 2;
        for (var one = 0; one < instances.Length; one++)
        {
            if (log.Log.PlaceOf(instances[one]) < 0)
                continue;
            instances[one].TryFormat(line[start..], out var digits, provider: CultureInfo.InvariantCulture);
            var length = start + digits;
            if (log.Log.Kind == PortData.Impulses)
            {
                ", "u8.CopyTo(line[length..]);
                values[one].TryFormat(line[(length + 2)..], out digits, "F6", CultureInfo.InvariantCulture);
                length += 2 + digits;
            }

            line[length] = (byte)'\n';
            log.Stream.Write(line[..(length + 1)]);
        }
    }

    /// <inheritdoc/>
    public void Finish(double start, double end)
    {
        Dispose();
        foreach (var log in logs.Values)
            WholeFile.Write(log.ReportPath(folder), Report(log, start, end).ToString().ReplaceLineEndings("\n") + "\n");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var log in logs.Values)
            log.Stream.Dispose();
    }

    private XElement Report(OpenLog open, double start, double end)
    {
        var log = open.Log;
        var kind = new XElement(log.IsEvents ? "EventLog" : "AnalogLog",
            new XElement("LogFile", System.IO.Path.GetFileName(open.Path)), new XElement("LogFileType", log.IsEvents ? "csv" : "binary"));
        if (log.IsEvents)
            kind.Add(new XElement("LogPort", log.Output.Port));
        // The reference simulator's runs all begin at 0, and so do its logs.
        if (Math.Max(start, log.Start) is > 0 and var first)
            kind.Add(new XElement("LogStartTime", first.ToString("F6", CultureInfo.InvariantCulture)));
        kind.Add(new XElement("LogEndTime", end.ToString("F6", CultureInfo.InvariantCulture)));
        if (log.IsAll)
        {
            kind.Add(log.IsEvents
                ? new XElement("LogAll", new XAttribute("size", log.Size), new XAttribute("type", "int"), new XAttribute("dims", string.Empty))
                : new XElement("LogAll", new XAttribute("size", log.Size), new XAttribute("headings", log.Output.Port), new XAttribute("type", "double"), new XAttribute("dims", Dims(log))));
        }
        else if (log.IsEvents)
        {
            kind.Add(log.Indices.Select(index => new XElement("LogIndex", index)));
        }
        else
        {
            kind.Add(log.Indices.Select(index => new XElement("LogCol", new XAttribute("index", index), new XAttribute("heading", log.Output.Port), new XAttribute("dims", Dims(log)), new XAttribute("type", "double"))));
        }

        if (log.IsEvents)
        {
            kind.Add(
                new XElement("LogCol", new XAttribute("heading", "t"), new XAttribute("dims", "ms"), new XAttribute("type", "double")),
                new XElement("LogCol", new XAttribute("heading", "index"), new XAttribute("dims", string.Empty), new XAttribute("type", "int")));
        }

        if (log.Kind == PortData.Impulses)
            kind.Add(new XElement("LogCol", new XAttribute("heading", "value"), new XAttribute("dims", Dims(log)), new XAttribute("type", "double")));

        kind.Add(new XElement("TimeStep", new XAttribute("dt", step.ToString("F6", CultureInfo.InvariantCulture))));
        return new XElement("LogReport", kind);
    }

    // The unit that the component states. The reference simulator means to write it, and leaves it empty; who reads its files reads these.
    private static string Dims(ExperimentLog log) => log.Dimension is { } stated && stated.Trim('?', ' ').Length > 0 ? stated.Trim() : string.Empty;

    private sealed class OpenLog
    {
        private readonly string report;

        public OpenLog(string folder, ExperimentLog log, string name)
        {
            Log = log;
            report = name + "_logrep.xml";
            Path = System.IO.Path.Combine(folder, name + "_log" + (log.IsEvents ? ".csv" : ".bin"));
            Stream = new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.Read, Math.Clamp(RowsInBuffer * sizeof(double) * log.Indices.Length, Buffer, LargestBuffer));
        }

        public ExperimentLog Log { get; }

        public string Path { get; }

        public FileStream Stream { get; }

        public string ReportPath(string folder) => System.IO.Path.Combine(folder, report);
    }
}
