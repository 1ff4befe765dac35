using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Compilation.Integration;

/// <summary>
/// Equations that are advanced together, and the means to evaluate them at the stages of a method. The block starts <c>start</c> seconds after
/// the time of the step: 0 in the reference, whose rates have the time at which the step ends, else minus the time step.
/// </summary>
internal sealed class IntegrationBlock(
    IScope scope, IReadOnlyList<(string Variable, Expression Rate)> rates, IReadOnlyDictionary<string, Alias> aliases, double step, double start)
{
    private int evaluations;

    /// <summary>Random draws that are made anew in each stage after the first.</summary>
    public IReadOnlyList<Alias> Redrawn { get; init; } = [];

    /// <summary>What the kernel is written to.</summary>
    public KernelBuilder Builder => scope.Builder;

    /// <summary>Number of variables.</summary>
    public int Count => rates.Count;

    /// <summary>Time step in seconds.</summary>
    public double StepSeconds => step;

    /// <summary>Time step as a value of the kernel.</summary>
    public KernelValue Step => Builder.Constant(step);

    /// <summary>Names of the variables.</summary>
    public IReadOnlyList<string> Variables { get; } = [.. rates.Select(rate => rate.Variable)];

    /// <summary>Values before the step.</summary>
    public KernelValue[] Old() => [.. Variables.Select(scope.Resolve)];

    /// <summary>Rates of change when the variables have the values <paramref name="stage"/>, <paramref name="after"/> seconds after the start.</summary>
    public KernelValue[] Rates(KernelValue[] stage, double after = 0)
    {
        var replaced = Variables.Zip(stage).ToDictionary(pair => pair.First, pair => pair.Second);
        if (start + after != 0)
            replaced["t"] = scope.Resolve("t") + Builder.Constant(start + after);
        if (evaluations++ > 0)
        {
            foreach (var draw in Redrawn)
                replaced[draw.Name] = ExpressionLowering.Real(draw.Value, scope);
        }

        var inner = new StageScope(scope, replaced, aliases);
        return [.. rates.Select(rate => ExpressionLowering.Real(rate.Rate, inner))];
    }

    /// <summary>Rate of variable <paramref name="index"/> with the aliases of the block replaced by their expressions.</summary>
    public Expression SymbolicRate(int index) => Inline(rates[index].Rate, []);

    /// <summary>The value of <paramref name="expression"/> before the step.</summary>
    public KernelValue Value(Expression expression) => ExpressionLowering.Real(expression, scope);

    private Expression Inline(Expression expression, HashSet<string> underway) => Substitution.Apply(expression, name =>
    {
        if (!aliases.TryGetValue(name, out var alias) || !underway.Add(name))
            return null;
        var inlined = Inline(alias.Value, underway);
        underway.Remove(name);
        return inlined;
    });
}
