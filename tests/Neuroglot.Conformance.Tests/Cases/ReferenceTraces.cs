using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Neuroglot.Results;

namespace Neuroglot.Conformance.Tests.Cases;

/// <summary>
/// Traces of the reference simulator: every k-th row of each file and the last, in single precision, and where each signal crosses its threshold at
/// full resolution.
/// </summary>
public sealed class ReferenceTraces
{
    private readonly string folder;
    private readonly Dictionary<string, Table> tables = new(StringComparer.Ordinal);

    /// <summary>Reads what <paramref name="folder"/> says about its files.</summary>
    public ReferenceTraces(string folder)
    {
        this.folder = folder;
        using var meta = JsonDocument.Parse(File.ReadAllBytes(Path.Join(folder, "meta.json")));
        foreach (var file in meta.RootElement.GetProperty("files").EnumerateObject())
        {
            if (file.Value.TryGetProperty("decimation", out var decimation))
                tables.Add(file.Name, Read(file.Name, file.Value, decimation.GetInt32()));
        }
    }

    /// <summary>The variant of the simulation that records every displayed quantity, or null where the simulation itself was run.</summary>
    public string? Variant => Directory.EnumerateFiles(folder, "REF_*.xml").FirstOrDefault();

    /// <summary>Names of the files with traces.</summary>
    public IEnumerable<string> Files => tables.Keys;

    /// <summary>Compares recorded columns with those of the reference.</summary>
    /// <param name="file">Name of the file.</param>
    /// <param name="times">Time of each row; fewer rows than the reference has are compared as far as they go.</param>
    /// <param name="columns">The columns without the time.</param>
    /// <param name="isWhole">Whether the number of rows must be the reference's.</param>
    public TraceComparison Compare(string file, IReadOnlyList<double> times, IReadOnlyList<IReadOnlyList<double>> columns, bool isWhole)
    {
        var table = tables[file];
        var result = new TraceComparison(0, null);
        if (isWhole && times.Count != table.RowsInFull)
            result = result.With($"{file} has {times.Count} rows instead of {table.RowsInFull}");
        for (var i = 0; i < table.Columns.Length; i++)
        {
            if (i >= columns.Count)
                return result.With($"{file} has {columns.Count} columns instead of {table.Columns.Length}");
            result = result.And(CompareColumn(file, table, table.Columns[i], times, columns[i]));
        }

        return result;
    }

    /// <summary>Names of the files of events.</summary>
    public IEnumerable<string> EventFiles => Directory.EnumerateFiles(folder, "*.spikes").Select(path => Path.GetFileName(path));

    /// <summary>The events of a file, whichever of time and id comes first: times have a point, ids don't.</summary>
    public static IEnumerable<(double Time, string Id)> ReadEvents(string path) =>
        from line in File.ReadLines(path)
        let fields = line.Split('\t', StringSplitOptions.RemoveEmptyEntries)
        where fields.Length == 2
        let time = fields[0].Contains('.', StringComparison.Ordinal) ? 0 : 1
        select (double.Parse(fields[time], CultureInfo.InvariantCulture), fields[1 - time]);

