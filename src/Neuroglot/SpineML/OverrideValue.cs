using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML;

/// <summary>
/// The value of an override for a document that converts no units: a plain number is taken as it stands, one with a unit is converted to that which the document declares.
/// </summary>
/// <param name="change">The override.</param>
/// <param name="unit">The declared unit; null or <c>?</c> for none.</param>
/// <param name="code">The code of what is wrong with it.</param>
/// <param name="diagnostics">Gets what is wrong.</param>
internal sealed class OverrideValue(ParameterOverride change, string? unit, string code, DiagnosticBag diagnostics)
{
    private static readonly Unit Millisecond = UnitTables.SpineML.Find("ms")!;

    /// <summary>A number, or <c>uniform(a, b, seed)</c>, <c>normal(mean, variance, seed)</c>, <c>poisson(mean, seed)</c>, <c>exponential(mean, seed)</c>, the seed being optional; or null, with the reason.</summary>
    public PropertyValue? Read()
    {
        var text = change.Value;
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
            return Number() is { } number ? new FixedValue(number, SourceSpan.None) : null;
        var name = text[..open].Trim().ToUpperInvariant();
        var arguments = text[^1] == ')' ? text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries) : [];
        var wanted = name switch { "UNIFORM" or "UNI" or "NORMAL" or "NORM" => 2, "POISSON" or "EXPONENTIAL" => 1, _ => 0 };
        if (wanted == 0 || arguments.Length < wanted || arguments.Length > wanted + 1)
            return Wrong("is no distribution", "Write uniform(a, b, seed), normal(mean, variance, seed), poisson(mean, seed) or exponential(mean, seed); the seed may be left out.");
        long? seed = null;
        if (arguments.Length > wanted)
        {
            if (!long.TryParse(arguments[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given))
                return Wrong($"has the seed '{arguments[^1]}', which is no whole number", "Write a whole number, or leave it out.");
            seed = given;
        }

        if (Number(arguments[0]) is not { } first)
            return null;
        switch (name)
        {
            case "UNIFORM" or "UNI":
                return Number(arguments[1]) is { } end ? new UniformDistribution(first, end, seed, SourceSpan.None) : null;
            case "NORMAL" or "NORM":
                if (!double.TryParse(arguments[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var variance) || !(variance >= 0))
                    return Wrong($"has the variance '{arguments[1]}'", "A variance is a plain number, in the square of the declared unit, and not negative.");
                return new NormalDistribution(first, variance, seed, SourceSpan.None);
            case "POISSON":
                return new PoissonDistribution(first, seed, SourceSpan.None);
            default:
                return new ExponentialDistribution(first, seed, SourceSpan.None);
        }
    }

    /// <summary>The number in the declared unit; or null, with the reason.</summary>
    public double? Number() => Number(change.Value);

    /// <summary>A value for each time, <c>0ms:0nA, 50ms:0.3nA</c>, in ascending order of times; or null, with the reason.</summary>
    public ImmutableArray<TimePoint>? Course()
    {
        var points = ImmutableArray.CreateBuilder<TimePoint>();
        foreach (var pair in change.Value.Split(','))
        {
            var parts = pair.Split(':');
            if (parts.Length != 2)
            {
                Wrong($"has '{pair.Trim()}', which is no pair of a time and a value", "Write for example 0ms:0, 50ms:0.3.");
                return null;
            }

            if (Number(parts[0], "ms", Millisecond) is not { } time || Number(parts[1]) is not { } value)
                return null;
            if (time < 0 || (points.Count > 0 && time <= points[^1].Time))
            {
                Wrong($"has the time '{parts[0].Trim()}' out of order", "Begin at 0 or later, and let times ascend.");
                return null;
            }

            points.Add(new TimePoint(time, value, SourceSpan.None));
        }

        return points.ToImmutable();
    }

    private double? Number(string text) => Number(text, unit, string.IsNullOrEmpty(unit) ? null : UnitTables.SpineML.Find(unit));

    private double? Number(string text, string? declaredName, Unit? declared)
    {
        var found = new DiagnosticBag();
        if (!UnitTables.SpineML.TrySplit(text, SourceSpan.None, found, out var number, out var given))
        {
            Wrong(found.First().Message, found.First().Hint);
            return null;
        }

        if (!double.IsFinite(number))
        {
            Wrong($"'{text.Trim()}' is too large for a number", null);
            return null;
        }

        if (given == Unit.None || given == declared)
            return number;
        if (declared is null || declared.Dimension.IsNone)
        {
            Wrong($"'{text.Trim()}' has a unit, and the model declares none that it could be converted to", "Write a plain number.");
            return null;
        }

        if (given.Dimension == declared.Dimension)
            return declared.FromSI(given.ToSI(number));
        Wrong($"'{text.Trim()}' is a {given.Dimension}, but the model declares {declaredName}, a {declared.Dimension}", $"Give a value in {declaredName}, for example.");
        return null;
    }

    private PropertyValue? Wrong(string message, string? hint)
    {
        diagnostics.Error(code, $"{change.Path}={change.Value}: {message}.", SourceSpan.None, hint);
        return null;
    }
}
