using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// Runge–Kutta of any even order: the modified midpoint rule of Gragg (1965) with 2, 4, 6, … substeps, whose error is a series in the square of the substep, extrapolated to substeps of
/// length 0 by Aitken and Neville (Hairer, Nørsett, Wanner: Solving Ordinary Differential Equations I, section II.9).
/// </summary>
/// <param name="order">The order, even.</param>
internal sealed class ExtrapolatedMidpoint(int order) : Noiseless
{
    public override string Name { get; } = $"rk{order}";

    public override string Summary { get; } = $"extrapolated midpoint rule, order {order}";

    protected override KernelValue[] Advance(IntegrationBlock block)
    {
        var old = block.Old();
        var first = block.Rates(old);
        var row = new List<KernelValue[]>();
        for (var j = 1; j <= order / 2; j++)
        {
            var refined = new List<KernelValue[]> { Midpoint(block, old, first, 2 * j) };
            foreach (var (coarse, k) in row.Select(static (one, k) => (one, k + 1)))
            {
                var ratio = (double)j / (j - k);
                refined.Add(Combine(refined[^1], coarse, 1 / ((ratio * ratio) - 1)));
            }

            row = refined;
        }

        return row[^1];
    }

    private static KernelValue[] Midpoint(IntegrationBlock block, KernelValue[] old, KernelValue[] first, int substeps)
    {
        var substep = block.StepSeconds / substeps;
        var before = old;
        var now = Along(old, substep, first);
        for (var m = 1; m < substeps; m++)
            (before, now) = (now, Along(before, 2 * substep, block.Rates(now, m * substep)));
        return now;
    }

    private static KernelValue[] Along(KernelValue[] from, double time, KernelValue[] slope) => [.. from.Zip(slope, (x, rate) => x + (time * rate))];

    private static KernelValue[] Combine(KernelValue[] fine, KernelValue[] coarse, double factor) => [.. fine.Zip(coarse, (x, y) => x + (factor * (x - y)))];
}
