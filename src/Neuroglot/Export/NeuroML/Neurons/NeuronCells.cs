using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Runs;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>Makes a component type of a group of neurons: its equations, threshold, reset and refractoriness.</summary>
internal sealed class NeuronCells
{
    // Every step, as a condition.
    internal const string Always = "t .geq. 0*second";
    private const string NotRefractory = "not_refractory";
    private const string LastSpike = "lastspike";

    private readonly NeuronGroup group;
    private readonly ComponentSet set;
    private readonly NetworkExport export;
    private readonly RefractoryRule refractory;
    private readonly Arrivals arrivals;
    private readonly CellInputs inputs;
    private readonly LaterValues later;
    private readonly ShownVariables shown;
    private ImmutableSortedDictionary<string, string> beginnings = ImmutableSortedDictionary<string, string>.Empty;

    private NeuronCells(NeuronGroup group, ComponentSet set, string typeName, NetworkExport export)
    {
        (this.group, this.set, this.export) = (group, set, export);
        Code = export.CodeOf(group, set, group.Equations, group.Namespace);
        Draft = new CellDraft(typeName, "baseCell", export.Dimensions);
        refractory = RefractoryRule.Of(group, Code, export);
        later = new LaterValues(group.Name, group.Equations, group.Count, Code, Draft.AddProperty, export);
        arrivals = new Arrivals(group, refractory, Code, later, export);
        inputs = new CellInputs(group, Code, Draft, arrivals, export);
        shown = new ShownVariables(group, Code, Draft, export);
    }

    private GroupCode Code { get; }

    private CellDraft Draft { get; }

    private bool IsSlow => SlowCells.Are(group, export);

    private bool HasRegimes => refractory.Form == RefractoryForm.Regimes;

    // Rates and conditions are multiplied by this.
    private bool HasFactor => refractory.Form is RefractoryForm.Period or RefractoryForm.Condition;

    /// <summary>The component type of a group.</summary>
    public static CellType Of(NeuronGroup group, ComponentSet set, string typeName, NetworkExport export)
    {
        var cells = new NeuronCells(group, set, typeName, export);
        cells.Arriving();
        cells.Variables();
        cells.Subexpressions();
        cells.Refractoriness();
        var derivatives = cells.IsSlow ? cells.Tick() : cells.Derivatives();
        cells.Events();
        if (cells.HasRegimes)
            cells.Regimes(derivatives);
        else
            cells.Plain(derivatives);
        cells.inputs.AddPoissonInputs();
        ClockedCode.AddReactions(group, cells.Code, cells.Draft, export);
        cells.Draft.Dynamics.AddRange(cells.later.Conditions(TimeOfCode.BetweenSteps));
        ClockedCode.AddRegular(group, cells.Code, cells.Draft, cells.arrivals, export);
        if (cells.IsSlow)
            cells.Draft.Dynamics.Add(SlowCells.Wind(cells.Code, export));
        cells.shown.KeepForSteps();
        cells.Outside();
        return cells.Draft.ToType();
    }

    private string DimensionName(Dimension dimension) => export.Dimensions.NameOf(dimension);

    // Before everything else, since all of a step begins with what has arrived.
    private void Arriving()
    {
        foreach (var one in group.Equations.Subexpressions.Where(one => !one.Has(EquationFlags.ConstantOverDt)))
            Code.DefineSubexpression(one.Name, one.Expression!);
        beginnings = inputs.AddAttached();
        inputs.AddHandlers();
        foreach (var input in export.Network.Objects.OfType<PoissonInput>().Where(one => one.Target.Object == group.Name))
            arrivals.InStep(input.Variable);
        foreach (var (variable, now) in beginnings)
            Code.BeginWith(variable, now, group.Equations.Find(variable)!.Dimension);
    }

    private void Variables()
    {
        foreach (var one in group.Equations)
        {
            var name = GroupCode.Safe(one.Name);
            var isState = one.Kind == EquationKind.DifferentialEquation || (one.Kind == EquationKind.Parameter && (IsChanging(one.Name)));
            if (export.Synapses.AttachedTo(group.Name).Any(type => type.Sums.Contains(one.Name)))
                continue;
            if (one.Kind == EquationKind.Parameter && one.Has(EquationFlags.Linked))
                Link(one, name);
            else if (isState)
                State(one, name);
            else if (one.Kind == EquationKind.Parameter)
                Draft.AddProperty(name, one.Dimension, InitialValue.Of(one.Name, set, export.Run, Code.Names));
        }
    }

