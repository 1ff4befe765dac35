using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Model.Units;

/// <summary>
/// The units of one language or one document by symbol, and the parser of quantities such as <c>-60mV</c>. Immutable: a document that
/// declares units makes a new table with <see cref="With"/>. The tables of the languages are in <see cref="UnitTables"/>.
/// </summary>
public sealed class UnitTable
{
    /// <summary>Code of the diagnostic for a text that is no number with an optional unit.</summary>
    public const string MalformedQuantity = "NG1200";

    /// <summary>Code of the diagnostic for a unit that the table does not have.</summary>
    public const string UnknownUnit = "NG1201";

    /// <summary>Code of the diagnostic for a quantity of another dimension than expected.</summary>
    public const string WrongDimension = "NG1202";

    private readonly Dictionary<string, Unit> units;
    private readonly Dictionary<string, Unit>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    /// <summary>Creates a table; of two units with the same symbol the later one counts.</summary>
    public UnitTable(IEnumerable<Unit> units)
        : this(new Dictionary<string, Unit>(), units)
    {
    }

    private UnitTable(Dictionary<string, Unit> start, IEnumerable<Unit> more)
    {
        units = start;
        foreach (var unit in more)
            units[unit.Symbol] = unit;
        bySpan = units.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The table without units: it reads pure numbers. A LEMS document starts with it.</summary>
    public static UnitTable Empty { get; } = new([]);

    /// <summary>All units, in no order.</summary>
    public IReadOnlyCollection<Unit> Units => units.Values;

    /// <summary>This table and <paramref name="more"/>; a symbol that is there already gets its new meaning.</summary>
    public UnitTable With(IEnumerable<Unit> more) => new(new Dictionary<string, Unit>(units), more);

    /// <summary>
    /// The unit written <paramref name="symbol"/>, or null. The empty symbol and <c>none</c> are <see cref="Unit.None"/> unless the table
    /// says otherwise.
    /// </summary>
    public Unit? Find(ReadOnlySpan<char> symbol)
    {
        if (bySpan.TryGetValue(symbol, out var unit))
            return unit;
        return symbol.IsEmpty || symbol.SequenceEqual(Unit.None.Symbol) ? Unit.None : null;
    }

    /// <summary>
    /// Reads a number and an optional unit, with or without a blank between: <c>-60mV</c>, <c>1e-3 S</c>, <c>.5nS</c>, <c>10</c>.
    /// </summary>
    /// <param name="text">The text; blanks around it are ignored.</param>
    /// <param name="span">Where the text begins, for the diagnostic.</param>
    /// <param name="diagnostics">Gets one error when the method returns false.</param>
    /// <param name="quantity">The quantity in SI units.</param>
    public bool TryParse(ReadOnlySpan<char> text, SourceSpan span, DiagnosticBag diagnostics, out Quantity quantity)
    {
        if (TrySplit(text, span, diagnostics, out var number, out var unit))
        {
            quantity = new Quantity(unit.ToSI(number), unit.Dimension);
            return true;
        }

        quantity = default;
        return false;
    }

    /// <summary>
    /// Reads a quantity that must have the dimension <paramref name="expected"/>; a zero without unit fits every dimension.
    /// </summary>
    /// <returns>False, with one error in <paramref name="diagnostics"/>, when it cannot be read or is something else.</returns>
    public bool TryParse(ReadOnlySpan<char> text, Dimension expected, SourceSpan span, DiagnosticBag diagnostics, out Quantity quantity)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!TryParse(text, span, diagnostics, out quantity))
            return false;
        if (quantity.Dimension == expected)
            return true;
        if (quantity is { Value: 0, Dimension.IsNone: true })
        {
            quantity = new Quantity(0, expected);
            return true;
        }

        var actual = quantity.Dimension.IsNone ? "is dimensionless" : $"has dimension {quantity.Dimension}";
        diagnostics.Error(WrongDimension, $"`{Shorten(text.Trim())}` {actual}, but {expected} is expected", span);
        return false;
    }

    /// <summary>Reads a quantity but keeps the number as written and its unit; for readers that write the document again.</summary>
    /// <returns>False, with one error in <paramref name="diagnostics"/>, when it cannot be read.</returns>
    public bool TrySplit(
        ReadOnlySpan<char> text, SourceSpan span, DiagnosticBag diagnostics, out double number, [NotNullWhen(true)] out Unit? unit)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var trimmed = text.Trim();
        var length = NumberLength(trimmed);
        unit = null;
        if (length == 0 || !double.TryParse(trimmed[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            number = 0;
            diagnostics.Error(MalformedQuantity, $"`{Shorten(trimmed)}` is not a number with an optional unit", span, "write for example -60mV");
            return false;
        }

        var symbol = trimmed[length..].TrimStart();
        unit = Find(symbol);
        if (unit is not null)
            return true;
        diagnostics.Error(UnknownUnit, $"unit `{Shorten(symbol)}` is not known", span.Right(text.LastIndexOf(symbol)), Suggestion(symbol.ToString()));
        return false;
    }

    // An exponent counts only when a digit follows, so that 2eV is 2 of the unit eV and 1e-3 a number.
    private static int NumberLength(ReadOnlySpan<char> text)
    {
        var position = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var digits = 0;
        var points = 0;
        for (; position < text.Length; position++)
        {
            if (char.IsAsciiDigit(text[position]))
                digits++;
            else if (text[position] != '.' || points++ > 0)
                break;
        }

        if (digits == 0)
            return 0;
        if (position < text.Length && text[position] is 'e' or 'E')
        {
            var exponent = position + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-')
                exponent++;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                while (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
                    exponent++;
                return exponent;
            }
        }

        return position;
    }

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : string.Concat(text[..40], "…");

    // Units are short, so that many are a letter away from each other; a wrong case is the common mistake.
    private string? Suggestion(string symbol) => NearNames.Hint(symbol, units.Keys.Where(known => known.Equals(symbol, StringComparison.OrdinalIgnoreCase)));
}
