using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Dimension = Neuroglot.Model.Units.Dimension;
using Unit = Neuroglot.Model.Units.Unit;

namespace Neuroglot.Lems.Types;

/// <summary>The dimensions, units and global constants of a document.</summary>
internal sealed class ModelSymbols
{
    /// <summary>Most texts whose quantity is remembered. Weights and delays repeat in most networks; where they do not, this bounds the memory.</summary>
    private const int MostQuantities = 10_000;

    private readonly Dictionary<string, NamedDimension> dimensions = new(StringComparer.Ordinal) { ["none"] = new("none", Neuroglot.Model.Units.Dimension.None) };
    private readonly HashSet<string> unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Quantity> quantities = new(StringComparer.Ordinal);
    private readonly DiagnosticBag diagnostics;

    public ModelSymbols(LemsDocument document, DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
        foreach (var one in document.Dimensions)
        {
            if (IsSmall(one.M) && IsSmall(one.L) && IsSmall(one.T) && IsSmall(one.I) && IsSmall(one.K) && IsSmall(one.N) && IsSmall(one.J))
                dimensions[one.Name] = new NamedDimension(one.Name, new Dimension(one.M, one.L, one.T, one.I, one.K, one.N, one.J));
            else
                diagnostics.Error("NG1121", $"The dimension {one.Name} has an exponent beyond ±100.", one.Span);
        }

        var units = new List<Unit>(document.Units.Length);
        foreach (var one in document.Units)
        {
            if (Dimension(one.Dimension, one.Span) is { } dimension)
                units.Add(new Unit(one.Symbol, dimension, one.Power, one.Scale, one.Offset));
        }

        Units = UnitTable.Empty.With(units);
        GlobalConstants = Constants(document.Constants);
    }

    public UnitTable Units { get; }

    public IReadOnlyDictionary<string, NamedDimension> Dimensions => dimensions;

    public IReadOnlyDictionary<string, NamedQuantity> GlobalConstants { get; }

    /// <summary>The dimension called <paramref name="name"/>; null for <c>*</c> and, reported once (NG1120), for one that doesn't exist.</summary>
    public Dimension? Dimension(string name, SourceSpan span)
    {
        if (dimensions.TryGetValue(name, out var known))
            return known.Dimension;
        if (name != "*" && unknown.Add(name))
        {
            diagnostics.Error("NG1120", $"There is no dimension “{name}”.", span,
                NearNames.Hint(name, dimensions.Keys) ?? "Include NeuroMLCoreDimensions.xml, or define it with <Dimension>.");
        }

        return null;
    }

    public IReadOnlyDictionary<string, NamedQuantity> Constants(ImmutableArray<Constant> constants)
    {
        var values = new Dictionary<string, NamedQuantity>(StringComparer.Ordinal);
        foreach (var one in constants)
        {
            if (TryQuantity(one.Value.Text, Dimension(one.Dimension, one.Span), one.Value.Span, one.Name, "the constant", out var value))
                values[one.Name] = new NamedQuantity(one.Name, value.Value, value.Dimension);
        }

        return values;
    }

    /// <summary>Reads a quantity that needs the dimension <paramref name="expected"/>, any where that is null. A plain zero fits all. Tells nobody when it cannot.</summary>
    public bool TryQuantity(string text, Dimension? expected, out Quantity quantity)
    {
        if (!quantities.TryGetValue(text, out quantity))
        {
            if (!Units.TryParse(text, SourceSpan.None, new DiagnosticBag(), out quantity))
                return false;
            if (quantities.Count < MostQuantities)
                quantities.Add(text, quantity);
        }

        if (expected is not { } dimension || quantity.Dimension == dimension)
            return true;
        if (quantity is not { Value: 0, Dimension.IsNone: true })
            return false;
        quantity = new Quantity(0, dimension);
        return true;
    }

    /// <summary>Tells why <paramref name="text"/> is no quantity of the dimension <paramref name="expected"/>: what is wrong with it, or the dimension that it has.</summary>
    public void Refuse(string text, Dimension? expected, SourceSpan span, string name, string what, DiagnosticBag into)
    {
        var problems = new DiagnosticBag();
        if (Units.TryParse(text, span, problems, out var quantity))
        {
            var needed = expected.GetValueOrDefault();
            into.Error("NG1202", $"“{name}” of {what} is {text}, which is {Describe(quantity.Dimension)}, but {Describe(needed)} is needed.", span, UnitsOf(needed));
        }

        foreach (var one in problems)
            into.Add(one with { Message = $"“{name}” of {what} is “{text}”: {one.Message}.", Hint = one.Hint ?? UnitsOf(expected) });
    }

    /// <summary>Reads a quantity as the other does, and tells when it cannot.</summary>
    public bool TryQuantity(string text, Dimension? expected, SourceSpan span, string name, string what, out Quantity quantity)
    {
        if (TryQuantity(text, expected, out quantity))
            return true;
        Refuse(text, expected, span, name, what, diagnostics);
        return false;
    }

    /// <summary>The name that the document gives the dimension, if it has one.</summary>
    public string Describe(Dimension dimension)
    {
        foreach (var one in dimensions.Values)
        {
            if (one.Dimension == dimension)
                return one.Name == "none" ? "a plain number" : one.Name;
        }

        return dimension.ToString();
    }

    /// <summary>A hint that shows some units of <paramref name="dimension"/>; null when the document has none, or none is needed.</summary>
    public string? UnitsOf(Dimension? dimension)
    {
        if (dimension is not { } wanted || wanted.IsNone)
            return dimension is null ? null : "Write a plain number.";
        var fitting = Units.Units.Where(one => one.Dimension == wanted && one.Offset == 0).Select(one => one.Symbol).Order(StringComparer.Ordinal).Take(6).ToArray();
        return fitting.Length == 0 ? null : $"Write a number and a unit of {Describe(wanted)}: {string.Join(", ", fitting)}.";
    }

    private static bool IsSmall(int exponent) => Math.Abs(exponent) <= 100;
}