    private bool IsChanging(string parameter) => set.Class.States.Any(state => state.Name == parameter) || export.IsRecorded(group.Name, parameter)
        || export.LaterValuesOf(group.Name).Any(one => one.Value.Variable == parameter);

    private void State(Equation one, string name)
    {
        Draft.States.Add(Xml.StateVariable(name, DimensionName(one.Dimension), name));
        Draft.Expose(name, one.Dimension);
        if (export.IsContinued || export.Run.Before.OfType<Initializer>().Any(initializer => initializer.Object == group.Name && initializer.Variable == one.Name))
            Start(name, one.Dimension, InitialValue.Of(one.Name, set, export.Run, Code.Names));
    }

    private void Start(string name, Dimension dimension, InitialValue value)
    {
        switch (value)
        {
            case InitialValue.Uniform { Value: 0 }:
                Draft.Start.Add(Xml.Assign(name, "0"));
                break;
            case InitialValue.Uniform one:
                Draft.Start.Add(Xml.Assign(name, Code.Value(Literals.Of(new Quantity(one.Value, dimension)), dimension, $"the start of {name}", time: TimeOfCode.AtStart)));
                break;
            case InitialValue.Formula formula when !FreeNames.Contains(formula.Value, "i"):
                Draft.Start.Add(Xml.Assign(name, Code.Value(formula.Value, dimension, $"the start of {name}", time: TimeOfCode.AtStart)));
                break;
            default:
                Draft.AddProperty(name + "_start", dimension, value);
                Draft.Start.Add(Xml.Assign(name, name + "_start"));
                break;
        }
    }

    private void Link(Equation one, string name)
    {
        if (export.Linked(group, one) is { } values)
            Draft.AddProperty(name, one.Dimension, values);
    }

    private void Subexpressions()
    {
        var conditional = new HashSet<string>();
        foreach (var one in group.Equations.Subexpressions)
        {
            var name = GroupCode.Safe(one.Name);
            if (one.Has(EquationFlags.Shared) && !one.Expression!.IsPure())
                export.Refuse(GroupCode.Inexpressible, $"'{one.Name}' of {group.Name} is a random number that all neurons share; in LEMS each would draw its own.", "Make it a variable of each neuron.");
            var exposure = export.IsRecorded(group.Name, one.Name) ? name : null;
            if (exposure is not null)
                Draft.Expose(name, one.Dimension);
            var value = Code.Value(one.Expression!, one.Dimension, $"the equation of {one.Name}");
            if (!IsConditional(one.Expression!, conditional))
            {
                Draft.Derived.Add(Xml.DerivedVariable(name, DimensionName(one.Dimension), value, exposure));
                continue;
            }

            conditional.Add(one.Name);
            Draft.Derived.Add(Xml.Element("ConditionalDerivedVariable", ("name", name), ("dimension", DimensionName(one.Dimension)), ("exposure", exposure)).With(Xml.Element("Case", ("value", value))));
        }
    }

    // What is read of a timed array is a conditional variable, and the reference simulator for LEMS computes these after all others.
    private bool IsConditional(Expression expression, HashSet<string> conditional) =>
        expression.Any(node => (node is Name name && conditional.Contains(name.Identifier)) || (node is Call call && Code.Names.FindValue(call.Function) switch
        {
            TimedArray => true,
            UserFunction { Body: { } body } => IsConditional(body, conditional),
            _ => false,
        }));

    private bool HasLastSpike => refractory.Form == RefractoryForm.Period || arrivals.NeedsLastSpike;

    private void Refractoriness()
    {
        if (HasLastSpike)
        {
            var isRead = export.Synapses.AttachedTo(group.Name).Any(one => one.HeardBehind.Contains("spike"));
            Draft.States.Add(Xml.StateVariable(LastSpike, "time", isRead ? LastSpike : null));
            if (isRead)
                Draft.Expose(LastSpike, Dimension.Time);
            if (export.IsContinued && set.Class.States.Any(one => one.Name == LastSpike))
                Start(LastSpike, Dimension.Time, InitialValue.Of(LastSpike, set, export.Run, Code.Names).Later(Code.Step));
            else
                Draft.Start.Add(Xml.Assign(LastSpike, "-1e4*second"));
        }

        if (!HasFactor)
            return;
        if (refractory.Form == RefractoryForm.Period)
        {
            var passed = new Binary(BinaryOperator.Divide, new Binary(BinaryOperator.Subtract, new Binary(BinaryOperator.Subtract, new Name("t"), new Name(LastSpike)), refractory.Value!), new Name("dt"));
            var factor = Code.Value(new Call("heaviside", new Binary(BinaryOperator.Add, passed, new Number(RefractoryRule.FactorMargin))), Dimension.None, "the refractory period", time: TimeOfCode.BetweenSteps);
            Draft.Derived.Add(Xml.DerivedVariable(NotRefractory, "none", factor));
            return;
        }

        Code.Define("was_" + NotRefractory, Dimension.None);
        Draft.States.Add(Xml.StateVariable("was_" + NotRefractory, "none"));
        if (export.IsContinued)
            Start("was_" + NotRefractory, Dimension.None, InitialValue.Of(NotRefractory, set, export.Run, Code.Names));
        else
            Draft.Start.Add(Xml.Assign("was_" + NotRefractory, "1"));
        var leaves = new Binary(BinaryOperator.Or, new Binary(BinaryOperator.Greater, new Name("was_" + NotRefractory), new Number(0.5)), new Unary(UnaryOperator.Not, refractory.Value!));
        Draft.Derived.Add(Xml.DerivedVariable(NotRefractory, "none", Code.Value(new Call("int", leaves), Dimension.None, "the refractory condition")));
    }

