using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Phases;

/// <summary>
/// Finds deliveries to all connections of a target neuron that can wait, because nobody looks at what they change but events of the sources: the weights of
/// plasticity, of which those of one target lie far apart in memory and those of one source side by side. Such events are kept until the source
/// has one, or many have come together, and then change the connections of one source after the other. Each connection sees its events in their order, at
/// their times, so that the values have the same bits.
/// </summary>
internal static class Deferrals
{
    private const string Time = "t";

    /// <summary>The tasks of a plan, with the deliveries marked that can wait.</summary>
    /// <param name="tasks">All tasks, with their kernels.</param>
    /// <param name="network">The network, with listed connections.</param>
    /// <param name="sets">Plans of its sets.</param>
    public static ImmutableArray<PhaseTask> Apply(IReadOnlyList<PhaseTask> tasks, Network network, ImmutableArray<SetPlan> sets) =>
        [.. tasks.Select(task => task is DeliveryTask delivery && Of(delivery, tasks, network, sets) is { } deferral ? delivery with { Deferral = deferral } : task)];

    private static Deferral? Of(DeliveryTask delivery, IReadOnlyList<PhaseTask> tasks, Network network, ImmutableArray<SetPlan> sets)
    {
        var pathway = network.Pathways[delivery.Pathway];
        var connectivity = network.Sets[delivery.Set].Connectivity!;
        if (pathway.From != ConnectionEnd.Target || !IsFull(connectivity) || InTermsOfEvents(delivery.Kernel!) is not { } kernel)
            return null;
        var changed = ColumnAccess.Of(delivery, sets).Where(access => access.IsWritten).Select(access => (access.Set, access.Column)).ToHashSet();
        var own = ColumnAccess.Of(delivery, sets).Where(access => access.Set == delivery.Set).Select(access => (access.Set, access.Column)).ToHashSet();
        var held = kernel.Scalars.Select(scalar => ColumnAccess.Named(delivery.Set, scalar, sets, isWritten: false)).Select(access => (access.Set, access.Column)).ToHashSet();
        foreach (var task in tasks.Where(task => task != delivery))
        {
            if (task is HostTask)
                return null;
            var isOfSource = task is DeliveryTask other && IsFromSource(other.Pathway);
            var followsSource = task is ArrivalTask arrival && IsFromSource(arrival.Pathway);
            foreach (var (set, column, isWritten) in ColumnAccess.Of(task, sets))
            {
                if (!isOfSource && (changed.Contains((set, column)) || (isWritten && own.Contains((set, column)))))
                    return null;
                if (!followsSource && isWritten && held.Contains((set, column)))
                    return null;
            }
        }

        return new Deferral(kernel, [.. changed.Select(access => access.Column)], connectivity.Source.Start, connectivity.Source.Count, connectivity.Target.Count);

        bool IsFromSource(int index) => network.Pathways[index] is { From: ConnectionEnd.Source } from && from.Set == delivery.Set;
    }

    // Every pair once, sources ascending, and targets within them.
    private static bool IsFull(Connectivity connectivity)
    {
        var (listed, targets) = ((ListedConnections)connectivity.Rules[0], connectivity.Target.Count);
        if (listed.Targets.Count == 0 || listed.Targets.Count != (long)connectivity.Source.Count * targets)
            return false;
        var connection = 0;
        foreach (var source in listed.Sources)
        {
            if (source != connection / targets || listed.Targets[connection] != connection % targets)
                return false;
            connection++;
        }

        return true;
    }

    // The kernel for events that arrived at connections of one source: the time is a column, what is gathered from the source the same for all.
    private static Kernel? InTermsOfEvents(Kernel kernel)
    {
        var builder = new KernelBuilder(kernel.Name + " deferred");
        var values = new KernelValue[kernel.Instructions.Length];
        for (var place = 0; place < values.Length; place++)
        {
            var x = kernel.Instructions[place];
            switch (x.Op)
            {
                case KernelOp.Scalar when kernel.Scalars[x.Index] == Time:
                    values[place] = builder.Load(Deferral.ArrivalTime);
                    break;
                case KernelOp.Gather when kernel.Maps[x.Map] == SetTable.MapName(ConnectionEnd.Source):
                    values[place] = builder.Scalar(kernel.Columns[x.Index]);
                    break;
                case KernelOp.Load:
                    values[place] = builder.Load(kernel.Columns[x.Index]);
                    break;
                case KernelOp.Store:
                    builder.Store(kernel.Columns[x.Index], values[x.A]);
                    break;
                case KernelOp.Constant:
                    values[place] = builder.Constant(x.Number);
                    break;
                case KernelOp.True or KernelOp.False:
                    values[place] = builder.Constant(x.Op == KernelOp.True);
                    break;
                case var op when x.Info is { IsStatement: false, Names: KernelNames.None }:
                    values[place] = builder.Call(op, [.. Enumerable.Range(0, x.OperandCount).Select(k => values[x.Operand(k)])]);
                    break;
                default:
                    return null;
            }
        }

        return builder.Build();
    }
}
