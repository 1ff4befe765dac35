using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Neuroglot.Import.NeuroML;
using Neuroglot.Model.Units;

namespace Neuroglot.Cli;

/// <summary>Shapes and membranes of cells, and channels as equations, for people and for programs.</summary>
internal static class CellText
{
    /// <summary>Segments shown one by one; <c>--json</c> gives all.</summary>
    private const int MostSegments = 50;

    public static void WriteMorphologies(TextWriter output, CellImport import)
    {
        foreach (var cell in import.Cells)
        {
            var shape = cell.Morphology;
            output.WriteLine();
            output.WriteLine($"Cell {cell.Id}: {HumanText.Count(shape.Segments.Length, "segment")} in {HumanText.Count(shape.Sections.Length, "section")}, {Micrometres(shape.Length)} um long, {SquareMicrometres(shape.Area)} um2");
            Write(output, "Segments (parent, length um, diameters um, area um2)", [.. shape.Segments.Take(MostSegments).Select(Segment)], false, false, true, true, true);
            if (shape.Segments.Length > MostSegments)
                output.WriteLine($"  … {HumanText.Count(shape.Segments.Length - MostSegments, "segment")} more; --json shows them");
            Write(output, "Sections (parent, length um, area um2)", [.. shape.Sections.Select(section => new[]
            {
                section.Name, section.Parent < 0 ? string.Empty : $"on {shape.Sections[section.Parent].Name}", Micrometres(section.Length), SquareMicrometres(section.Area), $"segments {Listed(section.Segments)}",
            })], false, false, true, true);
            Write(output, "Groups (length um, area um2)", [.. shape.Groups.Select(static group => new[] { group.Id, Micrometres(group.Length), SquareMicrometres(group.Area), $"segments {Listed(group.Segments)}" })], false, true, true);
            WriteBiophysics(output, cell.Biophysics);
        }
    }

    public static void WriteChannels(TextWriter output, CellImport import)
    {
        foreach (var channel in import.Channels)
        {
            output.WriteLine();
            output.WriteLine($"Channel {channel.Channel} ({channel.Type}), needs {string.Join(", ", channel.Needs)}:");
            foreach (var equation in channel.Equations)
                output.WriteLine($"  {equation}");
            foreach (var value in channel.InitialValues)
                output.WriteLine($"  at start: {value.Variable} = {value.Value}");
        }
    }

    public static void WriteMorphologies(Utf8JsonWriter json, CellImport import) => json.WriteList("morphologies", import.Cells, static (json, cell) =>
    {
        json.WriteString("cell", cell.Id);
        json.WriteList("segments", cell.Morphology.Segments, static (json, segment) =>
        {
            json.WriteString("id", segment.Id);
            if (segment.Name is { } name)
                json.WriteString("name", name);
            if (segment.Parent is { } parent)
            {
                json.WriteString("parent", parent);
                json.WriteNumber("fractionAlong", segment.FractionAlong);
            }

            WritePoint(json, "proximal", segment.Proximal);
            WritePoint(json, "distal", segment.Distal);
            json.WriteNumber("lengthMetres", segment.Length);
            json.WriteNumber("areaSquareMetres", segment.Area);
            json.WriteNumber("volumeCubicMetres", segment.Volume);
        });
        json.WriteList("sections", cell.Morphology.Sections, static (json, section) =>
        {
            json.WriteString("name", section.Name);
            json.WriteNumber("parent", section.Parent);
            json.WriteStrings("segments", section.Segments);
            json.WriteNumber("lengthMetres", section.Length);
            json.WriteNumber("areaSquareMetres", section.Area);
        });
        json.WriteList("groups", cell.Morphology.Groups, static (json, group) =>
        {
            json.WriteString("id", group.Id);
            json.WriteStrings("segments", group.Segments);
            json.WriteNumber("lengthMetres", group.Length);
            json.WriteNumber("areaSquareMetres", group.Area);
        });
        WriteBiophysics(json, cell.Biophysics);
    });

    public static void WriteChannels(Utf8JsonWriter json, CellImport import) => json.WriteList("channels", import.Channels, static (json, channel) =>
    {
        json.WriteString("id", channel.Channel);
        json.WriteString("type", channel.Type);
        if (channel.Species is { } species)
            json.WriteString("species", species);
        json.WriteStrings("equations", channel.Equations.Select(static equation => equation.ToString()));
        json.WriteList("initialValues", channel.InitialValues, static (json, value) =>
        {
            json.WriteString("variable", value.Variable);
            json.WriteString("value", value.Value);
        });
        json.WriteStrings("needs", channel.Needs);
    });

