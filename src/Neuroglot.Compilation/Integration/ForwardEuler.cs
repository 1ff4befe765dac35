using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Compilation.Integration;

/// <summary>x ← x + dt·f(x, t), and with additive noise + g(t)·ΔW (Euler–Maruyama; Kloeden and Platen 1992, §9.1).</summary>
internal sealed class ForwardEuler : IIntegrator
{
    public string Name => "euler";

    public string Summary => "forward Euler, order 1; with additive noise Euler–Maruyama";

    public bool TakesDrives => true;

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        next = null;
        var old = block.Old();
        var advanced = old.Zip(block.Rates(old), (x, rate) => x + (block.Step * rate)).ToArray();
        if (block.IsStochastic)
        {
            if (Multiplicative(block) is { } variable)
            {
                reason = $"the noise of {variable} depends on the variables.";
                return false;
            }

            Noise.Add(advanced, block.Intensities(old), block.Increments());
        }

        next = block.Driven(advanced);
        reason = null;
        return true;
    }

    // Itō and Stratonovich agree on additive noise only, so a choice must be made by name where noise is multiplied.
    private static string? Multiplicative(IntegrationBlock block)
    {
        for (var i = 0; i < block.Count; i++)
        {
            foreach (var noise in block.Noises)
            {
                if (block.Intensity(i, noise) is { } intensity && block.Variables.Any(variable => FreeNames.Contains(intensity, variable)))
                    return block.Variables[i];
            }
        }

        return null;
    }
}
