using System.Collections.Frozen;

namespace Neuroglot.Model.Units;

/// <summary>
/// Chooses the unit in which a person would state a quantity: −0.065 V is <c>-65 mV</c>, 3·10⁻⁹ S is <c>3 nS</c>. For messages and the
/// axes of plots, never for files that programs read.
/// </summary>
public static class QuantityFormatter
{
    // For each dimension the units in use, from small to large; Usual is the one for zero.
    private static readonly FrozenDictionary<Dimension, Choice> Choices = new Dictionary<Dimension, Choice>
    {
        [Dimension.Time] = Metric("s", Dimension.Time, "ms", "u", "m", string.Empty),
        [Dimension.PerTime] = Metric("Hz", Dimension.PerTime, "Hz", string.Empty, "k", "M"),
        [Dimension.Voltage] = Metric("V", Dimension.Voltage, "mV", "u", "m", string.Empty),
        [Dimension.Current] = Metric("A", Dimension.Current, "nA", "f", "p", "n", "u", "m", string.Empty),
        [Dimension.Conductance] = Metric("S", Dimension.Conductance, "nS", "f", "p", "n", "u", "m", string.Empty),
        [Dimension.Capacitance] = Metric("F", Dimension.Capacitance, "pF", "f", "p", "n", "u", "m", string.Empty),
        [Dimension.Resistance] = Metric("ohm", Dimension.Resistance, "Mohm", string.Empty, "k", "M", "G"),
        [Dimension.Charge] = Metric("C", Dimension.Charge, "nC", "f", "p", "n", "u", "m", string.Empty),
        [Dimension.Length] = Metric("m", Dimension.Length, "um", "n", "u", "m", string.Empty),
        [Dimension.Substance] = Metric("mol", Dimension.Substance, "mol", "f", "p", "n", "u", "m", string.Empty),
        [Dimension.Concentration] = new("mM", [
            new("nM", Dimension.Concentration, -6), new("uM", Dimension.Concentration, -3),
            new("mM", Dimension.Concentration), new("M", Dimension.Concentration, 3)]),
        [Dimension.ConductanceDensity] = new("mS_per_cm2", [
            new("uS_per_cm2", Dimension.ConductanceDensity, -2), new("mS_per_cm2", Dimension.ConductanceDensity, 1)]),
        [Dimension.SpecificCapacitance] = new("uF_per_cm2", [new("uF_per_cm2", Dimension.SpecificCapacitance, -2)]),
        [Dimension.CurrentDensity] = new("uA_per_cm2", [
            new("uA_per_cm2", Dimension.CurrentDensity, -2), new("mA_per_cm2", Dimension.CurrentDensity, 1)]),
        [Dimension.Temperature] = new("K", [new("K", Dimension.Temperature)]),
        [Dimension.PerVoltage] = new("per_mV", [new("per_V", Dimension.PerVoltage), new("per_mV", Dimension.PerVoltage, 3)]),
        [Dimension.Velocity] = Metric("m/s", Dimension.Velocity, "m/s", "u", "m", string.Empty),
        [Dimension.Voltage / Dimension.Time] = new("mV/ms", [new("mV/ms", Dimension.Voltage / Dimension.Time)]),
    }.ToFrozenDictionary();

    /// <summary>
    /// The unit for a value of about <paramref name="magnitude"/> (SI): the largest that leaves at least 1 before the point.
    /// </summary>
    /// <returns>
    /// A unit without offset; its symbol is empty for pure numbers, and made of SI base units where the dimension has no usual unit.
    /// </returns>
    public static Unit BestUnit(Dimension dimension, double magnitude)
    {
        if (dimension.IsNone)
            return new Unit(string.Empty, dimension);
        if (!Choices.TryGetValue(dimension, out var choice))
            return new Unit(BaseSymbol(dimension), dimension);
        magnitude = Math.Abs(magnitude);
        if (magnitude == 0 || !double.IsFinite(magnitude))
            return Array.Find(choice.Units, unit => unit.Symbol == choice.Usual)!;
        var best = choice.Units[0];
        foreach (var unit in choice.Units)
        {
            // A little below one, so that 0.9999999 ms counts as 1 ms.
            if (magnitude >= unit.Factor * 0.999999)
                best = unit;
        }

        return best;
    }

    /// <summary>The one unit for the axis of a plot that shows SI values from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Unit BestUnit(Dimension dimension, double low, double high) => BestUnit(dimension, Math.Max(Math.Abs(low), Math.Abs(high)));

    /// <summary>
    /// <c>-65 mV</c>: at most <paramref name="digits"/> significant digits, a blank, the unit; a pure number stands alone.
    /// </summary>
    public static string Format(Quantity quantity, int digits = 6)
    {
        var unit = BestUnit(quantity.Dimension, quantity.Value);
        var number = unit.FromSI(quantity.Value).ToString($"G{digits}");
        return unit.Symbol.Length == 0 ? number : $"{number} {unit.Symbol}";
    }

    private static Choice Metric(string symbol, Dimension dimension, string usual, params ReadOnlySpan<string> prefixes)
    {
        var units = new Unit[prefixes.Length];
        for (var index = 0; index < units.Length; index++)
            units[index] = new Unit(prefixes[index] + symbol, dimension, MetricPrefixes.PowerOf(prefixes[index]));
        return new Choice(usual, units);
    }

    internal static string BaseSymbol(Dimension dimension)
    {
        (string Symbol, Rational Exponent)[] parts =
        [
            ("kg", dimension.M), ("m", dimension.L), ("s", dimension.T), ("A", dimension.I),
            ("K", dimension.K), ("mol", dimension.N), ("cd", dimension.J),
        ];
        return string.Join(' ', parts.Where(part => part.Exponent.Numerator != 0)
            .Select(part => part.Exponent == Rational.One ? part.Symbol : $"{part.Symbol}^{part.Exponent}"));
    }

    private sealed record Choice(string Usual, Unit[] Units);
}
