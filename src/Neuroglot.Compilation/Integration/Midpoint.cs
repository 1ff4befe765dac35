using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>The explicit midpoint method: x ← x + dt·f(x + dt/2·f(x, t), t + dt/2).</summary>
internal sealed class Midpoint : IIntegrator
{
    public string Name => "rk2";

    public string Summary => "explicit midpoint, order 2";

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        if (block.IsStochastic)
        {
            next = null;
            reason = "its equations have noise.";
            return false;
        }

        var half = block.StepSeconds / 2;
        var old = block.Old();
        var middle = old.Zip(block.Rates(old), (x, rate) => x + (half * rate)).ToArray();
        next = [.. old.Zip(block.Rates(middle, half), (x, rate) => x + (block.Step * rate))];
        reason = null;
        return true;
    }
}
