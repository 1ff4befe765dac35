using System.Globalization;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Morphologies.Swc;

/// <summary>Lines to points. Reads on after what is wrong, to tell of all of it at once, and gives up where a file is out of bounds.</summary>
internal sealed class SwcParser(string path, DiagnosticBag diagnostics)
{
    private const int MostPoints = 2_000_000;
    private const int LongestLine = 10_000;
    private const int MostProblems = 50;

    // A kilometre, in micrometres: squares of such lengths are finite, and no neuron is as large.
    private const double Farthest = 1e9;
    private static readonly string[] Columns = ["number", "type", "x", "y", "z", "radius", "parent"];

    private readonly List<SwcPoint> points = [];
    private readonly Dictionary<int, int> lines = [];
    private int line;

    public List<SwcPoint> Parse(TextReader reader)
    {
        var buffer = new char[1 << 16];
        var text = new char[LongestLine];
        var length = 0;
        var before = '\0';
        for (int count; (count = reader.Read(buffer)) > 0;)
        {
            foreach (var letter in buffer.AsSpan(0, count))
            {
                // Lines end with a line feed, a carriage return, or both.
                var isSecondHalf = letter is '\n' && before is '\r';
                before = letter;
                if (isSecondHalf)
                    continue;
                if (letter is '\n' or '\r')
                {
                    if (!Take(text.AsSpan(0, length)))
                        return points;
                    length = 0;
                }
                else if (length < LongestLine)
                {
                    text[length++] = letter;
                }
                else
                {
                    diagnostics.Error("NG8157", $"The line has more than {LongestLine} letters.", At(line + 1, 1), "this is no file of SWC");
                    return points;
                }
            }
        }

        if (Take(text.AsSpan(0, length)) && points.Count == 0 && !diagnostics.HasErrors)
            diagnostics.Error("NG8156", "The file has no points.", new SourceSpan(path, 0, 0), "a line of SWC has a number, a type, x, y, z, a radius and the number of its parent");
        return points;
    }

    // False where nothing more is to be read.
    private bool Take(ReadOnlySpan<char> text)
    {
        line++;
        if (text.IndexOf('#') is >= 0 and var comment)
        {
            Note(text[(comment + 1)..]);
            text = text[..comment];
        }

        text = text.Trim("\uFEFF \t\f\v\0");
        if (text.IsEmpty)
            return true;
        Span<Range> places = stackalloc Range[Columns.Length + 1];
        var count = text.SplitAny(places, " \t", StringSplitOptions.RemoveEmptyEntries);
        if (count == 1)
            count = text.SplitAny(places, ",;", StringSplitOptions.TrimEntries);
        if (count < Columns.Length)
        {
            diagnostics.Error("NG8151", $"The line has {count} columns in place of {Columns.Length}.", At(line, 1), $"write {string.Join(", ", Columns)}, with spaces between them");
            return diagnostics.Count < MostProblems;
        }

        Span<double> numbers = stackalloc double[Columns.Length];
        for (var column = 0; column < Columns.Length; column++)
        {
            var word = text[places[column]];
            var isWhole = column is 0 or 1 or 6;
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[column]) || !double.IsFinite(numbers[column])
                || (isWhole && (numbers[column] != Math.Floor(numbers[column]) || Math.Abs(numbers[column]) > int.MaxValue)))
            {
                var shown = word.Length > 40 ? $"{word[..40]}…" : word.ToString();
                diagnostics.Error(
                    "NG8151", $"The {Columns[column]} `{shown}` is no {(isWhole ? "whole " : string.Empty)}number.", At(line, places[column].Start.Value + 1),
                    shown.Contains(',', StringComparison.Ordinal) ? "write decimals with a point" : "write a number such as `12` or `3.5`");
                return diagnostics.Count < MostProblems;
            }
        }

        return Keep(new SwcPoint((int)numbers[0], (int)numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], (int)numbers[6], line));
    }

    private bool Keep(SwcPoint point)
    {
        if (point.Radius < 0)
            diagnostics.Error("NG8158", $"The radius of point {point.Index} is {point.Radius}.", At(line, 1), "write one above 0");
        if (Math.Max(Math.Max(Math.Abs(point.X), Math.Abs(point.Y)), Math.Max(Math.Abs(point.Z), point.Radius)) > Farthest)
            diagnostics.Error("NG8158", $"Point {point.Index} lies, or reaches, farther than {Farthest:G} µm.", At(line, 1), "write lengths in micrometres");
        if (!lines.TryAdd(point.Index, line))
            diagnostics.Error("NG8152", $"The number {point.Index} is that of the point in line {lines[point.Index]}, too.", At(line, 1), "give each point a number of its own");
        points.Add(point);
        if (points.Count <= MostPoints)
            return diagnostics.Count < MostProblems;
        diagnostics.Error("NG8157", $"The file has more than {MostPoints} points.", At(line, 1), "take fewer neurons at a time");
        return false;
    }

    // Some files state a scale in a comment, which programs treat in different ways.
    private void Note(ReadOnlySpan<char> comment)
    {
        comment = comment.Trim();
        if (comment.Length > 200 || !comment.StartsWith("SCALE", StringComparison.OrdinalIgnoreCase))
            return;
        var factors = comment[5..].Trim().ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (Array.Exists(factors, static factor => double.TryParse(factor, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value != 1))
            diagnostics.Warning("NG8162", $"The scale `{string.Join(' ', factors)}` is not applied: lengths are taken as micrometres.", At(line, 1), "scale the points in the file, and remove the line");
    }

    private SourceSpan At(int row, int column) => new(path, row, column);
}
