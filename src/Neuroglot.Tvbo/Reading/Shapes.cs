using System.Collections.Immutable;
using static Neuroglot.Tvbo.Reading.SlotForm;

namespace Neuroglot.Tvbo.Reading;

/// <summary>
/// The schema: every kind of mapping with its keys, those of version 0.2.1 and those of 2026. The reader, the messages about wrong keys and the JSON Schema all come
/// from these tables.
/// </summary>
internal static partial class Shapes
{
    private static readonly ImmutableArray<string> TimeScales = ["s", "ms", "us"];

    /// <summary>Every shape, in the order of the JSON Schema.</summary>
    public static ImmutableArray<Shape> All =>
    [
        Dynamics, Parameter, StateVariable, DerivedVariable, ConditionalValue, CouplingInput, Equation, Conditional, Function, Argument, Event, Range, Noise, Distribution, UnitDefinition,
        Coupling, Network, Node, Edge, MatrixRecord, GraphGenerator, GraphRule, Experiment, Integrator, Observation, Stimulus, Exploration,
    ];

    /// <summary>What a whole document may be.</summary>
    public static ImmutableArray<Shape> Documents => [Dynamics, Experiment, Coupling, Network, Integrator, GraphRule];

    public static Shape Equation => field ??= new("Equation", "An expression in the style of SymPy.",
    [
        new("rhs", Text, "The expression."),
        Same("righthandside", "rhs"),
        new("conditionals", Records, "Values under conditions; the first that holds counts.") { Of = static () => Conditional },
        .. Kept("lhs", "lefthandside", "label", "definition", "description", "parameters", "engine", "pycode"),
        new("latex", Truth, "Whether the expression is written in LaTeX, which is not read."),
    ]);

    public static Shape Conditional => field ??= new("Conditional", "A value under a condition.",
    [
        new("condition", Text, "The condition; `True`, or nothing, for the value that holds else."),
        new("expression", Text, "The value."),
    ])
    { Required = ["expression"] };

    public static Shape ConditionalValue => field ??= new("ConditionalValue", "A case of a derived variable.",
    [
        new("condition", Text, "The condition; `True`, or nothing, for the value that holds else."),
        new("equation", Record, "The value.") { Of = static () => Equation },
    ])
    { Required = ["equation"] };

    public static Shape Range => field ??= new("Range", "Bounds, or the values of a grid.",
    [
        new("lo", Number, "Least value."),
        new("hi", Number, "Greatest value."),
        new("step", Number, "Distance of neighbouring values of a grid."),
        new("n", Whole, "Number of values of a grid."),
        new("log_scale", Truth, "Whether values of a grid lie evenly on a logarithmic scale."),
        new("explored_values", Numbers, "Values one by one."),
        new("enforce", Text, "`clamp`: during a run values beyond the bounds are set back to them.") { Choices = ["clamp", "none"] },
        .. Kept("element"),
    ]);

    public static Shape Parameter => field ??= new("Parameter", "A value that stays fixed during a run.",
    [
        new("name", Text, "Its name."),
        Same("parameter", "name"),
        new("value", Values, "Its value in its own unit; or a value for each node of a network, for each mode, or rows of values for pairs of modes."),
        new("unit", Text, "Its unit, `mV` or `per_ms`; older spellings such as `ms^-1` are read, too."),
        new("domain", Record, "Where values make sense.") { Of = static () => Range },
        new("equation", Record, "An expression of other parameters that gives the value.") { Of = static () => Equation },
        .. Descriptive,
        .. Kept("default", "symbol", "definition", "reported_optimum", "dataset_path", "comment", "heterogeneous", "distribution", "free", "shape", "explored_values", "element_domains", "transform", "iri", "grounding", "references"),
    ]);

