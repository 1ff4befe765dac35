using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Import.NeuroML;

/// <summary>The cells and channels of a NeuroML model in the terms of Brian: shapes, properties of the membrane, and equations.</summary>
/// <param name="Cells">The cells with a morphology.</param>
/// <param name="Channels">The ion channels, those that no cell uses included.</param>
/// <param name="Diagnostics">What could not be taken over, and why.</param>
public sealed record CellImport(ImmutableArray<ImportedCell> Cells, ImmutableArray<ChannelEquations> Channels, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Of a model in which there is nothing of the kind.</summary>
    public static CellImport None { get; } = new([], [], []);
}
