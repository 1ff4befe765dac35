using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Expressions;

/// <summary>What the time is called where an expression stands: Brian counts a step from its beginning, LEMS from its end.</summary>
internal enum TimeOfCode
{
    /// <summary>Within a step, or where an event arrives: LEMS's time less a step.</summary>
    InStep,

    /// <summary>Between two steps, where both agree.</summary>
    BetweenSteps,

    /// <summary>In the step after that in which an event arrives in Brian: LEMS's time less two steps.</summary>
    AfterEvent,

    /// <summary>In the step of the latest spike of the neuron behind a synapse: the time of that spike, less a step.</summary>
    AtLastSpike,

    /// <summary>Before the first step, where it is zero.</summary>
    AtStart,
}

/// <summary>A timed array and when it is read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Array">The array.</param>
/// <param name="At">The time of Brian at which it is read, an expression.</param>
/// <param name="Time">Where the expression stands.</param>
internal sealed record ArrayReading(string Name, TimedArray Array, Expression At, TimeOfCode Time)
{
    /// <summary>Whether it is read at the time of the step, in the step.</summary>
    public bool IsNow => At is Name { Identifier: "t" } && Time == TimeOfCode.InStep;
}

/// <summary>Turns the expressions of a group into those of its component type, and notes which outer names they use.</summary>
/// <param name="names">What the names mean.</param>
/// <param name="step">Time step of the group in seconds.</param>
/// <param name="count">Number of neurons.</param>
/// <param name="diagnostics">Gets what LEMS has no way to say.</param>
/// <param name="origin">Brian's time at the beginning of the simulation, in seconds.</param>
/// <param name="simulationStep">Time step of the simulation in seconds, of which that of the group is a multiple; null for the same.</param>
internal sealed class GroupCode(Resolution names, double step, int count, DiagnosticBag diagnostics, double origin = 0, double? simulationStep = null)
{
    /// <summary>Code of the diagnostic for an expression that LEMS cannot have.</summary>
    public const string Inexpressible = "NG4110";

    // Brian's time where it has to be that to the last digit: a whole number of steps, where LEMS adds up its time. No name in code has a space.
    private const string ExactTime = "exact t";

    private readonly List<string> outer = [];
    private readonly SortedDictionary<string, Dimension> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dimension> defined = [];
    private readonly Dictionary<string, Expression> subexpressions = [];
    private readonly Dictionary<string, Expression> beginnings = [];
    private readonly SortedDictionary<string, ArrayReading> arrays = new(StringComparer.Ordinal);

    /// <summary>Values from outside of the group that its code uses, in the order of their first use.</summary>
    public IReadOnlyList<string> Outer => outer;

    /// <summary>Units that <see cref="UnitConstants"/> lack, as names of constants that the type has to define, with their dimensions.</summary>
    public IReadOnlyDictionary<string, Dimension> Units => units;

    private bool UsesStep { get; set; }

    /// <summary>Whether the code uses the index of the neuron.</summary>
    public bool UsesIndex { get; private set; }

    /// <summary>What the code reads of timed arrays, by the name of the variable for it.</summary>
    public IReadOnlyDictionary<string, ArrayReading> Arrays => arrays;

    /// <summary>What names mean.</summary>
    public Resolution Names => names;

    /// <summary>The time step in seconds.</summary>
    public double Step => step;

    /// <summary>The time step of the simulation in seconds.</summary>
    public double SimulationStep => simulationStep ?? step;

    /// <summary>Brian's time at the beginning of the simulation, in seconds.</summary>
    public double Origin => origin;

    /// <summary>The name of a variable in LEMS, where some words mean something else.</summary>
    public static string Safe(string name) => Dialects.Lems.IsReserved(name) || name is "index" ? name + "_" : name;

    /// <summary>Notes that something that the component type adds uses the length of a step, <c>dt</c>.</summary>
    public void UseStep() => UsesStep = true;