    public static Shape StateVariable => field ??= new("StateVariable", "A value that the dynamics advance.",
    [
        new("name", Text, "Its name."),
        new("equation", Record, "Its rate of change per unit of model time; of a discrete system its next value.") { Of = static () => Equation },
        new("unit", Text, "Its unit."),
        new("initial_value", Number, "Its value at the start; 0.1 where none is given."),
        new("domain", Record, "Where values make sense; random initial values are drawn from there.") { Of = static () => Range },
        new("boundaries", Record, "Bounds that it is set back to during a run.") { Of = static () => Range },
        new("coupling_variable", Truth, "Whether other nodes see it through couplings."),
        new("variable_of_interest", Truth, "Whether it is recorded."),
        new("record", Truth, "Whether it is recorded; this counts before `variable_of_interest`."),
        new("noise", Record, "Random drive.") { Of = static () => Noise },
        new("stimulation_variable", Truth, "Whether a stimulation drives it."),
        new("distribution", Record, "Where values at the start are drawn from.") { Of = static () => Distribution },
        .. Descriptive,
        .. Kept("symbol", "definition", "equation_type", "equation_order", "derivative_initial_value", "history", "iri", "grounding", "references"),
    ]);

    public static Shape DerivedVariable => field ??= new("DerivedVariable", "A named expression.",
    [
        new("name", Text, "Its name."),
        new("equation", Record, "The expression.") { Of = static () => Equation },
        new("cases", Records, "Values under conditions; the first that holds counts.") { Of = static () => ConditionalValue },
        new("conditional", Truth, "Whether it has cases."),
        new("unit", Text, "Its unit."),
        .. Descriptive,
        .. Kept("symbol", "definition", "iri", "grounding", "references"),
    ]);

    public static Shape CouplingInput => field ??= new("CouplingInput", "What arrives from other nodes.",
    [
        new("name", Text, "Its name in the equations."),
        new("dimension", Whole, "Number of values."),
        new("keys", Texts, "Names of several values."),
        .. Descriptive,
        .. Kept("value", "unit", "symbol", "definition", "domain", "comment", "default", "local", "iri"),
    ]);

    public static Shape Argument => field ??= new("Argument", "An argument of a function.",
    [
        new("name", Text, "Its name."),
        new("value", Any, "Its value where a call gives none."),
        new("unit", Text, "Its unit."),
        .. Descriptive,
    ]);

    public static Shape Function => field ??= new("Function", "A function that expressions call.",
    [
        new("name", Text, "Its name."),
        new("arguments", Collection, "Its arguments.") { Of = static () => Argument },
        new("equation", Record, "Its value.") { Of = static () => Equation },
        .. Descriptive,
        .. Kept("acronym", "definition", "requirements", "input", "output", "iri", "output_equation", "source_code", "callable", "apply_on_dimension", "aggregate", "time_range", "references"),
    ]);

    public static Shape Event => field ??= new("Event", "Something that happens when a condition holds, or at given times.",
    [
        new("name", Text, "Its name."),
        new("condition", Record, "When it happens.") { Of = static () => Equation },
        new("affect", Record, "What changes then: `v = c; u = u + d`.") { Of = static () => Equation },
        new("event_type", Text, "How it is classed.") { Choices = ["continuous", "discrete", "preset_time", "stimulus", "spike"] },
        new("trigger_times", Numbers, "Times at which it happens."),
        new("parameters", Collection, "Values that its expressions use.") { Of = static () => Parameter },
        .. Descriptive,
        new("equation", Record, "Of a stimulus, its value at the time `t`.") { Of = static () => Equation },
        new("regions", Numbers, "Of a stimulus, numbers of the nodes it reaches."),
        Same("nodes", "regions") with { Form = Numbers },
        new("weighting", Numbers, "Of a stimulus, how strongly it reaches each of them."),
        Same("weights", "weighting") with { Form = Numbers },
        new("duration", Number, "Of a stimulus, how long it lasts, in model time."),
        .. Kept("condition_states", "condition_parameters", "affect_states", "affect_parameters", "affect_negative", "target_component", "iri"),
    ]);

