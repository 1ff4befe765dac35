namespace Neuroglot.SpineML.Building;

/// <summary>
/// The generator with which the reference tool chain expands networks: x ← |1103515245·x + 12345| in 32 bits with sign, from the seed on; a draw is x/2³¹ in single
/// precision. It is poor (a probability of 0.02 gives 2.11 % for its usual seed), but the same seed has to give the same network.
/// </summary>
internal sealed class ReferenceRandom(long seed)
{
    /// <summary>The seed where a document states none.</summary>
    public const long UsualSeed = 123;

    private int state = unchecked((int)seed);

    /// <summary>Uniformly distributed from 0 to 1.</summary>
    public float Uniform()
    {
        // The least number has no opposite in 32 bits; C's abs leaves it as it is.
        var next = unchecked((state * 1103515245) + 12345);
        state = next < 0 ? unchecked(-next) : next;
        return (float)(state / 2147483648.0);
    }

    /// <summary>Normally distributed with mean 0 and variance 1 (Box and Muller 1958).</summary>
    public double Normal()
    {
        double radius;
        do
        {
            radius = Math.Abs(Uniform());
        }
        while (radius == 0);
        return Math.Sqrt(-2 * Math.Log(radius)) * Math.Cos(2 * Math.PI * Uniform());
    }

    /// <summary>Exponentially distributed with mean 1.</summary>
    public double Exponential() => -Math.Log(1 - Math.Min(Math.Abs(Uniform()), 0.99999994f));

    /// <summary>Distributed after Poisson: counts the exponential intervals that fit (Devroye 1986, §X.3).</summary>
    public double Poisson(double mean)
    {
        // Beyond this, the normal limit differs by less than a thousandth of the standard deviation.
        const double Large = 1e6;
        if (mean > Large)
            return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        var count = 0;
        for (var left = mean - Exponential(); left >= 0; left -= Exponential())
            count++;
        return count;
    }
}
