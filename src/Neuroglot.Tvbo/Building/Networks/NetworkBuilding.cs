using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.Tvbo.Syntax;
using Network = Neuroglot.Model.Networks.Network;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>Makes the network of the Model: a set for each group of nodes, and the couplings between them.</summary>
internal static class NetworkBuilding
{
    // Doubles that the past of what nodes send may take.
    private const long LargestPast = 1L << 30;

    /// <summary>The network; null, with the reasons, where something in it is impossible.</summary>
    /// <param name="experiment">The experiment, with references to the library resolved.</param>
    /// <param name="groups">Its nodes.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static Network? Of(SimulationExperiment experiment, ImmutableArray<NodeGroup> groups, DiagnosticBag diagnostics)
    {
        var integration = experiment.Integration;
        ImmutableArray<Connection> connections = experiment.Network is { } written ? Connections.Of(written, TvboBuilder.SecondsIn(integration.TimeScale), diagnostics) : [];
        var inputs = groups.SelectMany(static group => group.Dynamics.Inputs).ToHashSet();
        ImmutableArray<CouplingUse> uses = connections.IsEmpty || diagnostics.HasErrors ? [] : CouplingUse.Of(experiment, connections, inputs, diagnostics);
        var (coupled, couplings) = CouplingBuilding.Make(groups, uses, diagnostics);
        var longest = Math.Min(connections.Select(static one => one.Delay).DefaultIfEmpty(0).Max() / integration.Step, integration.Duration / integration.Step);
        var instances = groups.Sum(static group => group.Count);
        if (longest * 2 * instances > LargestPast)
            diagnostics.Error(NetworkCodes.TooLarge, FormattableString.Invariant($"A delay is {longest:G3} steps long, so that the past of the nodes would take {longest * 2 * instances * sizeof(double) / 1e9:G3} GB."), experiment.Network!.Span, "Lengths, conduction speed and step may be in other units than meant.");
        if (diagnostics.HasErrors)
            return null;
        ImmutableArray<ComponentSet> sets =
        [
            .. groups.Select((group, index) => new ComponentSet(Identifiers.Of(group.Dynamics.Source.Name), DynamicsClass.Of(group.Dynamics, integration.Step, coupled[index]), group.Count)
            {
                Properties = group.Values,
                Span = group.Dynamics.Source.Span,
            }),
        ];
        return new Network(sets[0].Name, sets, [], []) { Couplings = couplings, Populations = [.. sets.Select(static (set, index) => new Population(set.Name, index))] };
    }
}
