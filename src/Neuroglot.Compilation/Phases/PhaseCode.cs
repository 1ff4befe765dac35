using Neuroglot.Compilation.Integration;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Phases;

/// <summary>
/// Writes what the operations of an experiment do to the instances of one set: <c>v += w</c> in a handler becomes <c>%0 = load w; scatteradd
/// 0:v via target %0</c>.
/// </summary>
internal sealed partial class PhaseCode
{
    // A list for each step is kept until instances recover.
    private const double MostSteps = 10_000;

    private readonly KernelBuilder builder;
    private readonly PhaseScope scope;
    private readonly double step;

    /// <summary>Code for a kernel that does nothing yet.</summary>
    /// <param name="name">Name of the kernel.</param>
    /// <param name="table">Finds columns.</param>
    /// <param name="set">Index of the set.</param>
    /// <param name="step">Time step in seconds.</param>
    /// <param name="end">Where the kernel runs for the neurons at one end of the connections, to change the traces that these keep; else null.</param>
    public PhaseCode(string name, SetTable table, int set, double step, ConnectionEnd? end = null)
    {
        this.step = step;
        builder = new KernelBuilder(name);
        scope = new PhaseScope(builder, table, set, step, end);
    }

    private ComponentClass Class => scope.Symbols.Class;

    /// <summary>The kernel; state that was assigned goes to memory at its end.</summary>
    public Kernel Finish()
    {
        scope.Store();
        return builder.Build();
    }

    /// <summary>The refractory state is brought up to date.</summary>
    /// <param name="refractoriness">Of the class.</param>
    /// <param name="flag">Flags that keep it, too; null for none.</param>
    public void Recover(Refractoriness refractoriness, string? flag = null)
    {
        var recovered = Recovered(refractoriness);
        scope.Assign(refractoriness.NotRefractory, Number(recovered));
        if (flag is not null)
            builder.Flag(flag, recovered);
    }

    /// <summary>Whether instances are refractory is read from flags.</summary>
    public void ReadFlags(Refractoriness refractoriness, string flag) => builder.Flagged(flag, scope.Column(refractoriness.NotRefractory));

    /// <summary>After how many steps instances recover, at least 1; null where that may differ between instances, or change.</summary>
    public int? StepsToRecover(Refractoriness refractoriness) =>
        refractoriness.Period is null ? null : Steps(refractoriness).Known is >= 0 and <= MostSteps and var known ? Math.Max(1, (int)known) : null;

    /// <summary>The dynamics advance by a time step.</summary>
    /// <returns>The name of the integrator, and why those before it were not taken; null when there is nothing to integrate.</returns>
    public (string Method, IReadOnlyList<string> Declined)? Integrate(IReadOnlyList<string> methods)
    {
        var rates = Class.Machines.SelectMany(machine => machine.Regimes[0].Derivatives).Select(derivative => (derivative.Variable, derivative.Rate)).ToList();
        if (rates.Count == 0)
            return null;
        var block = new IntegrationBlock(scope, rates, Class.Aliases.ToDictionary(alias => alias.Name), step, 0)
        {
            Noises = [.. Class.NoiseSources.Select(noise => noise.Name)],
            Clamps = [.. rates.Select(rate => scope.Writable(rate.Variable))],
            HeldTables = Class.Tables.Where(table => IsMultiple(table.Interval)).Select(table => table.Name).ToHashSet(),
        };
        var reasons = new List<string>();
        foreach (var method in methods)
        {
            var integrator = Integrators.Find(method) ?? throw new LoweringException("NG2001", $"There is no integration method '{method}'.") { Hint = NearNames.Hint(method, Integrators.All.Select(one => one.Name)) ?? $"Methods: {string.Join(", ", Integrators.All.Select(one => one.Name))}." };
            if (!integrator.TryAdvance(block, out var next, out var reason))
            {
                reasons.Add($"{method}: {reason}");
                continue;
            }

            for (var i = 0; i < rates.Count; i++)
                scope.Assign(rates[i].Variable, block.Clamps[i] is { } free ? builder.Select(free, next[i], block.Old()[i]) : next[i]);
            return (integrator.Name, reasons);
        }

        throw new LoweringException("NG2002", $"The equations of {scope.Symbols.Set.Name} cannot be integrated; {string.Join("; ", reasons)}");
    }

