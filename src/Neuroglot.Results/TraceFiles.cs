using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Results;

/// <summary>Reads files of recorded values in every form that <see cref="RecordingFiles"/> writes. A last line that a kill cut short is left out.</summary>
public static class TraceFiles
{
    private static readonly Lazy<UnitTable> Units = new(static () => UnitTables.Tvbo.With(UnitTables.Brian.Units));

    /// <summary>Reads <paramref name="path"/>; the form follows from its ending (<c>.csv</c>, <c>.npz</c>, <c>.jsonl</c>, anything else is <c>.dat</c>).</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Gets NG4020 when there is no such file, NG4021 when it is not what its ending says.</param>
    /// <param name="names">Names for the columns of a <c>.dat</c> file, which has none; <c>column 1</c> and so on where missing.</param>
    public static ImmutableArray<Trace> Read(string path, DiagnosticBag diagnostics, ImmutableArray<string> names = default)
    {
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".csv" => ReadCsv(path, diagnostics),
                ".npz" => NpzFile.ReadTraces(path, diagnostics),
                ".jsonl" => ReadJson(path, diagnostics),
                _ => ReadDat(path, names.IsDefault ? [] : names, diagnostics),
            };
        }
        catch (InvalidDataException e)
        {
            diagnostics.Error("NG4021", $"'{path}' is no {Path.GetExtension(path)} file: {e.Message}", new SourceSpan(path, 0, 0));
            return [];
        }
        catch (Exception e) when (RowFile.IsFileError(e))
        {
            diagnostics.Error("NG4020", $"The file '{path}' cannot be read: {e.Message}", SourceSpan.None);
            return [];
        }
    }

    private static ImmutableArray<Trace> ReadDat(string path, ImmutableArray<string> names, DiagnosticBag diagnostics)
    {
        var table = new ColumnTable(path, diagnostics);
        foreach (var (line, number) in WholeLines(path))
        {
            if (!table.Add(line.AsSpan().Trim(), '\t', number))
                return [];
        }
        return table.ToTraces(i => new Column(i < names.Length ? names[i] : $"column {i + 1}"), static (_, v) => v, 1);
    }

    private static ImmutableArray<Trace> ReadCsv(string path, DiagnosticBag diagnostics)
    {
        ImmutableArray<Column>? columns = null;
        var table = new ColumnTable(path, diagnostics);
        foreach (var (line, number) in WholeLines(path))
        {
            if (columns is null)
                columns = [.. CsvText.Split(line).Select(ParseHeading)];
            else if (!table.Add(line, ',', number))
                return [];
        }
        return Scaled(path, table, columns ?? [], diagnostics);
    }

    private static ImmutableArray<Trace> ReadJson(string path, DiagnosticBag diagnostics)
    {
        ImmutableArray<Column>? columns = null;
        var table = new ColumnTable(path, diagnostics);
        try
        {
            foreach (var (line, number) in WholeLines(path))
            {
                if (columns is null)
                    columns = [.. JsonDocument.Parse(line).RootElement.GetProperty("columns").EnumerateArray().Select(static c => ParseHeading(c.GetString() ?? string.Empty))];
                else if (!table.Add(line.AsSpan().Trim("[]"), ',', number))
                    return [];
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            diagnostics.Error("NG4021", "The first line does not describe columns.", new SourceSpan(path, 1, 1));
            return [];
        }
        return Scaled(path, table, columns ?? [], diagnostics);
    }

    private static ImmutableArray<Trace> Scaled(string path, ColumnTable table, ImmutableArray<Column> columns, DiagnosticBag diagnostics)
    {
        if (columns.Length == 0 || columns[0].Name != "time" || columns[0].Unit.Dimension != Dimension.Time)
        {
            diagnostics.Error("NG4021", "The heading does not begin with a time and its unit, such as 'time [ms]'.", new SourceSpan(path, 1, 1));
            return [];
        }
        return table.ToTraces(i => columns[i + 1], static (c, v) => c.Unit.ToSI(v), columns[0].Unit.Factor, columns.Length);
    }

    /// <summary><c>cells[3]/v [mV]</c>; an unknown unit stays part of the name, and the numbers stay as they are.</summary>
    private static Column ParseHeading(string heading)
    {
        var open = heading.EndsWith(']') ? heading.LastIndexOf(" [", StringComparison.Ordinal) : -1;
        return open > 0 && Units.Value.Find(heading.AsSpan()[(open + 2)..^1]) is { } unit ? new Column(heading[..open], unit) : new Column(heading);
    }

    internal static IEnumerable<(string Line, int Number)> WholeLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var number = 0;
        for (string? next, line = reader.ReadLine(); line is not null; line = next)
        {
            next = reader.ReadLine();
            number++;
            if (next is null && !EndsWithLineBreak(path))
                yield break;
            if (!string.IsNullOrWhiteSpace(line))
                yield return (line, number);
        }
    }

    private static bool EndsWithLineBreak(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (stream.Length == 0)
            return true;
        stream.Position = stream.Length - 1;
        return stream.ReadByte() is '\n' or '\r';
    }

    // Also as other programs write what is no number: nan, inf, nothing at all, and null in JSON.
    private static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        value = double.NaN;
        if (text.IsEmpty || text.SequenceEqual("null"))
            return true;
        var isNegative = text[0] == '-';
        if (!text[(text[0] is '+' or '-' ? 1 : 0)..].Equals("inf", StringComparison.OrdinalIgnoreCase))
            return false;
        value = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        return true;
    }

    /// <summary>Numbers by column, the first being the time.</summary>
    private sealed class ColumnTable(string path, DiagnosticBag diagnostics)
    {
        private readonly List<List<double>> columns = [];

        public bool Add(ReadOnlySpan<char> line, char separator, int number)
        {
            var column = 0;
            foreach (var range in line.Split(separator))
            {
                var text = line[range].Trim();
                if (!TryNumber(text, out var value))
                {
                    diagnostics.Error("NG4021", $"'{text}' is not a number.", new SourceSpan(path, number, range.Start.Value + 1));
                    return false;
                }
                if (column == columns.Count && (columns.Count == 0 || columns[0].Count == 1))
                    columns.Add([]);
                if (column < columns.Count)
                    columns[column].Add(value);
                column++;
            }
            if (column == columns.Count && columns[^1].Count == columns[0].Count)
                return true;
            diagnostics.Error("NG4021", $"This line has {column} fields, the first has {columns.Count}.", new SourceSpan(path, number, 1));
            return false;
        }

        public ImmutableArray<Trace> ToTraces(Func<int, Column> column, Func<Column, double, double> toSi, double timeFactor, int count = 0)
        {
            if (columns.Count == 0)
                columns.AddRange(Enumerable.Range(0, count).Select(static _ => new List<double>()));
            if (count != 0 && columns.Count != count)
            {
                diagnostics.Error("NG4021", $"The heading names {count} columns, the rows have {columns.Count}.", new SourceSpan(path, 1, 1));
                return [];
            }
            if (columns.Count == 0)
                return [];
            ImmutableArray<double> times = [.. columns[0].Select(t => timeFactor == 1 ? t : t * timeFactor)];
            return
            [
                .. columns.Skip(1).Select((values, i) =>
                {
                    var heading = column(i);
                    return new Trace(heading, times, [.. values.Select(v => toSi(heading, v))]);
                }),
            ];
        }
    }
}
