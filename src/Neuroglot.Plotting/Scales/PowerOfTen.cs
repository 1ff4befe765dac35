using System.Globalization;

namespace Neuroglot.Plotting.Scales;

/// <summary>Powers of ten, and numbers that are few digits times one, with the bits that these have when they are read.</summary>
internal static class PowerOfTen
{
    /// <summary>10 to <paramref name="power"/>.</summary>
    public static double Of(int power) => double.Parse($"1E{power.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture);

    /// <summary><paramref name="digits"/> times 10 to <paramref name="power"/>, rounded once.</summary>
    public static double Times(double digits, int power) => power < 0 && power > -300 ? digits / Of(-power) : digits * Of(power);

    /// <summary>The greatest power of ten that is not above <paramref name="value"/>, which is above 0.</summary>
    public static int Below(double value)
    {
        var power = (int)Math.Floor(Math.Log10(value));
        return Of(power) > value ? power - 1 : Of(power + 1) <= value ? power + 1 : power;
    }
}
