using System.Collections.Immutable;
using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Coupling;

/// <summary>
/// The past of one value of each node: the last steps side by side for all nodes, and everything that anybody looks at in a ring for each node, where every value stands twice, a ring's length
/// apart, so that times that follow each other always lie side by side. The rings are brought up to date for a block of steps at once, since they are far from each other in memory.
/// </summary>
internal sealed class History
{
    private readonly (double[] Column, ImmutableArray<int> Nodes)[] members;
    private readonly int nodes;

    /// <summary>The past of column number <paramref name="place"/> of the sources.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="place">Which of their columns.</param>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="longest">How many steps back anybody looks.</param>
    /// <param name="memory">Columns of the sets.</param>
    public History(ImmutableArray<CouplingColumns> sources, int place, int nodes, int longest, SetMemory[] memory)
    {
        this.nodes = nodes;
        members = [.. sources.Select(source => (memory[source.Set].Column(source.Columns[place]), source.Nodes))];
        Length = (longest + DelayedSums.Block) / DelayedSums.Block * DelayedSums.Block;

        // An odd number of cache lines, so that the same place of all nodes does not fall into the same part of the cache.
        Stride = (2 * Length) + DelayedSums.Block;
        Rings = new double[(long)nodes * Stride];
        Recent = new double[DelayedSums.Block * nodes];
    }

    /// <summary>Number of steps that are kept: whole blocks.</summary>
    public int Length { get; }

    /// <summary>Distance of the rings of two nodes in <see cref="Rings"/>.</summary>
    public int Stride { get; }

    /// <summary>The rings, one after the other; they lack the steps of the block that is under way.</summary>
    public double[] Rings { get; }

    /// <summary>The values of all nodes after each step of a block, step by step.</summary>
    public double[] Recent { get; }

    /// <summary>Where in a ring the value before step <paramref name="k"/>, the first of a block, lies; those of steps before lie in front of it.</summary>
    public int Before(long k) => (int)((k + Length - 2) % Length) + Length;

    /// <summary>Where in <see cref="Recent"/> the values lie from <paramref name="delay"/> steps before those before step <paramref name="k"/>; less than a block.</summary>
    public int RecentPlace(long k, int delay) => (int)((k + DelayedSums.Block - 2 - delay) & (DelayedSums.Block - 1)) * nodes;

    /// <summary>Makes the present values those of the whole past.</summary>
    public void Fill()
    {
        foreach (var (column, numbers) in members)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                Rings.AsSpan(numbers[i] * Stride, Stride).Fill(column[i]);
                for (var step = 0; step < DelayedSums.Block; step++)
                    Recent[(step * nodes) + numbers[i]] = column[i];
            }
        }
    }

    /// <summary>Keeps the present values as those after step <paramref name="k"/>.</summary>
    public void Store(long k)
    {
        var row = Recent.AsSpan((int)((k - 1) & (DelayedSums.Block - 1)) * nodes, nodes);
        foreach (var (column, numbers) in members)
        {
            for (var i = 0; i < numbers.Length; i++)
                row[numbers[i]] = column[i];
        }

        if (k % DelayedSums.Block == 0)
            Flush((int)((k - DelayedSums.Block) % Length));
    }

    private void Flush(int place)
    {
        for (var node = 0; node < nodes; node++)
        {
            var ring = Rings.AsSpan(node * Stride, Stride);
            for (var step = 0; step < DelayedSums.Block; step++)
                ring[place + step] = Recent[(step * nodes) + node];
            ring.Slice(place, DelayedSums.Block).CopyTo(ring[(place + Length)..]);
        }
    }
}
