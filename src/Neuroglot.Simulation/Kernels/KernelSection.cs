using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>A part of a kernel that becomes one loop. A kernel too large for one loop (the just-in-time compiler stops optimising beyond some
/// number of variables) runs as several loops over a short block of instances, with the values that cross from one to the next spilled.</summary>
/// <param name="Places">The instructions, in order; those that are the same for all instances (<see cref="UniformValues"/>) are left out.</param>
/// <param name="Inputs">Values of earlier sections.</param>
/// <param name="Outputs">Values that later sections need.</param>
internal sealed record KernelSection(int[] Places, ImmutableArray<SpilledValue> Inputs, ImmutableArray<SpilledValue> Outputs)
{
    /// <summary>How much heavier an elementary function is than an addition, for the compiler.</summary>
    internal const int ElementaryWeight = 20;

    /// <summary>The sections of <paramref name="kernel"/>, none heavier than about <paramref name="limit"/>, where an elementary function weighs
    /// <see cref="ElementaryWeight"/>.</summary>
    /// <remarks>Without <paramref name="reorders"/>, instructions stay in the order of the kernel.</remarks>
    internal static ImmutableArray<KernelSection> Split(Kernel kernel, bool[] uniform, int limit, bool reorders = true)
    {
        var order = Order(kernel, uniform, reorders);
        if (order.Sum(place => Weight(kernel, place)) <= limit)
            return [new KernelSection(order, [], [])];
        var lastUse = LastUses(kernel, order);
        var ends = Ends(kernel, order, lastUse, limit);
        return Assign(kernel, uniform, order, lastUse, ends);
    }

    /// <summary>The spill column of <paramref name="place"/>, or −1 when no later section needs it.</summary>
    internal int OutputSlot(int place)
    {
        foreach (var output in Outputs)
        {
            if (output.Place == place)
                return output.Slot;
        }

        return -1;
    }

    private static int Weight(Kernel kernel, int place) => KernelStatistics.IsElementary(kernel.Instructions[place].Op) ? ElementaryWeight : 1;

    // Additions and multiplications by map go last: those to one column must run lane by lane, hence side by side.
    private static int[] Order(Kernel kernel, bool[] uniform, bool reorders)
    {
        var order = new List<int>();
        var additions = new List<int>();
        for (var place = 0; place < kernel.Instructions.Length; place++)
        {
            if (reorders && kernel.Instructions[place].Op is KernelOp.ScatterAdd or KernelOp.ScatterMultiply)
                additions.Add(place);
            else if (!uniform[place])
                order.Add(place);
        }

        if (additions.Count > 0)
            order.AddRange(additions.OrderBy(place => kernel.Instructions[place].Index));
        return [.. order];
    }

    // For each instruction the position in the order of its last use.
    private static int[] LastUses(Kernel kernel, int[] order)
    {
        var lastUse = new int[kernel.Instructions.Length];
        Array.Fill(lastUse, -1);
        for (var position = 0; position < order.Length; position++)
        {
            var instruction = kernel.Instructions[order[position]];
            for (var k = 0; k < instruction.OperandCount; k++)
                lastUse[instruction.Operand(k)] = position;
        }

        return lastUse;
    }

    // Cuts where few values live, among the last third of the places where the weight allows a cut.
    private static List<int> Ends(Kernel kernel, int[] order, int[] lastUse, int limit)
    {
        var live = new int[order.Length + 1];
        for (var position = 0; position < order.Length; position++)
        {
            if (lastUse[order[position]] > position)
            {
                live[position + 1]++;
                live[lastUse[order[position]] + 1]--;
            }
        }

        for (var position = 1; position <= order.Length; position++)
            live[position] += live[position - 1];
        var firstScatter = Array.FindIndex(order, place => kernel.Instructions[place].Op is KernelOp.ScatterAdd or KernelOp.ScatterMultiply);
        var lastCut = firstScatter < 0 ? order.Length : firstScatter;
        var ends = new List<int>();
        var weight = 0;
        var start = 0;
        var best = -1;
        for (var position = 0; position < lastCut; position++)
        {
            weight += Weight(kernel, order[position]);
            if (weight > limit * 2 / 3 && position > start && (best < 0 || live[position] <= live[best]))
                best = position;
            if (weight > limit && best > 0)
            {
                ends.Add(best);
                start = best;
                position = best - 1;
                weight = 0;
                best = -1;
            }
        }

        ends.Add(order.Length);
        return ends;
    }

    private static ImmutableArray<KernelSection> Assign(Kernel kernel, bool[] uniform, int[] order, int[] lastUse, List<int> ends)
    {
        var sections = ImmutableArray.CreateBuilder<KernelSection>();
        var spilled = new Dictionary<int, int>();
        var free = new PriorityQueue<int, int>();
        var slots = 0;
        var start = 0;
        foreach (var end in ends)
        {
            var places = order[start..end];
            var own = places.ToHashSet();
            var inputs = places
                .SelectMany(place => Operands(kernel.Instructions[place]))
                .Where(operand => !uniform[operand] && !own.Contains(operand))
                .Distinct()
                .Order()
                .Select(operand => new SpilledValue(operand, spilled[operand]))
                .ToImmutableArray();
            var outputs = ImmutableArray.CreateBuilder<SpilledValue>();
            foreach (var place in places.Where(place => lastUse[place] >= end))
            {
                var slot = free.TryDequeue(out var reused, out _) ? reused : slots++;
                outputs.Add(new SpilledValue(place, slot));
                spilled.Add(place, slot);
            }

            foreach (var (place, slot) in spilled.Where(entry => lastUse[entry.Key] < end).ToList())
            {
                spilled.Remove(place);
                free.Enqueue(slot, slot);
            }

            sections.Add(new KernelSection(places, inputs, outputs.ToImmutable()));
            start = end;
        }

        return sections.ToImmutable();
    }

    private static IEnumerable<int> Operands(Instruction instruction) =>
        Enumerable.Range(0, instruction.OperandCount).Select(instruction.Operand);
}

/// <summary>A value that crosses from one section to another.</summary>
/// <param name="Place">The instruction that computes it.</param>
/// <param name="Slot">The spill column where it stands.</param>
internal sealed record SpilledValue(int Place, int Slot);
