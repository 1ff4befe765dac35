using System.Collections.Immutable;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Reading;

/// <summary>Makes dynamics, and the parts that couplings and experiments share with them, of their slots.</summary>
internal static class DynamicsReader
{
    public static Dynamics Dynamics(Fields fields) => fields.Describe(new Dynamics
    {
        IsDiscrete = fields.Text("system_type") == "discrete",
        Parameters = Parameters(fields, "parameters"),
        DerivedParameters = Parameters(fields, "derived_parameters"),
        DerivedVariables = [.. fields.Entries("derived_variables", Shapes.DerivedVariable).Select(DerivedVariable)],
        CouplingInputs = [.. fields.Entries("coupling_inputs", Shapes.CouplingInput).Select(static one => one.Describe(new CouplingInput { Dimension = one.Whole("dimension") ?? 1, Keys = one.Texts("keys") }))],
        StateVariables = [.. fields.Entries("state_variables", Shapes.StateVariable).Select(StateVariable)],
        Functions = Functions(fields),
        Events = [.. fields.Entries("events", Shapes.Event).Select(Event)],
        Output = fields.Texts("output"),
        Modes = fields.Whole("number_of_modes") ?? 1,
        Units = Units(fields),
    });

    public static ImmutableArray<UnitDefinition> Units(Fields fields) =>
        [.. fields.Entries("units", Shapes.UnitDefinition).Select(static one => new UnitDefinition(one.Name, one.Text("dimension") ?? "none", one.Whole("power") ?? 0) { Span = one.KeySpan })];

    public static ImmutableArray<Parameter> Parameters(Fields fields, string key) => [.. fields.Entries(key, Shapes.Parameter).Select(Parameter)];

    public static Parameter Parameter(Fields fields) => fields.Describe(new Parameter
    {
        Value = fields.Number("value"),
        Values = fields.Find("value") is { Kind: YamlKind.List } list ? [.. list.Items.SelectMany(ShapeCheck.ItemsOf).Select(ShapeCheck.NumberOf).OfType<double>()] : [],
        Rows = fields.Find("value") is { Kind: YamlKind.List, Items: [{ Kind: YamlKind.List }, ..] rows } ? rows.Length : 0,
        Unit = fields.Text("unit"),
        Domain = Range(fields, "domain"),
        Equation = fields.EquationOrCases("equation"),
    });

    public static ImmutableArray<Function> Functions(Fields fields) => [.. fields.Entries("functions", Shapes.Function).Select(Function)];

    public static Function Function(Fields one) => one.Describe(new Function
    {
        Arguments = [.. one.Entries("arguments", Shapes.Argument).Select(static argument => argument.Describe(new FunctionArgument { Value = argument.Number("value"), Unit = argument.Text("unit") }))],
        Equation = one.EquationOrCases("equation"),
    });

    public static Noise? Noise(Fields fields, string key) => fields.Record(key, Shapes.Noise) is { } noise
        ? noise.Describe(new Noise
        {
            IsAdditive = noise.Truth("additive") ?? true,
            Intensity = noise.Record("intensity", Shapes.Parameter) is { } intensity ? Parameter(intensity) : null,
            Parameters = Parameters(noise, "parameters"),
            Equation = noise.Equation("equation"),
            Seed = noise.Whole("seed") ?? 42,
        })
        : null;

    private static StateVariable StateVariable(Fields fields) => fields.Describe(new StateVariable
    {
        Equation = fields.EquationOrCases("equation"),
        Unit = fields.Text("unit"),
        InitialValue = fields.Number("initial_value") ?? 0.1,
        Domain = Range(fields, "domain"),
        Boundaries = Range(fields, "boundaries"),
        IsCouplingVariable = fields.Truth("coupling_variable") ?? false,
        IsOfInterest = fields.Truth("record") ?? fields.Truth("variable_of_interest") ?? true,
        Noise = Noise(fields, "noise"),
        IsStimulated = fields.Truth("stimulation_variable") ?? false,
        Distribution = fields.Record("distribution", Shapes.Distribution) is { } random
            ? new Distribution(random.Span)
            {
                Name = random.Text("name") ?? "Uniform",
                Domain = Range(random, "domain"),
                Parameters = Parameters(random, "parameters"),
                Seed = random.Whole("seed"),
                Kept = random.Kept,
            }
            : null,
    });

    // Cases stand beside the equation or, as conditionals, within it.
    private static DerivedVariable DerivedVariable(Fields fields)
    {
        var cases = fields.Find("cases") is { } listed
            ? listed.Items.Select(static item => new Fields(item, Shapes.ConditionalValue)).Select(static one => (Condition: one.Formula("condition"), Value: one.Equation("equation")))
            : fields.Record("equation", Shapes.Equation)?.Find("conditionals") is { } inner
                ? inner.Items.Select(static item => new Fields(item, Shapes.Conditional)).Select(static one => (Condition: one.Formula("condition"), Value: one.Formula("expression")))
                : [];
        return fields.Describe(new DerivedVariable
        {
            Equation = fields.Equation("equation"),
            Cases = [.. cases.Where(static one => one.Value is not null).Select(static one => new ConditionalValue(one.Condition is { Text: "True" or "true" } ? null : one.Condition, one.Value!))],
            Unit = fields.Text("unit"),
        });
    }

    public static Event Event(Fields fields) => fields.Describe(new Event
    {
        Condition = fields.Equation("condition"),
        Affect = fields.Equation("affect"),
        Type = fields.Text("event_type"),
        TriggerTimes = fields.Numbers("trigger_times"),
        Parameters = Parameters(fields, "parameters"),
        Equation = fields.Equation("equation"),
        Regions = fields.Numbers("regions"),
        Weighting = fields.Numbers("weighting"),
        Duration = fields.Number("duration"),
    });

    public static ValueRange? Range(Fields fields, string key) => fields.Record(key, Shapes.Range) is { } range
        ? new ValueRange(range.Number("lo"), range.Number("hi"), range.Span)
        {
            Step = range.Number("step"),
            Count = range.Whole("n"),
            IsLogarithmic = range.Truth("log_scale") ?? false,
            Values = range.Numbers("explored_values"),
            IsEnforced = range.Text("enforce") == "clamp",
            Kept = range.Kept,
        }
        : null;
}
