using System.Text;

namespace Neuroglot.Export.Description;

/// <summary>Writes units as mathematics: <c>siemens/meter**2</c> and <c>S_per_m2</c> are <c>\mathrm{S}/\mathrm{m}^{2}</c>.</summary>
internal static class UnitText
{
    // Whatever is left in front of one of these is a prefix.
    private static readonly (string Name, string Symbol)[] Names =
    [
        ("kilogramme", "kg"), ("kilogram", "kg"), ("siemens", "S"), ("coulomb", "C"), ("ampere", "A"), ("second", "s"), ("kelvin", "K"), ("newton", "N"),
        ("pascal", "Pa"), ("farad", "F"), ("metre", "m"), ("meter", "m"), ("hertz", "Hz"), ("molar", "M"), ("joule", "J"), ("henry", "H"), ("weber", "Wb"),
        ("tesla", "T"), ("liter", "l"), ("litre", "l"), ("candle", "cd"), ("gramme", "g"), ("gram", "g"), ("volt", "V"), ("watt", "W"), ("mole", "mol"),
        ("amp", "A"), ("ohm", @"\Omega"), ("mol", "mol"),
    ];

    /// <summary>LaTeX of a unit as Brian, LEMS or a formatted quantity names it.</summary>
    public static string Latex(string unit)
    {
        var text = new StringBuilder();
        foreach (var (index, factors) in unit.Replace("**", "^", StringComparison.Ordinal).Replace("_per_", "/", StringComparison.Ordinal).Split('/').Index())
        {
            text.Append(index == 0 ? string.Empty : "/");
            text.AppendJoin(@"\,", factors.Split('*', ' ').Select(Factor));
        }

        return text.ToString();
    }

    private static string Factor(string factor)
    {
        if (factor == "1")
            return "1";
        var cut = factor.IndexOf('^', StringComparison.Ordinal);
        var power = cut < 0 ? string.Empty : factor[(cut + 1)..];
        var name = cut < 0 ? factor : factor[..cut];
        if (cut < 0 && name.Length > 1 && name[^1] is '2' or '3')
            (name, power) = (name[..^1], name[^1..]);
        var symbol = $@"\mathrm{{{Symbol(name)}}}";
        return power.Length == 0 ? symbol : $"{symbol}^{{{power}}}";
    }

    private static string Symbol(string name)
    {
        foreach (var (known, symbol) in Names)
        {
            if (name.EndsWith(known, StringComparison.Ordinal))
                return Prefix(name[..^known.Length]) + symbol;
        }

        // Short names: a prefix is one letter before a unit of one or two.
        return name.Length is 2 or 3 && name[0] == 'u' ? Prefix("u") + name[1..] : name;
    }

    private static string Prefix(string prefix) => prefix == "u" ? @"\mu " : prefix;
}
