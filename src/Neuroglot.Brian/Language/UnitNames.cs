using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>
/// The units behind the colon of an equation: SI units without prefix, and their products and powers.
/// <code>siemens/meter**2  ↔  conductance per area</code>
/// </summary>
public static class UnitNames
{
    /// <summary>Code of the diagnostic for a unit that is not of size one.</summary>
    public const string NotABaseUnit = "NG5002";

    /// <summary>Code of the diagnostic for a text that is no unit.</summary>
    public const string NotAUnit = "NG5003";

    /// <summary>Greatest length of the text of a unit.</summary>
    public const int MaxLength = 200;

    private static readonly (string Name, Dimension Dimension)[] Single =
    [
        ("volt", Dimension.Voltage), ("amp", Dimension.Current), ("siemens", Dimension.Conductance), ("ohm", Dimension.Resistance),
        ("farad", Dimension.Capacitance), ("second", Dimension.Time), ("Hz", Dimension.PerTime), ("meter", Dimension.Length),
        ("kilogram", Dimension.Mass), ("kelvin", Dimension.Temperature), ("mole", Dimension.Substance), ("candle", Dimension.LuminousIntensity),
        ("coulomb", Dimension.Charge), ("joule", new(m: 1, l: 2, t: -2)), ("newton", new(m: 1, l: 1, t: -2)), ("watt", new(m: 1, l: 2, t: -3)),
        ("pascal", new(m: 1, l: -1, t: -2)), ("weber", new(m: 1, l: 2, t: -2, i: -1)), ("tesla", new(m: 1, t: -2, i: -1)),
        ("henry", new(m: 1, l: 2, t: -2, i: -2)),
    ];

    // What stands before the base units in a compound; the powers are those in which people use them.
    private static readonly (string Name, Dimension Dimension)[] Leading =
        [.. Single.Where(one => one.Name is not ("second" or "Hz" or "meter" or "kilogram" or "kelvin" or "mole" or "candle" or "weber" or "tesla" or "henry"))];

    /// <summary>The unit that Brian would have for a variable of this dimension: <c>volt</c>, <c>siemens/meter**2</c>, <c>1</c>.</summary>
    public static string Of(Dimension dimension)
    {
        if (dimension.IsNone)
            return "1";
        foreach (var (name, single) in Single)
        {
            if (single == dimension)
                return name;
        }

        var best = Factors(dimension);
        foreach (var power in (int[])[1, -1, 2, -2])
        {
            foreach (var (name, leading) in Leading)
            {
                if (dimension.TryDivide(leading.Power(power)) is not { } rest)
                    continue;
                ImmutableArray<(string, Rational)> factors = [(name, new Rational(power)), .. Factors(rest)];
                if (factors.Length < best.Length)
                    best = factors;
            }
        }

        return Print(best);
    }

    /// <summary>Reads the unit of an equation.</summary>
    /// <param name="text">The text behind the colon, without <c>boolean</c> and <c>integer</c>, which are no units.</param>
    /// <param name="span">Where it begins.</param>
    /// <param name="diagnostics">Gets one error when the result is null.</param>
    public static Dimension? Parse(string text, SourceSpan span, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (text.Length > MaxLength)
        {
            diagnostics.Error(NotAUnit, $"the text of a unit has {text.Length} characters; at most {MaxLength} are read", span);
            return null;
        }

        var found = new DiagnosticBag();
        var tree = ExpressionParser.Parse(text, Dialects.Brian, span, found);
        if (tree is null || tree.Any(node => node is not (Name or Number or Unary or Binary)))
        {
            diagnostics.Error(NotAUnit, $"`{text.Trim()}` is no unit", span, "write for example volt, siemens/meter**2 or 1");
            return null;
        }

        foreach (var name in FreeNames.Of(tree))
        {
            if (Find(name) is not { } unit)
            {
                diagnostics.Error(NotAUnit, $"`{name}` is no unit", span, NearNames.Hint(name, UnitTables.Brian.Units.Where(IsBase).Select(one => one.Symbol)));
                return null;
            }

            if (!IsBase(unit))
            {
                diagnostics.Error(NotABaseUnit, $"`{name}` is not a base unit. Use '{Of(unit.Dimension)}' instead.", span);
                return null;
            }
        }

        if (QuantityEvaluation.Evaluate(tree, UnitTables.Brian, Dialects.Brian, span, found) is { Value: 1 } quantity)
            return quantity.Dimension;
        diagnostics.Error(NotAUnit, $"`{text.Trim()}` is a quantity, not a unit", span, "write only units, their products, quotients and powers");
        return null;
    }

    /// <summary>The unit that Brian calls <paramref name="name"/>, with prefix or without, or null.</summary>
    public static Unit? Find(string name) => name == Unit.None.Symbol ? null : UnitTables.Brian.Find(name);

    private static bool IsBase(Unit unit) => unit is { Factor: 1, Offset: 0 };

    private static ImmutableArray<(string Name, Rational Power)> Factors(Dimension dimension)
    {
        ImmutableArray<(string Name, Rational Power)> all =
        [
            ("kilogram", dimension.M), ("amp", dimension.I), ("kelvin", dimension.K), ("mole", dimension.N), ("candle", dimension.J),
            ("meter", dimension.L), ("second", dimension.T),
        ];
        return all.RemoveAll(one => one.Power.Numerator == 0);
    }

    private static string Print(ImmutableArray<(string Name, Rational Power)> factors)
    {
        var text = new StringBuilder();
        foreach (var (name, power) in factors.Where(one => one.Power.Numerator > 0))
            Append(text.Append(text.Length > 0 ? "*" : string.Empty), name, power);
        if (text.Length == 0)
            text.Append('1');
        foreach (var (name, power) in factors.Where(one => one.Power.Numerator < 0))
            Append(text.Append('/'), name, new Rational(-power.Numerator, power.Denominator));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, Rational power)
    {
        text.Append(name);
        if (power != Rational.One)
            text.Append("**").Append(power.ToDouble().ToString("R", CultureInfo.InvariantCulture));
    }
}
