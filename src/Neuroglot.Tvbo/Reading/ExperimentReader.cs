using System.Collections.Immutable;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Writing;

namespace Neuroglot.Tvbo.Reading;

/// <summary>Makes couplings, networks and experiments of their slots.</summary>
internal static class ExperimentReader
{
    private static readonly string[] EdgeValues = ["weight", "delay", "length"];

    public static SimulationExperiment Experiment(Fields fields) => fields.Describe(new SimulationExperiment
    {
        Id = fields.Whole("id"),
        Dynamics = NamedOr(fields, "dynamics", Shapes.Dynamics, DynamicsReader.Dynamics),
        Integration = fields.Record("integration", Shapes.Integrator) is { } integration ? Integrator(integration) : new Integrator(fields.Span),
        Network = NamedOr(fields, "network", Shapes.Network, Network),
        Coupling = NamedOr(fields, "coupling", Shapes.Coupling, Coupling),
        Observations = [.. fields.Entries("observations", Shapes.Observation).Select(static one => one.Describe(new Observation
        {
            Period = one.Number("period"),
            VariableOfInterest = one.Text("voi"),
            Sources = one.Texts("source"),
            Modality = one.Text("imaging_modality"),
            Kind = one.Text("class_reference"),
            Aggregation = one.Text("aggregation"),
            Parameters = DynamicsReader.Parameters(one, "parameters"),
            Gain = Matrix(one, "gain"),
            SpatialMask = one.Numbers("spatial_mask"),
        }))],
        Stimulation = fields.Record("stimulation", Shapes.Stimulus) is { } stimulus
            ? stimulus.Describe(new Stimulus
            {
                Equation = stimulus.Equation("equation"),
                Parameters = DynamicsReader.Parameters(stimulus, "parameters"),
                Regions = stimulus.Numbers("regions"),
                Weighting = stimulus.Numbers("weighting"),
                Duration = stimulus.Number("duration"),
            })
            : null,
        Explorations = [.. fields.Entries("explorations", Shapes.Exploration).Select(static one => one.Describe(new Exploration
        {
            Parameters = DynamicsReader.Parameters(one, "parameters"),
            IsZipped = one.Text("mode") == "zip",
            Trials = one.Whole("n_trials") ?? 1,
        }))],
        Functions = DynamicsReader.Functions(fields),
        Events = [.. fields.Entries("events", Shapes.Event).Select(DynamicsReader.Event)],
    });

    public static Coupling Coupling(Fields fields) => fields.Describe(new Coupling
    {
        Parameters = DynamicsReader.Parameters(fields, "parameters"),
        Pre = fields.Equation("pre_expression"),
        Post = fields.Equation("post_expression"),
        Function = fields.Equation("coupling_function"),
        IncomingStates = fields.Texts("incoming_states"),
        LocalStates = fields.Texts("local_states"),
        IsDelayed = fields.Truth("delayed") ?? true,
    });

    public static Network Network(Fields fields) => fields.Describe(new Network
    {
        Parameters = DynamicsReader.Parameters(fields, "parameters"),
        Nodes = [.. Records(fields, "nodes", Shapes.Node).Select(static one => one.Describe(new Node
        {
            Id = one.Whole("id") ?? 0,
            Dynamics = one.Text("dynamics"),
            Parameters = DynamicsReader.Parameters(one, "parameters"),
            State = DynamicsReader.Parameters(one, "state"),
        }))],
        Edges = [.. Records(fields, "edges", Shapes.Edge).Select(static one => one.Describe(new Edge
        {
            Source = one.Whole("source"),
            Target = one.Whole("target"),
            Parameters =
            [
                .. DynamicsReader.Parameters(one, "parameters"),
                .. EdgeValues.Where(name => one.Number(name) is not null).Select(name => new Parameter { Name = name, Value = one.Number(name), Span = one.Find(name)!.Span }),
            ],
            Coupling = NamedOr(one, "coupling", Shapes.Coupling, Coupling) is { } coupling ? NameOf(coupling) : null,
            IsDirected = one.Truth("directed") ?? false,
        }))],
        NodeCount = fields.Whole("number_of_nodes"),
        Weights = Matrix(fields, "weights"),
        Lengths = Matrix(fields, "lengths"),
        ConductionSpeed = fields.Record("conduction_speed", Shapes.Parameter) is { } speed ? DynamicsReader.Parameter(speed) : null,
        Generator = fields.Record("graph_generator", Shapes.GraphGenerator) is { } rule
            ? new GraphGenerator(rule.Text("type") ?? string.Empty, rule.Whole("seed") ?? 42, rule.Truth("directed") ?? false, DynamicsReader.Parameters(rule, "parameters"), rule.Span)
            : null,
        Couplings = Couplings(fields),
        Dynamics = [.. fields.Entries("dynamics", Shapes.Dynamics).Select(DynamicsReader.Dynamics)],
        Transforms = [.. Records(fields, "transforms", Shapes.Function).Select(DynamicsReader.Function)],
        DistanceUnit = fields.Text("distance_unit") ?? "mm",
        TimeUnit = fields.Text("time_unit") ?? "ms",
    });

