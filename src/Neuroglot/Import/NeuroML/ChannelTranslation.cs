using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Dimension = Neuroglot.Model.Units.Dimension;

namespace Neuroglot.Import.NeuroML;

/// <summary>
/// Writes a channel with its gates as one system of equations. What gates and types of the model's own compute keeps a name; the rate functions of the
/// core types, which are short, are put where they are used.
/// </summary>
internal sealed class ChannelTranslation
{
    private const string Untranslatable = "NG5402";

    private static readonly string[] LinearRates = ["HHExpLinearRate", "HHExpLinearVariable"];

    private readonly LemsComponent channel;
    private readonly LemsModel model;
    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<string, Equation> equations = [];
    private readonly Queue<(LemsComponent Component, string State)> states = new();
    private readonly List<ChannelInitialValue> initial = [];
    private readonly SortedSet<string> needs = new(StringComparer.Ordinal);
    private readonly HashSet<(LemsComponent Component, string Variable)> open = [];
    private bool failed;

    private ChannelTranslation(LemsComponent channel, LemsModel model, DiagnosticBag diagnostics) =>
        (this.channel, this.model, this.diagnostics) = (channel, model, diagnostics);

    private string Suffix => channel.Id ?? channel.Type.Name;

    /// <summary>The equations of <paramref name="channel"/>; null, with the reason in <paramref name="diagnostics"/>, where there are none in Brian's language.</summary>
    public static ChannelEquations? Translate(LemsComponent channel, LemsModel model, DiagnosticBag diagnostics)
    {
        var translation = new ChannelTranslation(channel, model, diagnostics);
        var equations = translation.All();
        return translation.failed ? null : new ChannelEquations(
            translation.Suffix, channel.Type.Name, channel.Text("species"), equations, [.. translation.initial], [.. translation.needs]);
    }

    private Equations All()
    {
        var fraction = Value(channel, "fopen");
        while (states.TryDequeue(out var next))
            AddState(next.Component, next.State);
        var (conductance, reversal) = (new Name($"g_{Suffix}"), new Name($"E_{Suffix}"));
        var driving = new Binary(BinaryOperator.Subtract, reversal, new Name("v"));
        needs.Add("v");
        var current = Tidy(new Binary(BinaryOperator.Multiply, new Binary(BinaryOperator.Multiply, conductance, fraction), driving));
        var all = equations.Values.ToList();
        return new Equations(
        [
            .. all.Where(static one => one.Kind == EquationKind.DifferentialEquation),
            .. all.Where(static one => one.Kind == EquationKind.Subexpression),
            Named(EquationKind.Subexpression, $"I_{Suffix}", current, Dimension.CurrentDensity),
            Named(EquationKind.Parameter, conductance.Identifier, null, Dimension.ConductanceDensity),
            Named(EquationKind.Parameter, reversal.Identifier, null, Dimension.Voltage),
        ]);
    }

    private static Equation Named(EquationKind kind, string name, Expression? expression, Dimension dimension) =>
        new(kind, name, expression, dimension, VariableType.Real, [], SourceSpan.None);

    // The order in which the core types look names up: what is computed, what is required, what is stated, what encloses.
    private Expression Value(LemsComponent component, string name)
    {
        var local = component.Type.ExposedBy(name) ?? name;
        if (component.Type.Dynamics is { } dynamics)
        {
            if (dynamics.StateVariables.Any(one => one.Name == local))
                return State(component, local);
            if (dynamics.DerivedVariables.FirstOrDefault(one => one.Name == local) is { } derived)
                return Computed(component, local, derived.Dimension, () => Derived(component, derived));
            if (dynamics.ConditionalDerivedVariables.FirstOrDefault(one => one.Name == local) is { } conditional)
                return Computed(component, local, conditional.Dimension, () => Conditional(component, conditional));
        }

        if (component.Type.Requirements.Any(one => one.Name == name))
            return FromOutside(component, name);
        if (component.Quantity(local) is { } stated)
            return Literals.Of(stated);
        return FromOutside(component, name);
    }

    private Expression FromOutside(LemsComponent component, string name)
    {
        for (var owner = component == channel ? null : component.Parent; owner is not null; owner = owner == channel ? null : owner.Parent)
        {
            if (owner.Type.ExposedBy(name) is not null || IsVariable(owner.Type, name) || owner.TryValue(name, out _))
                return Value(owner, name);
        }

        if (model.Constants.TryGetValue(name, out var constant))
            return Literals.Of(new Quantity(constant.Value, constant.Dimension));
        if (name != "t")
            needs.Add(name);
        return new Name(name);
    }

