using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// The pair of Dormand and Prince of orders 5 and 4 with steps as long as the error allows (Dormand and Prince 1980, J. Comput. Appl. Math. 6:19). The engine takes the steps of whole networks; kernels
/// give it rates of change.
/// </summary>
internal sealed class DormandPrince : IIntegrator
{
    public string Name => "dopri5";

    public string Summary => "Dormand–Prince of order 5 with steps as long as the error allows; neural masses only";

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        (next, reason) = (null, "it chooses its steps itself, which groups with steps of their own cannot take; rk5 has a fixed step.");
        return false;
    }
}