    private List<(Equation Equation, XElement Element)> Derivatives()
    {
        var all = new List<(Equation, XElement)>();
        foreach (var (variable, now) in beginnings.Where(one => group.Equations.Find(one.Key)!.Kind == EquationKind.Parameter))
            Draft.Dynamics.Add(Xml.Element("TimeDerivative", ("variable", GroupCode.Safe(variable)), ("value", Arriving(variable, now))));
        foreach (var one in group.Equations.DifferentialEquations)
        {
            Noise(one);
            var rate = one.Expression!;
            if (HasFactor && one.Has(EquationFlags.UnlessRefractory))
                rate = new Binary(BinaryOperator.Multiply, new Name(NotRefractory), rate);
            var value = Code.Value(rate, one.Dimension / Dimension.Time, $"the equation {one.Left}");
            if (beginnings.TryGetValue(one.Name, out var now))
                value = $"{value} + {Arriving(one.Name, now)}";
            all.Add((one, Xml.Element("TimeDerivative", ("variable", GroupCode.Safe(one.Name)), ("value", value))));
        }

        return all;
    }

    // No derivatives, but what they come to when the clock ticks.
    private List<(Equation Equation, XElement Element)> Tick()
    {
        var all = new List<(Equation, string)>();
        foreach (var one in group.Equations.DifferentialEquations)
        {
            Noise(one);
            var value = new Binary(BinaryOperator.Add, new Name(one.Name), new Binary(BinaryOperator.Multiply, new Name("dt"), one.Expression!));
            all.Add((one, Code.Value(value, one.Dimension, $"the equation {one.Left}")));
        }

        SlowCells.AddTick(all, Code, Draft, export);
        return [];
    }

    // What has arrived at the beginning of a step becomes a part of the variable in it.
    private string Arriving(string variable, string now)
    {
        Code.UseStep();
        return $"({now} - {GroupCode.Safe(variable)})/dt";
    }

    // White noise of a step is a normal draw over the root of the step: a number of SI units, since LEMS has no roots of dimensions.
    private void Noise(Equation one)
    {
        foreach (var name in FreeNames.Of(one.Expression!).Where(ReservedNames.IsNoise))
        {
            if (Draft.Derived.Exists(derived => derived.Attribute("name")!.Value == name))
                continue;
            Draft.Derived.Add(Draw(name, Code));
        }
    }

    /// <summary>White noise of a step as a derived variable.</summary>
    public static XElement Draw(string name, GroupCode code) =>
        Xml.DerivedVariable(name, "none", code.Value(new Binary(BinaryOperator.Divide, new Call("normal"), new Call("sqrt", new Name("dt"))), Dimension.None, $"the noise {name}"));

    private void Events()
    {
        if (group.Threshold is not null)
            Draft.Ports.Add(Xml.Element("EventPort", ("name", "spike"), ("direction", "out")));
        foreach (var name in group.Events.Keys)
            Draft.Ports.Add(Xml.Element("EventPort", ("name", name), ("direction", "out")));
        foreach (var name in group.Events.Keys.Where(IsHeard))
        {
            var last = ShownVariables.LastOf(name);
            Code.Define(last, Dimension.Time);
            Draft.States.Add(Xml.StateVariable(last, "time", last));
            Draft.Expose(last, Dimension.Time);
            Draft.Start.Add(Xml.Assign(last, "-1e4*second"));
        }
    }

    // Whether synapses see events of the kind by the time of the last.
    private bool IsHeard(string name) => export.Synapses.EndingIn(group.Name).Any(one => one.HeardThroughEnd.Contains(name)) || export.Synapses.AttachedTo(group.Name).Any(one => one.HeardBehind.Contains(name));

