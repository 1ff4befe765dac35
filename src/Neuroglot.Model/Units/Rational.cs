namespace Neuroglot.Model.Units;

/// <summary>
/// A small fraction in lowest terms with a positive denominator: the exponent of a base dimension, as the ½ of √time in noise.
/// </summary>
public readonly record struct Rational
{
    private readonly int denominatorLessOne;

    /// <summary>Creates <paramref name="numerator"/>/<paramref name="denominator"/> and reduces it.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Rational(int numerator, int denominator = 1)
    {
        if (denominator == 0)
            throw new DivideByZeroException("An exponent cannot have the denominator zero.");
        var divisor = (int)GreatestCommonDivisor(numerator, denominator);
        if (denominator < 0)
            divisor = -divisor;
        Numerator = numerator / divisor;
        denominatorLessOne = denominator / divisor - 1;
    }

    /// <summary>Zero.</summary>
    public static Rational Zero => default;

    /// <summary>One.</summary>
    public static Rational One { get; } = new(1);

    /// <summary>The part above the line; carries the sign.</summary>
    public int Numerator { get; }

    /// <summary>The part below the line, at least 1. (The default value of the struct is a proper zero, 0/1.)</summary>
    public int Denominator => denominatorLessOne + 1;

    /// <summary>Whether it is a whole number.</summary>
    public bool IsInteger => denominatorLessOne == 0;

    /// <summary>
    /// The fraction with a denominator of at most 12 that equals <paramref name="value"/> to within rounding, or null: 0.5 is ½, and
    /// 0.3333333333333333 is ⅓.
    /// </summary>
    public static Rational? FromDouble(double value)
    {
        for (var denominator = 1; denominator <= 12; denominator++)
        {
            var scaled = value * denominator;
            var nearest = Math.Round(scaled);
            if (Math.Abs(nearest) <= 1000 && Math.Abs(scaled - nearest) <= 1e-12 * Math.Max(1, Math.Abs(scaled)))
                return new Rational((int)nearest, denominator);
        }

        return null;
    }

    /// <summary>The value as a floating-point number.</summary>
    public double ToDouble() => (double)Numerator / Denominator;

    /// <summary><c>2</c>, <c>-3</c> or <c>1/2</c>.</summary>
    public override string ToString() => IsInteger ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    /// <summary>The greatest whole number, not negative, that divides both; 0 only for two zeros.</summary>
    /// <remarks>The base library has it for big integers only, whose assembly everyone would wait for at every start.</remarks>
    internal static long GreatestCommonDivisor(long first, long second)
    {
        while (second != 0)
            (first, second) = (second, first % second);
        return Math.Abs(first);
    }
}