    /// <summary>Flags the instances that emit from <paramref name="port"/>.</summary>
    public void Detect(string port, string flag)
    {
        var mask = builder.Constant(false);
        foreach (var condition in Emitting(port))
            mask = builder.Or(mask, ExpressionLowering.Condition(condition.Test, scope));
        if (Class.Refractoriness is { } refractoriness && refractoriness.Port == port)
            mask = builder.And(mask, ExpressionLowering.Condition(new Name(refractoriness.NotRefractory), scope));

        builder.Flag(flag, mask);
    }

    /// <summary>Makes an instance that emitted refractory.</summary>
    /// <param name="refractoriness">Of the class.</param>
    /// <param name="flag">Flags that keep it, too; null for none.</param>
    public void BecomeRefractory(Refractoriness refractoriness, string? flag)
    {
        if (flag is not null)
            builder.Flag(flag, builder.Constant(false));
        scope.Assign(refractoriness.NotRefractory, builder.Constant(0.0));
        scope.Assign(refractoriness.LastEvent, builder.Scalar("t"));
    }

    /// <summary>The assignments of the conditions that emit from <paramref name="port"/>: a reset.</summary>
    public void Reset(string port) => Run(Emitting(port).SelectMany(condition => condition.Actions).OfType<Assignment>(), exempt: true);

    /// <summary>What happens when an event arrives at <paramref name="port"/>: event-driven dynamics catch up, then the handlers act.</summary>
    public void Receive(string port)
    {
        if (Class.EventDriven is { } lazy)
            CatchUp(lazy.Derivatives);
        var handlers = scope.Symbols.Handlers[port].Select(handler => (Handler: handler, Active: Active(handler.Machine, handler.Regime))).ToList();
        foreach (var (handler, active) in handlers)
            Run(handler.Event.Actions, exempt: false, handler.Machine, active);
        if (Class.EventDriven is { } dynamics && KeepsUpdate(dynamics))
            scope.Assign(dynamics.LastUpdate, builder.Scalar("t"));
    }

    /// <summary>What happens to <paramref name="traces"/> when an event arrives at <paramref name="port"/> of the connections of a neuron that keeps them.</summary>
    public void Receive(string port, IReadOnlyCollection<Trace> traces)
    {
        bool IsKept(string variable) => traces.Any(trace => trace.Variable == variable);
        CatchUp([.. Class.EventDriven!.Derivatives.Where(derivative => IsKept(derivative.Variable))]);
        Run(scope.Symbols.Handlers[port].SelectMany(handler => handler.Event.Actions).Where(action => action is Assignment assignment && IsKept(assignment.Variable)), exempt: false);
        foreach (var trace in traces)
        {
            builder.Store(trace.Column, scope.Resolve(trace.Variable));
            builder.Store(trace.Time, builder.Scalar("t"));
        }
    }

    /// <summary>Gives each connection its values of <paramref name="traces"/>, and the time to which they belong: that of its last event.</summary>
    public void Spread(IReadOnlyCollection<Trace> traces)
    {
        var lazy = Class.EventDriven!;
        var latest = KeepsUpdate(lazy)
            ? scope.Resolve(lazy.LastUpdate)
            : traces.Select(trace => scope.At(trace, trace.Time)).Aggregate(builder.Max);
        foreach (var trace in traces)
            builder.Store(trace.Variable, Relaxed(lazy.Derivatives.First(derivative => derivative.Variable == trace.Variable), latest));
        builder.Store(lazy.LastUpdate, latest);
    }

