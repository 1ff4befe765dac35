using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// The stochastic Heun method for Stratonovich equations, predictor in the noise only, as Brian 2 has it: y = x + g(x)·ΔW,
/// x ← x + dt·f(x) + ½·ΔW·(g(x) + g(y)) (Kloeden and Platen 1992, §15.1).
/// </summary>
internal sealed class Heun : IIntegrator
{
    public string Name => "heun";

    public string Summary => "Heun in the noise (Stratonovich), Euler in the drift";

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        var old = block.Old();
        var increments = block.Increments();
        var before = block.Intensities(old);
        var support = old.ToArray();
        Noise.Add(support, before, increments);
        var after = block.Intensities(support, block.StepSeconds);
        next = [.. old.Zip(block.Rates(old), (x, rate) => x + (block.Step * rate))];
        for (var i = 0; i < next.Length; i++)
        {
            for (var k = 0; k < increments.Length; k++)
            {
                if (before[i][k] is { } g)
                    next[i] += 0.5 * increments[k] * (after[i][k]! + g);
            }
        }

        reason = null;
        return true;
    }
}
