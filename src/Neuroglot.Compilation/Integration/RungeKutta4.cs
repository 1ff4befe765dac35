using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>The classical Runge–Kutta method of order 4 (Kutta 1901). A drive is a constant rate over the step, so that each stage gets its part.</summary>
internal sealed class RungeKutta4 : Noiseless
{
    public override string Name => "rk4";

    public override string Summary => "classical Runge–Kutta, order 4";

    public override bool TakesDrives => true;

    protected override KernelValue[] Advance(IntegrationBlock block)
    {
        var step = block.StepSeconds;
        var x = block.Old();
        var k1 = block.Rates(x);
        var k2 = block.Rates(Stage(k1, step / 2), step / 2);
        var k3 = block.Rates(Stage(k2, step / 2), step / 2);
        var k4 = block.Rates(Stage(k3, step), step);
        var next = new KernelValue[x.Length];
        for (var i = 0; i < x.Length; i++)
            next[i] = x[i] + (step / 6 * (k1[i] + (2.0 * (k2[i] + k3[i])) + k4[i]));
        return block.Driven(next);

        KernelValue[] Stage(KernelValue[] slope, double after) => block.Driven([.. x.Zip(slope, (value, rate) => value + (after * rate))], after / step);
    }
}
