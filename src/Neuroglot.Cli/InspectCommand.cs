using System.CommandLine;
using System.Text.Json;
using Neuroglot.Import.NeuroML;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Cli;

/// <summary><c>neuroglot inspect</c>.</summary>
internal static class InspectCommand
{
    /// <summary>Quantities shown per recorded file; <c>--json</c> gives all.</summary>
    private const int MostListed = 6;

    public static Command Create(Surroundings surroundings)
    {
        var model = new Argument<string>("MODEL") { Description = "A LEMS, NeuroML 2, SpineML, TVBO or .brian.json file, or a name of the library." };
        var plan = CommonOptions.Flag("--plan", "Show what a run would do: passes, schedule, kernels.");
        var types = CommonOptions.Flag("--types", "Show the component types with their equations.");
        var morphology = CommonOptions.Flag("--morphology", "Show the shapes of NeuroML cells: segments, sections, groups, and what is in their membrane.");
        var channels = CommonOptions.Flag("--channels", "Show NeuroML ion channels as equations in the language of Brian.");
        var graph = new Option<string?>("--graph")
        {
            Description = "Draw the network, or with --types and of a component the dynamics: as text for Graphviz to standard output or a .dot file, as a picture to a .svg file, "
                + "for which Graphviz is needed.",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = CommonOptions.Json();
        var include = CommonOptions.Include();
        var command = new Command("inspect", "Show what is in a model.") { model, plan, types, morphology, channels, graph, json, include, CommonOptions.Debug() };
        command.SetAction(parsed => Run(
            surroundings,
            parsed.GetRequiredValue(model),
            CommonOptions.LoadOptions(parsed.GetValue(include)),
            new InspectDetails(parsed.Has(plan), parsed.Has(types), parsed.Has(morphology), parsed.Has(channels), parsed.GetResult(graph) is { Implicit: false }, parsed.GetValue(graph)),
            parsed.Has(json)));
        return command;
    }

    public static int Run(Surroundings surroundings, string path, LoadOptions options, InspectDetails details, bool json)
    {
        if (details.Graph)
            return Draw(surroundings, path, options, details, json);
        var (plan, types, morphology, channels) = (details.Plan, details.Types, details.Morphology, details.Channels);
        var model = surroundings.Load(path, options);
        var diagnostics = CommonOptions.MissingFolders(options).Concat(model.Diagnostics).ToList();
        var description = model.IsUsable ? model.Describe() : null;
        var prepared = model.IsUsable && (plan || description is { Populations.Length: > 0 } or { Equations.Length: > 0 }) ? model.Prepare(new RunOptions()) : null;
        if (plan && prepared is not null)
            diagnostics.AddRange(prepared.Diagnostics);
        var cells = model.IsUsable && (morphology || channels) ? model.ImportCells() : CellImport.None;
        diagnostics.AddRange(cells.Diagnostics);

        if (json)
        {
            JsonText.Write(surroundings.Output, writer =>
            {
                if (description is not null)
                    Write(writer, description, types);
                if (prepared is not null)
                    writer.WriteNumber("estimatedMemoryBytes", prepared.EstimatedMemoryBytes);
                if (plan && prepared is not null)
                    writer.WriteString("plan", prepared.Plan);
                if (morphology)
                    CellText.WriteMorphologies(writer, cells);
                if (channels)
                    CellText.WriteChannels(writer, cells);
                writer.WriteDiagnostics(diagnostics);
            });
        }
        else
        {
            DiagnosticPrinter.Print(diagnostics, surroundings.Error, surroundings);
            if (description is not null)
                Write(surroundings.Output, description, types, prepared);
            if (plan && prepared is not null)
                surroundings.Output.WriteLine(prepared.Plan);
            if (morphology)
                CellText.WriteMorphologies(surroundings.Output, cells);
            if (channels)
                CellText.WriteChannels(surroundings.Output, cells);
        }
        return DiagnosticPrinter.ExitCodeOf([.. diagnostics]);
    }

    private static int Draw(Surroundings surroundings, string path, LoadOptions options, InspectDetails details, bool json)
    {
        var model = surroundings.Load(path, options);
        var diagnostics = CommonOptions.MissingFolders(options).Concat(model.Diagnostics).ToList();
        var graph = model.IsUsable ? GraphOutput.Text(model, details.Types, diagnostics) : null;
        var code = DiagnosticPrinter.ExitCodeOf([.. diagnostics]);
        if (graph is not null && details.GraphFile is { } file)
            code = GraphOutput.Write(surroundings, graph, file, diagnostics);
        if (json)
        {
            JsonText.Write(surroundings.Output, writer =>
            {
                if (graph is not null)
                    writer.WriteString("graph", graph);
                writer.WriteDiagnostics(diagnostics);
            });
        }
        else
        {
            DiagnosticPrinter.Print(diagnostics, surroundings.Error, surroundings);
            if (graph is not null && details.GraphFile is null)
                surroundings.Output.Write(graph);
        }

        return code;
    }

    private static void Write(TextWriter output, ModelDescription model, bool types, PreparedRun? prepared)
    {
        output.WriteLine($"{model.Name}: {model.Format}{(model.Semantics is { } semantics ? $", {semantics} semantics" : string.Empty)}");
        if (model is { Duration: { } duration, Step: { } step })
            output.WriteLine($"Simulation of {HumanText.Time(duration)} in steps of {HumanText.Time(step)}");
        WriteSection(output, "Populations", model.Populations, static p => [p.Name, Size(p), $"{p.Component} ({p.Type})"], false, true);
        WriteSection(
            output, "Projections", model.Projections, static p => [p.Name, $"{p.From} -> {p.To}", (p.IsExpected ? "about " : string.Empty) + HumanText.Count(p.Connections, "connection"), p.Synapse],
            false, false, true);
        WriteSection(output, "Inputs", model.Inputs, static i => [i.Name, $"-> {i.Target}", HumanText.Count(i.Count, "input"), i.Component], false, false, true);
        WriteSection(output, "Cells", model.Cells, static c =>
            [c.Name, HumanText.Count(c.Segments, "segment"), HumanText.Count(c.SegmentGroups, "group"), c.Channels.IsEmpty ? string.Empty : $"channels {string.Join(", ", c.Channels)}"], false, true, true);
        WriteSection(output, "Components", [.. model.Components.GroupBy(static c => c.Type)], static g => [g.Key, string.Join(", ", g.Select(static c => c.Name))]);
        WriteSection(output, "Values", model.Values, static one => [one.Name, string.Join(", ", one.Values)]);
        WriteSection(output, "Changes", model.Changes, static change => [change]);
        WriteSection(output, "Recordings", model.Recordings, static r => [r.File, Some(r.Quantities)]);
        if (prepared is { EstimatedMemoryBytes: > 0 })
            output.WriteLine($"Memory: about {HumanText.Bytes(prepared.EstimatedMemoryBytes)}");
        if (prepared is { CanRun: false })
            output.WriteLine($"Cannot be run: {prepared.Diagnostics.First(static d => d.Severity == Severity.Error).Message}");
        foreach (var equations in model.Equations)
            WriteParagraph(output, equations.Name == equations.Type ? $"{equations.Name}:" : $"{equations.Name} ({equations.Type}):", equations.Lines);
        foreach (var type in types ? model.Types : [])
            WriteParagraph(output, type.Parent is { } parent ? $"{type.Name} : {parent}" : type.Name, type.Description is { } description ? type.Lines.Prepend(description) : type.Lines);
    }

    // Components of SpineML that are no neurons are no cells.
    private static string Size(PopulationDescription population) =>
        population.Size is { } size ? HumanText.Count(size, population.Type == "generic_component" ? "instance" : "cell") : "? cells";

    private static void WriteParagraph(TextWriter output, string heading, IEnumerable<string> lines)
    {
        output.WriteLine();
        output.WriteLine(heading);
        foreach (var line in lines)
            output.WriteLine($"  {line}");
    }

    /// <summary>The first few of a list that may have thousands.</summary>
    private static string Some(IReadOnlyCollection<string> items) => items.Count <= MostListed
        ? string.Join(", ", items)
        : $"{string.Join(", ", items.Take(MostListed - 1))}, … ({items.Count} in all)";

    private static void WriteSection<T>(TextWriter output, string title, IReadOnlyCollection<T> items, Func<T, string[]> row, params ReadOnlySpan<bool> right)
    {
        if (items.Count == 0)
            return;
        output.WriteLine($"{title}:");
        HumanText.WriteTable(output, [.. items.Select(row)], right);
    }

    private static void Write(Utf8JsonWriter json, ModelDescription model, bool types)
    {
        json.WriteString("name", model.Name);
        json.WriteString("format", model.Format);
        if (model.Semantics is { } semantics)
            json.WriteString("semantics", semantics);
        json.WriteOptional("durationSeconds", model.Duration);
        json.WriteOptional("stepSeconds", model.Step);
        json.WriteRecords("populations", model.Populations, static p => [("name", p.Name), ("component", p.Component), ("type", p.Type), ("size", p.Size)]);
        json.WriteRecords("projections", model.Projections, static p =>
            [("name", p.Name), ("from", p.From), ("to", p.To), ("synapse", p.Synapse), ("connections", p.Connections), ("isExpected", p.IsExpected)]);
        json.WriteRecords("inputs", model.Inputs, static i => [("name", i.Name), ("component", i.Component), ("target", i.Target), ("count", i.Count)]);
        json.WriteRecords("cells", model.Cells, static c =>
            [("name", c.Name), ("type", c.Type), ("segments", c.Segments), ("segmentGroups", c.SegmentGroups), ("channels", c.Channels)]);
        json.WriteRecords("components", model.Components, static c => [("name", c.Name), ("type", c.Type)]);
        json.WriteRecords("equations", model.Equations, static e => [("name", e.Name), ("type", e.Type), ("lines", e.Lines)]);
        json.WriteRecords("values", model.Values, static v => [("name", v.Name), ("values", v.Values)]);
        json.WriteStrings("changes", model.Changes);
        json.WriteRecords("recordings", model.Recordings, static r => [("file", r.File), ("quantities", r.Quantities)]);
        if (types)
            json.WriteRecords("types", model.Types, static t => [("name", t.Name), ("parent", t.Parent), ("description", t.Description), ("lines", t.Lines)]);
    }
}
