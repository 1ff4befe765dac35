using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>x ← x + dt·f(x, t).</summary>
internal sealed class ForwardEuler : IIntegrator
{
    public string Name => "euler";

    public string Summary => "forward Euler, order 1";

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        var old = block.Old();
        next = [.. old.Zip(block.Rates(old), (x, rate) => x + (block.Step * rate))];
        reason = null;
        return true;
    }
}
