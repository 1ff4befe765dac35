using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Results;

namespace Neuroglot.Plots;

/// <summary>Reads lists of connections: a heading such as <c>source,target,weight [nS]</c>, then a line for each; or a zip of NumPy arrays of these names.</summary>
internal static class ConnectionFiles
{
    private static readonly string[] Sources = ["source", "sources", "src", "pre", "i", "from"];
    private static readonly string[] Targets = ["target", "targets", "dst", "post", "j", "to"];
    private static readonly Lazy<UnitTable> Units = new(static () => UnitTables.Tvbo.With(UnitTables.Brian.Units));

    /// <summary>Whether these are the names of the columns of such a list.</summary>
    public static bool Are(IReadOnlyList<string> names) => names.Any(static name => IsOneOf(name, Sources)) && names.Any(static name => IsOneOf(name, Targets));

    /// <summary>Reads a table of numbers between commas; null with NG8101 where a line is none.</summary>
    public static ConnectionList? ReadCsv(string path, DiagnosticBag diagnostics)
    {
        List<string>? heading = null;
        var columns = new List<List<double>>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var fields = line.Split(',');
            if (heading is null)
            {
                heading = [.. fields.Select(static field => field.Trim().Trim('"'))];
                columns.AddRange(heading.Select(static _ => new List<double>()));
                continue;
            }

            for (var column = 0; column < columns.Count; column++)
            {
                if (fields.Length == columns.Count && double.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                {
                    columns[column].Add(value);
                    continue;
                }

                diagnostics.Error("NG8101", $"This is no line of connections with {columns.Count} numbers.", new SourceSpan(path, number, 1), "Give a number for each name of the heading.");
                return null;
            }
        }

        return Of(path, [.. (heading ?? []).Zip(columns, static (name, values) => (name, values.ToArray()))], diagnostics);
    }

    /// <summary>Reads a zip of NumPy arrays.</summary>
    public static ConnectionList? ReadNpz(string path, DiagnosticBag diagnostics) =>
        Of(path, [.. NpzFile.ReadArrays(path, diagnostics).Select(static array => (array.Name, array.Values.ToArray()))], diagnostics);

    private static ConnectionList? Of(string path, ImmutableArray<(string Name, double[] Values)> columns, DiagnosticBag diagnostics)
    {
        var source = columns.FirstOrDefault(static column => IsOneOf(column.Name, Sources));
        var target = columns.FirstOrDefault(static column => IsOneOf(column.Name, Targets));
        if (source.Values is null || target.Values is null || source.Values.Length != target.Values.Length || !source.Values.Concat(target.Values).All(static value => value is >= 0 and <= int.MaxValue && value == Math.Floor(value)))
        {
            diagnostics.Error("NG8101", $"'{path}' has no columns of sources and targets, equally long, with indices from 0.", SourceSpan.None, "Name them source and target.");
            return null;
        }

        return new ConnectionList(
            Array.ConvertAll(source.Values, static value => (int)value), Array.ConvertAll(target.Values, static value => (int)value),
            [.. columns.Where(column => column != source && column != target && column.Values.Length == source.Values.Length).Select(static column => Scaled(column.Name, column.Values))]);
    }

    // weight [nS]
    private static (string Name, Unit Unit, double[] Values) Scaled(string heading, double[] values)
    {
        var open = heading.EndsWith(']') ? heading.LastIndexOf('[') : -1;
        return open > 0 && Units.Value.Find(heading.AsSpan()[(open + 1)..^1]) is { } unit
            ? (heading[..open].Trim(), unit, Array.ConvertAll(values, unit.ToSI)) : (heading, Unit.None, values);
    }

    private static bool IsOneOf(string name, string[] known) => known.Contains(name, StringComparer.OrdinalIgnoreCase);
}
