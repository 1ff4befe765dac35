using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Tvbo.Validation;
using Action = Neuroglot.Model.Components.Action;
using Parameter = Neuroglot.Model.Components.Parameter;
using StateVariable = Neuroglot.Model.Components.StateVariable;

namespace Neuroglot.Tvbo.Building;

/// <summary>
/// Makes a component class of dynamics. Numbers stay in the author's units, without dimensions, since neural masses mix units freely; inputs that nothing feeds are
/// parameters with the value 0. A map is a condition that always holds: its assignments give the next values.
/// </summary>
internal sealed class DynamicsClass
{
    private readonly ParsedDynamics dynamics;
    private readonly double step;
    private readonly List<StateVariable> states = [];
    private readonly Dictionary<string, Expression> aliases;

    private DynamicsClass(ParsedDynamics dynamics, double step)
    {
        this.dynamics = dynamics;
        this.step = step;
        aliases = dynamics.DerivedVariables.ToDictionary(static one => one.Name, static one => one.Value);
    }

    /// <summary>The class.</summary>
    /// <param name="dynamics">The dynamics.</param>
    /// <param name="step">The time step, in model time, which a map has between two values.</param>
    public static ComponentClass Of(ParsedDynamics dynamics, double step) => new DynamicsClass(dynamics, step).Make();

    private ComponentClass Make()
    {
        var source = dynamics.Source;
        foreach (var state in source.StateVariables)
        {
            states.Add(new StateVariable(state.Name, Dimension.None, 0)
            {
                Initial = state.InitialValue,
                Span = state.Span,
                Bounds = state.Clamp is { } clamp && !source.IsDiscrete ? new Bounds(clamp.Low ?? double.NegativeInfinity, clamp.High ?? double.PositiveInfinity) : null,
            });
        }

        var regime = source.IsDiscrete
            ? new Regime(string.Empty) { Conditions = [new OnCondition(new Truth(true), Simultaneous(NextValues(), "next"), source.Span), .. Events()] }
            : new Regime(string.Empty) { Derivatives = [.. dynamics.Rates.Select(static rate => new TimeDerivative(rate.Name, rate.Value, rate.Span))], Conditions = [.. Events()] };
        return new ComponentClass(Identifiers.Of(source.Name), [new Part(string.Empty, -1, "Dynamics", source.Span)])
        {
            TypeName = source.IsDiscrete ? "map" : "dynamics",
            Span = source.Span,
            Parameters =
            [
                .. source.Parameters.Select(static one => new Parameter(one.Name, Dimension.None, one.Value!.Value) { Span = one.Span }),
                .. dynamics.Inputs.Select(static name => new Parameter(name, Dimension.None, 0)),
            ],
            Aliases = [.. dynamics.DerivedParameters.Concat(dynamics.DerivedVariables).Select(static one => new Alias(one.Name, Dimension.None, one.Value, 0) { Span = one.Span })],
            Machines = [new RegimeMachine("dynamics", 0, [regime])],
            Ports = [.. dynamics.Events.Select(static one => new EventSendPort(one.Source.Name, 0))],
            // Last: making conditions adds variables that remember.
            States = [.. states],
        };
    }

    // A map's rule takes the time before the step, conditions have the one after it.
    private IEnumerable<NamedExpression> NextValues()
    {
        var before = new Binary(BinaryOperator.Subtract, new Name(ParsedDynamics.Time), new Number(step));
        foreach (var rate in dynamics.Rates)
        {
            var next = Substitution.Apply(Current(rate.Value), name => name == ParsedDynamics.Time ? before : null);
            var clamp = dynamics.Source.StateVariables.Single(one => one.Name == rate.Name).Clamp;
            if (clamp?.Low is { } low && !double.IsInfinity(low))
                next = new Call("max", next, new Number(low));
            if (clamp?.High is { } high && !double.IsInfinity(high))
                next = new Call("min", next, new Number(high));
            yield return rate with { Value = next };
        }
    }

    private IEnumerable<OnCondition> Events()
    {
        foreach (var happening in dynamics.Events)
        {
            ImmutableArray<Action> actions = [.. Simultaneous(happening.Assignments.Select(one => one with { Value = Current(one.Value) }), happening.Source.Name), new EventEmission(happening.Source.Name, happening.Source.Span)];
            yield return new OnCondition(AtTimes(happening.Source.TriggerTimes, Current(happening.Test)), actions, happening.Source.Span);
        }
    }

    // An event at a given time happens after the step that ends nearest to it.
    private Expression AtTimes(ImmutableArray<double> times, Expression test)
    {
        if (times.IsEmpty)
            return test;
        var now = new Name(ParsedDynamics.Time);
        var half = step / 2;
        var any = times.Select(time => (Expression)new Binary(
            BinaryOperator.And, new Binary(BinaryOperator.GreaterOrEqual, now, new Number(time - half)), new Binary(BinaryOperator.Less, now, new Number(time + half))))
            .Aggregate(static (one, other) => new Binary(BinaryOperator.Or, one, other));
        return test is Truth { Value: true } ? any : new Binary(BinaryOperator.And, any, test);
    }

    private ImmutableArray<Action> Simultaneous(IEnumerable<NamedExpression> assignments, string of)
    {
        var ordered = SimultaneousAssignments.Of(assignments, name => $"{name} before {of}");
        states.AddRange(ordered.Remembered.Select(static one => new StateVariable(one.Name, Dimension.None, 0)));
        return
        [
            .. ordered.Remembered.Select(one => new Assignment(one.Name, new Name(one.Variable), dynamics.Source.Span)),
            .. ordered.Assignments.Select(static one => new Assignment(one.Name, one.Value, one.Span)),
        ];
    }

    // Named expressions would have the values from before the step; conditions look at those after it.
    private Expression Current(Expression expression) =>
        Inlining.Apply(expression, aliases, new Dictionary<string, FunctionDefinition>(), dynamics.Source.Span, new Model.Diagnostics.DiagnosticBag()) ?? expression;
}
