using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Building;

/// <summary>Tells everything in an experiment that the engine does not run: nothing that changes results is left out in silence.</summary>
internal static class Refusals
{
    // Slots that are read and kept, and that would change what a run gives; and the values with which they change nothing.
    private static readonly Dictionary<string, string> Effective = new()
    {
        ["equation_type"] = "differential", ["equation_order"] = "1", ["distribution"] = string.Empty, ["history"] = string.Empty, ["modes"] = string.Empty, ["stimulus"] = string.Empty,
        ["local_coupling_term"] = string.Empty, ["components"] = string.Empty, ["events"] = string.Empty, ["field_dynamics"] = string.Empty, ["additional_equations"] = string.Empty,
        ["regions"] = string.Empty, ["explored_values"] = string.Empty,

        // Of networks, nodes, edges and couplings.
        ["normalization"] = string.Empty, ["data_file"] = string.Empty, ["edge_matrix_files"] = string.Empty, ["bids_dir"] = string.Empty, ["parent_network"] = string.Empty, ["node_mapping"] = string.Empty,
        ["source_var"] = string.Empty, ["target_var"] = string.Empty, ["target_network"] = string.Empty, ["inner_coupling"] = string.Empty, ["region_mapping"] = string.Empty,
        ["regional_connectivity"] = string.Empty, ["aggregation"] = string.Empty, ["symmetry"] = "directed", ["delayed"] = "true", ["format"] = "dense", ["dynamics of an edge"] = string.Empty,
    };

    // Slots of networks that say where matrices are: folders and files of kinds that are not read.
    private static readonly string[] Elsewhere = ["data_file", "bids_dir", "edge_matrix_files"];

    // What a document asks for besides a run.
    private static readonly Dictionary<string, (string What, string Cure)> NotDone = new()
    {
        ["derived_observations"] = ("are not computed", "Compute them from what is recorded."),
        ["optimizations"] = ("are not done: a run has the values of the document", "Explorations try values: `neuroglot sweep`."),
        ["algorithms"] = ("are not carried out: a run has the values of the document", "Explorations try values: `neuroglot sweep`."),
        ["inferences"] = ("are not done: a run has the values of the document", "Explorations try values: `neuroglot sweep`."),
        ["continuations"] = ("are not followed", "Explorations try values: `neuroglot sweep`."),
    };

    public static void Check(SimulationExperiment experiment, ParsedDynamics dynamics, DiagnosticBag diagnostics)
    {
        foreach (var member in experiment.Kept.Where(static member => NotDone.ContainsKey(member.Key) && member.Value.Kind != YamlKind.Null))
            diagnostics.Warning(BuildCodes.NotComputed, $"`{member.Key}` {NotDone[member.Key].What}.", member.Span, NotDone[member.Key].Cure);
        if (experiment.Kept.FirstOrDefault(static member => member.Key == "execution")?.Value.Find("find_fixpoint") is { Text: "true" or "True" } wanted)
            diagnostics.Warning(BuildCodes.NotComputed, "The fixed point is not looked for: a run begins with the initial values.", wanted.Span, "Leave `find_fixpoint` out, or give the initial values of the fixed point.");
        CheckExplorations(experiment, diagnostics);
        foreach (var member in Uninterpreted(experiment, dynamics.Source))
        {
            if (Elsewhere.Contains(member.Key))
                RefuseElsewhere(member, diagnostics);
            else
                Refuse($"`{member.Key}`", member.Span, "Leave it out.", diagnostics);
        }
    }

    /// <summary>Tells of the files of a network that are not read.</summary>
    public static void CheckElsewhere(Network network, DiagnosticBag diagnostics)
    {
        foreach (var member in network.Kept.Where(static one => Elsewhere.Contains(one.Key) && one.Value.Kind != YamlKind.Null))
            RefuseElsewhere(member, diagnostics);
    }

    private static void RefuseElsewhere(YamlMember member, DiagnosticBag diagnostics) => diagnostics.Error(
        BuildCodes.NotRun, $"`{member.Key}` names matrices that are not read{(member.Value.Text.Length > 0 ? $": “{member.Value.Text}”" : string.Empty)}.", member.Span,
        "Save them as CSV or .npy files beside the document, `weights: {file: weights.csv}` and `lengths: {file: lengths.csv}`, and leave this out.");

    /// <summary>Whether the connections of a network are in files of a kind that is not read, so that nothing can be said about it.</summary>
    public static bool IsElsewhere(Network network) => network.Weights is null && network.Edges.All(static one => one.Source is null) && network.Generator is null && network.Kept.Any(static one => Elsewhere.Contains(one.Key) && one.Value.Kind != YamlKind.Null);

    /// <summary>Tells what is wrong with the explorations of an experiment.</summary>
    public static void CheckExplorations(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        foreach (var exploration in experiment.Explorations)
        {
            if (ExploredValues.WhyNot(exploration) is var (member, what))
            {
                diagnostics.Warning(BuildCodes.NotComputed, $"The exploration `{exploration.Name}` {what}, which is not done.", member.Span, "Write its `parameters` with their values: `domain: {lo: 0, hi: 1, n: 11}`.");
                continue;
            }

            if (exploration.Trials < 1 || (exploration.Parameters.IsEmpty && exploration.Trials == 1))
                diagnostics.Error(BuildCodes.WrongExploration, $"Nothing varies in the exploration `{exploration.Name}`.", exploration.Span, "Give it `parameters`, or several `n_trials`.");
            foreach (var parameter in exploration.Parameters)
                ExploredValues.Of(parameter, diagnostics);
        }
    }

    private static void Refuse(string what, SourceSpan span, string hint, DiagnosticBag diagnostics) => diagnostics.Error(BuildCodes.NotRun, $"The engine does not run {what}.", span, hint);

    /// <summary>Slots that nothing interprets, and that would change what a run gives.</summary>
    public static IEnumerable<YamlMember> Uninterpreted(SimulationExperiment experiment, Dynamics dynamics) => Kept(experiment, dynamics)
        .Where(static member => Effective.TryGetValue(member.Key, out var harmless) && member.Value.Kind != YamlKind.Null && !(harmless.Length > 0 && member.Value.Text == harmless));

    private static IEnumerable<YamlMember> Kept(SimulationExperiment experiment, Dynamics dynamics) =>
    [
        .. experiment.Kept, .. experiment.Integration.Kept, .. dynamics.Kept, .. dynamics.StateVariables.SelectMany(static one => one.Kept), .. dynamics.Parameters.SelectMany(static one => one.Kept),
        .. dynamics.Events.SelectMany(static one => one.Kept), .. experiment.Coupling?.Kept ?? [], .. experiment.Network is { } network ? Kept(network) : [],
    ];

    // Dynamics of an edge are equations of its own.
    private static IEnumerable<YamlMember> Kept(Network network) =>
    [
        .. network.Kept, .. network.Nodes.SelectMany(static one => one.Kept), .. network.Edges.SelectMany(static one => one.Kept.Select(static member => member.Key == "dynamics" ? member with { Key = "dynamics of an edge" } : member)),
        .. network.Couplings.SelectMany(static one => one.Kept),
    ];
}