    private static bool IsVariable(ResolvedType type, string name) => type.Dynamics is { } dynamics
        && (dynamics.StateVariables.Any(one => one.Name == name) || dynamics.DerivedVariables.Any(one => one.Name == name)
            || dynamics.ConditionalDerivedVariables.Any(one => one.Name == name));

    private Name State(LemsComponent component, string state)
    {
        var name = NameOf(component, state);
        if (!equations.ContainsKey(name))
        {
            // Its place among the equations; what it is made of is worked out when everything that uses it is.
            equations[name] = Named(EquationKind.DifferentialEquation, name, new Number(0), Dimension.None);
            states.Enqueue((component, state));
        }

        return new Name(name);
    }

    private void AddState(LemsComponent component, string state)
    {
        var name = NameOf(component, state);
        var dynamics = component.Type.Dynamics!;
        if (dynamics.OnConditions.Length + dynamics.OnEvents.Length + dynamics.Regimes.Length > 0)
            Refuse($"“{component.Id}” ({component.Type.Name}) reacts to events or conditions", component.Span);
        var rate = dynamics.TimeDerivatives.FirstOrDefault(one => one.Variable == state) is { } derivative
            ? Tidy(Translate(component, derivative.Value))
            : Occupancy(component, state);
        equations[name] = equations[name] with { Expression = rate, Dimension = DimensionOf(dynamics.StateVariables.First(one => one.Name == state).Dimension) };
        foreach (var start in dynamics.OnStarts.SelectMany(static block => block.Reactions).OfType<StateAssignment>().Where(one => one.Variable == state))
            initial.Add(new ChannelInitialValue(name, ExpressionPrinter.Print(Tidy(Translate(component, start.Value)), Dialects.Brian)));
    }

    // A state of a kinetic scheme gains what transitions bring and loses what they take; the first state is full at the start.
    private Expression Occupancy(LemsComponent component, string state)
    {
        var gate = component.Parent;
        var scheme = gate?.Type.Dynamics?.KineticSchemes.FirstOrDefault(one => one.StateVariable == state && gate.Children(one.Nodes).Contains(component));
        if (gate is null || scheme is null)
            return new Number(0);
        initial.Add(new ChannelInitialValue(NameOf(component, state), gate.Children(scheme.Nodes)[0] == component ? "1" : "0"));
        Expression sum = new Number(0);
        foreach (var edge in gate.Children(scheme.Edges))
        {
            if (edge.Reference(scheme.EdgeSource) is not { } source || edge.Reference(scheme.EdgeTarget) is not { } target || (source != component && target != component))
                continue;
            var forth = new Binary(BinaryOperator.Multiply, Value(edge, scheme.ForwardRate), Value(source, state));
            var back = new Binary(BinaryOperator.Multiply, Value(edge, scheme.ReverseRate), Value(target, state));
            var (gain, loss) = source == component ? (back, forth) : (forth, back);
            sum = new Binary(BinaryOperator.Subtract, new Binary(BinaryOperator.Add, sum, gain), loss);
        }

        return Tidy(sum);
    }

    private Expression Computed(LemsComponent component, string variable, string? dimension, Func<Expression> compute)
    {
        if (LinearRates.Contains(component.Type.Name) && variable == component.Type.ExposedBy(component.Type.Exposures[0].Name))
            return Linear(component);
        var name = NameOf(component, variable);
        if (equations.ContainsKey(name))
            return new Name(name);
        if (!open.Add((component, variable)))
        {
            Refuse($"“{variable}” of {component.Label} depends on itself", component.Span);
            return new Number(0);
        }

        var value = Tidy(compute());
        open.Remove((component, variable));
        if (value is Number || !KeepsName(component, variable) || (value is Name && !IsGate(component)))
            return value;
        equations[name] = Named(EquationKind.Subexpression, name, value, DimensionOf(dimension ?? component.Type.Exposures.FirstOrDefault(one => one.Name == variable)?.Dimension));
        return new Name(name);
    }

    private bool KeepsName(LemsComponent component, string variable) => component == channel ? variable == "fopen"
        : IsGate(component) ? variable is not ("fcond" or "qfrac" or "tauUnscaled")
        : !component.Type.Declaration.IsBuiltIn;

    private static bool IsGate(LemsComponent component) => component.IsA("baseGate") || component.IsA("subGate");

    // x/(1 - exp(-x)) has a gap at zero, which Brian's exprel closes.
    private Expression Linear(LemsComponent rate)
    {
        var x = new Binary(BinaryOperator.Divide, new Binary(BinaryOperator.Subtract, Value(rate, "v"), Value(rate, "midpoint")), Value(rate, "scale"));
        return Tidy(new Binary(BinaryOperator.Divide, Value(rate, "rate"), new Call("exprel", new Unary(UnaryOperator.Negate, x))));
    }

