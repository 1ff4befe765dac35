using Neuroglot.Numerics;

namespace Neuroglot.SpineML.Building;

/// <summary>The generators of the reference tool chain: the same seed has to give the same network.</summary>
internal abstract class ReferenceRandom
{
    /// <summary>The seed where a document states none.</summary>
    public const long UsualSeed = PreflightRandom.UsualSeed;

    /// <summary>Uniformly distributed from 0 to 1.</summary>
    public abstract float Uniform();

    /// <summary>Normally distributed with mean 0 and variance 1.</summary>
    public abstract double Normal();

    /// <summary>Exponentially distributed with mean 1.</summary>
    public double Exponential() => -Elementary.Log(Math.Max(Uniform(), float.Epsilon));

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

/// <summary>What expands connections and the values of state variables before a simulation.</summary>
internal sealed class ExpansionRandom(long seed) : ReferenceRandom
{
    private readonly PreflightRandom numbers = new(unchecked((int)seed));

    /// <inheritdoc/>
    public override float Uniform() => numbers.NextSingle();

    /// <inheritdoc/>
    /// <remarks>By Box and Muller (1958); how the reference tool chain does it is not known.</remarks>
    public override double Normal()
    {
        var radius = Math.Max(Math.Abs(Uniform()), float.Epsilon);
        return Math.Sqrt(-2 * Elementary.Log(radius)) * Elementary.Cos(2 * Math.PI * Uniform());
    }
}

/// <summary>What components draw the values of their parameters from: the shift-register generator and the ziggurat of Marsaglia and Tsang (2000).</summary>
internal sealed class ComponentRandom(long seed) : ReferenceRandom
{
    private const int Layers = 128;
    private const double Tail = 3.442619855899;
    private const double Area = 9.91256303526217e-3;
    private const double Scale = 2147483648.0;

    private static readonly (double[] Bounds, double[] Widths, double[] Heights) Ziggurat = Tables();

    private readonly ShiftRegisterRandom numbers = new(seed);

    /// <inheritdoc/>
    public override float Uniform() => numbers.NextSingle();

    /// <inheritdoc/>
    public override double Normal()
    {
        var (bounds, widths, heights) = Ziggurat;
        while (true)
        {
            var draw = unchecked((int)numbers.NextBits());
            var layer = draw & (Layers - 1);
            var x = draw * widths[layer];
            if (Math.Abs((double)draw) < bounds[layer])
                return x;
            if (layer == 0)
            {
                double beyond, height;
                do
                {
                    beyond = -Elementary.Log(Uniform()) / Tail;
                    height = -Elementary.Log(Uniform());
                }
                while (height + height < beyond * beyond);
                return draw > 0 ? Tail + beyond : -Tail - beyond;
            }

            if (heights[layer] + (Uniform() * (heights[layer - 1] - heights[layer])) < Elementary.Exp(-0.5 * x * x))
                return x;
        }
    }

    private static (double[] Bounds, double[] Widths, double[] Heights) Tables()
    {
        var (bounds, widths, heights) = (new double[Layers], new double[Layers], new double[Layers]);
        var edge = Tail;
        var top = Area / Elementary.Exp(-0.5 * edge * edge);
        (bounds[0], widths[0], heights[0]) = (edge / top * Scale, top / Scale, 1);
        (widths[^1], heights[^1]) = (edge / Scale, Elementary.Exp(-0.5 * edge * edge));
        for (var layer = Layers - 2; layer >= 1; layer--)
        {
            var outer = edge;
            edge = Math.Sqrt(-2 * Elementary.Log((Area / outer) + Elementary.Exp(-0.5 * outer * outer)));
            bounds[layer + 1] = edge / outer * Scale;
            (widths[layer], heights[layer]) = (edge / Scale, Elementary.Exp(-0.5 * edge * edge));
        }

        return (bounds, widths, heights);
    }
}