    /// <summary>Runs <paramref name="actions"/>, each seeing the effects of those before it.</summary>
    /// <param name="actions">Assignments to state variables, reference ports and names of their own.</param>
    /// <param name="exempt">Whether they may write variables that are not writable at the moment.</param>
    /// <param name="machine">The machine that they belong to, where they may change its regime.</param>
    /// <param name="mask">Where they run; null for everywhere.</param>
    public void Run(IEnumerable<Neuroglot.Model.Components.Action> actions, bool exempt, RegimeMachine? machine = null, KernelValue? mask = null)
    {
        foreach (var action in actions)
        {
            if (action is Transition transition && machine is not null)
            {
                Enter(machine, transition, mask);
                continue;
            }

            if (action is EventEmission emission && emitted is not null)
            {
                Emit(emission.Port, mask);
                continue;
            }

            if (action is not Assignment assignment)
                throw new LoweringException("NG2012", $"An action of {scope.Symbols.Set.Name} is no assignment; events leave where a condition is detected.");
            var free = Both(mask, exempt ? null : scope.Writable(assignment.Variable));
            switch (scope.Symbols.Find(assignment.Variable))
            {
                case ReferenceSymbol:
                    Write(assignment, free);
                    break;
                case StateSymbol or null:
                    var value = ExpressionLowering.Real(assignment.Value, scope);
                    scope.Assign(assignment.Variable, free is null ? value : builder.Select(free, value, scope.Resolve(assignment.Variable)));
                    break;
                default:
                    throw new LoweringException("NG2013", $"'{assignment.Variable}' of {scope.Symbols.Set.Name} cannot be assigned to: it is not a state variable.");
            }
        }
    }

    /// <summary>Stores what the membrane of a cable does within a step.</summary>
    public void Charge(CableMembrane membrane, CableColumns columns)
    {
        KernelValue Real(Expression expression) => ExpressionLowering.Real(expression, scope);
        var area = Real(membrane.Area);
        var rate = Real(membrane.Capacitance) / builder.Constant(step);
        builder.Store(columns.Rate, rate);
        builder.Store(columns.Leaving, area * (rate + Real(membrane.Conductance)));
        builder.Store(columns.Entering, area * ((rate * scope.Resolve(membrane.Potential)) + Real(membrane.Current)));
        builder.Store(columns.Resistivity, Real(membrane.Resistivity));
    }

    /// <summary>Adds <paramref name="value"/> to what reference port <paramref name="port"/> names.</summary>
    public void AddTo(string port, string value)
    {
        var (column, map) = scope.Reference(port);
        builder.ScatterAdd(column, map, ExpressionLowering.Real(new Name(value), scope));
    }

    /// <summary>Stores the value of <paramref name="variable"/> in a column of its own.</summary>
    public void Keep(string variable, string column) => builder.Store(column, ExpressionLowering.Real(new Name(variable), scope));

    private bool IsMultiple(double interval)
    {
        const double Tolerance = 1e-9;
        var steps = interval / step;
        return steps >= 1 - Tolerance && Math.Abs(steps - Math.Round(steps)) <= Tolerance * steps;
    }

    private IEnumerable<OnCondition> Emitting(string port) =>
        Class.Machines.SelectMany(machine => machine.Regimes[0].Conditions)
            .Where(condition => condition.Actions.OfType<EventEmission>().Any(emission => emission.Port == port));

    // Sums keep their order whatever is computed at once; anything else is done connection after connection.
    private void Write(Assignment assignment, KernelValue? free)
    {
        var (column, map) = scope.Reference(assignment.Variable);
        if (Addend(assignment) is { } addend)
        {
            var added = ExpressionLowering.Real(addend, scope);
            builder.ScatterAdd(column, map, free is null ? added : builder.Select(free, added, builder.Constant(0.0)));
            return;
        }

        var value = ExpressionLowering.Real(assignment.Value, scope);
        builder.Scatter(column, map, free is null ? value : builder.Select(free, value, builder.Gather(column, map)));
    }

