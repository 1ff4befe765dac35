using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
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
    private KernelValue?[]? driven;

    /// <summary>Random draws that are made anew in each stage after the first.</summary>
    public IReadOnlyList<Alias> Redrawn { get; init; } = [];

    /// <summary>What the kernel is written to.</summary>
    public KernelBuilder Builder => scope.Builder;

    /// <summary>Number of variables.</summary>
    public int Count => rates.Count;

    /// <summary>Time step in seconds.</summary>
    public double StepSeconds => step;

    /// <summary>The time over which the block advances, where that differs between instances; null for the time step.</summary>
    public KernelValue? Elapsed { get; init; }

    /// <summary>The time over which the block advances as a value of the kernel.</summary>
    public KernelValue Step => Elapsed ?? Builder.Constant(step);

    /// <summary>Names of the variables.</summary>
    public IReadOnlyList<string> Variables { get; } = [.. rates.Select(rate => rate.Variable)];

    /// <summary>Names of white noises that the rates may hold.</summary>
    public ImmutableArray<string> Noises { get; init; } = [];

    /// <summary>For each variable the condition under which it changes at all, null for always; empty when all always do.</summary>
    public ImmutableArray<KernelValue?> Clamps { get; init; } = [];

    /// <summary>For each variable the bounds that it is set back to, null for none; empty when none has any.</summary>
    public ImmutableArray<Bounds?> Bounds { get; init; } = [];

    /// <summary>Whether any rate holds noise.</summary>
    public bool IsStochastic => Enumerable.Range(0, Count).Any(index => Noises.Any(noise => FreeNames.Contains(SymbolicRate(index), noise)));

    /// <summary>What drives variables beside their rates, held over the step.</summary>
    public ImmutableArray<StepDrive> Drives { get; init; } = [];

    /// <summary>Names of tables whose values hold over a step where they are looked up at its time.</summary>
    public IReadOnlySet<string> HeldTables { get; init; } = System.Collections.Frozen.FrozenSet<string>.Empty;

    /// <summary>Values before the step.</summary>
    public KernelValue[] Old() => [.. Variables.Select(scope.Resolve)];

    /// <summary>
    /// Rates of change, without noise, when the variables have the values <paramref name="stage"/>, <paramref name="after"/> seconds after the start;
    /// 0 for those that are clamped.
    /// </summary>
    public KernelValue[] Rates(KernelValue[] stage, double after = 0)
    {
        var isFirst = evaluations++ == 0;
        var inner = Stage(isFirst ? stage : Within(stage), after, !isFirst);
        return [.. rates.Select((rate, index) => Clamp(index, ExpressionLowering.Real(rate.Rate, inner)))];
    }

    /// <summary>The values, set back to the bounds of their variables.</summary>
    public KernelValue[] Within(KernelValue[] values) => Bounds.IsEmpty ? values :
    [
        .. values.Select((value, index) => Bounds[index] is not { } bounds ? value
            : Builder.Min(Builder.Max(value, Builder.Constant(bounds.Low)), Builder.Constant(bounds.High))),
    ];

    /// <summary>A new increment of each noise over the step, √dt times a normal draw.</summary>
    public KernelValue[] Increments() => [.. Noises.Select(_ => Builder.Constant(Math.Sqrt(step)) * Builder.Normal(scope.NextDraw()))];

    /// <summary>
    /// The values with <paramref name="part"/> of what the drives add to them over the step; the values themselves where there are none. Noise is drawn once, at the first call.
    /// </summary>
    public KernelValue[] Driven(KernelValue[] values, double part = 1)
    {
        if (Drives.IsEmpty)
            return values;
        driven ??= Whole();
        return [.. values.Zip(driven, (value, drive) => drive is null ? value : value + (part * drive))];
    }

    /// <summary>
    /// How strongly each noise drives each variable, [variable][noise], when the variables have the values <paramref name="stage"/>,
    /// <paramref name="after"/> seconds after the start; null where it does not.
    /// </summary>
    public KernelValue?[][] Intensities(KernelValue[] stage, double after = 0)
    {
        var inner = Stage(stage, after, redraws: false);
        return [.. Enumerable.Range(0, Count).Select(index => Noises
            .Select(noise => Intensity(index, noise) is { } g ? Clamp(index, ExpressionLowering.Real(g, inner)) : null).ToArray())];
    }

    /// <summary>How strongly noise <paramref name="noise"/> drives variable <paramref name="index"/>; null where it does not.</summary>
    /// <exception cref="LoweringException">The rate is not linear in the noise.</exception>
    public Expression? Intensity(int index, string noise)
    {
        var rate = SymbolicRate(index);
        if (!FreeNames.Contains(rate, noise))
            return null;
        return LinearForm.TryCreate(rate, new HashSet<string> { noise }, out var form, out var reason)
            ? form.Coefficient(noise)
            : throw new LoweringException("NG2015", $"the noise {noise} in the rate of {Variables[index]} must be added, or be a factor: {reason}.");
    }

    /// <summary>Rate of variable <paramref name="index"/> with the aliases of the block replaced by their expressions.</summary>
    public Expression SymbolicRate(int index) => Inline(rates[index].Rate, []);

    /// <summary>The value of <paramref name="expression"/> before the step.</summary>
    public KernelValue Value(Expression expression) => ExpressionLowering.Real(expression, scope);

    /// <summary>The results of a scheme that is called with <paramref name="arguments"/>.</summary>
    public KernelValue[] Call(Func<string, SchemePlan> plan, IReadOnlyList<KernelValue> arguments, int results) => scope.Call(plan, arguments, results);

    private KernelValue?[] Whole()
    {
        var sums = new KernelValue?[Count];
        var beginning = Stage(Old(), 0, redraws: false);
        var increments = new Dictionary<string, KernelValue>();
        foreach (var drive in Drives)
        {
            var index = Variables.ToList().IndexOf(drive.Variable);
            var over = drive.Noise is { } noise ? Increment(noise) : Builder.Constant(step);
            var added = over * ExpressionLowering.Real(drive.Rate, beginning);
            sums[index] = sums[index] is { } before ? before + added : added;
        }

        return sums;

        KernelValue Increment(string noise)
        {
            if (!increments.TryGetValue(noise, out var increment))
                increments[noise] = increment = Math.Sqrt(step) * Builder.Normal(scope.NextDraw());
            return increment;
        }
    }

    private StageScope Stage(KernelValue[] stage, double after, bool redraws)
    {
        var replaced = Variables.Zip(stage).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var noise in Noises)
            replaced[noise] = Builder.Constant(0.0);
        if (start + after != 0)
            replaced["t"] = scope.Resolve("t") + Builder.Constant(start + after);
        foreach (var draw in redraws ? Redrawn : [])
            replaced[draw.Name] = ExpressionLowering.Real(draw.Value, scope);
        return new StageScope(scope, replaced, aliases);
    }

    private KernelValue Clamp(int index, KernelValue rate) =>
        !Clamps.IsEmpty && Clamps[index] is { } free ? Builder.Select(free, rate, Builder.Constant(0.0)) : rate;

    private Expression Inline(Expression expression, HashSet<string> underway) => Substitution.Apply(expression, name =>
    {
        if (!aliases.TryGetValue(name, out var alias) || !underway.Add(name))
            return null;
        var inlined = Inline(alias.Value, underway);
        underway.Remove(name);
        return inlined;
    });
}
