using System.Globalization;

namespace Neuroglot.Cli;

/// <summary>Numbers as people read them.</summary>
internal static class HumanText
{
    /// <summary>A time in the unit that suits it, four digits: <c>300 ms</c>, <c>2.5 us</c>, <c>12 s</c>.</summary>
    public static string Time(double seconds) => Math.Abs(seconds) switch
    {
        0 => "0 s",
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:G4} us"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:G4} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:G4} s"),
    };

    /// <summary>A wall-clock time: <c>45 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>.</summary>
    public static string Clock(double seconds)
    {
        if (seconds < 1)
            return "less than 1 s";
        var whole = (long)Math.Round(Math.Min(seconds, 1e12));
        return whole < 60 ? $"{whole} s" : whole < 3600 ? $"{whole / 60} min {whole % 60} s" : $"{whole / 3600} h {whole % 3600 / 60} min";
    }

    /// <summary>A size in memory: <c>12.3 MB</c>.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
        double size = bytes;
        var unit = 0;
        for (; size >= 1000 && unit < units.Length - 1; unit++)
            size /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{size:G3} {units[unit]}");
    }

    /// <summary><c>1 spike</c>, <c>12,345 spikes</c>.</summary>
    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? string.Empty : "s")}");

    /// <summary>A factor or rate, three digits but never in scientific notation.</summary>
    public static string Factor(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    /// <summary>Rows with their columns aligned, two blanks apart, indented by two.</summary>
    public static void WriteTable(TextWriter writer, IReadOnlyList<string[]> rows, params ReadOnlySpan<bool> right)
    {
        if (rows.Count == 0)
            return;
        var widths = new int[rows[0].Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                widths[i] = Math.Max(widths[i], row[i].Length);
        }
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                writer.Write("  ");
                var padded = i < right.Length && right[i] ? row[i].PadLeft(widths[i]) : i == row.Length - 1 ? row[i] : row[i].PadRight(widths[i]);
                writer.Write(padded);
            }
            writer.WriteLine();
        }
    }
}
