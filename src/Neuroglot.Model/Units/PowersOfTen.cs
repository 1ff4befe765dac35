namespace Neuroglot.Model.Units;

/// <summary>Correctly rounded powers of ten, the same bits on every machine (a general power function need not give them).</summary>
internal static class PowersOfTen
{
    private const int Largest = 330;

    private static readonly double[] Table = CreateTable();

    /// <summary>10 to <paramref name="power"/>; 0 or infinity beyond the range of doubles.</summary>
    public static double Of(int power) => Table[Math.Clamp(power, -Largest, Largest) + Largest];

    private static double[] CreateTable()
    {
        var table = new double[2 * Largest + 1];
        for (var power = -Largest; power <= Largest; power++)
            table[power + Largest] = double.Parse($"1E{power}");
        return table;
    }
}
