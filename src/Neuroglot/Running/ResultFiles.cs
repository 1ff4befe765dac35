using System.Collections.Immutable;
using Neuroglot.Analysis.Monitors;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Results;
using Neuroglot.Simulation;

namespace Neuroglot.Running;

/// <summary>The files that an experiment asks for, open while the run goes on.</summary>
internal sealed class ResultFiles : IRunListener, IDisposable
{
    private readonly List<(IRecordingSink Sink, int[] Columns, double[] Row)> traces = [];
    private readonly List<(IRecordingSink Sink, int[] Columns, double[] Row, RunningMonitor Monitor)> monitors = [];
    private readonly List<IEventSink> eventFiles = [];
    private readonly List<(IEventSink Sink, int Id)>[] events;
    private readonly List<ReportFile> reports = [];
    private readonly List<string> files = [];
    private readonly Experiment experiment;
    private readonly RunOptions options;
    private readonly double step;
    private readonly double start;

    private ResultFiles(SimulationPlan plan, RunOptions options, DiagnosticBag diagnostics)
    {
        experiment = plan.Experiment;
        this.options = options;
        step = plan.Step;

        // Half a step: the time of a step may be a little less than what was written.
        start = experiment.RecordingStart - (step / 2);
        events = [.. experiment.EventRecordings.Select(_ => new List<(IEventSink, int)>())];
        if (!options.WriteFiles)
            return;
        foreach (var output in experiment.Outputs)
        {
            switch (output)
            {
                case TraceFile trace:
                    OpenTraces(trace, diagnostics);
                    break;
                case MonitorFile monitor:
                    OpenMonitor(monitor, diagnostics);
                    break;
                case EventFile file:
                    OpenEvents(file, diagnostics);
                    break;
                case ReportFile { Kind: ReportKind.Times } report:
                    var path = PathOf(report.FileName);
                    Add(path, TimesWriter.TryCreate(path, diagnostics), []);
                    break;
                case ReportFile report:
                    reports.Add(report);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown output {output.GetType().Name}.");
            }
        }
    }

    /// <summary>Paths of the files written.</summary>
    public ImmutableArray<string> Files => [.. files];

    public static ResultFiles Open(SimulationPlan plan, RunOptions options, DiagnosticBag diagnostics) => new(plan, options, diagnostics);

    public void OnSample(double time, ReadOnlySpan<double> values)
    {
        foreach (var (sink, columns, row, monitor) in monitors)
        {
            for (var i = 0; i < columns.Length; i++)
                row[i] = values[columns[i]];
            if (monitor.Take(row) && monitor.Step * step >= start)
                sink.WriteRow(monitor.Step * step * experiment.TimeUnit, monitor.Row);
        }

        if (time < start)
            return;
        foreach (var (sink, columns, row) in traces)
        {
            for (var i = 0; i < columns.Length; i++)
                row[i] = values[columns[i]];
            sink.WriteRow(time * experiment.TimeUnit, row);
        }
    }

    public void OnEvent(double time, int recording)
    {
        if (time < start)
            return;
        foreach (var (sink, id) in events[recording])
            sink.WriteEvent(time * experiment.TimeUnit, id);
    }

    /// <summary>Closes the files, writes the reports, and tells of files that could not be completed.</summary>
    public void Complete(EngineResult result, TimeSpan elapsed, DiagnosticBag diagnostics)
    {
        // Much is written only now: the last rows, and the whole of a zip.
        Dispose();
        foreach (var failure in traces.Select(trace => trace.Sink.Failure).Concat(monitors.Select(monitor => monitor.Sink.Failure)).Concat(eventFiles.Select(sink => sink.Failure)).OfType<Diagnostic>())
            diagnostics.Add(failure);
        foreach (var report in reports)
        {
            if (RunReport.Write(PathOf(report.FileName), experiment, result, elapsed, diagnostics))
                files.Add(PathOf(report.FileName));
        }
    }