    public static Shape Noise => field ??= new("Noise", "Random drive.",
    [
        new("additive", Truth, "Whether it is added, rather than multiplied with a function of the state."),
        new("intensity", Record, "Its strength D; the drive is √(2D)·dW.") { Of = static () => Parameter },
        new("parameters", Collection, "Values that its equation uses.") { Of = static () => Parameter },
        new("equation", Record, "How it depends on the state.") { Of = static () => Equation },
        new("seed", Whole, "Seed of its draws."),
        .. Kept("label", "description", "noise_type", "correlated", "gaussian", "random_state", "function", "pycode", "targets"),
    ]);

    public static Shape Distribution => field ??= new("Distribution", "Where random values come from.",
    [
        new("name", Text, "Uniform or Gaussian.") { Choices = ["Uniform", "uniform", "Gaussian", "gaussian", "Normal", "normal"] },
        new("domain", Record, "Bounds of uniform values.") { Of = static () => Range },
        new("parameters", Collection, "Mean and deviation of Gaussian values: `mean`, `std`.") { Of = static () => Parameter },
        new("seed", Whole, "Seed of its draws."),
        .. Kept("label", "description", "function", "axis", "correlation"),
    ]);

    public static Shape UnitDefinition => field ??= new("UnitDefinition", "A unit of the author's own.",
    [
        new("name", Text, "How it is written."),
        new("dimension", Text, "What it measures: `voltage`, `currentDensity`."),
        new("power", Whole, "Power of ten of one of it in SI units."),
    ])
    { Required = ["dimension"] };

    /// <summary>A file of units, which is no document by itself.</summary>
    public static Shape UnitsFile => field ??= new("Units", "Units of the author's own.", [new("units", Collection, "The units.") { Of = static () => UnitDefinition }]) { Required = ["units"] };

    public static Shape Dynamics => field ??= new("Dynamics", "The equations of a node: a neural mass, a neuron, an oscillator or a map.",
    [
        new("name", Text, "Its name."),
        new("parameters", Collection, "Values that stay fixed during a run.") { Of = static () => Parameter },
        new("derived_parameters", Collection, "Values that follow from parameters.") { Of = static () => Parameter },
        new("coupling_inputs", Collection, "What arrives from other nodes.") { Of = static () => CouplingInput },
        Same("coupling_terms", "coupling_inputs") with { Form = Collection, Of = static () => CouplingInput },
        new("derived_variables", Collection, "Named expressions.") { Of = static () => DerivedVariable },
        new("state_variables", Collection, "Values that the dynamics advance.") { Of = static () => StateVariable },
        new("functions", Collection, "Functions that the expressions call.") { Of = static () => Function },
        new("events", Collection, "What happens when a condition holds.") { Of = static () => Event },
        new("system_type", Text, "Whether equations give rates of change or, as in a map, the next values.") { Choices = ["continuous", "discrete"] },
        new("output", Texts, "Names of variables to record."),
        new("number_of_modes", Whole, "Number of copies of the state that the equations couple."),
        new("units", Collection, "Units of the author's own.") { Of = static () => UnitDefinition },
        .. Descriptive,
        .. Kept("iri", "source", "references", "has_reference", "observed", "stimulus", "modes", "local_coupling_term", "derived_from_model", "modified", "autonomous", "model_type", "grounding", "definition", "components"),
        .. Class,
    ]);

    private static ImmutableArray<Slot> Descriptive => [new("label", Text, "Title for people."), new("description", Text, "What it is, for people.")];

    // What generators of documents write at the top: the class, and the version of the schema.
    private static IEnumerable<Slot> Class => Kept("tvbo_class", "schema_version");

    private static Slot Same(string name, string other) => new(name, Text, $"Another spelling of `{other}`.") { SameAs = other };

    private static IEnumerable<Slot> Kept(params string[] names) =>
        names.Select(static name => new Slot(name, Any, "Kept and written again; nothing here depends on it.") { IsKept = true });
}
