namespace Neuroglot.Model.Units;

/// <summary>
/// A number with a physical dimension, held in SI units. Adding or comparing different dimensions throws: it is a mistake in a program.
/// </summary>
/// <param name="Value">The value in SI units.</param>
/// <param name="Dimension">Its dimension.</param>
public readonly record struct Quantity(double Value, Dimension Dimension) : IComparable<Quantity>
{
    /// <summary>A pure number is a quantity without dimension.</summary>
    public static implicit operator Quantity(double number) => new(number, Dimension.None);

    /// <summary>The same value with the other sign.</summary>
    public static Quantity operator -(Quantity quantity) => quantity with { Value = -quantity.Value };

    /// <summary>Sum.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value, left.Same(right, "add"));

    /// <summary>Difference.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value, left.Same(right, "subtract"));

    /// <summary>Product.</summary>
    public static Quantity operator *(Quantity left, Quantity right) => new(left.Value * right.Value, left.Dimension * right.Dimension);

    /// <summary>Quotient.</summary>
    public static Quantity operator /(Quantity left, Quantity right) => new(left.Value / right.Value, left.Dimension / right.Dimension);

    /// <summary>Whether left is smaller.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>Whether left is greater.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>Whether left is smaller or equal.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>Whether left is greater or equal.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    /// <summary>How many of <paramref name="unit"/> this is.</summary>
    /// <exception cref="DimensionMismatchException">The unit measures something else.</exception>
    public double In(Unit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return Dimension == unit.Dimension ? unit.FromSI(Value) : throw new DimensionMismatchException("express", Dimension, unit.Dimension);
    }

    /// <summary>Compares the values.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public int CompareTo(Quantity other)
    {
        Same(other, "compare");
        return Value.CompareTo(other.Value);
    }

    /// <summary>The quantity in the unit that suits its size: <c>-65 mV</c> (see <see cref="QuantityFormatter"/>).</summary>
    public override string ToString() => QuantityFormatter.Format(this);

    private Dimension Same(Quantity other, string verb) =>
        Dimension == other.Dimension ? Dimension : throw new DimensionMismatchException(verb, Dimension, other.Dimension);
}
