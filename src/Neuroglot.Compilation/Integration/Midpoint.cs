using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>The explicit midpoint method: x ← x + dt·f(x + dt/2·f(x, t), t + dt/2).</summary>
internal sealed class Midpoint : Noiseless
{
    public override string Name => "rk2";

    public override string Summary => "explicit midpoint, order 2";

    protected override KernelValue[] Advance(IntegrationBlock block)
    {
        var half = block.StepSeconds / 2;
        var old = block.Old();
        var middle = old.Zip(block.Rates(old), (x, rate) => x + (half * rate)).ToArray();
        return [.. old.Zip(block.Rates(middle, half), (x, rate) => x + (block.Step * rate))];
    }
}
