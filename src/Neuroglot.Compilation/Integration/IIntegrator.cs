using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>A way to take a system of differential equations through one time step, written as kernel instructions.</summary>
internal interface IIntegrator
{
    /// <summary>Name, as people write it after <c>--method</c>.</summary>
    string Name { get; }

    /// <summary>One line for listings.</summary>
    string Summary { get; }

    /// <summary>Whether it adds <see cref="IntegrationBlock.Driven"/>; equations with drives are not given to others.</summary>
    bool TakesDrives => false;

    /// <summary>
    /// Writes the values after the step, one for each variable of the block in its order; or declines with the reason, a sentence that
    /// completes "cannot integrate …:".
    /// </summary>
    bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason);
}
