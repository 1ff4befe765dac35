using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Building;

/// <summary>The values that a parameter takes in an exploration: listed, or evenly spaced.</summary>
/// <param name="Listed">Values one by one; empty for those that are spaced.</param>
/// <param name="First">The first of the spaced values.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Count">How many they are.</param>
/// <param name="IsLogarithmic">Whether their logarithms are evenly spaced.</param>
public sealed record ExploredValues(ImmutableArray<double> Listed, double First, double Last, int Count, bool IsLogarithmic)
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
    public static ExploredValues? Of(Parameter parameter, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var values = Values(parameter);
        if (values is { Listed: { IsEmpty: false, Length: <= MostValues } listed } && listed.All(double.IsFinite))
            return values;
        if (values is { Listed.IsEmpty: true, Count: >= 1 and <= MostValues } && double.IsFinite(values.First) && double.IsFinite(values.Last))
            return values;
        diagnostics.Error(
            BuildCodes.WrongExploration, $"The explored parameter `{parameter.Name}` has no values, too many, or infinite ones.", parameter.Span,
            "Write `domain: {lo: 0, hi: 1, n: 11}`, `domain: {lo: 0, hi: 1, step: 0.1}` or `domain: {explored_values: [0, 0.5, 1]}`.");
        return null;
    }

    /// <summary>Why an exploration is no sweep over values that it states: a key with what it asks for; null where it is one.</summary>
    public static (YamlMember Member, string What)? WhyNot(Exploration exploration)
    {
        ArgumentNullException.ThrowIfNull(exploration);
        foreach (var member in exploration.Kept.Where(static one => one.Value.Kind != YamlKind.Null))
        {
            if (member.Key == "strategy" && member.Value.Text is not ("grid" or "product" or "zip"))
                return (member, $"searches by `{member.Value.Text}`");
            if (member.Key == "grid")
                return (member, "has a `grid`");
        }

        foreach (var parameter in exploration.Parameters)
        {
            if (parameter.Kept.FirstOrDefault(static one => one.Key == "transform" && one.Value.Kind != YamlKind.Null) is { } transform)
                return (transform, $"transforms `{parameter.Name}` by `{transform.Value.Text}`");
        }

        return null;
    }

    private static ExploredValues? Values(Parameter parameter)
    {
        if (parameter.Kept.FirstOrDefault(static member => member.Key == "explored_values")?.Value is { Kind: YamlKind.List } listed)
            return List([.. listed.Items.Select(static item => double.TryParse(item.Text, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)]);
        if (parameter.Domain is not { } domain)
            return parameter.Value is { } one ? List([one]) : null;
        if (!domain.Values.IsEmpty)
            return List(domain.Values);
        if (domain is not { Low: { } low, High: { } high } || low > high || (domain.IsLogarithmic && low <= 0))
            return null;
        if (domain.Count is { } count)
            return new ExploredValues([], low, high, count, domain.IsLogarithmic);
        if (domain.Step is not > 0 || (high - low) / domain.Step.Value > MostValues)
            return null;
        return List([.. Enumerable.Range(0, (int)Math.Floor(((high - low) / domain.Step.Value) + Tolerance) + 1).Select(place => Rounded(low + (place * domain.Step.Value)))]);
    }

    private static ExploredValues List(ImmutableArray<double> values) => new(values, 0, 0, 0, false);

    // Fifteen digits: three steps of 0.1 are 0.3, as people write it.
    private static double Rounded(double value) => double.Parse(value.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
