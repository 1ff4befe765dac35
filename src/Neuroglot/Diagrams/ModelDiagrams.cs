using System.Collections.Immutable;
using Neuroglot.Model.Diagrams;

namespace Neuroglot.Diagrams;

/// <summary>What can be drawn of a model.</summary>
/// <param name="Network">Its network, or null when it has none.</param>
/// <param name="Dynamics">The dynamics of its components; of a network those that it uses.</param>
public sealed record ModelDiagrams(NetworkDiagram? Network, ImmutableArray<DynamicsDiagram> Dynamics)
{
    /// <summary>Nothing.</summary>
    public static ModelDiagrams None { get; } = new(null, []);
}
