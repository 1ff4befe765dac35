using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Plans;

/// <summary>A weighted sum over values as they were some steps ago, which an engine writes into a column of the target before each step.</summary>
/// <param name="Sources">Where the values come from.</param>
/// <param name="Target">Index of the set that has the column.</param>
/// <param name="Column">The column of the sums.</param>
/// <param name="Graph">The connections.</param>
/// <param name="Delays">Delay of each connection in whole steps; empty for none.</param>
public sealed record CouplingPlan(ImmutableArray<CouplingColumns> Sources, int Target, string Column, CouplingGraph Graph, ImmutableArray<int> Delays)
{
    /// <summary>Names of the columns, in <see cref="Contribution"/>, of what the sources send.</summary>
    public ImmutableArray<string> Incoming { get; init; } = [];

    /// <summary>
    /// Computes what connections add, an instance for each: of columns <see cref="Incoming"/> and <see cref="Weight"/>, and of the target's by the map
    /// <see cref="MapPlan.Target"/>, into <see cref="Added"/>. Null where it is the weight times the one value that is sent.
    /// </summary>
    public Kernel? Contribution { get; init; }

    /// <summary>Name of the column of weights.</summary>
    public const string Weight = "·weight";

    /// <summary>Name of the column of what connections add.</summary>
    public const string Added = "·added";

    /// <summary>The longest delay in steps.</summary>
    public int Longest => Delays.IsEmpty ? 0 : Delays.Max();

    /// <summary>Bytes that connections and the past of the sources take.</summary>
    public long EstimatedBytes => ((long)Graph.Count * ConnectionBytes) + ((long)Graph.NodeCount * Sources[0].Columns.Length * 2 * (Longest + 1) * sizeof(double));

    // Weight, delay, source, and where there is a kernel two columns more.
    private int ConnectionBytes => Contribution is null ? 16 : 24 + (Incoming.Length * sizeof(double));
}

/// <summary>Columns of a set whose instances send.</summary>
/// <param name="Set">Index of the set.</param>
/// <param name="Columns">The columns, one for each value that is sent.</param>
/// <param name="Nodes">For each instance the number of its node.</param>
public sealed record CouplingColumns(int Set, ImmutableArray<string> Columns, ImmutableArray<int> Nodes);
