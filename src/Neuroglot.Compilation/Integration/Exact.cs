using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Expressions;
using Neuroglot.Numerics;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// The exact solution of linear equations dx/dt = M·x + b whose inputs b are held over the step: x ← e^(M·dt)·x + (∫e^(M·s)ds)·b (Rotter and
/// Diesmann 1999). The matrix exponential is computed once, numerically, so that equal time constants and integrators without leak need no
/// special case; where M differs between instances the equations must not depend on each other.
/// </summary>
internal sealed class Exact : IIntegrator
{
    public string Name => "exact";

    public string Summary => "exact solution of linear equations";

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        next = null;
        var variables = block.Variables.ToHashSet();
        var forms = new LinearForm[block.Count];
        for (var i = 0; i < block.Count; i++)
        {
            var rate = block.SymbolicRate(i);
            if (FreeNames.Contains(rate, "t"))
            {
                reason = $"the rate of {block.Variables[i]} depends on t.";
                return false;
            }

            if (!LinearForm.TryCreate(rate, variables, out var form, out var why))
            {
                reason = $"the rate of {block.Variables[i]} is not linear: {why}.";
                return false;
            }

            forms[i] = form;
        }

        var old = block.Old();
        var inputs = forms.Select(form => block.Value(form.Constant)).ToArray();
        var coefficients = forms.Select(form => block.Variables.Select(variable => block.Value(form.Coefficient(variable))).ToArray()).ToArray();
        if (forms.Select((form, i) => form.Coefficients.Keys.All(key => key == block.Variables[i])).All(alone => alone))
        {
            next = [.. old.Select((x, i) => ExponentialEuler.Relax(block, x, coefficients[i][i], inputs[i]))];
        }
        else if (coefficients.SelectMany(row => row).All(value => value.Known is not null))
        {
            next = Propagate(block, old, inputs, coefficients);
        }
        else
        {
            reason = "its equations depend on each other, with coefficients that are not the same constants for all instances.";
            return false;
        }

        reason = null;
        return true;
    }

    // exp of ((M, 1), (0, 0))·dt holds the propagator and its integral side by side (Van Loan 1978).
    private static KernelValue[] Propagate(IntegrationBlock block, KernelValue[] old, KernelValue[] inputs, KernelValue[][] coefficients)
    {
        var n = block.Count;
        var augmented = new DenseMatrix(2 * n);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                augmented[i, j] = coefficients[i][j].Known!.Value * block.StepSeconds;
            augmented[i, n + i] = block.StepSeconds;
        }

        var exponential = MatrixExponential.Compute(augmented);
        var next = new KernelValue[n];
        for (var i = 0; i < n; i++)
        {
            var sum = block.Builder.Constant(0.0);
            for (var j = 0; j < n; j++)
            {
                if (exponential[i, j] != 0)
                    sum += exponential[i, j] * old[j];
                if (exponential[i, n + j] != 0)
                    sum += exponential[i, n + j] * inputs[j];
            }

            next[i] = sum;
        }

        return next;
    }
}
