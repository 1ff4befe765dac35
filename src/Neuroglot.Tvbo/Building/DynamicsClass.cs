using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Tvbo.Building.Networks;
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
    private readonly CoupledInputs coupled;
    private readonly List<StateVariable> states = [];
    private readonly Dictionary<string, Expression> aliases;

    private DynamicsClass(ParsedDynamics dynamics, double step, CoupledInputs coupled)
    {
        this.coupled = coupled;
        this.dynamics = dynamics;
        this.step = step;
        aliases = dynamics.DerivedVariables.ToDictionary(static one => one.Name, static one => one.Value);
    }

    /// <summary>The class.</summary>
    /// <param name="dynamics">The dynamics.</param>
    /// <param name="step">The time step, in model time, which a map has between two values.</param>
    /// <param name="coupled">What couplings add.</param>
    public static ComponentClass Of(ParsedDynamics dynamics, double step, CoupledInputs coupled) => new DynamicsClass(dynamics, step, coupled).Make();

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

        var holder = dynamics.Events.FirstOrDefault(static one => one.Refractory > 0);
        var held = holder?.Assignments.Select(static one => one.Name).ToHashSet() ?? [];
        var regime = source.IsDiscrete
            ? new Regime(string.Empty) { Conditions = [new OnCondition(new Truth(true), Simultaneous(NextValues(), "next"), source.Span), .. Events()] }
            : new Regime(string.Empty) { Derivatives = Rates(name => !held.Contains(name)), Conditions = [.. Events()] };
        ImmutableArray<RegimeMachine> machines = [new RegimeMachine("dynamics", 0, [regime])];
        if (holder is not null)
            machines = [.. machines, Refractory(holder, held)];
        return new ComponentClass(Identifiers.Of(source.Name), [new Part(string.Empty, -1, "Dynamics", source.Span)])
        {
            TypeName = source.IsDiscrete ? "map" : "dynamics",
            Span = source.Span,
            Parameters =
            [
                .. source.Parameters.Select(static one => new Parameter(one.Name, Dimension.None, one.Value!.Value) { Span = one.Span }),
                .. dynamics.Inputs.Where(name => !coupled.Feeds(name)).Select(static name => new Parameter(name, Dimension.None, 0)),
                .. coupled.Parameters,
            ],
            Aliases = [.. coupled.Aliases, .. dynamics.DerivedParameters.Concat(dynamics.DerivedVariables).Select(static one => new Alias(one.Name, Dimension.None, one.Value, 0) { Span = one.Span })],
            Machines = machines,
            Ports = [.. dynamics.Events.Select(static one => new EventSendPort(one.Source.Name, 0)), .. coupled.Ports],
            // Last: making conditions adds variables that remember.
            States = [.. states],
        };
    }

    private ImmutableArray<TimeDerivative> Rates(Func<string, bool> which) => [.. dynamics.Rates.Where(rate => which(rate.Name)).Select(static rate => new TimeDerivative(rate.Name, rate.Value, rate.Span))];

    // What the event changes stays as it is for a time. Half a step less is asked for, since times are sums of steps.
    private RegimeMachine Refractory(ParsedEvent holder, HashSet<string> held)
    {
        const string Since = "last event";
        states.Add(new StateVariable(Since, Dimension.None, 0));
        var span = holder.Source.Span;
        var over = new Binary(BinaryOperator.Greater, new Name(ParsedDynamics.Time), new Binary(BinaryOperator.Add, new Name(Since), new Number(holder.Refractory - (step / 2))));
        ImmutableArray<Action> actions = [.. Simultaneous(holder.Assignments.Select(one => one with { Value = Current(one.Value) }), holder.Source.Name), new Assignment(Since, new Name(ParsedDynamics.Time), span)];
        return new RegimeMachine("refractoriness", 0,
        [
            new Regime("integrating")
            {
                Derivatives = Rates(held.Contains),
                Conditions = [new OnCondition(Current(holder.Test), [new EventEmission(holder.Source.Name, span), .. actions, new Transition("refractory", span)], span)],
            },
            new Regime("refractory") { Conditions = [new OnCondition(over, [new Transition("integrating", span)], span)] },
        ]);
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
        foreach (var happening in dynamics.Events.Where(static one => one.Refractory <= 0))
        {
            ImmutableArray<Action> actions = [.. Simultaneous(happening.Assignments.Select(one => one with { Value = Current(one.Value) }), happening.Source.Name), new EventEmission(happening.Source.Name, happening.Source.Span)];
            yield return new OnCondition(Current(happening.Test), actions, happening.Source.Span);
        }
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
