using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// Reads what a component whose type has a Simulation block asks for: the run, and in its children the recordings and the files. The names
/// in the block are those of attributes, so that user-defined simulation types work like the published ones.
/// </summary>
internal static class SimulationReader
{
    // The seed that the reference takes when the simulation states none.
    private const ulong ReferenceSeed = 1234;

    /// <summary>The component that <paramref name="simulation"/> runs, or null with a diagnostic.</summary>
    public static LemsComponent? Target(LemsComponent simulation, DiagnosticBag diagnostics)
    {
        if (simulation.Type.Simulation?.Runs.FirstOrDefault() is not { } run)
        {
            diagnostics.Error("NG1441", $"{simulation.Label} is the target, but its type {simulation.Type.Name} says nothing about a run.", simulation.Span, "Name a Simulation as the target, and the network as the target of that.");
            return null;
        }

        if (simulation.Reference(run.Component) is { } target)
            return target;
        diagnostics.Error("NG1442", $"{simulation.Label} does not say what to run: '{run.Component}' is missing or names no component.", simulation.SpanOf(run.Component), $"Add {run.Component}=\"…\" with the id of a network or cell; its type must declare it as a ComponentReference.");
        return null;
    }

    /// <summary>The experiment that <paramref name="simulation"/> describes.</summary>
    public static Experiment Read(LemsComponent simulation, LemsModel model, Network network, RecordingBuilder recordings, DiagnosticBag diagnostics)
    {
        var run = simulation.Type.Simulation!.Runs[0];
        var duration = Value(simulation, run.Total, diagnostics);
        var step = Value(simulation, run.Increment, diagnostics);
        if (step is not (null or > 0))
            diagnostics.Error("NG1443", $"The time step of {simulation.Label} is not a positive time.", simulation.SpanOf(run.Increment));
        var outputs = new List<OutputFile>();
        var displays = new DisplayReader(model.Units, recordings, diagnostics);
        Visit(simulation, outputs, displays, recordings, diagnostics);
        if (model.Document.Targets.LastOrDefault() is { } target)
        {
            if (target.ReportFile is { } report)
                outputs.Add(new ReportFile(report, ReportKind.Run, target.Span));
            if (target.TimesFile is { } times)
                outputs.Add(new ReportFile(times, ReportKind.Times, target.Span));
        }

        return new Experiment(simulation.Id ?? simulation.Type.Name, network, [new Neuroglot.Model.Experiments.Run(duration ?? 0, step ?? 0, Method(simulation))])
        {
            Recordings = recordings.Recordings,
            EventRecordings = recordings.Events,
            Outputs = [.. outputs],
            Displays = displays.Displays,
            Seed = Seed(simulation, diagnostics),
            Semantics = Semantics.Lems,
            Span = simulation.Span,
        };
    }

    private static void Visit(LemsComponent component, List<OutputFile> outputs, DisplayReader displays, RecordingBuilder recordings, DiagnosticBag diagnostics)
    {
        var block = component.Type.Simulation;
        foreach (var writer in block?.DataWriters ?? [])
        {
            var columns = ImmutableArray.CreateBuilder<int>();
            foreach (var child in Recorded(component))
            {
                if (child.Path(child.Type.Simulation!.Records[0].Quantity, diagnostics) is { } path && recordings.Record(child.Label, path) is >= 0 and var index)
                    columns.Add(index);
            }

            if (FileName(component, writer.Path, writer.FileName, writer.Span, diagnostics) is { } file)
                outputs.Add(new TraceFile(file, columns.ToImmutable(), component.Span));
        }

        foreach (var writer in block?.EventWriters ?? [])
        {
            var selections = ImmutableArray.CreateBuilder<int>();
            foreach (var child in component.AllChildren)
            {
                if (child.Type.Simulation is not { EventRecords: [var record, ..] } || child.Path(record.Quantity, diagnostics) is not { } path)
                    continue;
                var port = record.EventPort is { } attribute ? child.Text(attribute) : null;
                if (recordings.RecordEvents(child.Label, path, port) is >= 0 and var index)
                    selections.Add(index);
            }

            var format = writer.Format is { } name ? component.Text(name) : null;
            if (format is not (null or "TIME_ID" or "ID_TIME"))
                diagnostics.Error("NG1444", $"{component.Label} wants the format '{format}'.", component.SpanOf(writer.Format!), "Formats are TIME_ID and ID_TIME.");
            if (FileName(component, writer.Path, writer.FileName, writer.Span, diagnostics) is { } file)
                outputs.Add(new EventFile(file, format != "ID_TIME", selections.ToImmutable(), component.Span));
        }

        if (block is { DataDisplays: [var display, ..], DataWriters.IsEmpty: true })
            displays.Add(component, display, Recorded(component));

        foreach (var child in component.AllChildren)
            Visit(child, outputs, displays, recordings, diagnostics);
    }

    private static IEnumerable<LemsComponent> Recorded(LemsComponent component) =>
        component.AllChildren.Where(child => child.Type.Simulation is { Records.IsEmpty: false });

    private static string? FileName(LemsComponent component, string? pathAttribute, string fileAttribute, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (component.Text(fileAttribute) is not { Length: > 0 } file)
        {
            diagnostics.Error("NG1445", $"{component.Label} has no '{fileAttribute}' to write to.", component.Span == SourceSpan.None ? span : component.Span, $"Add {fileAttribute}=\"…\", for example with the ending .dat.");
            return null;
        }

        return pathAttribute is not null && component.Text(pathAttribute) is { Length: > 0 } folder ? System.IO.Path.Combine(folder, file) : file;
    }

    private static double? Value(LemsComponent simulation, string name, DiagnosticBag diagnostics)
    {
        if (simulation.TryValue(name, out var value))
            return value;
        diagnostics.Error("NG1446", $"{simulation.Label} has no '{name}', which says how to run.", simulation.Span, $"Add {name}=\"…\" with its unit; its type must declare it as a Parameter.");
        return null;
    }

    // <Meta for="jlems" method="rk4"/>
    private static string? Method(LemsComponent simulation)
    {
        var meta = simulation.AllChildren.FirstOrDefault(child => child.IsA("Meta") && child.Text("for") is "jlems" or "neuroglot");
        return meta?.Text("method") switch
        {
            null or "eulertree" => null,
            var method => method,
        };
    }

    private static ulong Seed(LemsComponent simulation, DiagnosticBag diagnostics)
    {
        if (simulation.Text("seed") is not { Length: > 0 } text)
            return ReferenceSeed;
        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed))
            return (ulong)seed;
        diagnostics.Error("NG1447", $"The seed '{text}' of {simulation.Label} is not a whole number.", simulation.SpanOf("seed"));
        return ReferenceSeed;
    }
}
