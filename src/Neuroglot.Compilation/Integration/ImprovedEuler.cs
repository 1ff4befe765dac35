using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// Heun's method, a trapezoid with an Euler step for its far end: y = x + dt·f(x, t), x ← x + dt/2·(f(x, t) + f(y, t + dt)) (Heun 1900). Whole-brain simulators call it
/// <c>heun</c>; Brian has that name for a method that is Euler in the drift. Drives are added to y and to the result, as The Virtual Brain does.
/// </summary>
internal sealed class ImprovedEuler : Noiseless
{
    public override string Name => "improved_euler";

    public override string Summary => "Heun's trapezoid with an Euler predictor, order 2; heun of neural masses";

    public override bool TakesDrives => true;

    protected override KernelValue[] Advance(IntegrationBlock block)
    {
        var step = block.StepSeconds;
        var x = block.Old();
        var first = block.Rates(x);
        var second = block.Rates(block.Driven([.. x.Zip(first, (value, rate) => value + (step * rate))]), step);
        var next = new KernelValue[x.Length];
        for (var i = 0; i < x.Length; i++)
            next[i] = x[i] + (step / 2 * (first[i] + second[i]));
        return block.Driven(next);
    }
}
