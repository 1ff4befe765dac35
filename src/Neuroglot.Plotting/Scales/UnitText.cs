using System.Globalization;
using System.Text;
using Neuroglot.Model.Units;

namespace Neuroglot.Plotting.Scales;

/// <summary>How units are written in figures: <c>µm</c> for <c>um</c>, <c>MΩ</c> for <c>Mohm</c>, <c>mS/cm²</c> for <c>mS_per_cm2</c>.</summary>
public static class UnitText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // Brian's users write units by their names, with prefixes: msecond, mvolt.
    private static readonly (string Name, string Symbol)[] Names =
    [
        ("second", "s"), ("hertz", "Hz"), ("volt", "V"), ("ampere", "A"), ("amp", "A"), ("siemens", "S"), ("farad", "F"), ("coulomb", "C"), ("metre", "m"), ("meter", "m"), ("mole", "mol"),
        ("molar", "M"), ("kelvin", "K"),
    ];

    /// <summary><c>name (unit)</c>, or what there is of the two.</summary>
    /// <param name="name">What is shown, or null.</param>
    /// <param name="unit">In which unit, or null.</param>
    public static string Label(string? name, Unit? unit)
    {
        var symbol = unit is null || unit.Dimension.IsNone && unit.Symbol is "none" ? string.Empty : Symbol(unit.Symbol);
        return symbol.Length == 0 ? name ?? string.Empty : string.IsNullOrEmpty(name) ? $"in units of {symbol}" : $"{name} ({symbol})";
    }

    /// <summary>The symbol of a unit as it is printed.</summary>
    /// <param name="symbol">As languages of models write it.</param>
    public static string Symbol(string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        // A scale of one's own, such as 1E-06 mM, or 10 mV.
        if (symbol.IndexOf(' ', StringComparison.Ordinal) is > 0 and var cut && double.TryParse(symbol.AsSpan(0, cut), NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale > 0)
            return $"{Number(scale)} {Symbol(symbol[(cut + 1)..])}";
        if (symbol.StartsWith("per_", StringComparison.Ordinal))
            symbol = $"1/{symbol[4..]}";
        var text = new StringBuilder();
        foreach (var part in symbol.Replace("_per_", "/", StringComparison.Ordinal).Replace("ohm", "Ω", StringComparison.Ordinal).Replace('_', ' ').Split(' '))
            text.Append(text.Length > 0 ? "·" : string.Empty).Append(string.Join('/', part.Split('/').Select(Factor)));
        return text.ToString();
    }

    private static string Number(double scale)
    {
        var power = PowerOfTen.Below(scale);
        var digits = PowerOfTen.Times(scale, -power);
        return power is >= -3 and < 5 ? scale.ToString("G6", CultureInfo.InvariantCulture)
            : (digits == 1 ? string.Empty : $"{digits.ToString("G6", CultureInfo.InvariantCulture)}×") + $"10{LinearTicks.Superscript(power)}";
    }

    private static string Short(string name)
    {
        foreach (var (full, symbol) in Names)
        {
            if (name.EndsWith(full, StringComparison.Ordinal) && name.Length - full.Length <= 1)
                return name[..^full.Length] + symbol;
        }

        return name;
    }

    // A micro sign where a letter u begins the symbol of a unit, and digits at its end as its power.
    private static string Factor(string factor)
    {
        var end = factor.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '^', '-');
        factor = Short(end) + factor[end.Length..];
        if (factor.Length > 1 && factor[0] == 'u' && (char.IsLetter(factor[1]) || factor[1] == 'Ω'))
            factor = $"µ{factor[1..]}";
        var power = factor.Length;
        while (power > 0 && (char.IsAsciiDigit(factor[power - 1]) || factor[power - 1] is '^' or '-'))
            power--;
        return power == 0 ? factor : factor[..power] + string.Concat(factor[power..].Where(static one => one != '^').Select(static one => one == '-' ? '⁻' : Superscripts[one - '0']));
    }
}
