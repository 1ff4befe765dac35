namespace Neuroglot.SpineML.Tests;

/// <summary>Numbers by chance that are the same everywhere: the generator SplitMix64 of G. L. Steele, D. Lea and C. H. Flood (2014).</summary>
internal sealed class Dice(long seed)
{
    private ulong state = (ulong)seed;

    public int Next(int count) => (int)(Word() % (ulong)count);

    public int Next(int least, int end) => least + Next(end - least);

    public int NextWhole() => (int)(Word() >> 33);

    public long NextLong() => (long)(Word() >> 1);

    /// <summary>From 0 to 1.</summary>
    public double NextDouble() => (Word() >> 11) / (double)(1UL << 53);

    private ulong Word()
    {
        var word = state += 0x9E3779B97F4A7C15;
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }
}