    private void Plain(List<(Equation Equation, XElement Element)> derivatives)
    {
        Draft.Dynamics.AddRange(derivatives.Select(one => one.Element));
        if (refractory.Form == RefractoryForm.Condition)
            Draft.Dynamics.Add(Xml.OnCondition(Always, Xml.Assign("was_" + NotRefractory, NotRefractory)));
        shown.KeepForEvents();
        foreach (var (name, condition) in group.Events)
        {
            if (Parsed(condition, $"the event {name}") is { } test)
            {
                IEnumerable<XElement> heard = IsHeard(name) ? [Xml.Assign(ShownVariables.LastOf(name), Code.Value(new Name("t"), Dimension.Time, name, time: TimeOfCode.BetweenSteps))] : [];
                Draft.Dynamics.Add(Xml.OnCondition(Condition(test, $"the event {name}"), [Xml.EventOut(name), .. heard, .. ClockedCode.Flag(group, name, export)]));
            }
        }

        if (Threshold() is not { } spikes)
            return;
        var test0 = HasFactor ? new Binary(BinaryOperator.And, spikes, new Binary(BinaryOperator.Greater, new Name(NotRefractory), new Number(0.5))) : spikes;
        IEnumerable<XElement> marks =
        [
            .. HasLastSpike ? (XElement[])[Xml.Assign(LastSpike, Code.Value(new Name("t"), Dimension.Time, LastSpike, time: TimeOfCode.BetweenSteps))] : [],
            .. refractory.Form == RefractoryForm.Condition ? (XElement[])[Xml.Assign("was_" + NotRefractory, "0")] : [],
        ];
        Draft.Dynamics.Add(Xml.OnCondition(Condition(test0, "the threshold"), [Xml.EventOut("spike"), .. marks, .. Reset(), .. ClockedCode.Flag(group, "spike", export)]));
    }

    private string Condition(Expression test, string place) => IsSlow ? $"({SlowCells.IsDue(export)}) .and. ({Code.Condition(test, place)})" : Code.Condition(test, place);

    private void Regimes(List<(Equation Equation, XElement Element)> derivatives)
    {
        if (Threshold() is not { } spikes)
            return;
        Expression end = new Binary(BinaryOperator.Add, new Name(LastSpike), refractory.Value!);
        if (!export.Options.IsBrian2Tools)
            end = new Binary(BinaryOperator.Subtract, end, new Binary(BinaryOperator.Multiply, new Number(RefractoryRule.RegimeMargin), new Name("dt")));
        var isOver = Code.Condition(new Binary(BinaryOperator.Greater, new Name("t"), end), "the refractory period", TimeOfCode.BetweenSteps, hasMargin: true);
        Draft.Dynamics.Add(Xml.Element("Regime", ("name", "refractory")).With(
            [
                Xml.StateVariable(LastSpike, "time"),
                new XElement("OnEntry", Xml.Assign(LastSpike, "t")),
                .. derivatives.Where(one => !one.Equation.Has(EquationFlags.UnlessRefractory)).Select(one => new XElement(one.Element)),
                Xml.OnCondition(isOver, Xml.Element("Transition", ("regime", "integrating"))),
            ]));
        Draft.Dynamics.Add(Xml.Element("Regime", ("name", "integrating"), ("initial", "true")).With(
            [
                .. derivatives.Select(one => one.Element),
                Xml.OnCondition(Code.Condition(spikes, "the threshold"), [Xml.EventOut("spike"), .. Reset(), Xml.Element("Transition", ("regime", "refractory"))]),
            ]));
    }

    private Expression? Threshold() => group.Threshold is null ? null : Parsed(group.Threshold, "the threshold");

    private Expression? Parsed(string text, string place) => ExpressionText.Parse(text, $"{place} of {group.Name}", export.Diagnostics);

    private ImmutableArray<XElement> Reset() => group.Reset is null ? [] : StatementCode.Of(group.Reset, "the reset", Code, Draft, export);

    // What the code has used from outside becomes a part of the type.
    private void Outside()
    {
        TimedArrays.Add(Code, Draft.Derived, export);
        if (Code.UsesIndex)
            Draft.AddProperty("i", Dimension.None, new InitialValue.Formula(new Name("i")));
        foreach (var name in Code.Outer)
        {
            var value = ((ScalarValue)Code.Names.FindValue(name)!).Value;
            Draft.AddProperty(GroupCode.Safe(name), value.Dimension, new InitialValue.Uniform(value.Value));
        }

        Draft.Constants.AddRange(Code.OwnConstants(export.Dimensions));
    }
}
