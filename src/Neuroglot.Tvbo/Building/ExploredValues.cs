using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Building;

/// <summary>The values that parameters take in explorations.</summary>
public static class ExploredValues
{
    private const int MostValues = 1_000_000;

    // A last value that roundings have put a little beyond the end of a range belongs to it.
    private const double Tolerance = 1e-9;

    /// <summary>
    /// The values of a parameter: those of <c>explored_values</c>; <c>n</c> values from <c>lo</c> to <c>hi</c>, both included, on a logarithmic scale where <c>log_scale</c> says so; <c>lo</c>,
    /// <c>lo + step</c> and so on up to <c>hi</c>; or its <c>value</c>. Null, with an error, where there are none.
    /// </summary>
    /// <param name="parameter">The parameter of an exploration.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static ImmutableArray<double>? Of(Parameter parameter, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var values = Values(parameter);
        if (values is { Count: > 0 and <= MostValues } && values.All(double.IsFinite))
            return [.. values];
        diagnostics.Error(
            BuildCodes.WrongExploration, $"The explored parameter `{parameter.Name}` has no values, too many, or infinite ones.", parameter.Span,
            "Write `domain: {lo: 0, hi: 1, n: 11}`, `domain: {lo: 0, hi: 1, step: 0.1}` or `domain: {explored_values: [0, 0.5, 1]}`.");
        return null;
    }

    private static List<double>? Values(Parameter parameter)
    {
        if (parameter.Kept.FirstOrDefault(static member => member.Key == "explored_values")?.Value is { Kind: YamlKind.List } listed)
            return [.. listed.Items.Select(static item => double.TryParse(item.Text, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)];
        if (parameter.Domain is not { } domain)
            return parameter.Value is { } one ? [one] : null;
        if (!domain.Values.IsEmpty)
            return [.. domain.Values];
        if (domain is not { Low: { } low, High: { } high } || low > high || (domain.IsLogarithmic && low <= 0))
            return null;
        if (domain.Count is { } count)
            return count is >= 1 and <= MostValues ? [.. Enumerable.Range(0, count).Select(place => At(low, high, count == 1 ? 0 : (double)place / (count - 1), domain.IsLogarithmic))] : null;
        if (domain.Step is not > 0 || (high - low) / domain.Step.Value > MostValues)
            return null;
        return [.. Enumerable.Range(0, (int)Math.Floor(((high - low) / domain.Step.Value) + Tolerance) + 1).Select(place => Rounded(low + (place * domain.Step.Value)))];
    }

    private static double At(double low, double high, double part, bool isLogarithmic) => part switch
    {
        0 => low,
        1 => high,
        _ => Rounded(isLogarithmic ? Math.Exp(Math.Log(low) + (part * (Math.Log(high) - Math.Log(low)))) : low + (part * (high - low))),
    };

    // Fifteen digits: what lies between 0.1 and 0.5 is 0.3, as people write it.
    private static double Rounded(double value) => double.Parse(value.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
