using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// Each variable by the exact solution of its own equation with all others held: dx/dt = a·x + b gives x ← x·e^(a·dt) + b·dt·exprel(a·dt).
/// Needs rates that are linear in their own variable, as those of membranes and gates are (MacGregor 1987); where the variable stands in functions, too, as in gates that open at once, these are held
/// for the step, as by Brian 2.
/// </summary>
internal sealed class ExponentialEuler : IIntegrator
{
    public string Name => "exponential_euler";

    public string Summary => "exponential Euler, order 1, stable for stiff gates";

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        if (block.IsStochastic)
        {
            next = null;
            reason = "its equations have noise.";
            return false;
        }

        var old = block.Old();
        next = new KernelValue[block.Count];
        for (var i = 0; i < block.Count; i++)
        {
            var variable = block.Variables[i];
            if (!LinearForm.TryCreateHeld(block.SymbolicRate(i), new HashSet<string> { variable }, out var form, out var why))
            {
                next = null;
                reason = $"the rate of {variable} is not linear in {variable}: {why}.";
                return false;
            }

            next[i] = Relax(block.Builder, old[i], block.Value(form.Coefficient(variable)), block.Value(form.Constant), block.Step);
        }

        reason = null;
        return true;
    }

    /// <summary>The solution of dx/dt = a·x + b after a time <paramref name="elapsed"/>; exprel needs no special case for a = 0.</summary>
    public static KernelValue Relax(KernelBuilder builder, KernelValue x, KernelValue a, KernelValue b, KernelValue elapsed)
    {
        var exponent = a * elapsed;
        if (b.Known == 0)
            return x * builder.Exp(exponent);
        var mean = builder.Call(KernelOp.Exprel, exponent);

        // e^z = 1 + z·exprel(z) saves an exponential, unless both functions are known beforehand.
        return exponent.Known is null
            ? x + (((a * x) + b) * (elapsed * mean))
            : (x * builder.Exp(exponent)) + (b * elapsed * mean);
    }
}
