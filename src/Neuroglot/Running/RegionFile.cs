using System.Collections.Immutable;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;

namespace Neuroglot.Running;

/// <summary>
/// What the columns of a file of whole-brain results are, in a file beside it: <c>NAME.regions.json</c> for <c>NAME.dat</c> and any other form. The results themselves keep the names and
/// the form that other programs read.
/// </summary>
internal static class RegionFile
{
    private const string Ending = ".regions.json";

    /// <summary>Writes what the columns of <paramref name="results"/> are; its path, or null with NG4010 in <paramref name="diagnostics"/>.</summary>
    public static string? Write(string results, IEnumerable<RegionSignal> columns, DiagnosticBag diagnostics)
    {
        var path = Path.ChangeExtension(results, Ending);
        try
        {
            using var stream = File.Create(path);
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            json.WriteStartObject();
            json.WriteStartArray("columns");
            foreach (var column in columns)
            {
                json.WriteStartObject();
                json.WriteString("region", column.Region);
                json.WriteString("variable", column.Variable);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            return path;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error("NG4010", $"'{path}' cannot be written: {problem.Message}", SourceSpan.None);
            return null;
        }
    }

    /// <summary>The columns of <paramref name="results"/>, as many as <paramref name="count"/>; empty where there is no such file beside it, or it is of other results.</summary>
    public static ImmutableArray<RegionSignal> Read(string results, int count)
    {
        var path = Path.ChangeExtension(results, Ending);
        if (!File.Exists(path))
            return [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            ImmutableArray<RegionSignal> columns =
            [
                .. document.RootElement.GetProperty("columns").EnumerateArray().Select(static one => new RegionSignal(one.GetProperty("region").GetString() ?? string.Empty, one.GetProperty("variable").GetString() ?? string.Empty)),
            ];
            return columns.Length == count ? columns : [];
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary><paramref name="trace"/> under the name of its region and variable.</summary>
    public static Trace Named(Trace trace, RegionSignal signal) => trace with { Column = trace.Column with { Name = $"{signal.Region}/{signal.Variable}" } };
}
