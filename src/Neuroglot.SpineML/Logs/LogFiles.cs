using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Neuroglot.Model.Files;
using Neuroglot.SpineML.Building;

namespace Neuroglot.SpineML.Logs;

/// <summary>
/// The logs of an experiment as the reference simulator writes them: of values <c>NAME_PORT_log.bin</c>, a row of little-endian doubles for each step; of events
/// <c>NAME_PORT_log.csv</c>, a line <c>time, index</c> for each; beside both <c>NAME_PORT_logrep.xml</c>, which says what is in them. They are streams, valid up to
/// whatever has been written.
/// </summary>
public sealed class LogFiles : IDisposable
{
    private const int Buffer = 1 << 16;

    // A system takes far less time for a file in a few large pieces than for many small ones.
    private const int LargestBuffer = 1 << 20;
    private const int RowsInBuffer = 64;

    private readonly Dictionary<string, OpenLog> logs = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly double step;

    /// <summary>Opens the logs.</summary>
    /// <param name="folder">Where; missing folders are created.</param>
    /// <param name="experiment">Whose logs they are.</param>
    /// <param name="honoursTimes">Whether nothing is written outside of the times that an output states, which the reference simulator does not look at.</param>
    /// <exception cref="IOException">A file cannot be made.</exception>
    public LogFiles(string folder, BuiltExperiment experiment, bool honoursTimes)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        this.folder = folder;
        step = experiment.Experiment.Runs[0].Step;
        Directory.CreateDirectory(folder);
        try
        {
            foreach (var log in experiment.Logs)
                logs.Add(log.Operation, new OpenLog(folder, log, logs.Values.Count(other => BaseName(other.Log) == BaseName(log)), honoursTimes));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The files, each log before its report.</summary>
    public ImmutableArray<string> Files => [.. logs.Values.SelectMany(log => (string[])[log.Path, log.ReportPath(folder)])];

    /// <summary>Writes the values of a step.</summary>
    /// <param name="operation">What has recorded them.</param>
    /// <param name="time">Time at the beginning of the step, in milliseconds.</param>
    /// <param name="values">The values.</param>
    public void Write(string operation, double time, ReadOnlySpan<double> values)
    {
        if (logs[operation] is var log && log.Covers(time))
            log.Stream.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Writes the events of a step.</summary>
    /// <param name="operation">What has recorded them.</param>
    /// <param name="time">Time at the beginning of the step, in milliseconds.</param>
    /// <param name="instances">Who sent them.</param>
    public void Write(string operation, double time, ReadOnlySpan<int> instances)
    {
        var log = logs[operation];
        if (!log.Covers(time))
            return;
        Span<byte> line = stackalloc byte[64];
        time.TryFormat(line, out var length, "F6", CultureInfo.InvariantCulture);
        ", "u8.CopyTo(line[length..]);
        length += 2;
        foreach (var instance in instances)
        {
            if (!log.Records(instance))
                continue;
            instance.TryFormat(line[length..], out var digits, provider: CultureInfo.InvariantCulture);
            line[length + digits] = (byte)'\n';
            log.Stream.Write(line[..(length + digits + 1)]);
        }
    }

    /// <summary>Writes the reports; nothing can be written to the logs afterwards.</summary>
    /// <param name="end">Time at which the run has ended, in milliseconds.</param>
    public void Finish(double end)
    {
        Dispose();
        foreach (var log in logs.Values)
            WholeFile.Write(log.ReportPath(folder), Report(log, end).ToString().ReplaceLineEndings("\n") + "\n");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var log in logs.Values)
            log.Stream.Dispose();
    }

    private static string BaseName(ExperimentLog log) => Safe(log.Output.Target) + "_" + Safe(log.Output.Port);

    // Names are data from others: what they make of a path must stay in the folder.
    private static string Safe(string name) => string.Concat(name.Select(letter => letter is ' ' or '/' or '\\' or ':' or '\0' ? '_' : letter));

    private XElement Report(OpenLog open, double end)
    {
        var log = open.Log;
        var kind = new XElement(log.IsEvents ? "EventLog" : "AnalogLog",
            new XElement("LogFile", System.IO.Path.GetFileName(open.Path)), new XElement("LogFileType", log.IsEvents ? "csv" : "binary"));
        if (log.IsEvents)
            kind.Add(new XElement("LogPort", log.Output.Port));
        kind.Add(new XElement("LogEndTime", end.ToString("F6", CultureInfo.InvariantCulture)));
        if (log.IsAll)
        {
            kind.Add(log.IsEvents
                ? new XElement("LogAll", new XAttribute("size", log.Size), new XAttribute("type", "int"), new XAttribute("dims", string.Empty))
                : new XElement("LogAll", new XAttribute("size", log.Size), new XAttribute("headings", log.Output.Port), new XAttribute("type", "double"), new XAttribute("dims", string.Empty)));
        }
        else if (log.IsEvents)
        {
            kind.Add(log.Indices.Select(index => new XElement("LogIndex", index)));
        }
        else
        {
            kind.Add(log.Indices.Select(index => new XElement("LogCol", new XAttribute("index", index), new XAttribute("heading", log.Output.Port), new XAttribute("dims", string.Empty), new XAttribute("type", "double"))));
        }

        if (log.IsEvents)
        {
            kind.Add(
                new XElement("LogCol", new XAttribute("heading", "t"), new XAttribute("dims", "ms"), new XAttribute("type", "double")),
                new XElement("LogCol", new XAttribute("heading", "index"), new XAttribute("dims", string.Empty), new XAttribute("type", "int")));
        }

        kind.Add(new XElement("TimeStep", new XAttribute("dt", step.ToString("F6", CultureInfo.InvariantCulture))));
        return new XElement("LogReport", kind);
    }

    private sealed class OpenLog
    {
        private readonly HashSet<int>? recorded;
        private readonly double start;
        private readonly double end;

        public OpenLog(string folder, ExperimentLog log, int alike, bool honoursTimes)
        {
            Log = log;
            Name = BaseName(log) + (alike == 0 ? string.Empty : (alike + 1).ToString(CultureInfo.InvariantCulture));
            Path = System.IO.Path.Combine(folder, Name + "_log" + (log.IsEvents ? ".csv" : ".bin"));
            Stream = new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.Read, Math.Clamp(RowsInBuffer * sizeof(double) * log.Indices.Length, Buffer, LargestBuffer));
            recorded = log.IsAll ? null : [.. log.Indices];
            start = honoursTimes ? log.Output.StartTime ?? 0 : 0;
            end = honoursTimes ? log.Output.EndTime ?? (log.Output.Duration is { } duration ? start + duration : double.PositiveInfinity) : double.PositiveInfinity;
        }

        public ExperimentLog Log { get; }

        public string Name { get; }

        public string Path { get; }

        public FileStream Stream { get; }

        public string ReportPath(string folder) => System.IO.Path.Combine(folder, Name + "_logrep.xml");

        public bool Covers(double time) => time >= start && time < end;

        public bool Records(int instance) => recorded?.Contains(instance) != false;
    }
}
