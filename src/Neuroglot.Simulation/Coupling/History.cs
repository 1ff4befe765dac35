using System.Collections.Immutable;
using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Coupling;

/// <summary>
/// The past of one value of each node, in a ring for each. Every value stands twice, a ring's length apart, so that times that follow each other always lie side by side.
/// </summary>
internal sealed class History
{
    private readonly (double[] Column, ImmutableArray<int> Nodes)[] members;
    private readonly double[] values;

    /// <summary>The past of column number <paramref name="place"/> of the sources.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="place">Which of their columns.</param>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="longest">How many steps back anybody looks.</param>
    /// <param name="memory">Columns of the sets.</param>
    public History(ImmutableArray<CouplingColumns> sources, int place, int nodes, int longest, SetMemory[] memory)
    {
        members = [.. sources.Select(source => (memory[source.Set].Column(source.Columns[place]), source.Nodes))];
        Length = Math.Max(longest + 1, DelayedSums.Block);

        // An odd number of cache lines, so that the same place of all nodes does not fall into the same part of the cache.
        Stride = (((2 * Length) + 7) / 8 | 1) * 8;
        values = new double[(long)nodes * Stride];
    }

    /// <summary>Number of steps that are kept.</summary>
    public int Length { get; }

    /// <summary>Distance of the rings of two nodes in <see cref="Values"/>.</summary>
    public int Stride { get; }

    /// <summary>The rings, one after the other.</summary>
    public double[] Values => values;

    /// <summary>Where in a ring the value before step <paramref name="k"/> lies; those of steps before lie in front of it.</summary>
    public int Before(long k) => (int)((k - 1) % Length) + Length;

    /// <summary>Makes the present values those of the whole past.</summary>
    public void Fill()
    {
        foreach (var (column, nodes) in members)
        {
            for (var i = 0; i < nodes.Length; i++)
                values.AsSpan(nodes[i] * Stride, 2 * Length).Fill(column[i]);
        }
    }

    /// <summary>Keeps the present values as those after step <paramref name="k"/>.</summary>
    public void Store(long k)
    {
        var place = (int)(k % Length);
        foreach (var (column, nodes) in members)
        {
            for (var i = 0; i < nodes.Length; i++)
            {
                var at = (nodes[i] * Stride) + place;
                values[at] = column[i];
                values[at + Length] = column[i];
            }
        }
    }
}
