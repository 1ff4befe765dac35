using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>An explicit Runge–Kutta method by its tableau (Butcher 1964): stage s is evaluated at x + dt·Σ a[s][j]·k[j], c[s]·dt after the start; x ← x + dt·Σ b[s]·k[s].</summary>
internal sealed class RungeKutta : Noiseless
{
    private readonly double[][] stages;
    private readonly double[] weights;

    private RungeKutta(string name, string summary, double[][] stages, double[] weights) => (Name, Summary, this.stages, this.weights) = (name, summary, stages, weights);

    /// <summary>Kutta's method of order 3 (1901).</summary>
    public static RungeKutta Third { get; } = new("rk3", "Runge–Kutta of Kutta, order 3", [[], [1.0 / 2], [-1, 2]], [1.0 / 6, 2.0 / 3, 1.0 / 6]);

    /// <summary>The method of order 5 of the pair of Dormand and Prince (1980).</summary>
    public static RungeKutta Fifth { get; } = new(
        "rk5",
        "Runge–Kutta of Dormand and Prince with a fixed step, order 5",
        [
            [],
            [1.0 / 5],
            [3.0 / 40, 9.0 / 40],
            [44.0 / 45, -56.0 / 15, 32.0 / 9],
            [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
            [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        ],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84]);

    public override string Name { get; }

    public override string Summary { get; }

    protected override KernelValue[] Advance(IntegrationBlock block)
    {
        var old = block.Old();
        var slopes = new List<KernelValue[]>();
        foreach (var stage in stages)
            slopes.Add(block.Rates(Along(stage), stage.Sum() * block.StepSeconds));
        return Along(weights);

        KernelValue[] Along(double[] factors) =>
        [
            .. old.Select((x, variable) => factors.Zip(slopes).Where(static one => one.First != 0)
                .Aggregate(x, (sum, one) => sum + (block.StepSeconds * one.First * one.Second[variable]))),
        ];
    }
}
