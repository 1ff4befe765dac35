using Neuroglot.Compilation.Plans;

namespace Neuroglot.Simulation.Phases;

/// <summary>The instances at which the entries of a pathway end, wherever the plan keeps them.</summary>
internal sealed class TargetList(PathwayPlan pathway, int[] map)
{
    private int[] row = [];

    /// <summary>The target of an entry.</summary>
    public int this[int entry] => pathway.Targets is { } targets ? targets.Ends[entry] + targets.First : map[pathway.Order is { } order ? order[entry] : entry];

    /// <summary>The targets of entries that follow each other, until the next call.</summary>
    public ReadOnlySpan<int> Row(int first, int count)
    {
        if (pathway.Targets is null && pathway.Order is null)
            return map.AsSpan(first, count);
        if (row.Length < count)
            row = new int[2 * count];
        if (pathway.Targets is { } targets)
        {
            targets.Ends.CopyTo(first, row.AsSpan(0, count), targets.First);
        }
        else
        {
            for (var entry = 0; entry < count; entry++)
                row[entry] = map[pathway.Order![first + entry]];
        }

        return row.AsSpan(0, count);
    }
}
