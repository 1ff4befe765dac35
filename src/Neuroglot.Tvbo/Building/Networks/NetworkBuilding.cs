using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
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
        if (Coupled(experiment, groups, diagnostics) is not var (coupled, couplings))
            return null;
        ImmutableArray<ComponentSet> sets =
        [
            .. groups.Select((group, index) => StimulusDrives.Weighted(
                new ComponentSet(Identifiers.Of(group.Dynamics.Source.Name), Driven(DynamicsClass.Of(group.Dynamics, integration.Step, coupled[index]), experiment, group.Dynamics, diagnostics), group.Count)
                {
                    Properties = group.Values,
                    Span = group.Dynamics.Source.Span,
                },
                group, experiment, diagnostics)),
        ];
        if (diagnostics.HasErrors)
            return null;
        return new Network(sets[0].Name, sets, [], []) { Couplings = couplings, Populations = [.. sets.Select(static (set, index) => new Population(set.Name, index))] };
    }

    /// <summary>Tells what is impossible in the network of an experiment.</summary>
    /// <param name="experiment">The experiment, with references to the library resolved; without errors so far.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static void Check(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        if (NodeGroup.Of(experiment, found) is { } groups && !found.HasErrors)
            Coupled(experiment, groups, found);
        diagnostics.AddRange(found.Except(diagnostics).Distinct());
    }

    /// <summary>Tells what is wrong with noise, stimulation and random initial values of dynamics, whatever their network and their equations.</summary>
    public static void CheckDrives(SimulationExperiment experiment, Dynamics dynamics, DiagnosticBag diagnostics) =>
        Driven(new ComponentClass(Identifiers.Of(dynamics.Name), []), experiment, new ParsedDynamics(dynamics), diagnostics);

    // What the couplings add to each group, and the links; null, with the reasons, where something is impossible.
    private static (CoupledInputs[] Inputs, ImmutableArray<DelayedCoupling> Couplings)? Coupled(SimulationExperiment experiment, ImmutableArray<NodeGroup> groups, DiagnosticBag diagnostics)
    {
        var integration = experiment.Integration;
        ImmutableArray<Connection> connections = experiment.Network is { } written && !Refusals.IsElsewhere(written) ? Connections.Of(written, TvboBuilder.SecondsIn(integration.TimeScale), diagnostics) : [];
        var inputs = groups.SelectMany(static group => group.Dynamics.Inputs).ToHashSet();
        ImmutableArray<CouplingUse> uses = connections.IsEmpty || diagnostics.HasErrors ? [] : CouplingUse.Of(experiment, connections, inputs, diagnostics);
        var coupled = CouplingBuilding.Make(groups, uses, diagnostics);
        var longest = Math.Min(connections.Select(static one => one.Delay).DefaultIfEmpty(0).Max() / integration.Step, integration.TotalTime / integration.Step);
        var instances = groups.Sum(static group => group.Count);
        if (longest * 2 * instances > LargestPast)
            diagnostics.Error(NetworkCodes.TooLarge, FormattableString.Invariant($"A delay is {longest:G3} steps long, so that the past of the nodes would take {longest * 2 * instances * sizeof(double) / 1e9:G3} GB."), experiment.Network!.Span, "Lengths, conduction speed and step may be in other units than meant.");
        return diagnostics.HasErrors ? null : coupled;
    }

    private static ComponentClass Driven(ComponentClass component, SimulationExperiment experiment, ParsedDynamics dynamics, DiagnosticBag diagnostics) =>
        InitialDraws.Add(StimulusDrives.Add(NoiseDrives.Add(component, experiment, dynamics, diagnostics), experiment, dynamics, diagnostics), dynamics.Source, diagnostics);
}
