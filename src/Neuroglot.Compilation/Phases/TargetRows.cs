using System.Collections.Immutable;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Phases;

/// <summary>
/// Finds sets of connections of which no kernel knows more than where they end, because all that happens is that events add the same to a neuron
/// (<see cref="EqualAddition"/>). A delivery then takes the targets of a source out of the connections, where they may take two bytes each, and the set needs no map of four.
/// </summary>
internal static class TargetRows
{
    // Where sources have fewer connections, a list of single connections is delivered.
    private const int FewestOfSource = 4;

    /// <summary>The pathways, those of such sets with their targets.</summary>
    /// <param name="pathways">A plan for each pathway of the network.</param>
    /// <param name="tasks">All tasks.</param>
    /// <param name="restorations">What happens after the run.</param>
    /// <param name="network">The network, its connections listed.</param>
    public static ImmutableArray<PathwayPlan> Apply(ImmutableArray<PathwayPlan> pathways, IReadOnlyCollection<PhaseTask> tasks, ImmutableArray<Restoration> restorations, Network network)
    {
        var others = tasks.Where(task => task.Kernel?.Maps.Contains(MapPlan.Target) == true && !(task is DeliveryTask delivery && Fits(delivery, pathways[delivery.Pathway])))
            .Select(task => task.Set).Concat(restorations.Select(restoration => restoration.Set)).ToHashSet();
        return
        [
            .. pathways.Select((pathway, index) => tasks.OfType<DeliveryTask>().FirstOrDefault(task => task.Pathway == index) is { } delivery && Fits(delivery, pathway) && !others.Contains(delivery.Set)
                ? pathway with { Targets = Ends(network.Sets[delivery.Set].Connectivity!) }
                : pathway),
        ];
    }

    private static bool Fits(DeliveryTask delivery, PathwayPlan pathway) =>
        delivery is { Additions.Map: MapPlan.Target, Kernel.Maps: [MapPlan.Target] } && pathway.Order is null && pathway.RowStarts[^1] >= (long)FewestOfSource * (pathway.RowStarts.Length - 1);

    private static PathwayTargets Ends(Connectivity connectivity) => new(((ListedConnections)connectivity.Rules[0]).Targets, connectivity.Target.Start);
}
