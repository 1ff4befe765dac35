using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Expressions;
using Neuroglot.Numerics;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// The exact solution of linear equations dx/dt = M·x + b whose inputs b are held over the step: x ← e^(M·dt)·x + (∫e^(M·s)ds)·b (Rotter and
/// Diesmann 1999). The matrix exponential is computed once, numerically, so that equal time constants, oscillators and integrators without leak
/// need no special case; where M differs between instances the equations must not depend on each other.
/// </summary>
internal sealed class Exact : IIntegrator
{
    public string Name => "exact";

    public string Summary => "exact solution of linear equations";

    public bool TryAdvance(IntegrationBlock block, [NotNullWhen(true)] out KernelValue[]? next, [NotNullWhen(false)] out string? reason)
    {
        next = null;
        if (block.IsStochastic)
        {
            reason = "its equations have noise.";
            return false;
        }

        var all = Enumerable.Range(0, block.Count).ToList();
        if (!Solution.TryCreate(block, all, out var free, out reason))
            return false;
        next = [.. all.Select(free.Next)];
        var clamps = block.Clamps.Where(clamp => clamp is not null).Distinct().ToList();
        if (clamps.Count == 0)
            return true;
        if (clamps.Count > 1)
        {
            reason = "its variables are held under different conditions.";
            return false;
        }

        // While some variables are held, the others see constants in their place.
        var moving = all.Where(i => block.Clamps[i] is null).ToList();
        if (!Solution.TryCreate(block, moving, out var held, out reason))
            return false;
        foreach (var i in moving)
            next[i] = block.Builder.Select(clamps[0]!, next[i], held.Next(i));
        return true;
    }

    /// <summary>The solution for some of the variables of a block, all others held.</summary>
    private sealed class Solution
    {
        private readonly IntegrationBlock block;
        private readonly Dictionary<int, LinearForm> forms;
        private readonly KernelValue[] old;
        private readonly Dictionary<(int Row, int Column), KernelValue> coefficients = [];

        private Solution(IntegrationBlock block, Dictionary<int, LinearForm> forms)
        {
            this.block = block;
            this.forms = forms;
            old = block.Old();
        }

        public static bool TryCreate(
            IntegrationBlock block, IReadOnlyList<int> variables, [NotNullWhen(true)] out Solution? solution, [NotNullWhen(false)] out string? reason)
        {
            solution = null;
            var names = variables.Select(i => block.Variables[i]).ToHashSet();
            var forms = new Dictionary<int, LinearForm>();
            foreach (var i in variables)
            {
                var rate = block.SymbolicRate(i);
                if (FreeNames.Contains(rate, "t"))
                {
                    reason = $"the rate of {block.Variables[i]} depends on t.";
                    return false;
                }

                if (!LinearForm.TryCreate(rate, names, out var form, out var why))
                {
                    reason = $"the rate of {block.Variables[i]} is not linear: {why}.";
                    return false;
                }

                forms[i] = form;
            }

            var candidate = new Solution(block, forms);
            foreach (var i in variables)
            {
                var needed = candidate.Needed(i);
                if (needed.Count > 1 && needed.Any(row => needed.Any(column => candidate.Coefficient(row, column).Known is null)))
                {
                    reason = $"the rate of {block.Variables[i]} depends on other variables, with coefficients that are not the same constants for all instances.";
                    return false;
                }
            }

            reason = null;
            solution = candidate;
            return true;
        }

        /// <summary>The value of variable <paramref name="i"/> after the step.</summary>
        public KernelValue Next(int i)
        {
            var needed = Needed(i);
            return needed.Count == 1
                ? ExponentialEuler.Relax(block.Builder, old[i], Coefficient(i, i), Input(i), block.Step)
                : Propagate(needed);
        }

        // The variables that variable i depends on, itself first. Those that it does not see stay out, so that equal equations give equal code.
        private List<int> Needed(int i)
        {
            var needed = new List<int> { i };
            for (var at = 0; at < needed.Count; at++)
                needed.AddRange(forms.Keys.Where(other => !needed.Contains(other) && forms[needed[at]].Coefficients.ContainsKey(block.Variables[other])));
            return needed;
        }

        private KernelValue Coefficient(int row, int column)
        {
            if (!coefficients.TryGetValue((row, column), out var value))
                coefficients[(row, column)] = value = block.Value(forms[row].Coefficient(block.Variables[column]));
            return value;
        }

        private KernelValue Input(int i) => block.Value(forms[i].Constant);

        // exp of ((M, 1), (0, 0))·dt holds the propagator and its integral side by side (Van Loan 1978).
        private KernelValue Propagate(List<int> needed)
        {
            var n = needed.Count;
            var augmented = new DenseMatrix(2 * n);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                    augmented[i, j] = Coefficient(needed[i], needed[j]).Known!.Value * block.StepSeconds;
                augmented[i, n + i] = block.StepSeconds;
            }

            var exponential = MatrixExponential.Compute(augmented);
            var sum = block.Builder.Constant(0.0);
            for (var j = 0; j < n; j++)
            {
                if (exponential[0, j] != 0)
                    sum += exponential[0, j] * old[needed[j]];
                if (exponential[0, n + j] != 0)
                    sum += exponential[0, n + j] * Input(needed[j]);
            }

            return sum;
        }
    }
}
