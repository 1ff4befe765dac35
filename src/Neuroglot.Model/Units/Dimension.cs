namespace Neuroglot.Model.Units;

/// <summary>
/// A physical dimension: the exponents of mass, length, time, electric current, temperature, amount of substance and luminous
/// intensity, in this order (m, l, t, i, k, n, j as LEMS calls them). Exponents are whole numbers or fractions with one common
/// denominator of at most 12; numerators lie in −127 … 127. Takes eight bytes; the default value is <see cref="None"/>.
/// </summary>
public readonly record struct Dimension
{
    private const int BaseCount = 7;
    private const int MaxDenominator = 12;
    private static readonly char[] Letters = ['m', 'l', 't', 'i', 'k', 'n', 'j'];

    // Seven signed bytes, numerators in the order of Letters from the lowest byte; the highest byte is the common denominator less one.
    private readonly ulong packed;

    /// <summary>Creates a dimension from whole exponents.</summary>
    /// <exception cref="OverflowException">An exponent is outside −127 … 127.</exception>
    public Dimension(int m = 0, int l = 0, int t = 0, int i = 0, int k = 0, int n = 0, int j = 0)
    {
        if (!TryPack([m, l, t, i, k, n, j], 1, out var dimension))
            throw new OverflowException("An exponent of a dimension is outside -127 to 127.");
        packed = dimension.packed;
    }

    private Dimension(ulong packed) => this.packed = packed;

    /// <summary>No dimension: a pure number.</summary>
    public static Dimension None => default;

    /// <summary>Mass, kg.</summary>
    public static Dimension Mass { get; } = new(m: 1);

    /// <summary>Length, m.</summary>
    public static Dimension Length { get; } = new(l: 1);

    /// <summary>Area, m².</summary>
    public static Dimension Area { get; } = new(l: 2);

    /// <summary>Volume, m³.</summary>
    public static Dimension Volume { get; } = new(l: 3);

    /// <summary>Time, s.</summary>
    public static Dimension Time { get; } = new(t: 1);

    /// <summary>Rate or frequency, 1/s.</summary>
    public static Dimension PerTime { get; } = new(t: -1);

    /// <summary>Electric current, A.</summary>
    public static Dimension Current { get; } = new(i: 1);

    /// <summary>Current per area, A/m².</summary>
    public static Dimension CurrentDensity { get; } = new(i: 1, l: -2);

    /// <summary>Electric potential, V.</summary>
    public static Dimension Voltage { get; } = new(m: 1, l: 2, t: -3, i: -1);

    /// <summary>1/V.</summary>
    public static Dimension PerVoltage { get; } = new(m: -1, l: -2, t: 3, i: 1);

    /// <summary>Electric conductance, S.</summary>
    public static Dimension Conductance { get; } = new(m: -1, l: -2, t: 3, i: 2);

    /// <summary>Conductance per area, S/m².</summary>
    public static Dimension ConductanceDensity { get; } = new(m: -1, l: -4, t: 3, i: 2);

    /// <summary>Conductance per voltage, S/V.</summary>
    public static Dimension ConductancePerVoltage { get; } = new(m: -2, l: -4, t: 6, i: 3);

    /// <summary>Electric capacitance, F.</summary>
    public static Dimension Capacitance { get; } = new(m: -1, l: -2, t: 4, i: 2);

    /// <summary>Capacitance per area, F/m².</summary>
    public static Dimension SpecificCapacitance { get; } = new(m: -1, l: -4, t: 4, i: 2);

    /// <summary>Electric resistance, Ω.</summary>
    public static Dimension Resistance { get; } = new(m: 1, l: 2, t: -3, i: -2);

    /// <summary>Electric resistivity, Ω·m.</summary>
    public static Dimension Resistivity { get; } = new(m: 1, l: 3, t: -3, i: -2);

    /// <summary>Electric charge, C.</summary>
    public static Dimension Charge { get; } = new(t: 1, i: 1);

    /// <summary>Charge per amount of substance, C/mol.</summary>
    public static Dimension ChargePerMole { get; } = new(t: 1, i: 1, n: -1);

    /// <summary>Temperature, K.</summary>
    public static Dimension Temperature { get; } = new(k: 1);

    /// <summary>Amount of substance, mol.</summary>
    public static Dimension Substance { get; } = new(n: 1);

    /// <summary>Amount of substance per volume, mol/m³.</summary>
    public static Dimension Concentration { get; } = new(l: -3, n: 1);

    /// <summary>Velocity or membrane permeability, m/s.</summary>
    public static Dimension Velocity { get; } = new(l: 1, t: -1);

    /// <summary>Luminous intensity, cd.</summary>
    public static Dimension LuminousIntensity { get; } = new(j: 1);

    /// <summary>Exponent of mass.</summary>
    public Rational M => Exponent(0);

    /// <summary>Exponent of length.</summary>
    public Rational L => Exponent(1);

    /// <summary>Exponent of time.</summary>
    public Rational T => Exponent(2);

    /// <summary>Exponent of electric current.</summary>
    public Rational I => Exponent(3);

    /// <summary>Exponent of temperature.</summary>
    public Rational K => Exponent(4);

    /// <summary>Exponent of amount of substance.</summary>
    public Rational N => Exponent(5);

    /// <summary>Exponent of luminous intensity.</summary>
    public Rational J => Exponent(6);

    /// <summary>Whether it is the dimension of a pure number.</summary>
    public bool IsNone => packed == 0;

    private int CommonDenominator => (int)(packed >> 56) + 1;

    /// <summary>The dimension of a product.</summary>
    /// <exception cref="OverflowException">An exponent of the result cannot be held.</exception>
    public static Dimension operator *(Dimension left, Dimension right) => left.Multiply(right);

    /// <summary>The dimension of a quotient.</summary>
    /// <exception cref="OverflowException">An exponent of the result cannot be held.</exception>
    public static Dimension operator /(Dimension left, Dimension right) => left.Divide(right);

    /// <summary>The dimension of a product.</summary>
    /// <exception cref="OverflowException">An exponent of the result cannot be held.</exception>
    public Dimension Multiply(Dimension other) => OrThrow(TryMultiply(other));

    /// <summary>The dimension of a quotient.</summary>
    /// <exception cref="OverflowException">An exponent of the result cannot be held.</exception>
    public Dimension Divide(Dimension other) => OrThrow(TryDivide(other));

    /// <summary>The dimension of a power.</summary>
    /// <exception cref="OverflowException">An exponent of the result cannot be held.</exception>
    public Dimension Power(Rational exponent) => OrThrow(TryPower(exponent));

    /// <summary>The dimension of a power with a whole exponent.</summary>
    /// <exception cref="OverflowException">An exponent of the result cannot be held.</exception>
    public Dimension Power(int exponent) => Power(new Rational(exponent));

    /// <summary>The dimension of a product, or null where an exponent would be out of range; for models that people wrote.</summary>
    public Dimension? TryMultiply(Dimension other) => Combine(other, 1);

    /// <summary>The dimension of a quotient, or null where an exponent would be out of range.</summary>
    public Dimension? TryDivide(Dimension other) => Combine(other, -1);

    /// <summary>The dimension of a power, or null where an exponent would be out of range.</summary>
    public Dimension? TryPower(Rational exponent)
    {
        Span<long> numerators = stackalloc long[BaseCount];
        for (var index = 0; index < BaseCount; index++)
            numerators[index] = (long)Numerator(index) * exponent.Numerator;
        return TryPack(numerators, (long)CommonDenominator * exponent.Denominator, out var result) ? result : null;
    }

    /// <summary>The exponents as <c>m^1 l^2 t^-3 i^-1</c>; <c>1</c> for <see cref="None"/>.</summary>
    public string ToExponents()
    {
        if (IsNone)
            return "1";
        var parts = new List<string>(BaseCount);
        for (var index = 0; index < BaseCount; index++)
        {
            var exponent = Exponent(index);
            if (exponent.Numerator != 0)
                parts.Add($"{Letters[index]}^{exponent}");
        }

        return string.Join(' ', parts);
    }

    /// <summary>The name that people use, such as <c>voltage</c> (see <see cref="DimensionNames"/>), else the exponents.</summary>
    public override string ToString() => DimensionNames.Of(this) ?? ToExponents();

    private static Dimension OrThrow(Dimension? dimension) =>
        dimension ?? throw new OverflowException("An exponent of a dimension is outside the range that can be held.");

    private static bool TryPack(ReadOnlySpan<long> numerators, long denominator, out Dimension dimension)
    {
        dimension = default;
        var divisor = denominator;
        foreach (var numerator in numerators)
            divisor = Rational.GreatestCommonDivisor(divisor, numerator);
        denominator /= divisor;
        if (denominator > MaxDenominator)
            return false;
        var bits = (ulong)(denominator - 1) << 56;
        for (var index = 0; index < BaseCount; index++)
        {
            var numerator = numerators[index] / divisor;
            if (numerator is < -sbyte.MaxValue or > sbyte.MaxValue)
                return false;
            bits |= (ulong)(byte)(sbyte)numerator << (8 * index);
        }

        dimension = new Dimension(bits);
        return true;
    }

    private Dimension? Combine(Dimension other, int sign)
    {
        // One byte each and no fractions is by far the common case, but the general way is cheap enough for what it is used for.
        Span<long> numerators = stackalloc long[BaseCount];
        var (mine, others) = (CommonDenominator, other.CommonDenominator);
        for (var index = 0; index < BaseCount; index++)
            numerators[index] = Numerator(index) * others + sign * other.Numerator(index) * mine;
        return TryPack(numerators, mine * others, out var result) ? result : null;
    }

    private int Numerator(int index) => (sbyte)(packed >> (8 * index));

    private Rational Exponent(int index) => new(Numerator(index), CommonDenominator);
}