    private Expression Derived(LemsComponent component, DerivedVariable derived)
    {
        if (derived.Select is not { } path)
            return derived.Value is { } value ? Translate(component, value) : new Number(0);
        var terms = Selected(component, path, 0).ToList();
        if (terms.Count == 0)
            return new Number(derived.Reduce == Reduction.Multiply ? 1 : 0);
        return terms.Aggregate((all, term) => new Binary(derived.Reduce == Reduction.Multiply ? BinaryOperator.Multiply : BinaryOperator.Add, all, term));
    }

    private IEnumerable<Expression> Selected(LemsComponent component, LemsPath path, int step)
    {
        var current = path.Steps[step];
        if (step == path.Steps.Length - 1)
            return [Value(component, current.Name)];
        IEnumerable<LemsComponent> next = current switch
        {
            { Kind: LemsPathStepKind.Self } => [component],
            { Kind: LemsPathStepKind.Parent } => component.Parent is { } parent ? [parent] : [],
            { PredicateName: { } property } => component.Children(current.Name).Where(child => child.Text(property) == current.PredicateValue),
            { IsMany: true } => component.Children(current.Name),
            _ => component.Child(current.Name) is { } only ? [only] : component.Children(current.Name),
        };
        return next.SelectMany(child => Selected(child, path, step + 1));
    }

    // Brian has no conditional expressions: what holds is multiplied by one, what does not by zero.
    private Expression Conditional(LemsComponent component, ConditionalDerivedVariable conditional)
    {
        var cases = conditional.Cases.Select(one => (Condition: one.Condition is { } condition ? Translate(component, condition) : null, Value: Translate(component, one.Value))).ToList();
        // Where no case is for the rest, the last one is: without unit a zero would not fit beside the other values.
        Expression? all = null;
        foreach (var (condition, value) in cases.AsEnumerable().Reverse())
        {
            all = condition is null || all is null
                ? value
                : new Binary(BinaryOperator.Add, Times(condition, value), Times(new Unary(UnaryOperator.Not, condition), all));
        }

        return all ?? new Number(0);

        static Binary Times(Expression condition, Expression value) => new(BinaryOperator.Multiply, new Call("int", condition), value);
    }

    private Expression Translate(LemsComponent component, LemsExpression source)
    {
        if (source.Tree is not { } tree)
        {
            Refuse($"“{source.Text}” is no expression", source.Span);
            return new Number(0);
        }

        // Brian has no step function, which is a half at zero.
        return Substitution.Apply(tree, name => Value(component, name)).Rewrite(static node => node is Call { Function: "heaviside", Arguments: [var x] }
            ? new Binary(BinaryOperator.Multiply, new Number(0.5), new Binary(BinaryOperator.Add, new Number(1), new Call("sign", x)))
            : node);
    }

    private string NameOf(LemsComponent component, string variable)
    {
        var path = new List<string>();
        for (var here = component; here != channel && here is not null; here = here.Parent)
            path.Insert(0, here.Id ?? here.Place ?? here.Type.Name);
        // The open fraction of a gate, and the occupancy of a state, go by its name.
        if (variable is not ("q" or "occupancy") || path.Count == 0)
            path.Insert(0, variable);
        return string.Join('_', path.Append(Suffix));
    }

    private Dimension DimensionOf(string? name) => name is null ? Dimension.None : model.DimensionCalled(name) ?? Dimension.None;

    private void Refuse(string why, SourceSpan span)
    {
        failed = true;
        diagnostics.Warning(Untranslatable, $"The channel “{Suffix}” cannot be written as equations: {why}.", span, "Run it as it is; `neuroglot inspect --types` shows what it does.");
    }

    // What inlining leaves that nobody would write: products with one, first powers, the difference of a negative number.
    private static Expression Tidy(Expression expression) => expression.Rewrite(static node => node switch
    {
        Binary { Operator: BinaryOperator.Multiply, Left: Number { Value: 1 } } product => product.Right,
        Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Power, Right: Number { Value: 1 } } whole => whole.Left,
        Binary { Operator: BinaryOperator.Add, Left: Number { Value: 0 } } sum => sum.Right,
        Binary { Operator: BinaryOperator.Subtract, Right: Binary { Operator: BinaryOperator.Multiply, Left: Unary { Operator: UnaryOperator.Negate, Operand: Number size }, Right: Name unit } } difference =>
            new Binary(BinaryOperator.Add, difference.Left, new Binary(BinaryOperator.Multiply, size, unit)),
        _ => node,
    });
}