    private static void WriteBiophysics(TextWriter output, CellBiophysics membrane)
    {
        Write(output, "Channels in the membrane", [.. membrane.Channels.Select(static one => new[]
        {
            one.Id, one.Channel, $"in {one.SegmentGroup ?? "the whole cell"}", one.Formula ?? one.Amount?.ToString() ?? string.Empty, one.Reversal is { } reversal ? $"reversal {reversal}" : one.Type,
        })]);
        Write(output, "Membrane", [
            .. membrane.Capacitance.Select(static one => new[] { "capacitance", $"in {one.SegmentGroup ?? "the whole cell"}", one.Value.ToString() }),
            .. membrane.Resistivity.Select(static one => new[] { "resistivity", $"in {one.SegmentGroup ?? "the whole cell"}", $"{one.Value.Value.ToString("G6", CultureInfo.InvariantCulture)} ohm m" }),
            .. One("potential at start", membrane.InitialPotential), .. One("spike threshold", membrane.SpikeThreshold),
        ]);
    }

    private static void WriteBiophysics(Utf8JsonWriter json, CellBiophysics membrane)
    {
        json.WriteList("channelDensities", membrane.Channels, static (json, one) =>
        {
            json.WriteString("id", one.Id);
            json.WriteString("type", one.Type);
            json.WriteString("channel", one.Channel);
            if (one.SegmentGroup is { } group)
                json.WriteString("segmentGroup", group);
            if (one.Ion is { } ion)
                json.WriteString("ion", ion);
            json.WriteOptional("amount", one.Amount?.Value);
            if (one.Formula is { } formula)
                json.WriteString("formula", formula);
            json.WriteOptional("reversalVolts", one.Reversal?.Value);
        });
        WriteValues(json, "capacitance", membrane.Capacitance);
        WriteValues(json, "resistivity", membrane.Resistivity);
        json.WriteOptional("initialPotentialVolts", membrane.InitialPotential?.Value);
        json.WriteOptional("spikeThresholdVolts", membrane.SpikeThreshold?.Value);
    }

    private static void WriteValues(Utf8JsonWriter json, string name, ImmutableArray<GroupQuantity> values) => json.WriteList(name, values, static (json, one) =>
    {
        if (one.SegmentGroup is { } group)
            json.WriteString("segmentGroup", group);
        json.WriteNumber("value", one.Value.Value);
    });

    private static void WritePoint(Utf8JsonWriter json, string name, MorphologyPoint point)
    {
        json.WriteStartObject(name);
        json.WriteNumber("x", point.X);
        json.WriteNumber("y", point.Y);
        json.WriteNumber("z", point.Z);
        json.WriteNumber("diameter", point.Diameter);
        json.WriteEndObject();
    }

    private static string[] Segment(MorphologySegment segment) =>
    [
        segment.Name is { } name && name != segment.Id ? $"{segment.Id} {name}" : segment.Id,
        segment.Parent is null ? string.Empty : segment.FractionAlong == 1 ? $"on {segment.Parent}" : string.Create(CultureInfo.InvariantCulture, $"on {segment.Parent} at {segment.FractionAlong}"),
        segment.IsSphere ? "sphere" : Micrometres(segment.Length),
        segment.IsSphere ? Micrometres(segment.Distal.Diameter) : $"{Micrometres(segment.Proximal.Diameter)} to {Micrometres(segment.Distal.Diameter)}",
        SquareMicrometres(segment.Area),
    ];

    private static IEnumerable<string[]> One(string what, Quantity? value) => value is { } known ? [[what, string.Empty, known.ToString()]] : [];

    private static void Write(TextWriter output, string title, IReadOnlyList<string[]> rows, params ReadOnlySpan<bool> right)
    {
        if (rows.Count == 0)
            return;
        output.WriteLine($"{title}:");
        HumanText.WriteTable(output, rows, right);
    }

    private static string Listed(ImmutableArray<string> ids) => ids.Length <= 12 ? string.Join(", ", ids) : $"{string.Join(", ", ids.Take(11))}, … ({ids.Length} in all)";

    private static string Micrometres(double metres) => (metres * 1e6).ToString("G5", CultureInfo.InvariantCulture);

    private static string SquareMicrometres(double area) => (area * 1e12).ToString("G5", CultureInfo.InvariantCulture);
}
