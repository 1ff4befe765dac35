using System.Runtime.InteropServices;

namespace Neuroglot.Simulation.Memory;

/// <summary>
/// Arrays that begin where a cache line does, and stay there. A vector is as long as a line: in other arrays each would lie across two, which takes a sweep over neurons a
/// quarter longer (bench/README.md). Nothing but speed depends on it.
/// </summary>
internal static class LineArray
{
    private const int Line = 64;

    // Numbers in a line, and what the header of an array takes as much room as.
    private const int Numbers = Line / sizeof(double);
    private const int Header = 3;

    // Smaller ones are in the first-level cache, where vectors across two lines cost little.
    private const int Shortest = 512;
    private const int MostTries = 8;

    /// <summary>An array of at least <paramref name="length"/> numbers, which may be anything.</summary>
    public static double[] Allocate(int length)
    {
        if (length < Shortest)
            return new double[length];

        // Arrays follow each other in memory. After one that ends with a line, header included, the next begins as it does.
        var whole = ((length + Header + Numbers - 1) / Numbers * Numbers) - Header;
        var array = GC.AllocateUninitializedArray<double>(whole, pinned: true);
        var shift = 0;
        for (var tries = 1; tries < MostTries && Place(array) is not 0 and var place; tries++)
        {
            // Memory comes from several places; each time another one may be met, so what has just been shifted need not be met again.
            shift = shift == 0 ? (Line - place) / sizeof(double) : 0;
            array = GC.AllocateUninitializedArray<double>(whole + shift, pinned: true);
        }

        return array;
    }

    /// <summary>How far into a line <paramref name="array"/> begins, in bytes.</summary>
    public static int Place(double[] array) => (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % Line);
}
