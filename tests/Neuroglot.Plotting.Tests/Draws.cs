namespace Neuroglot.Plotting.Tests;

/// <summary>The same numbers from 0 to 1 each time (the generator of Lehmer, with the multiplier of S. K. Park and K. W. Miller, 1988).</summary>
internal sealed class Draws(long state)
{
    private long state = state;

    public double Next()
    {
        for (var skip = 0; skip < 3; skip++)
            state = state * 48271 % int.MaxValue;
        return state / (double)int.MaxValue;
    }
}
