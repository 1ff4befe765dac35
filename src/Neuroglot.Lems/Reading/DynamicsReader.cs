using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>Reads <c>Dynamics</c>, <c>Equilibrium</c> and what is inside.</summary>
internal sealed class DynamicsReader(DiagnosticBag diagnostics)
{
    public Dynamics Dynamics(SourceElement element)
    {
        var a = new AttributeCursor(element, diagnostics);
        var name = a.Optional("name");
        var simultaneous = a.Boolean("simultaneous");
        a.Finish();
        var parts = new Parts();
        foreach (var child in element.Children)
        {
            if (!Common(child, parts) && !Only(child, parts))
            {
                ElementReader.Unknown(element, child, diagnostics, "Super", "StateVariable", "DerivedVariable", "ConditionalDerivedVariable", "TimeDerivative",
                    "KineticScheme", "OnStart", "OnEvent", "OnCondition", "Regime", "StateScalarField", "DerivedScalarField", "DerivedPunctateField");
            }
        }

        return new Dynamics(element.Span)
        {
            Name = name,
            Simultaneous = simultaneous,
            HasSuper = parts.HasSuper,
            StateVariables = [.. parts.States],
            DerivedVariables = [.. parts.Derived],
            ConditionalDerivedVariables = [.. parts.Conditional],
            TimeDerivatives = [.. parts.Rates],
            KineticSchemes = [.. parts.Schemes],
            OnStarts = [.. parts.Starts],
            OnEvents = [.. parts.Events],
            OnConditions = [.. parts.Conditions],
            Regimes = [.. parts.Regimes],
            StateScalarFields = [.. parts.StateFields],
            DerivedScalarFields = [.. parts.DerivedFields],
            DerivedPunctateFields = [.. parts.PunctateFields],
        };
    }

    public Equilibrium Equilibrium(SourceElement element)
    {
        new AttributeCursor(element, diagnostics).Finish();
        var variables = ImmutableArray.CreateBuilder<DerivedVariable>();
        foreach (var child in element.Children)
        {
            if (child.Name == "DerivedVariable")
                variables.Add(Derived(child));
            else
                ElementReader.Unknown(element, child, diagnostics, "DerivedVariable");
        }

        return new Equilibrium(variables.ToImmutable(), element.Span);
    }

    private bool Common(SourceElement child, Parts parts)
    {
        switch (child.Name)
        {
            case "StateVariable":
                parts.States.Add(State(child));
                return true;
            case "DerivedVariable":
                parts.Derived.Add(Derived(child));
                return true;
            case "ConditionalDerivedVariable":
                parts.Conditional.Add(Conditional(child));
                return true;
            case "TimeDerivative":
                parts.Rates.Add(Rate(child));
                return true;
            case "OnStart":
                new AttributeCursor(child, diagnostics).Finish();
                parts.Starts.Add(new OnStart(Reactions(child), child.Span));
                return true;
            case "OnEvent":
                var e = new AttributeCursor(child, diagnostics);
                var port = e.Required("port");
                e.Finish();
                parts.Events.Add(new OnEvent(port, Reactions(child), child.Span));
                return true;
            case "OnCondition":
                var c = new AttributeCursor(child, diagnostics);
                var test = c.RequiredExpression("test");
                c.Finish();
                parts.Conditions.Add(new OnCondition(test, Reactions(child), child.Span));
                return true;
            default:
                return false;
        }
    }

    private bool Only(SourceElement child, Parts parts)
    {
        var a = new AttributeCursor(child, diagnostics);
        switch (child.Name)
        {
            case "Super":
                parts.HasSuper = true;
                break;
            case "KineticScheme":
                parts.Schemes.Add(new KineticScheme(
                    a.Optional("name"), a.Required("nodes"), a.Required("edges"), a.Required("stateVariable"), a.Required("edgeSource"), a.Required("edgeTarget"),
                    a.Required("forwardRate"), a.Required("reverseRate"), a.Optional("dependency"), a.Optional("step"), a.Span));
                break;
            case "Regime":
                parts.Regimes.Add(Regime(child));
                return true;
            case "StateScalarField":
                parts.StateFields.Add(new StateScalarField(a.Required("name"), a.Optional("dimension", "none"), a.Optional("region"), a.Span));
                break;
            case "DerivedScalarField":
                parts.DerivedFields.Add(new DerivedScalarField(
                    a.Required("name"), a.Optional("dimension", "none"), a.Optional("region"), a.OptionalExpression("value"), a.Span));
                break;
            case "DerivedPunctateField":
                parts.PunctateFields.Add(new DerivedPunctateField(
                    a.Required("name"), a.Optional("dimension", "none"), a.Optional("region"), a.OptionalPath("select"), a.Span));
                break;
            default:
                return false;
        }

        a.Finish();
        ElementReader.NoChildren(child, diagnostics);
        return true;
    }

