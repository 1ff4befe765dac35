using System.Runtime.InteropServices;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Phases;

/// <summary>Arranges the connections of a pathway by the instances whose events it carries, and within those by delay.</summary>
internal static class PathwayPlanning
{
    // The queue has a place for each step of the longest delay.
    private const double MostSteps = 10_000_000;

    /// <summary>The plan of <paramref name="pathway"/>, whose connections are listed and whose delays are numbers.</summary>
    public static PathwayPlan Plan(Pathway pathway, Network network, int port, double step)
    {
        var connectivity = network.Sets[pathway.Set].Connectivity!;
        var listed = (ListedConnections)connectivity.Rules[0];
        var (range, ends) = pathway.From == ConnectionEnd.Source ? (connectivity.Source, listed.Sources) : (connectivity.Target, listed.Targets);
        var starts = new int[range.Count + 1];
        foreach (var end in ends)
            starts[end + 1]++;

        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        if (pathway.Delay is FixedValue one)
            return Together(Steps(pathway.Name, one.Value, step));
        var delays = pathway.Delay is StepsValue steps
            ? Checked(pathway.Name, ImmutableCollectionsMarshal.AsArray(steps.Steps)!, step)
            : Array.ConvertAll([.. ((ListValue)pathway.Delay).Values], delay => Steps(pathway.Name, delay, step));
        if (Array.TrueForAll(delays, delay => delay == delays[0]))
            return Together(delays.Length == 0 ? 0 : delays[0]);
        if (ends.IsAscending && AscendWithinRows(delays, starts))
            return new PathwayPlan(pathway.Name, port, range.Start, starts, null, 0, delays);

        var order = Order(ends, starts, ascending: false)!;
        var sorted = new int[order.Length];
        for (var row = 0; row < range.Count; row++)
        {
            // Stable: connections with the same delay stay in the order in which they were made.
            var entries = order.AsSpan(starts[row], starts[row + 1] - starts[row]);
            entries.Sort((a, b) => delays[a] != delays[b] ? delays[a].CompareTo(delays[b]) : a.CompareTo(b));
        }

        for (var entry = 0; entry < order.Length; entry++)
            sorted[entry] = delays[order[entry]];
        return new PathwayPlan(pathway.Name, port, range.Start, starts, order, 0, sorted);

        PathwayPlan Together(int delay) => new(pathway.Name, port, range.Start, starts, Order(ends, starts, ends.IsAscending), delay, null);
    }

    private static bool AscendWithinRows(int[] delays, int[] starts)
    {
        for (var row = 0; row + 1 < starts.Length; row++)
        {
            for (var entry = starts[row] + 1; entry < starts[row + 1]; entry++)
            {
                if (delays[entry] < delays[entry - 1])
                    return false;
            }
        }

        return true;
    }

    private static int[] Checked(string pathway, int[] delays, double step)
    {
        foreach (var delay in delays)
        {
            if (delay is < 0 or > (int)MostSteps)
                throw Refused(pathway, delay * step, step);
        }

        return delays;
    }

    // Rounded half up.
    private static int Steps(string pathway, double delay, double step)
    {
        var steps = (delay / step) + 0.5;
        return steps >= 0.5 && steps <= MostSteps ? (int)steps : throw Refused(pathway, delay, step);
    }

    private static LoweringException Refused(string pathway, double delay, double step) =>
        new("NG2022", $"A delay of '{pathway}' is {delay / step:G6} steps of the simulation.") { Hint = $"Delays go from 0 to {MostSteps:N0} steps." };

    private static int[]? Order(ConnectionEnds ends, int[] starts, bool ascending)
    {
        if (ascending)
            return null;
        var next = starts.AsSpan(0, starts.Length - 1).ToArray();
        var order = new int[ends.Count];
        var connection = 0;
        foreach (var end in ends)
            order[next[end]++] = connection++;
        return order;
    }
}