    // x + y as an addition of y to x, where y does not name x.
    private static Expression? Addend(Assignment assignment) => assignment.Value switch
    {
        Binary { Operator: BinaryOperator.Add, Left: Name left } sum when left.Identifier == assignment.Variable && !FreeNames.Contains(sum.Right, left.Identifier) => sum.Right,
        Binary { Operator: BinaryOperator.Subtract, Left: Name left } sum when left.Identifier == assignment.Variable && !FreeNames.Contains(sum.Right, left.Identifier)
            => new Unary(UnaryOperator.Negate, sum.Right),
        _ => null,
    };

    // Whether the last event is as many steps ago as the period has. Both are cut to whole steps after adding a thousandth of one, and times are multiples of
    // the step, so that comparing the times themselves decides the same way.
    private KernelValue Recovered(Refractoriness refractoriness)
    {
        const double Tolerance = 1e-3;
        if (refractoriness.StaysWhile is { } condition)
            return builder.Or(ExpressionLowering.Condition(new Name(refractoriness.NotRefractory), scope), builder.Not(ExpressionLowering.Condition(condition, scope)));
        var latest = builder.Scalar("t") - ((Steps(refractoriness) - Tolerance) * builder.Constant(step));
        return latest >= scope.Resolve(refractoriness.LastEvent);
    }

    private KernelValue Steps(Refractoriness refractoriness) => ExpressionLowering.Real(new Call("timestep", refractoriness.Period!, new Name("dt")), scope);

    // Not where each event changes a trace, which has a time of its own.
    private bool KeepsUpdate(EventDrivenDynamics lazy) =>
        scope.Symbols.Handlers.Any(handlers => !handlers.SelectMany(handler => handler.Event.Actions).Any(action => action is Assignment assignment && scope.Trace(assignment.Variable) is not null))
        || lazy.Derivatives.Any(derivative => scope.Trace(derivative.Variable) is null);

    // Linear equations over the time since the last update; those of a trace, which is free of the others, since its own.
    private void CatchUp(IReadOnlyCollection<TimeDerivative> derivatives)
    {
        var own = derivatives.Where(derivative => scope.Trace(derivative.Variable) is null).ToList();
        var next = derivatives.Except(own).Select(derivative => (derivative.Variable, Value: Relaxed(derivative, builder.Scalar("t")))).ToList();
        if (own.Count > 0)
            next.AddRange(own.Select(derivative => derivative.Variable).Zip(Solved(own, builder.Scalar("t") - scope.Resolve(Class.EventDriven!.LastUpdate))));
        foreach (var (variable, value) in next)
            scope.Assign(variable, value);
    }

    private KernelValue Relaxed(TimeDerivative derivative, KernelValue time)
    {
        var trace = scope.Trace(derivative.Variable)!;
        return Solved([derivative], time - scope.At(trace, trace.Time))[0];
    }

    private KernelValue[] Solved(IEnumerable<TimeDerivative> derivatives, KernelValue elapsed)
    {
        var rates = derivatives.Select(derivative => (derivative.Variable, derivative.Rate)).ToList();
        var block = new IntegrationBlock(scope, rates, Class.Aliases.ToDictionary(alias => alias.Name), 0, 0)
        {
            Elapsed = elapsed,
            Noises = [.. Class.NoiseSources.Select(noise => noise.Name)],
        };
        return new Exact().TryAdvance(block, out var next, out var reason)
            ? next
            : throw new LoweringException("NG2014", $"The event-driven equations of {scope.Symbols.Set.Name} cannot be solved: {reason}");
    }

    private KernelValue? Both(KernelValue? one, KernelValue? other) => one is { } first && other is { } second ? builder.And(first, second) : one ?? other;

    private KernelValue Number(KernelValue mask) => builder.Select(mask, builder.Constant(1.0), builder.Constant(0.0));
}
