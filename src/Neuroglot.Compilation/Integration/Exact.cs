using System.Diagnostics.CodeAnalysis;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Expressions;
using Neuroglot.Numerics;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// The exact solution of linear equations dx/dt = M·x + b whose inputs b are held over the step: x ← e^(M·dt)·x + (∫e^(M·s)ds)·b (Rotter and
/// Diesmann 1999). The matrix exponential is computed numerically, so that equal time constants, oscillators and integrators without leak need no
/// special case: once where M is the same for all instances, else for each instance when its M changes. Single equations, and those that only
/// sum others that decay, are written out.
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
        private readonly Dictionary<string, Dictionary<int, KernelValue>> solved = [];

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
                if (ChangesWithTime(rate, block.HeldTables))
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

            reason = null;
            solution = new Solution(block, forms);
            return true;
        }

        /// <summary>The value of variable <paramref name="i"/> after the step.</summary>
        public KernelValue Next(int i)
        {
            var needed = Needed(i);
            if (needed.Count == 1)
                return ExponentialEuler.Relax(block.Builder, old[i], Coefficient(i, i), Input(i), block.Step);
            if (block.Elapsed is null && needed.TrueForAll(row => needed.TrueForAll(column => Coefficient(row, column).Known is not null)))
                return Propagate(needed);
            return needed.Skip(1).All(other => Needed(other).Count == 1 && Input(other).Known == 0) ? Sum(needed) : Shared(needed)[i];
        }

        private static bool ChangesWithTime(Expression expression, IReadOnlySet<string> held) => expression switch
        {
            Name name => name.Identifier is "t" or "t_in_timesteps",
            Call call when held.Contains(call.Function) => !IsAtTime(call.Arguments[0]),
            _ => expression.Children().Any(child => ChangesWithTime(child, held)),
        };

        // The index is made of t itself, and not of t - 5*ms.
        private static bool IsAtTime(Expression index) => index switch
        {
            Name name => name.Identifier != "t",
            Binary { Operator: BinaryOperator.Divide, Left: Name { Identifier: "t" }, Right: Number } => true,
            _ => index.Children().All(IsAtTime),
        };

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

        // x' = a·x + Σ m·y + b with y' = c·y: each y adds m·y·(e^(a·dt) − e^(c·dt))/(a − c), whose limit for a = c needs no case of its own when it is written as
        // dt·e^(max(a, c)·dt)·exprel(−|a − c|·dt).
        private KernelValue Sum(List<int> needed)
        {
            var builder = block.Builder;
            var i = needed[0];
            var a = Coefficient(i, i) * block.Step;
            var sum = ExponentialEuler.Relax(builder, old[i], Coefficient(i, i), Input(i), block.Step);
            foreach (var other in needed.Skip(1))
            {
                var c = Coefficient(other, other) * block.Step;
                var shared = builder.Exp(builder.Call(KernelOp.Max, a, c)) * builder.Call(KernelOp.Exprel, builder.Call(KernelOp.Negate, builder.Call(KernelOp.Abs, a - c)));
                sum += Coefficient(i, other) * block.Step * shared * old[other];
            }

            return sum;
        }

        // Equations that need the same others are solved by one call.
        private Dictionary<int, KernelValue> Shared(List<int> needed)
        {
            var all = needed.Order().ToList();
            if (solved.TryGetValue(string.Join(' ', all), out var known))
                return known;
            var matrix = new List<(int Row, int Column, double? Known)>();
            var arguments = new List<KernelValue>();
            for (var row = 0; row < all.Count; row++)
            {
                for (var column = 0; column < all.Count; column++)
                {
                    var value = Coefficient(all[row], all[column]);
                    if (value.Known == 0)
                        continue;
                    var same = block.Elapsed is null ? value.Known : null;
                    matrix.Add((row, column, same));
                    if (same is null)
                        arguments.Add(Scaled(value));
                }
            }

            arguments.AddRange(all.Select(i => Scaled(Input(i))));
            arguments.AddRange(all.Select(i => old[i]));
            var next = block.Call(name => new LinearSchemePlan(name, all.Count, [.. matrix], block.Elapsed is null ? block.StepSeconds : 1), arguments, all.Count);
            return solved[string.Join(' ', all)] = all.Zip(next).ToDictionary(pair => pair.First, pair => pair.Second);
        }

        // Where each instance advances over a time of its own, that time is the unit.
        private KernelValue Scaled(KernelValue value) => block.Elapsed is { } elapsed ? value * elapsed : value;

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