    private Regime Regime(SourceElement element)
    {
        var a = new AttributeCursor(element, diagnostics);
        var name = a.Required("name");
        var initial = a.OptionalBoolean("initial") ?? a.Boolean("b_initial");
        a.Finish();
        var parts = new Parts();
        var entries = ImmutableArray.CreateBuilder<OnEntry>();
        var required = ImmutableArray.CreateBuilder<string>();
        foreach (var child in element.Children)
        {
            switch (child.Name)
            {
                case "OnEntry":
                    new AttributeCursor(child, diagnostics).Finish();
                    entries.Add(new OnEntry(Reactions(child), child.Span));
                    break;
                case "RequiredVar":
                    var r = new AttributeCursor(child, diagnostics);
                    required.Add(r.Required("name"));
                    r.Optional("dimension");
                    r.Finish();
                    break;
                default:
                    if (!Common(child, parts))
                    {
                        ElementReader.Unknown(element, child, diagnostics, "StateVariable", "DerivedVariable", "ConditionalDerivedVariable", "TimeDerivative", "OnStart",
                            "OnEntry", "OnEvent", "OnCondition", "RequiredVar");
                    }

                    break;
            }
        }

        return new Regime(name, initial, element.Span)
        {
            StateVariables = [.. parts.States],
            DerivedVariables = [.. parts.Derived],
            ConditionalDerivedVariables = [.. parts.Conditional],
            TimeDerivatives = [.. parts.Rates],
            OnStarts = [.. parts.Starts],
            OnEntries = entries.ToImmutable(),
            OnEvents = [.. parts.Events],
            OnConditions = [.. parts.Conditions],
            RequiredVariables = required.ToImmutable(),
        };
    }

    private StateVariable State(SourceElement element)
    {
        var a = new AttributeCursor(element, diagnostics);
        var read = new StateVariable(a.Required("name"), a.Optional("dimension", "none"), a.Optional("exposure"), a.Description, a.Span);
        a.Finish();
        ElementReader.NoChildren(element, diagnostics);
        return read;
    }

    private DerivedVariable Derived(SourceElement element)
    {
        var a = new AttributeCursor(element, diagnostics);
        var name = a.Required("name");
        var select = a.OptionalPath("select");
        var reduce = a.Optional("reduce");
        var value = a.OptionalExpression("value");
        if (reduce is not (null or "add" or "multiply"))
            a.Bad("reduce", reduce, "add or multiply");
        if ((element["select"] is null) == (value is null))
            diagnostics.Error("NG1025", $"The derived variable {name} needs either “value” or “select”.", a.Span);
        else if (select is { IsMany: true } && reduce is null)
            diagnostics.Error("NG1025", $"“{select.Text}” may select several values; the derived variable {name} doesn't say how they are joined.", select.Span, "Add reduce=\"add\" or reduce=\"multiply\".");
        var read = new DerivedVariable(
            name, a.Optional("dimension"), a.Optional("exposure"), select,
            reduce switch { "add" => Reduction.Add, "multiply" => Reduction.Multiply, _ => Reduction.None },
            a.OptionalBoolean("required"), value, a.Description, a.Span);
        a.Finish();
        ElementReader.NoChildren(element, diagnostics);
        return read;
    }

    private ConditionalDerivedVariable Conditional(SourceElement element)
    {
        var a = new AttributeCursor(element, diagnostics);
        var cases = ImmutableArray.CreateBuilder<Case>();
        foreach (var child in element.Children)
        {
            if (child.Name != "Case")
            {
                ElementReader.Unknown(element, child, diagnostics, "Case");
                continue;
            }

            var c = new AttributeCursor(child, diagnostics);
            cases.Add(new Case(c.Optional("name"), c.OptionalExpression("condition"), c.RequiredExpression("value"), c.Span));
            c.Finish();
            ElementReader.NoChildren(child, diagnostics);
        }

        var read = new ConditionalDerivedVariable(
            a.Required("name"), a.Optional("dimension"), a.Optional("exposure"), a.OptionalBoolean("required"), cases.ToImmutable(), a.Description, a.Span);
        a.Finish();
        if (cases.Count == 0)
            diagnostics.Warning("NG1025", $"{read.Name} has no Case: it is always 0.", a.Span);
        return read;
    }

    private TimeDerivative Rate(SourceElement element)
    {
        var a = new AttributeCursor(element, diagnostics);
        var read = new TimeDerivative(a.Required("variable"), a.RequiredExpression("value"), a.Span);
        a.Finish();
        ElementReader.NoChildren(element, diagnostics);
        return read;
    }

    private ImmutableArray<Reaction> Reactions(SourceElement element)
    {
        if (element.Children.Length == 0)
            return [];
        var reactions = ImmutableArray.CreateBuilder<Reaction>(element.Children.Length);
        foreach (var child in element.Children)
        {
            var a = new AttributeCursor(child, diagnostics);
            switch (child.Name)
            {
                case "StateAssignment":
                    reactions.Add(new StateAssignment(a.Required("variable"), a.RequiredExpression("value"), a.Span));
                    break;
                case "EventOut":
                    reactions.Add(new EventOut(a.Required("port"), a.Span));
                    break;
                case "Transition":
                    reactions.Add(new Transition(a.Required("regime"), a.Span));
                    break;
                default:
                    ElementReader.Unknown(element, child, diagnostics, "StateAssignment", "EventOut", "Transition");
                    continue;
            }

            a.Finish();
            ElementReader.NoChildren(child, diagnostics);
        }

        return reactions.DrainToImmutable();
    }

    private sealed class Parts
    {
        public bool HasSuper { get; set; }

        public List<StateVariable> States { get; } = [];

        public List<DerivedVariable> Derived { get; } = [];

        public List<ConditionalDerivedVariable> Conditional { get; } = [];

        public List<TimeDerivative> Rates { get; } = [];

        public List<KineticScheme> Schemes { get; } = [];

        public List<OnStart> Starts { get; } = [];

        public List<OnEvent> Events { get; } = [];

        public List<OnCondition> Conditions { get; } = [];

        public List<Regime> Regimes { get; } = [];

        public List<StateScalarField> StateFields { get; } = [];

        public List<DerivedScalarField> DerivedFields { get; } = [];

        public List<DerivedPunctateField> PunctateFields { get; } = [];
    }
}
