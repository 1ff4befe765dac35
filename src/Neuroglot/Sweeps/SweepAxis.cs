using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;

namespace Neuroglot.Sweeps;

/// <summary>A value that a sweep varies.</summary>
/// <param name="Path">What varies, as <see cref="ParameterOverride.Path"/> names it.</param>
/// <param name="Values">Its values, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit as written; empty for none.</param>
public sealed partial record SweepAxis(string Path, ImmutableArray<double> Values, string Unit)
{
    /// <summary>The code of an axis that cannot be read.</summary>
    internal const string Malformed = "NG4130";

    private const int MostValues = 1_000_000;

    /// <summary>
    /// Reads <c>path=first:last:count</c> (evenly spaced, both ends included), <c>path=first:last:count:log</c> (evenly spaced logarithms) or <c>path=value,value,…</c>;
    /// values have a unit or none, the same for all of them.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="diagnostics">Gets the reason where the result is null.</param>
    public static SweepAxis? Parse(string text, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1 || text[..equals].IndexOf('.', StringComparison.Ordinal) < 1)
            return Wrong("it is not of the form population.parameter=values");
        var path = text[..equals].Trim();
        var parts = text[(equals + 1)..].Split(':', StringSplitOptions.TrimEntries);
        if (parts.Length == 1)
            return Listed(path, parts[0].Split(',', StringSplitOptions.TrimEntries));
        if (parts.Length > 4 || (parts.Length == 4 && parts[3] is not ("log" or "linear")) || parts.Length == 2)
            return Wrong("a range has a first value, a last value and a count, and may end with ':log'");
        if (!int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1 || count > MostValues)
            return Wrong($"'{parts[2]}' is no count from 1 to {MostValues}");
        if (Listed(path, [parts[0], parts[1]]) is not { Values: [var first, var last], Unit: var unit })
            return null;
        var isLogarithmic = parts.Length == 4 && parts[3] == "log";
        if (isLogarithmic && (first <= 0 || last <= 0))
            return Wrong("logarithmic spacing needs values above zero");
        return Spaced(path, first, last, count, isLogarithmic, unit);

        SweepAxis? Listed(string name, string[] values)
        {
            var numbers = ImmutableArray.CreateBuilder<double>(values.Length);
            string? unit = null;
            foreach (var value in values)
            {
                if (Quantity().Match(value) is not { Success: true } match || !double.TryParse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                    return Wrong($"'{value}' is no number with an optional unit");
                if ((unit ??= match.Groups[2].Value) != match.Groups[2].Value)
                    return Wrong($"'{value}' has another unit than the value before");
                numbers.Add(number);
            }

            return new SweepAxis(name, numbers.MoveToImmutable(), unit!);
        }

        SweepAxis? Wrong(string reason)
        {
            diagnostics.Error(Malformed, $"--vary {text}: {reason}.", SourceSpan.None, "Write for example pop.thresh=-60mV:-40mV:5, pop.tau=1ms:100ms:5:log or pop.n=1,2,4.");
            return null;
        }
    }

    /// <summary>Evenly spaced values, or such with evenly spaced logarithms, from the first to the last.</summary>
    internal static SweepAxis Spaced(string path, double first, double last, int count, bool isLogarithmic, string unit) =>
        new(path, [.. Enumerable.Range(0, count).Select(place => At(first, last, place, count, isLogarithmic))], unit);

    /// <summary>Value number <paramref name="place"/> with its unit, as an override has it.</summary>
    public string TextOf(int place) => Values[place].ToString("R", CultureInfo.InvariantCulture) + Unit;

    // Fifteen digits, so that what lies between 0.1 and 0.5 is 0.3, as people read and write it.
    private static double At(double first, double last, int place, int count, bool isLogarithmic)
    {
        if (place == 0)
            return first;
        if (place == count - 1)
            return last;
        var part = (double)place / (count - 1);
        var value = isLogarithmic ? Elementary.Exp(Elementary.Log(first) + (part * (Elementary.Log(last) - Elementary.Log(first)))) : first + (part * (last - first));
        return double.Parse(value.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([^\d\s.][^\s:,]*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Quantity();
}
