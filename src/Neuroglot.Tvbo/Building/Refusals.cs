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
        ["local_coupling_term"] = string.Empty, ["events"] = string.Empty, ["field_dynamics"] = string.Empty, ["state_wise_sigma"] = string.Empty, ["additional_equations"] = string.Empty,
        ["regions"] = string.Empty, ["intermediate_expressions"] = string.Empty, ["update_expression"] = string.Empty, ["explored_values"] = string.Empty,

        // Of networks, nodes, edges and couplings.
        ["normalization"] = string.Empty, ["data_file"] = string.Empty, ["edge_matrix_files"] = string.Empty, ["parent_network"] = string.Empty, ["node_mapping"] = string.Empty,
        ["source_var"] = string.Empty, ["target_var"] = string.Empty, ["target_network"] = string.Empty, ["inner_coupling"] = string.Empty, ["region_mapping"] = string.Empty,
        ["regional_connectivity"] = string.Empty, ["aggregation"] = string.Empty, ["coupling_function"] = string.Empty, ["symmetry"] = "directed", ["delayed"] = "true", ["format"] = "dense", ["dynamics of an edge"] = string.Empty,
    };

    public static void Check(SimulationExperiment experiment, ParsedDynamics dynamics, DiagnosticBag diagnostics)
    {
        foreach (var one in dynamics.Source.StateVariables.Where(static one => one.Noise is not null))
            Refuse($"the noise of `{one.Name}`", one.Span, "Leave the noise out.");
        if (experiment.Integration.Noise is not null)
            Refuse("noise", experiment.Integration.Span, "Leave the noise out.");
        foreach (var one in experiment.Observations.Where(static one => one.Modality is not null || one.Period is not null))
            Refuse($"the observation `{one.Name}`", one.Span, "Leave its period and modality out: the state of every step is recorded.");
        if (experiment.Stimulation is { } stimulus)
            Refuse("a stimulation", stimulus.Span, "Add it to a rate, as a derived variable of `t`.");
        foreach (var one in experiment.Explorations)
            Refuse($"the exploration `{one.Name}`", one.Span, "Leave it out, and set parameters with --set.");
        if (experiment.Integration.TransientTime > 0)
            Refuse("a transient time", experiment.Integration.Span, "Leave `transient_time` out, and cut the recording.");
        foreach (var one in dynamics.Source.Events.Where(static one => !one.TriggerTimes.IsEmpty))
            Refuse($"the times of the event `{one.Name}`", one.Span, "Write a condition of `t`.");
        foreach (var member in Kept(experiment, dynamics.Source))
        {
            if (Effective.TryGetValue(member.Key, out var harmless) && member.Value.Kind != YamlKind.Null && !(harmless.Length > 0 && member.Value.Text == harmless))
                Refuse($"`{member.Key}`", member.Span, "Leave it out.");
        }

        void Refuse(string what, SourceSpan span, string hint) => diagnostics.Error(BuildCodes.NotRun, $"The engine does not run {what}.", span, hint);
    }

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
