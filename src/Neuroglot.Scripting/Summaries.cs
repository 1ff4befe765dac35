using System.Globalization;
using System.Text;
using Neuroglot.Brian;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>Tables of what happens in a step and of how long it takes.</summary>
internal static class Summaries
{
    /// <summary>What happens in a step.</summary>
    /// <param name="tasks">The parts of a step in their order.</param>
    public static string Scheduling(IEnumerable<ScheduledTask> tasks)
    {
        var rows = tasks.Select(one => (string[])[one.Name, one.Slot, one.Order.ToString(CultureInfo.InvariantCulture), $"{new Quantity(one.Step, Dimension.Time)}"]);
        return Table([["what", "when", "order", "dt"], .. rows]);
    }

    /// <summary>Times, the longest first, with their part of the whole.</summary>
    /// <param name="times">Time of each part of a step, the longest first.</param>
    /// <param name="count">How many are shown; null for all.</param>
    public static string Profiling(IReadOnlyCollection<(string Name, TimeSpan Time)> times, int? count)
    {
        var all = times.Sum(one => one.Time.TotalSeconds);
        var rows = times.Take(count ?? int.MaxValue)
            .Select(one => (string[])[one.Name, string.Create(CultureInfo.InvariantCulture, $"{one.Time.TotalSeconds:F3} s"), string.Create(CultureInfo.InvariantCulture, $"{(all > 0 ? 100 * one.Time.TotalSeconds / all : 0):F1} %")]);
        return Table([["what", "time", "part"], .. rows]);
    }

    private static string Table(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return text.ToString();
    }
}