    /// <summary>Compares events, in their order, with a file of the reference; there may be none.</summary>
    public TraceComparison CompareEvents(string file, IReadOnlyList<(double Time, string Id)> events)
    {
        var path = Path.Join(folder, file);
        if (!File.Exists(path))
            return default;
        var expected = ReadEvents(path).ToArray();
        if (expected.Length != events.Count)
            return new TraceComparison(0, $"{file} has {events.Count} events instead of {expected.Length}");
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i].Id != events[i].Id || Math.Abs(expected[i].Time - events[i].Time) > 1e-6 * events[i].Time)
                return new TraceComparison(0, $"{file}: event {i} is {events[i].Id} at {events[i].Time:G7} s instead of {expected[i].Id} at {expected[i].Time:G7} s");
        }

        return default;
    }

    private static TraceComparison CompareColumn(string file, Table table, Column column, IReadOnlyList<double> times, IReadOnlyList<double> values)
    {
        var worst = 0.0;
        for (var i = 0; i < column.Values.Length; i++)
        {
            var row = i == column.Values.Length - 1 ? table.RowsInFull - 1 : i * table.Decimation;
            if (row >= values.Count)
                break;
            // The text has the precision of a single, and Java's last digit is not always the nearest.
            var grain = MathF.BitIncrement(MathF.Abs((float)column.Values[i])) - MathF.Abs((float)column.Values[i]);
            var error = Math.Abs(values[row] - column.Values[i]) - grain;
            if (double.IsNaN(error) || error > worst * column.Range)
                worst = double.IsNaN(error) ? double.PositiveInfinity : column.Range > 0 ? error / column.Range : error > grain ? double.PositiveInfinity : 0;
        }

        var result = new TraceComparison(worst, worst > 1e-5 ? $"{file}: {column.Quantity} differs by {worst:G2} of its range" : null);
        return column.Threshold is { } threshold && values.Count > 2
            ? result.And(CompareCrossings(file, column, threshold, times, values))
            : result;
    }

    private static TraceComparison CompareCrossings(string file, Column column, double threshold, IReadOnlyList<double> times, IReadOnlyList<double> values)
    {
        var own = new List<double>();
        for (var i = 1; i < values.Count; i++)
        {
            if (AsText(values[i - 1], threshold) <= threshold && AsText(values[i], threshold) > threshold)
                own.Add(times[i]);
        }

        var expected = column.Crossings.Where(time => time <= times[values.Count - 1] * (1 + 1e-6)).ToArray();
        var count = Math.Min(own.Count, expected.Length);
        var halfStep = (times[1] - times[0]) / 2;
        for (var i = 0; i < count; i++)
        {
            if (Math.Abs(own[i] - expected[i]) > halfStep + (Math.Abs(expected[i]) * 1e-7))
                return new TraceComparison(0, $"{file}: {column.Quantity} crosses {threshold} at {own[i]:G7} s instead of {expected[i]:G7} s");
        }

        return own.Count == expected.Length || (column.Crossings.Length == 200 && own.Count > 200) ? new TraceComparison(0, null)
            : new TraceComparison(0, $"{file}: {column.Quantity} crosses {threshold} {own.Count} times instead of {expected.Length}");
    }

    /// <summary>The value as its text in single precision gives it back; only near the threshold does it matter.</summary>
    private static double AsText(double value, double threshold) =>
        Math.Abs(value - threshold) > 1e-5 * Math.Abs(threshold) ? value : double.Parse(JavaFloat.Format((float)value), CultureInfo.InvariantCulture);

    private Table Read(string name, JsonElement file, int decimation)
    {
        var rows = File.ReadLines(Path.Join(folder, name))
            .Select(line => line.Split('\t', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        var quantities = file.GetProperty("columns").EnumerateArray().Select(one => one.GetString()!).Skip(1).ToArray();
        var stats = file.GetProperty("stats");
        var columns = ImmutableArray.CreateBuilder<Column>();
        for (var i = 0; i < quantities.Length && i + 1 < rows[0].Length; i++)
        {
            var values = rows.Select(row => row[i + 1]).ToImmutableArray();
            var hasStats = stats.TryGetProperty(quantities[i], out var about);
            var range = hasStats ? about.GetProperty("max").GetDouble() - about.GetProperty("min").GetDouble() : values.Max() - values.Min();
            columns.Add(hasStats && about.TryGetProperty("thr", out var threshold)
                ? new Column(quantities[i], values, range, threshold.GetDouble(), [.. about.GetProperty("cross_times").EnumerateArray().Select(t => t.GetDouble())])
                : new Column(quantities[i], values, range, null, []));
        }

        return new Table(columns.ToImmutable(), file.GetProperty("rows_full").GetInt32(), decimation);
    }

    private sealed record Table(ImmutableArray<Column> Columns, int RowsInFull, int Decimation);

    private sealed record Column(string Quantity, ImmutableArray<double> Values, double Range, double? Threshold, ImmutableArray<double> Crossings);
}

/// <summary>How far results are from what is expected.</summary>
/// <param name="Worst">The largest error, as a part of the signal's range.</param>
/// <param name="Problem">What is not as it must be, or null.</param>
public readonly record struct TraceComparison(double Worst, string? Problem)
{
    /// <summary>Both together; the first problem is kept.</summary>
    public TraceComparison And(TraceComparison other) => new(Math.Max(Worst, other.Worst), Problem ?? other.Problem);

    /// <summary>With a problem, unless there is one already.</summary>
    public TraceComparison With(string problem) => this with { Problem = Problem ?? problem };
}
