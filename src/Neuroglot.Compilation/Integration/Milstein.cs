using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// The derivative-free Milstein method for diagonal noise, Stratonovich: y = x + dt·f + √dt·g, x ← x + dt·f + g·ΔW + (g(y) − g)·ΔW²/(2·√dt)
/// (Kloeden and Platen 1992, §11.1).
/// </summary>
internal sealed class Milstein : IIntegrator
{
    public string Name => "milstein";

    public string Summary => "derivative-free Milstein (Stratonovich) for diagonal noise";

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        next = null;
        var root = Math.Sqrt(block.StepSeconds);
        var old = block.Old();
        var increments = block.Increments();
        var before = block.Intensities(old);
        if (Array.FindIndex(before, noises => noises.Count(g => g is not null) > 1) is var shared and >= 0)
        {
            reason = $"{block.Variables[shared]} has several noises; each variable may have one.";
            return false;
        }

        var drift = block.Rates(old);
        var support = old.Zip(drift, (x, rate) => x + (block.Step * rate)).ToArray();
        var advanced = support.ToArray();
        Noise.Add(support, before, [.. increments.Select(_ => block.Builder.Constant(root))]);
        var after = block.Intensities(support);
        for (var i = 0; i < advanced.Length; i++)
        {
            for (var k = 0; k < increments.Length; k++)
            {
                if (before[i][k] is not { } g)
                    continue;
                var correction = (1 / (2 * root)) * (after[i][k]! - g) * (increments[k] * increments[k]);
                advanced[i] = advanced[i] + (g * increments[k]) + correction;
            }
        }

        next = advanced;
        reason = null;
        return true;
    }
}
