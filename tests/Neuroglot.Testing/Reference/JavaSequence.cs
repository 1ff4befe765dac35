namespace Neuroglot.Testing.Reference;

/// <summary>The 48-bit linear congruential sequence that the reference simulator draws from (that of Java's standard generator).</summary>
public sealed class JavaSequence(long seed)
{
    private const long Multiplier = 0x5DEECE66DL;
    private const long Mask = (1L << 48) - 1;
    private long state = (seed ^ Multiplier) & Mask;

    /// <summary>How many draws were made.</summary>
    public long Draws { get; private set; }

    /// <summary>The next draw, uniform in [0, 1).</summary>
    public double Next()
    {
        Draws++;
        return (((long)Bits(26) << 27) + Bits(27)) * (1.0 / (1L << 53));
    }

    private int Bits(int count)
    {
        state = ((state * Multiplier) + 0xB) & Mask;
        return (int)(state >> (48 - count));
    }
}
