using System.Xml.Linq;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using static Neuroglot.Export.Lems.SimulationTypes;

namespace Neuroglot.Export.Lems;

/// <summary>
/// Writes what happens in dynamics: bounds and events as conditions, an event with a refractory time as two regimes. Conditions look at the values after the step, so that named expressions
/// are written out in them.
/// </summary>
internal sealed class EventElements
{
    /// <summary>The parameter that holds the refractory time.</summary>
    public const string RefractoryTime = "refract";

    private const string LastEvent = "lastSpikeTime";
    private const string HalfStep = "halfStep";
    private const string Lagging = "NG7204";

    private readonly ParsedDynamics dynamics;
    private readonly LemsEquations equations;
    private readonly ISet<string> taken;
    private readonly Integrator integration;
    private readonly ModelDimensions? dimensions;
    private readonly List<XElement> bounds = [];
    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<string, Expression> named;
    private readonly List<string> remembered = [];
    private readonly ParsedEvent? holder;
    private readonly (XElement Condition, List<XElement> Entry)? held;

    /// <summary>Writes the elements.</summary>
    /// <param name="dynamics">The dynamics.</param>
    /// <param name="equations">Writes expressions; gets variables for choices.</param>
    /// <param name="taken">Names of the type.</param>
    /// <param name="integration">How time advances.</param>
    /// <param name="dimensions">Dimensions of the names; null where all are bare numbers.</param>
    /// <param name="diagnostics">Gets what LEMS cannot say.</param>
    public EventElements(ParsedDynamics dynamics, LemsEquations equations, ISet<string> taken, Integrator integration, ModelDimensions? dimensions, DiagnosticBag diagnostics)
    {
        this.dimensions = dimensions;
        this.dynamics = dynamics;
        this.equations = equations;
        this.taken = taken;
        this.integration = integration;
        this.diagnostics = diagnostics;
        named = dynamics.DerivedVariables.ToDictionary(static one => one.Name, static one => one.Value);
        holder = dynamics.Events.FirstOrDefault(static one => one.Refractory > 0);
        foreach (var name in holder is null ? [] : (string[])[RefractoryTime, LastEvent, HalfStep])
            Take(name, holder!);
        Conditions = [.. Clamps(), .. dynamics.Events.Where(one => one != holder).Select(one => new XElement("OnCondition", Test(one), Assignments(one), Port(one)))];
        held = holder is null ? null : (new XElement("OnCondition", Test(holder), Port(holder), Element("Transition", ("regime", "refractory"))), [.. Assignments(holder)]);
    }

    /// <summary>Conditions that always hold.</summary>
    public IReadOnlyList<XElement> Conditions { get; }

    /// <summary>The parameter of the refractory time; nothing without one.</summary>
    public XElement? Parameters => holder is null ? null : Element("Parameter", ("name", RefractoryTime), ("dimension", "time"));

    /// <summary>Bounds that have a dimension, and half a step, by which the refractory time ends earlier, since times are sums of steps.</summary>
    public IEnumerable<XElement> Constants => holder is null ? bounds : bounds.Append(HalfOfStep);

    private XElement HalfOfStep => Element("Constant", ("name", HalfStep), ("dimension", "time"), ("value", $"{PythonNumber.Print(integration.Step / 2)}{integration.TimeScale}"));

    /// <summary>State variables that remember.</summary>
    public IEnumerable<XElement> Variables =>
    [
        .. remembered.Select(one => Element("StateVariable", ("name", one), ("dimension", dimensions?.NameOf(one) ?? "none"))),
        .. holder is null ? [] : (XElement[])[Element("StateVariable", ("name", LastEvent), ("dimension", "time"))],
    ];

    /// <summary>Whether an event keeps the variable for a time, so that its rate belongs to a regime.</summary>
    public bool Holds(string variable) => holder is not null && holder.Assignments.Any(one => one.Name == variable);

