namespace Neuroglot.Model.Units;

/// <summary>
/// A unit of measurement. A number <c>n</c> of this unit is <c>n · Scale · 10^Power + Offset</c> in SI units, the rule of LEMS;
/// the power of ten is kept apart from the scale because it is exact.
/// </summary>
/// <param name="Symbol">How it is written, <c>mV</c>.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Power">Power of ten, −3 for <c>mV</c>.</param>
/// <param name="Scale">Factor that is no power of ten, 60 for minutes.</param>
/// <param name="Offset">SI value of zero of this unit, 273.15 for degrees Celsius.</param>
public sealed record Unit(string Symbol, Dimension Dimension, int Power = 0, double Scale = 1, double Offset = 0)
{
    /// <summary>The unit of pure numbers; LEMS calls it <c>none</c>.</summary>
    public static Unit None { get; } = new("none", Dimension.None);

    /// <summary>SI value of one unit step, <c>Scale · 10^Power</c>.</summary>
    public double Factor => Scale * PowersOfTen.Of(Power);

    /// <summary>
    /// So many of this unit: <c>5 * ms</c>. With an offset unit it is a point on the scale: <c>25 * degC</c> is 298.15 K.
    /// </summary>
    public static Quantity operator *(double number, Unit unit) => new(unit.ToSI(number), unit.Dimension);

    /// <summary>A number per this unit: <c>10 / ms</c>.</summary>
    /// <exception cref="InvalidOperationException">The unit has an offset, so that dividing by it means nothing.</exception>
    public static Quantity operator /(double number, Unit unit) => new Quantity(number, Dimension.None) / (1 * unit.WithoutOffset());

    /// <summary>A quantity times one of this unit: <c>2 * nS * mV</c>.</summary>
    /// <exception cref="InvalidOperationException">The unit has an offset.</exception>
    public static Quantity operator *(Quantity quantity, Unit unit) => quantity * (1 * unit.WithoutOffset());

    /// <summary>A quantity per one of this unit: <c>3 * mV / ms</c>.</summary>
    /// <exception cref="InvalidOperationException">The unit has an offset.</exception>
    public static Quantity operator /(Quantity quantity, Unit unit) => quantity / (1 * unit.WithoutOffset());

    /// <summary>
    /// SI value of <paramref name="number"/> of this unit, computed as <c>(number · Scale) · 10^Power + Offset</c> in double precision,
    /// in the order that the LEMS reference uses, so that parameters have the same bits.
    /// </summary>
    public double ToSI(double number) => number * Scale * PowersOfTen.Of(Power) + Offset;

    /// <summary>How many of this unit the SI value <paramref name="value"/> is.</summary>
    public double FromSI(double value) => (value - Offset) / Factor;

    /// <summary>The symbol.</summary>
    public override string ToString() => Symbol;

    private Unit WithoutOffset() =>
        Offset == 0 ? this : throw new InvalidOperationException($"{Symbol} has an offset; it can only be multiplied by a number.");
}
