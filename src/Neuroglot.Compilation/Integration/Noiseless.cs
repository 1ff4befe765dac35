using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>A method for equations without noise, which takes any of these and declines all others.</summary>
internal abstract class Noiseless : IIntegrator
{
    public abstract string Name { get; }

    public abstract string Summary { get; }

    public virtual bool TakesDrives => false;

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        (next, reason) = block.IsStochastic ? (null, "its equations have noise.") : (Advance(block), (string?)null);
        return next is not null;
    }

    /// <summary>Writes the values after the step, one for each variable of the block in its order.</summary>
    protected abstract KernelValue[] Advance(IntegrationBlock block);
}