    /// <summary>Notes a variable that the component type adds to those of the group.</summary>
    public void Define(string name, Dimension dimension) => defined[name] = dimension;

    /// <summary>Notes a subexpression, which code that has to see the latest values repeats in full.</summary>
    public void DefineSubexpression(string name, Expression value) => subexpressions[name] = value;

    /// <summary>Notes that a step begins with another value of a variable than the one that is left from the step before.</summary>
    public void BeginWith(string name, string now, Dimension dimension)
    {
        Define(now, dimension);
        beginnings[name] = new Name(now);
    }

    /// <summary>An expression with the functions of the author and all subexpressions written out.</summary>
    public Expression WrittenOut(Expression expression) => Whole(expression, latest: true, TimeOfCode.InStep);

    /// <summary>The constants that the code needs its type to have.</summary>
    public IEnumerable<XElement> OwnConstants(DimensionTable dimensions)
    {
        if (UsesStep)
            yield return Xml.Element("Constant", ("name", "dt"), ("dimension", "time"), ("value", dimensions.Quantity(Step, Dimension.Time)));
        foreach (var (name, dimension) in units)
            yield return Xml.Element("Constant", ("name", name), ("dimension", dimensions.NameOf(dimension)), ("value", dimensions.Quantity(1, dimension)));
    }

    /// <summary>The dimension of an expression in the names of the group.</summary>
    public Dimension? DimensionOf(Expression expression) => DimensionInference.Infer(
        expression, DimensionOf, Dialects.Brian, SourceSpan.None, new DiagnosticBag(),
        function => names.FindValue(function) switch
        {
            UserFunction user => new FunctionDimensions(user.ArgumentDimensions, user.ValueDimension),
            TimedArray array => new FunctionDimensions([.. Enumerable.Repeat<Dimension?>(null, array.Columns is null ? 1 : 2)], array.Dimension),
            _ => null,
        });

    /// <summary>A value as LEMS writes it.</summary>
    /// <param name="expression">In the names of the group.</param>
    /// <param name="dimension">Its dimension.</param>
    /// <param name="place">What it is, for messages.</param>
    /// <param name="latest">Whether it has to see values that have changed in this step, rather than those of its beginning.</param>
    /// <param name="time">What the time is called there.</param>
    /// <param name="isKept">Whether the value is kept and may be compared later, so that the time in it has to be a whole number of steps to the last digit.</param>
    public string Value(Expression expression, Dimension dimension, string place, bool latest = false, TimeOfCode time = TimeOfCode.InStep, bool isKept = false)
    {
        var whole = Whole(expression, latest, time);
        if (!latest && time == TimeOfCode.InStep)
            whole = Substitution.Apply(whole, beginnings);
        whole = isKept ? WithExactTime(whole) : ComparedExactly(whole);
        var isPlain = IsPlain(whole);
        var arithmetic = Arithmetic(isPlain ? whole : InSIUnits(whole), arithmetic => arithmetic.Number, place, expression);
        if (!isPlain && !dimension.IsNone)
            arithmetic = new Binary(BinaryOperator.Multiply, arithmetic, UnitOf(dimension));
        return Print(arithmetic, time);
    }

    /// <summary>A condition as LEMS writes it.</summary>
    /// <param name="expression">In the names of the group.</param>
    /// <param name="place">What it is, for messages.</param>
    /// <param name="time">What the time is called there.</param>
    /// <param name="hasMargin">Whether it compares times with a margin that rounding cannot use up.</param>
    public string Condition(Expression expression, string place, TimeOfCode time = TimeOfCode.InStep, bool hasMargin = false)
    {
        var whole = Whole(expression, latest: true, time);
        if (!hasMargin)
            whole = ComparedExactly(whole);
        return Print(Arithmetic(IsPlain(whole) ? whole : InSIUnits(whole), arithmetic => tree => arithmetic.Condition(tree), place, expression), time);
    }