    public static Integrator Integrator(Fields fields) => new(fields.Span)
    {
        Method = fields.Text("method") ?? "euler",
        Step = fields.Number("step_size") ?? Syntax.Integrator.DefaultStep,
        Duration = fields.Number("duration") ?? 1000,
        TimeScale = fields.Text("time_scale") ?? "ms",
        TransientTime = fields.Number("transient_time") ?? 0,
        Noise = DynamicsReader.Noise(fields, "noise"),
        StateWiseSigma = fields.Numbers("state_wise_sigma"),
        AbsoluteTolerance = fields.Number("abs_tol") ?? 1e-10,
        RelativeTolerance = fields.Number("rel_tol") ?? 1e-10,
        Kept = fields.Kept,
    };

    // Edges may write their couplings out, often the same one again and again.
    private static ImmutableArray<Coupling> Couplings(Fields fields)
    {
        var all = fields.Entries("coupling", Shapes.Coupling).Select(Coupling).ToList();
        foreach (var edge in Records(fields, "edges", Shapes.Edge).Where(static one => one.Find("coupling") is { Kind: YamlKind.Mapping }))
        {
            var own = NamedOr(edge, "coupling", Shapes.Coupling, Coupling)!;
            if (all.All(other => other.Name != NameOf(own) || TvboWriter.Write(other with { Name = NameOf(own) }) != TvboWriter.Write(own with { Name = NameOf(own) })))
                all.Add(own with { Name = NameOf(own) });
        }

        return [.. all];
    }

    // One without a name has that of its place.
    private static string NameOf(Coupling coupling) => coupling.Name.Length > 0 ? coupling.Name : FormattableString.Invariant($"coupling_{coupling.Span.Line}_{coupling.Span.Column}");

    private static IEnumerable<Fields> Records(Fields fields, string key, Shape shape) => fields.Find(key) is { } list ? list.Items.Select(item => new Fields(item, shape)) : [];

    private static T? NamedOr<T>(Fields fields, string key, Shape shape, Func<Fields, T> read)
        where T : TvboObject, new() => fields.Find(key) switch
        {
            { Kind: YamlKind.Scalar } name => new T { Name = name.Text.Trim(), Span = name.Span },
            { Kind: YamlKind.Mapping } mapping => read(new Fields(mapping, shape)),
            _ => null,
        };

    private static Matrix? Matrix(Fields fields, string key)
    {
        var value = fields.Find(key);
        if (value is { Kind: YamlKind.Mapping })
        {
            var inner = new Fields(value, Shapes.MatrixRecord);
            value = inner.Find("values") ?? inner.Find("file");
        }

        return value switch
        {
            null => null,
            { Kind: YamlKind.Scalar } file => new Matrix(file.Span) { File = file.Text.Trim() },
            _ => new Matrix(value.Span)
            {
                Rows = value.Items.Length,
                Columns = value.Items.Select(static row => row.Items.Length).FirstOrDefault(),
                Values = [.. value.Items.SelectMany(static row => row.Items).Select(static item => ShapeCheck.NumberOf(item) ?? 0)],
            },
        };
    }
}