    /// <summary>The two regimes of an event with a refractory time; nothing without one.</summary>
    /// <param name="rates">The rates of all variables, per time.</param>
    public IEnumerable<XElement> Regimes(IEnumerable<(string Name, string Value)> rates)
    {
        if (held is not { } parts)
            yield break;
        yield return new XElement("Regime", new XAttribute("name", "integrating"), new XAttribute("initial", "true"),
            rates.Where(rate => Holds(rate.Name)).Select(static rate => Element("TimeDerivative", ("variable", rate.Name), ("value", rate.Value))),
            parts.Condition);
        yield return new XElement("Regime", new XAttribute("name", "refractory"),
            new XElement("OnEntry", parts.Entry, Element("StateAssignment", ("variable", LastEvent), ("value", "t"))),
            new XElement("OnCondition", new XAttribute("test", $"t .gt. {LastEvent} + {RefractoryTime} - {HalfStep}"), Element("Transition", ("regime", "integrating"))));
    }

    // Forward Euler has no stages, so that setting back after the step is all there is to a bound.
    private IEnumerable<XElement> Clamps()
    {
        foreach (var state in dynamics.Source.StateVariables)
        {
            (double?, string)[] sides = [(state.Clamp?.Low, ".lt."), (state.Clamp?.High, ".gt.")];
            foreach (var (bound, comparison) in sides)
            {
                if (bound is { } value && double.IsFinite(value))
                {
                    var text = Bound(state.Name, value, comparison == ".lt." ? "low" : "high");
                    yield return new XElement("OnCondition", new XAttribute("test", $"{state.Name} {comparison} {text}"), Element("StateAssignment", ("variable", state.Name), ("value", text)));
                }
            }
        }
    }

    // An expression has no units, so that a bound with a dimension is a constant.
    private string Bound(string state, double value, string side)
    {
        if (dimensions is null || dimensions.NameOf(state) == "none")
            return PythonNumber.Print(value);
        var name = $"{state}_{side}";
        while (!taken.Add(name))
            name += "_";
        bounds.Add(Element("Constant", ("name", name), ("dimension", dimensions.NameOf(state)), ("value", dimensions.Print(value, state))));
        return name;
    }

    private static XElement Port(ParsedEvent happening) => Element("EventOut", ("port", Identifiers.Of(happening.Source.Name)));

    private XAttribute Test(ParsedEvent happening) => new("test", Watched(happening, () => equations.Condition(Current(happening.Test), Identifiers.Of(happening.Source.Name), happening.Source.Span)));

    private IEnumerable<XElement> Assignments(ParsedEvent happening)
    {
        var ordered = SimultaneousAssignments.Of(happening.Assignments.Select(one => one with { Value = Current(one.Value) }), name => $"{name}_before_{Identifiers.Of(happening.Source.Name)}");
        foreach (var (variable, name) in ordered.Remembered)
        {
            Take(name, happening);
            remembered.Add(name);
            dimensions?.Add(name, variable);
        }

        return
        [
            .. ordered.Remembered.Select(static one => Element("StateAssignment", ("variable", one.Name), ("value", one.Variable))),
            .. ordered.Assignments.Select(one => Element("StateAssignment", ("variable", one.Name), ("value", Watched(happening, () => equations.Value(one.Value, one.Name, one.Span))))),
        ];
    }

    // A choice is a variable of its own, and variables have the values from before the step.
    private string Watched(ParsedEvent happening, Func<string> write)
    {
        var before = equations.Variables.Count;
        var text = write();
        if (equations.Variables.Count > before)
            diagnostics.Warning(Lagging, $"The event `{happening.Source.Name}` has a choice, which LEMS evaluates with the values from before the step.", happening.Source.Span, "Write its condition without Piecewise, Min and Max.");
        return text;
    }

    private void Take(string name, ParsedEvent happening)
    {
        if (!taken.Add(name))
            diagnostics.Error(LemsEquations.NoWords, $"The event `{happening.Source.Name}` needs a variable `{name}`, which the dynamics have already.", happening.Source.Span, "Rename it.");
    }

    private Expression Current(Expression expression) => Inlining.Apply(expression, named, new Dictionary<string, FunctionDefinition>(), dynamics.Source.Span, new DiagnosticBag()) ?? expression;
}