    /// <summary>A constant of one SI unit.</summary>
    public Expression UnitOf(Dimension dimension)
    {
        if (UnitConstants.Find(dimension, 1) is { } known)
            return new Name(known.Name);
        var name = "unit_" + string.Concat(new DimensionTable().NameOf(dimension).Where(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter)));
        units[name] = dimension;
        defined[name] = dimension;
        return new Name(name);
    }

    private double? ConstantOf(string name) => defined.ContainsKey(name) || names.FindVariable(name) is not null ? null
        : DefaultNamespace.Find(name)?.Value.Value ?? (names.FindValue(name) as ScalarValue)?.Value.Value;

    private Dimension? DimensionOf(string name) => name == ExactTime ? Dimension.Time : defined.TryGetValue(name, out var own) ? own
        : names.FindVariable(name)?.Dimension ?? (names.FindValue(name) as ScalarValue)?.Value.Dimension;

    private Expression Arithmetic(Expression expression, Func<LemsArithmetic, Func<Expression, Expression>> form, string place, Expression written)
    {
        var arithmetic = new LemsArithmetic(DimensionOf, UnitOf, ConstantOf);
        var result = form(arithmetic)(expression);
        foreach (var what in arithmetic.Missing)
        {
            diagnostics.Error(
                Inexpressible, $"LEMS has no {what}, which {place} of {names.GroupName} uses: {ExpressionPrinter.Print(written, Dialects.Brian)}.", SourceSpan.None,
                "Write it with sums, products, powers, exp, log, sqrt, sin, cos, tan, floor, ceil, abs, clip and conditions.");
        }

        return result;
    }

    // Functions of the author and subexpressions written out; timed arrays by name.
    private Expression Whole(Expression expression, bool latest, TimeOfCode time) => expression.Rewrite(node => node switch
    {
        Name name when latest && subexpressions.TryGetValue(name.Identifier, out var value) => Whole(value, latest, time),
        Unary { Operator: UnaryOperator.Not } not => not with { Operand = ValueTypes.Convert(not.Operand, ValueTypes.Of(not.Operand, name => names.FindVariable(name)?.Type ?? VariableType.Real), VariableType.Boolean) },
        Call call when Functions.Find(call.Function)?.Arity != call.Arguments.Length && names.FindValue(call.Function) is { } value => OfCall(call, value, latest, time),
        _ => node,
    });

    private Expression OfCall(Call call, NamespaceValue value, bool latest, TimeOfCode time)
    {
        switch (value)
        {
            case UserFunction { Body: { } body } function:
                return Substitution.Apply(Whole(body, latest, time), function.Parameters.Zip(call.Arguments).ToDictionary(pair => pair.First, pair => pair.Second));
            case TimedArray array when call.Arguments[0].IsPure() && (call.Arguments.Length == 1 || call.Arguments[1] is Name { Identifier: "i" }):
                return OfArray(call, array, latest, time);
            case TimedArray:
                diagnostics.Error(
                    Inexpressible, $"{ExpressionPrinter.Print(call, Dialects.Brian)} in the code of {names.GroupName} looks into a timed array at a random time, or in another column than i.", SourceSpan.None,
                    "Use t, or t and i.");
                return call;
            default:
                diagnostics.Error(Inexpressible, $"The function {call.Function} in the code of {names.GroupName} has no expression for a body.", SourceSpan.None, "Define it by an expression.");
                return call;
        }
    }

    // A variable for each time at which an array is read; that for the time of the step has the name of the array.
    private Expression OfArray(Call call, TimedArray array, bool latest, TimeOfCode time)
    {
        var at = Whole(call.Arguments[0], latest, time);
        if (time == TimeOfCode.AtStart && FreeNames.Of(at).All(name => AtStart(name) is not null))
            return AtStart(array, array.RowAt(Evaluator.Evaluate(at, name => AtStart(name)!.Value), step));
        if (time is not (TimeOfCode.InStep or TimeOfCode.BetweenSteps) || (latest && FreeNames.Of(at).Any(name => names.FindVariable(name) is { Equation: not null })))
        {
            diagnostics.Error(
                Inexpressible, $"{ExpressionPrinter.Print(call, Dialects.Brian)} in the code of {names.GroupName} looks into a timed array at a time that changes within a step.", SourceSpan.None, "Use t.");
            return call;
        }

        var read = new ArrayReading(call.Function, array, at, time);
        var name = arrays.FirstOrDefault(one => one.Value == read).Key ?? (read.IsNow ? call.Function : $"{call.Function}_at{arrays.Count + 1}");
        arrays[name] = read;
        UsesIndex |= array.Columns is not null;
        Define(name, array.Dimension);
        return new Name(name);
    }

    private double? AtStart(string name) => names.FindVariable(name) switch
    {
        { Owner: VariableOwner.Clock, Name: "t" } => origin,
        { Owner: VariableOwner.Clock, Name: "dt" } => step,
        null => (names.FindValue(name) as ScalarValue)?.Value.Value,
        _ => null,
    };

    private Expression AtStart(TimedArray array, int row)
    {
        if (array.Columns is not { } columns)
            return Literals.Of(new Quantity(array.Values[row], array.Dimension));
        UsesIndex = true;
        return new Piecewise(
            [.. Enumerable.Range(0, columns - 1).Select(column => new Case(new Binary(BinaryOperator.Equal, new Name("i"), new Number(column)), Of(column)))], Of(columns - 1));

        Expression Of(int column) => Literals.Of(new Quantity(array.Values[(row * columns) + column], array.Dimension));
    }

    // LEMS has no roots and no fractions of dimensions; noise has them.
    private bool IsPlain(Expression expression) => !expression.Any(node => node switch
    {
        Call { Function: "sqrt" } root => DimensionOf(root.Arguments[0]) is not { IsNone: true },
        Binary { Operator: BinaryOperator.Power } power => !IsWhole(power.Right) && DimensionOf(power.Left) is not { IsNone: true },
        Name name => DimensionOf(name.Identifier) is { } dimension && !DimensionTable.IsWhole(dimension),
        _ => false,
    });

    private Expression WithExactTime(Expression expression) => expression.Rewrite(node => node is Name { Identifier: "t" } && names.FindVariable("t") is { Owner: VariableOwner.Clock } ? new Name(ExactTime) : node);

    // Where both sides are equal but for rounding, a time that is added up would come out on either side.
    private Expression ComparedExactly(Expression expression) => expression.Rewrite(node =>
        node is Binary { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual or BinaryOperator.Equal or BinaryOperator.NotEqual } comparison
            ? WithExactTime(comparison) : node);

    private static bool IsWhole(Expression exponent) => exponent is Number { Value: var value } && value.Equals(Math.Floor(value));

    // Every quantity as a number of SI units, so that nothing has a dimension any more.
    private Expression InSIUnits(Expression expression) => expression.Rewrite(node =>
    {
        if (node is not Name name)
            return node;
        if (names.FindVariable(name.Identifier) is null && !defined.ContainsKey(name.Identifier) && DefaultNamespace.Find(name.Identifier) is { } unit)
            return new Number(unit.Value.Value);
        return DimensionOf(name.Identifier) is { IsNone: false } dimension && DimensionTable.IsWhole(dimension)
            ? new Binary(BinaryOperator.Divide, node, UnitOf(dimension))
            : node;
    });

    private string Print(Expression expression, TimeOfCode time) => ExpressionPrinter.Print(expression.Rewrite(node => node is Name name ? Renamed(name, time) : node), Dialects.Lems);

    private Expression Renamed(Name name, TimeOfCode time)
    {
        if (name.Identifier == ExactTime)
            return time is TimeOfCode.AtStart or TimeOfCode.AtLastSpike ? Renamed(new Name("t"), time) : new Binary(BinaryOperator.Multiply, Steps(time), new Name("dt"));
        if (defined.ContainsKey(name.Identifier))
            return name;
        if (names.FindVariable(name.Identifier) is { } variable)
            return OfVariable(variable, name, time);
        if (DefaultNamespace.Find(name.Identifier) is { } known)
            return OfUnit(known.Value, name.Identifier);
        if (names.FindValue(name.Identifier) is ScalarValue outside)
        {
            if (!DimensionTable.IsWhole(outside.Value.Dimension))
                return new Number(outside.Value.Value);
            if (double.IsInfinity(outside.Value.Value))
                return outside.Value.Dimension.IsNone ? Largest(outside.Value.Value) : new Binary(BinaryOperator.Multiply, Largest(outside.Value.Value), UnitOf(outside.Value.Dimension));
            if (!outer.Contains(name.Identifier))
                outer.Add(name.Identifier);
        }

        return new Name(Safe(name.Identifier));
    }

    private Expression OfVariable(Variable variable, Name name, TimeOfCode time)
    {
        switch (variable)
        {
            case { Owner: VariableOwner.Clock, Name: "dt" }:
                UsesStep = true;
                return name;
            case { Owner: VariableOwner.Clock, Name: "t" }:
                return time switch
                {
                    TimeOfCode.AtStart => Seconds(origin),
                    TimeOfCode.BetweenSteps => Later(name),
                    TimeOfCode.AfterEvent => Later(new Binary(BinaryOperator.Subtract, name, new Binary(BinaryOperator.Multiply, new Number(2), OneStep()))),
                    TimeOfCode.AtLastSpike => new Binary(BinaryOperator.Subtract, new Name("lastspike"), OneStep()),
                    _ => Later(new Binary(BinaryOperator.Subtract, name, OneStep())),
                };
            case { Owner: VariableOwner.Clock }:
                return Steps(time);
            case { Equation: null, Name: "i" }:
                UsesIndex = true;
                return name;
            case { Owner: VariableOwner.Group, Equation: null, Name: "N" }:
                return new Number(count);
            default:
                return new Name(Safe(name.Identifier));
        }
    }

    // A step of the simulation.
    private Expression OneStep()
    {
        if (!SimulationStep.Equals(step))
            return Seconds(SimulationStep);
        UsesStep = true;
        return new Name("dt");
    }

    private Expression Steps(TimeOfCode time)
    {
        UsesStep = true;
        var parts = Math.Round(step / SimulationStep);
        var before = Math.Round(origin / SimulationStep) / parts;
        var half = new Number(before + ((time == TimeOfCode.InStep ? -0.5 : time == TimeOfCode.AfterEvent ? -1.5 : 0.5) / parts));
        Expression steps = new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Divide, new Name("t"), new Name("dt")), half);
        return time == TimeOfCode.AtStart ? new Number(before) : new Unary(UnaryOperator.Negate, new Call("ceil", new Unary(UnaryOperator.Negate, steps)));
    }

    // LEMS has no word for infinity.
    private static Number Largest(double infinity) => new(infinity > 0 ? double.MaxValue : double.MinValue);

    private Expression Later(Expression time) => origin == 0 ? time : new Binary(BinaryOperator.Add, time, Seconds(origin));

    private static Binary Seconds(double value) => new(BinaryOperator.Multiply, new Number(value), new Name("second"));

    private Expression OfUnit(Quantity value, string name)
    {
        if (value.Dimension.IsNone)
            return double.IsInfinity(value.Value) ? Largest(value.Value) : new Number(value.Value);
        if (UnitConstants.Find(name) is { } same)
            return new Name(same.Name);
        if (UnitConstants.Find(value.Dimension, value.Value) is { } equal)
            return new Name(equal.Name);
        return new Binary(BinaryOperator.Multiply, new Number(value.Value), UnitOf(value.Dimension));
    }
}