    public void Dispose()
    {
        foreach (var (sink, _, _) in traces)
            sink.Dispose();
        foreach (var (sink, _, _, _) in monitors)
            sink.Dispose();
        foreach (var sink in eventFiles)
            sink.Dispose();
    }

    private void OpenTraces(TraceFile file, DiagnosticBag diagnostics)
    {
        var format = options.Format ?? OutputFormat.Dat;
        var path = RecordingFiles.WithEnding(PathOf(file.FileName), format);
        var columns = file.Columns.Select(index => Heading(experiment.Recordings[index])).ToImmutableArray();
        Add(path, RecordingFiles.OpenTraces(path, format, columns, diagnostics), [.. file.Columns]);
        TellRegions(path, [.. file.Columns.Select(index => (experiment.Recordings[index].Region, experiment.Recordings[index].Variable))], diagnostics);
    }

    // Columns of networks of neural masses are called V_3: which region that is stands beside.
    private void TellRegions(string path, ImmutableArray<(string? Region, string Variable)> columns, DiagnosticBag diagnostics)
    {
        if (!diagnostics.HasErrors && !columns.IsEmpty && columns.All(static one => one.Region is not null) && RegionFile.Write(path, columns.Select(static one => new RegionSignal(one.Region!, one.Variable)), diagnostics) is { } beside)
            files.Add(beside);
    }

    private void OpenMonitor(MonitorFile file, DiagnosticBag diagnostics)
    {
        var format = options.Format ?? OutputFormat.Dat;
        var path = RecordingFiles.WithEnding(PathOf(file.FileName), format);
        var single = file.Monitor.Outputs.GroupBy(static one => one.Variable).Where(static group => group.Count() == 1).Select(static group => group.Key).ToHashSet();
        var columns = file.Monitor.Outputs.Select(one => new Column(single.Contains(one.Variable) ? one.Variable : $"{one.Variable}_{one.Instance}")).ToImmutableArray();
        if (RecordingFiles.OpenTraces(path, format, columns, diagnostics) is not { } sink)
            return;
        monitors.Add((sink, [.. file.Columns], new double[file.Columns.Length], RunningMonitor.Start(file.Monitor, file.Columns.Length)));
        files.Add(path);
        TellRegions(path, [.. file.Monitor.Outputs.Select(static one => (one.Region, one.Variable))], diagnostics);
    }

    private void Add(string path, IRecordingSink? sink, int[] columns)
    {
        if (sink is null)
            return;
        traces.Add((sink, columns, new double[columns.Length]));
        files.Add(path);
    }

    private void OpenEvents(EventFile file, DiagnosticBag diagnostics)
    {
        var format = options.Format ?? OutputFormat.Dat;
        var path = RecordingFiles.WithEnding(PathOf(file.FileName), format);
        var sources = file.Selections.Select(index => Source(experiment.EventRecordings[index])).ToImmutableArray();
        if (RecordingFiles.OpenEvents(path, format, file.TimeFirst ? EventLayout.TimeId : EventLayout.IdTime, sources, diagnostics) is not { } sink)
            return;
        for (var id = 0; id < file.Selections.Length; id++)
            events[file.Selections[id]].Add((sink, id));
        eventFiles.Add(sink);
        files.Add(path);
    }

    private Column Heading(Recording recording)
    {
        var set = experiment.Network.Sets[recording.Set];
        var unit = RecordingUnits.Of(recording.Dimension);
        // What has no path but a name, as columns of TVBO have, is called by it.
        var isOnly = set.Count == 1 && experiment.Network.Sets.Length == 1;
        return new Column(isOnly ? recording.Variable : recording.Path == recording.Label ? recording.Label : $"{set.Name}[{recording.Instance}]/{recording.Variable}", unit);
    }

    private EventSource Source(EventRecording recording) =>
        new(recording.Label, experiment.Network.Sets[recording.Set].Name, recording.Instance);

    private string PathOf(string fileName) => Path.Combine(options.OutputFolder ?? ".", fileName);
}
