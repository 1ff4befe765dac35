using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// Forward Euler in single precision, as the components that are generated for BRAHMS compute it: the rate, the step, their product and the new value are each rounded.
/// Rounding a product or sum of single numbers that was computed in double precision gives what single arithmetic gives (Figueroa 1995).
/// </summary>
internal sealed class SingleEuler : IIntegrator
{
    public string Name => "euler";

    public string Summary => "forward Euler in single precision";

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        var old = block.Old();
        var step = block.Builder.Constant((float)block.StepSeconds);
        KernelValue Single(KernelValue value) => block.Builder.Single(value);
        next = [.. old.Zip(block.Rates(old), (x, rate) => Single(Single(x) + Single(step * Single(rate))))];
        reason = null;
        return true;
    }
}
