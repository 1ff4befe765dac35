using System.Globalization;

namespace Neuroglot.Model.Units;

/// <summary>Correctly rounded powers of ten, the same bits on every machine (a general power function need not give them).</summary>
internal static class PowersOfTen
{
    private const int Largest = 330;

    // Zero where nobody has asked yet. Threads that ask for the same power at once write the same bits.
    private static readonly double[] Table = new double[2 * Largest + 1];

    /// <summary>10 to <paramref name="power"/>; 0 or infinity beyond the range of doubles.</summary>
    public static double Of(int power)
    {
        power = Math.Clamp(power, -Largest, Largest);
        ref var known = ref Table[power + Largest];
        if (known == 0)
            known = double.Parse("1E" + power.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return known;
    }
}
