using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Coupling;

/// <summary>Sums of what a kernel computes for each connection, of the values of its source and its target.</summary>
internal sealed class ContributionSums : CoupledSum
{
    // Connections that are computed together, so that what they were given is still in the cache when they are added up.
    private const int Portion = 2048;

    private readonly ICompiledKernel kernel;
    private readonly KernelArguments arguments;
    private readonly (History Past, double[] Values, int[] Places)[] incoming;
    private readonly int[] sources;
    private readonly byte[] near;
    private readonly int[] recent = new int[DelayedSums.Block];
    private readonly double[] added;
    private readonly double[] column;
    private readonly int[] targets;
    private readonly int[] portions;
    private readonly WorkerPool? pool;
    private readonly int shares;
    private readonly int time;
    private readonly Action<int> sum;
    private int beforeBlock;
    private int stepInBlock;

    public ContributionSums(CouplingPlan coupling, History[] histories, SetMemory target, IKernelCompiler compiler, WorkerPool? pool)
    {
        var graph = coupling.Graph;
        var length = SetMemory.Padded(graph.Count);
        this.pool = pool;
        kernel = compiler.Compile(coupling.Contribution!);
        targets = ImmutableCollectionsMarshal.AsArray(graph.Targets)!;
        column = target.Column(coupling.Column);
        sources = ImmutableCollectionsMarshal.AsArray(graph.Sources)!;
        near = [.. Enumerable.Range(0, graph.Count).Select(connection => (byte)Math.Min(coupling.Delays.IsEmpty ? 0 : coupling.Delays[connection], DelayedSums.Block - 1))];
        incoming = [.. histories.Select(history => (history, new double[length], Places(coupling, history.Stride)))];
        added = new double[length];
        var weights = new double[length];
        graph.Weights.CopyTo(weights);
        arguments = KernelArguments.Bind(coupling.Contribution!, Column, _ => targets, target.ScalarOf);
        time = coupling.Contribution!.Scalars.IndexOf("t");
        portions = Portions(targets);
        shares = pool is null ? 1 : Math.Min(pool.Shares(kernel.Kernel, graph.Count), portions.Length - 1);
        sum = Sum;

        double[] Column(string name) => name switch
        {
            CouplingPlan.Weight => weights,
            CouplingPlan.Added => added,
            _ when coupling.Incoming.IndexOf(name) is var place and >= 0 => incoming[place].Values,
            _ => target.Column(name),
        };
    }

    public override void Gather(long k, double seconds)
    {
        // All pasts have the same length, and so the same places.
        var past = incoming[0].Past;
        beforeBlock = past.Before(k - ((k - 1) % DelayedSums.Block));
        stepInBlock = (int)((k - 1) % DelayedSums.Block);
        for (var delay = 0; delay < recent.Length; delay++)
            recent[delay] = past.RecentPlace(k, delay);
        if (time >= 0)
            arguments.Scalars[time] = seconds;
        Array.Clear(column);
        if (shares > 1)
            pool!.Run(shares, sum);
        else
            Sum(0);
    }

    private void Sum(int share)
    {
        var last = (portions.Length - 1) * (share + 1) / shares;
        for (var portion = (portions.Length - 1) * share / shares; portion < last; portion++)
        {
            var (start, end) = (portions[portion], portions[portion + 1]);
            foreach (var (past, values, places) in incoming)
            {
                var (rings, lately) = (past.Rings, past.Recent);
                for (var connection = start; connection < end; connection++)
                {
                    // What the rings lack is among the last steps.
                    var delay = near[connection];
                    values[connection] = delay < stepInBlock ? lately[recent[delay] + sources[connection]] : rings[places[connection] + beforeBlock + stepInBlock];
                }
            }

            kernel.Run(arguments, start, end);
            for (var connection = start; connection < end; connection++)
                column[targets[connection]] += added[connection];
        }
    }

    // Where the value of each connection lies, counted from that before the step of the first node.
    private static int[] Places(CouplingPlan coupling, int stride)
    {
        var places = new int[coupling.Graph.Count];
        for (var connection = 0; connection < places.Length; connection++)
            places[connection] = (coupling.Graph.Sources[connection] * stride) - (coupling.Delays.IsEmpty ? 0 : coupling.Delays[connection]);
        return places;
    }

    // Portions end where another target begins, so that no two threads add to one.
    private static int[] Portions(int[] targets)
    {
        var cuts = new List<int> { 0 };
        while (cuts[^1] < targets.Length)
        {
            var cut = Math.Min(cuts[^1] + Portion, targets.Length);
            while (cut < targets.Length && targets[cut] == targets[cut - 1])
                cut++;
            cuts.Add(cut);
        }

        return [.. cuts];
    }
}
