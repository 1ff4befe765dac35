using Neuroglot.Tvbo.Building.Networks;
using static Neuroglot.Tvbo.Reading.SlotForm;

namespace Neuroglot.Tvbo.Reading;

/// <content>Couplings, networks and experiments.</content>
internal static partial class Shapes
{
    public static Shape Coupling => field ??= new("Coupling", "How nodes act on each other: post(Σ w·pre(x_i, x_j)).",
    [
        new("name", Text, "Its name."),
        new("parameters", Collection, "Values that its expressions use.") { Of = static () => Parameter },
        new("pre_expression", Record, "What one source contributes, of `x_i` and `x_j`.") { Of = static () => Equation },
        new("post_expression", Record, "What becomes of the sum `gx`.") { Of = static () => Equation },
        new("coupling_function", Record, "The whole as a function of the source's `x`; read where it is proportional to `x`, since else it is not said whether `x` is one source or their sum.") { Of = static () => Equation },
        new("incoming_states", Texts, "Names of the state variables that `x_j` stands for."),
        new("local_states", Texts, "Names of the state variables that `x_i` stands for."),
        new("delayed", Truth, "Whether delays of the network apply."),
        .. Descriptive,
        .. Kept("iri", "sparse", "symmetry", "outsym", "observed", "inner_coupling", "region_mapping", "regional_connectivity", "aggregation", "distribution", "references", "source", "definition"),
        .. Class,
    ]);

    public static Shape MatrixRecord => field ??= new("Matrix", "A matrix of numbers, row by row, or the file that holds it.",
    [
        new("values", Matrix, "Rows of numbers; row target, column source."),
        new("file", Text, "A file beside the document: CSV or .npy."),
        Same("dataLocation", "file"),
        Same("data_file", "file"),
        .. Kept("label", "description", "x", "y", "number_of_regions", "unit"),
    ]);

    public static Shape GraphGenerator => field ??= new("GraphGenerator", "A rule that makes the edges of a network.",
    [
        new("type", Text, "The rule.") { Choices = [.. GraphRules.Names] },
        new("seed", Whole, "Seed of its random draws."),
        new("directed", Truth, "Whether edges lead one way."),
        new("parameters", Collection, "Its parameters: `k`, `p`, `rows`, `columns`.") { Of = static () => Parameter },
        .. Kept("label", "description"),
    ])
    { Required = ["type"] };

    public static Shape GraphRule => field ??= new("GraphRule", "What a rule that makes edges is: its parameters, and the programs that have it.",
    [
        new("name", Text, "Its name, by which `graph_generator: {type: …}` of networks asks for it."),
        .. Descriptive,
        .. Kept("parameters", "bindings", "procedure", "iri", "references", "directed"),
        .. Class,
    ])
    { Required = ["name"] };

    public static Shape Node => field ??= new("Node", "A node of a network.",
    [
        new("id", Whole, "Number by which edges refer to it."),
        new("name", Text, "Its name."),
        new("dynamics", Text, "Name of its dynamics."),
        new("parameters", Collection, "Parameters that differ from those of its dynamics.") { Of = static () => Parameter },
        new("state", Collection, "State at the start where it differs from that of its dynamics.") { Of = static () => Parameter },
        .. Descriptive,
        .. Kept("position", "region", "events"),
    ])
    { Required = ["id"] };

    public static Shape Edge => field ??= new("Edge", "A connection from one node to another.",
    [
        new("source", Whole, "Number of the source."),
        new("target", Whole, "Number of the target."),
        new("parameters", Collection, "`weight`, `delay`, `length`.") { Of = static () => Parameter },
        new("weight", Number, "Its weight, as one of its parameters."),
        new("delay", Number, "Its delay, as one of its parameters."),
        new("length", Number, "Its length, as one of its parameters."),
        Same("distance", "length") with { Form = Number },
        new("coupling", RecordOrName, "Its coupling, or the name of it.") { Of = static () => Coupling },
        new("directed", Truth, "Whether it leads one way only."),
        new("name", Text, "Its name."),
        .. Descriptive,
        .. Kept("unit", "format", "weighted", "valid_diagonal", "non_negative", "source_var", "target_var", "target_network", "dimension_labels", "dynamics", "events"),
    ]);

    public static Shape Network => field ??= new("Network", "Nodes and the connections between them.",
    [
        new("name", Text, "Its name."),
        new("nodes", Records, "Nodes one by one.") { Of = static () => Node },
        new("edges", Records, "Connections one by one.") { Of = static () => Edge },
        new("number_of_nodes", Whole, "Number of nodes."),
        Same("number_of_regions", "number_of_nodes") with { Form = Whole },
        new("weights", Matrix, "Strengths; row target, column source.") { Of = static () => MatrixRecord },
        new("lengths", Matrix, "Lengths of the connections.") { Of = static () => MatrixRecord },
        new("parameters", Collection, "Values such as `conduction_speed`.") { Of = static () => Parameter },
        new("conduction_speed", Record, "Speed along connections.") { Of = static () => Parameter },
        new("graph_generator", Record, "Rule that makes the edges.") { Of = static () => GraphGenerator },
        new("coupling", Collection, "Couplings that edges name.") { Of = static () => Coupling },
        new("dynamics", Collection, "Dynamics that nodes name.") { Of = static () => Dynamics },
        new("transforms", Records, "Formulas by which `weight` and `length` change, such as `W / max(W)`.") { Of = static () => Function },
        new("distance_unit", Text, "Unit of lengths."),
        new("time_unit", Text, "Unit of delays."),
        .. Descriptive,
        .. Kept("parcellation", "tractogram", "data_file", "descriptor", "bids_dir", "bids", "structural_measures", "observational_measures", "parent_network", "node_mapping", "edge_matrix_files", "normalization", "iri", "references"),
        .. Class,
    ]);

