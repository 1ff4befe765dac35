using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// Forward Euler in single precision, as the components that are generated for BRAHMS compute it: the rate, the step, their product and the new value are each rounded.
/// Rounding a product or sum of single numbers that was computed in double precision gives what single arithmetic gives (Figueroa 1995). Their compiler is told to be fast, so
/// that increments and values below the normal numbers are 0: a decaying value stops there.
/// </summary>
internal sealed class SingleEuler : IIntegrator
{
    public string Name => "euler";

    public string Summary => "forward Euler in single precision";

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        var old = block.Old();
        var step = block.Builder.Constant((float)block.StepSeconds);
        next = [.. old.Zip(block.Rates(old), (x, rate) => Normal(block.Builder, Single(x) + Normal(block.Builder, step * Single(rate))))];
        reason = null;
        return true;

        KernelValue Single(KernelValue value) => block.Builder.Single(value);
    }

    private static KernelValue Normal(KernelBuilder builder, KernelValue value)
    {
        // The smallest normal number of single precision, 2^-126.
        const double Smallest = 1.1754943508222875e-38;
        var rounded = builder.Single(value);
        return builder.Select(builder.Less(builder.Call(KernelOp.Abs, rounded), builder.Constant(Smallest)), builder.Constant(0), rounded);
    }
}
