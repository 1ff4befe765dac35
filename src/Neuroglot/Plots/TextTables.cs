using System.Globalization;

namespace Neuroglot.Plots;

/// <summary>What the first lines of a table of numbers tell about it.</summary>
internal static class TextTables
{
    private const int LinesLookedAt = 400;

    private static readonly char[] Blanks = ['\t', ' '];

    /// <summary>
    /// Whether lines of two fields are a time and an identifier, or the other way round, as event files of LEMS have them; null for a table of values. Tables of values have a blank at the
    /// end of a line, or numbers with a fraction in both columns.
    /// </summary>
    public static bool? TimeComesFirst(string path)
    {
        var (firstIsWhole, secondIsWhole, any) = (true, true, false);
        foreach (var line in Lines(path))
        {
            var fields = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length != 2 || line[^1] is '\t' or ' ')
                return null;
            firstIsWhole &= IsWhole(fields[0]);
            secondIsWhole &= IsWhole(fields[1]);
            any = true;
        }

        return !any ? null : secondIsWhole ? true : firstIsWhole ? false : null;
    }

    /// <summary>The fields of the first line; empty for an empty file.</summary>
    public static string[] Heading(string path) => Lines(path).FirstOrDefault() is { } line ? [.. line.Split(',').Select(static field => field.Trim().Trim('"'))] : [];

    private static bool IsWhole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static IEnumerable<string> Lines(string path) => File.ReadLines(path).Where(static line => !string.IsNullOrWhiteSpace(line)).Take(LinesLookedAt);
}
