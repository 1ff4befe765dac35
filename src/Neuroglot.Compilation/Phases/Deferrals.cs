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
        var own = delivery.Kernel!.Instructions.Where(x => x.Op is KernelOp.Load or KernelOp.Store).Select(x => Place(delivery.Set, delivery.Kernel.Columns[x.Index])).ToHashSet();
        var changed = delivery.Kernel.WrittenColumns().Select(column => Place(delivery.Set, delivery.Kernel.Columns[column])).ToHashSet();
        var held = kernel.Scalars.Select(scalar => Place(delivery.Set, scalar)).ToHashSet();
        foreach (var task in tasks.Where(task => task != delivery))
        {
            if (task is HostTask)
                return null;
            var isOfSource = task is DeliveryTask { Set: var set } other && set == delivery.Set && network.Pathways[other.Pathway].From == ConnectionEnd.Source;
            var followsSource = task is ArrivalTask arrival && network.Pathways[arrival.Pathway] is { From: ConnectionEnd.Source } path && path.Set == delivery.Set;
            foreach (var (place, isWritten) in Accesses(task))
            {
                if ((!isOfSource && (changed.Contains(place) || (isWritten && own.Contains(place)))) || (!followsSource && isWritten && held.Contains(place)))
                    return null;
            }
        }

        return new Deferral(kernel, [.. changed.Select(place => place.Column)], connectivity.Source.Start, connectivity.Source.Count, connectivity.Target.Count);

        (int Set, string Column) Place(int set, string name) =>
            sets[set].Bindings.FirstOrDefault(binding => binding.Name == name) is { } binding ? (binding.Set, binding.Column) : (set, name);

        IEnumerable<((int Set, string Column) Place, bool IsWritten)> Accesses(PhaseTask task)
        {
            var (set, recorded) = task switch
            {
                StepTask one => (one.Set, []),
                ReactionTask one => (one.Set, []),
                DeliveryTask one => (one.Set, []),
                ArrivalTask one => (one.Set, []),
                SummationTask one => (one.Set, []),
                SamplingTask one => (one.Set, one.Columns),
                EventSamplingTask one => (one.Set, one.Columns),
                _ => (-1, ImmutableArray<string>.Empty),
            };
            foreach (var column in recorded)
                yield return (Place(set, column), false);
            if (task is SummationTask sum)
                yield return ((sum.Target, sum.Column), true);
            if (task.Kernel is not { } code)
                yield break;
            var written = code.WrittenColumns();
            for (var column = 0; column < code.Columns.Length; column++)
                yield return (Place(set, code.Columns[column]), written.Contains(column));
        }
    }

    // Every pair once, sources ascending, and targets within them.
    private static bool IsFull(Connectivity connectivity)
    {
        var (listed, targets) = ((ListedConnections)connectivity.Rules[0], connectivity.Target.Count);
        if (listed.Targets.IsEmpty || listed.Targets.Length != (long)connectivity.Source.Count * targets)
            return false;
        for (var k = 0; k < listed.Targets.Length; k++)
        {
            if (listed.Sources[k] != k / targets || listed.Targets[k] != k % targets)
                return false;
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