    public static Shape Integrator => field ??= new("Integrator", "How time advances.",
    [
        new("method", Text, "Name of the method: euler, heun, rk4."),
        new("step_size", Number, "Time step, in `time_scale`."),
        Same("dt", "step_size") with { Form = Number },
        new("duration", Number, "Length of the run, in `time_scale`."),
        new("time_scale", Text, "Unit of model time.") { Choices = TimeScales },
        new("transient_time", Number, "Time before the duration that is not recorded."),
        new("noise", Record, "Noise on the state variables.") { Of = static () => Noise },
        new("state_wise_sigma", Numbers, "Amplitude of the noise on each state variable."),
        new("abs_tol", Number, "Absolute error that a step of an adaptive method may have."),
        new("rel_tol", Number, "Relative error that a step of an adaptive method may have."),
        .. Kept("name", "label", "description", "steps", "unit", "scipy_ode_base", "number_of_stages", "intermediate_expressions", "update_expression", "delayed", "parameters", "differentiation", "iri"),
        .. Class,
    ]);

    public static Shape Observation => field ??= new("Observation", "What is recorded.",
    [
        new("name", Text, "Its name."),
        new("period", Number, "Time between values, in milliseconds."),
        new("voi", Text, "What is observed."),
        new("source", Texts, "What is observed, where `voi` does not tell: variables of the dynamics."),
        new("imaging_modality", Text, "What a device would see.") { Choices = ["BOLD", "EEG", "MEG", "SEEG", "IEEG"] },
        new("class_reference", Text, "The class of monitors that it belongs to: Raw, SubSample, TemporalAverage, GlobalAverage, SpatialAverage, Bold, EEG."),
        new("aggregation", Text, "How values within a period are put together: `mean`, or the last.") { Choices = ["mean", "last", "none"] },
        new("parameters", Collection, "Values that its computation uses.") { Of = static () => Parameter },
        new("gain", Matrix, "How strongly each sensor, a row, sees each node, a column.") { Of = static () => MatrixRecord },
        new("spatial_mask", Numbers, "For each node the number of the group over which a spatial average runs."),
        .. Descriptive,
        .. Kept("downsample_period", "skip_t", "tail_samples", "window_size", "pipeline", "analysis", "record", "data_source", "equation", "acronym", "environment", "time_scale", "dims"),
    ]);

    public static Shape Stimulus => field ??= new("Stimulus", "What drives nodes from outside.",
    [
        new("name", Text, "Its name."),
        new("equation", Record, "Its value at the time `t`.") { Of = static () => Equation },
        new("parameters", Collection, "Values that its expression uses.") { Of = static () => Parameter },
        new("regions", Numbers, "Numbers of the nodes it reaches."),
        new("weighting", Numbers, "How strongly it reaches each of them."),
        new("duration", Number, "How long it lasts, in model time."),
        .. Descriptive,
        .. Kept("dataLocation", "iri"),
    ]);

    public static Shape Exploration => field ??= new("Exploration", "A sweep over parameters.",
    [
        new("name", Text, "Its name."),
        new("parameters", Collection, "Parameters with the values they take.") { Of = static () => Parameter },
        Same("space", "parameters") with { Form = Collection, Of = static () => Parameter },
        new("mode", Text, "Whether each value meets each, or they go together.") { Choices = ["product", "zip"] },
        new("n_trials", Whole, "Number of runs with the same values and other random numbers."),
        .. Descriptive,
        .. Kept("observable", "observables", "n_parallel", "grid", "strategy", "objectives"),
    ]);

    public static Shape Experiment => field ??= new("SimulationExperiment", "Dynamics on a network, and how they are run and observed.",
    [
        new("id", Whole, "Its number."),
        new("name", Text, "Its name."),
        new("dynamics", RecordOrName, "The dynamics of the nodes, or the name of an entry of the library.") { Of = static () => Dynamics },
        Same("local_dynamics", "dynamics") with { Form = RecordOrName, Of = static () => Dynamics },
        Same("model", "dynamics") with { Form = RecordOrName, Of = static () => Dynamics },
        new("integration", Record, "How time advances.") { Of = static () => Integrator },
        new("network", RecordOrName, "The network, or the name of an entry of the library.") { Of = static () => Network },
        Same("connectivity", "network") with { Form = RecordOrName, Of = static () => Network },
        new("coupling", RecordOrName, "How nodes act on each other, or the name of an entry of the library.") { Of = static () => Coupling },
        new("observations", Collection, "What is recorded.") { Of = static () => Observation },
        Same("monitors", "observations") with { Form = Collection, Of = static () => Observation },
        new("stimulation", Record, "What drives the nodes from outside.") { Of = static () => Stimulus },
        new("explorations", Collection, "Sweeps over parameters.") { Of = static () => Exploration },
        new("functions", Collection, "Functions that expressions call.") { Of = static () => Function },
        new("events", Collection, "Stimuli, and what happens in all nodes when a condition holds.") { Of = static () => Event },
        .. Descriptive,
        .. Kept("derived_observations", "field_dynamics", "optimizations", "algorithms", "continuations", "inferences", "environment", "execution", "additional_equations", "references", "iri", "software"),
        .. Class,
    ]);
}
