using System.Collections.Frozen;
using System.Globalization;

namespace Neuroglot.Model.Units;

/// <summary>How SI units are written where programs read them: by their own symbols, else as products of base units, <c>kg^-1 m^-4 s^3 A^2</c>.</summary>
public static class SIUnits
{
    // All powers of a product together: of the unit with the highest power, F with s^4, that is 96, which a dimension can hold.
    private const int MostPowers = 24;

    private static readonly FrozenDictionary<string, Dimension> Named = new Dictionary<string, Dimension>
    {
        ["1"] = Dimension.None,
        ["Hz"] = Dimension.PerTime,
        ["V"] = Dimension.Voltage,
        ["S"] = Dimension.Conductance,
        ["F"] = Dimension.Capacitance,
        ["ohm"] = Dimension.Resistance,
        ["C"] = Dimension.Charge,
        ["kg"] = Dimension.Mass,
        ["m"] = Dimension.Length,
        ["s"] = Dimension.Time,
        ["A"] = Dimension.Current,
        ["K"] = Dimension.Temperature,
        ["mol"] = Dimension.Substance,
        ["cd"] = Dimension.LuminousIntensity,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Dimension, string> Symbols = Named.ToFrozenDictionary(static pair => pair.Value, static pair => pair.Key);

    /// <summary>The unit of <paramref name="dimension"/> without a factor; <c>1</c> for pure numbers.</summary>
    public static Unit Of(Dimension dimension) => new(Symbols.GetValueOrDefault(dimension) ?? QuantityFormatter.BaseSymbol(dimension), dimension);

    /// <summary>The unit that <see cref="Of"/> writes as <paramref name="symbol"/>; null where it is none of these, or has powers that are no whole numbers.</summary>
    public static Unit? Find(string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        var product = Dimension.None;
        var parts = symbol.Split(' ');
        foreach (var part in parts)
        {
            var split = part.Split('^');
            var exponent = 1;
            if (!Named.TryGetValue(split[0], out var factor) || split.Length > 2 || (split.Length == 2 && !int.TryParse(split[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)))
                return null;
            if (parts.Length > MostPowers || Math.Abs((long)exponent) > MostPowers / parts.Length)
                return null;
            for (; exponent > 0; exponent--)
                product *= factor;
            for (; exponent < 0; exponent++)
                product /= factor;
        }

        return new Unit(symbol, product);
    }
}
