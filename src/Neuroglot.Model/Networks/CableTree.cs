using System.Collections.Immutable;

namespace Neuroglot.Model.Networks;

/// <summary>
/// How instances of a set are joined by currents along a tree: the compartments of a neuron, and the points between them where it branches. Nodes are numbered so that each comes after
/// the one nearer to the root. Equal when all arrays are.
/// </summary>
/// <param name="Parents">For each node the one nearer to the root; −1 for a root.</param>
/// <param name="Instances">For each node the instance that it is; −1 for a point without membrane.</param>
/// <param name="Lengths">For each node the conductance to its parent times the resistivity between them, in metres (cross-section over length); 0 for a root.</param>
public sealed record CableTree(ImmutableArray<int> Parents, ImmutableArray<int> Instances, ImmutableArray<double> Lengths)
{
    /// <summary>Number of nodes.</summary>
    public int Count => Parents.Length;

    /// <inheritdoc/>
    public bool Equals(CableTree? other) =>
        other is not null && Parents.SequenceEqual(other.Parents) && Instances.SequenceEqual(other.Instances) && Lengths.SequenceEqual(other.Lengths);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Lengths.IsEmpty ? 0 : Lengths[^1]);
}

/// <summary>What the membrane of a cable does, each an expression over the names of the set's class, in SI units and per area where that is said.</summary>
/// <param name="Potential">State variable with the membrane's potential.</param>
/// <param name="Area">Area of each instance.</param>
/// <param name="Capacitance">Capacitance per area.</param>
/// <param name="Conductance">How much less current per area flows in for each volt more.</param>
/// <param name="Current">The current per area that flows in at 0 V, if the conductance held all the way.</param>
/// <param name="Resistivity">Resistivity of the inside, the same for all instances.</param>
/// <param name="Charging">State variable that gets the current per area which charges the capacitance; null for none.</param>
public sealed record CableMembrane(
    string Potential, Expressions.Expression Area, Expressions.Expression Capacitance, Expressions.Expression Conductance, Expressions.Expression Current, Expressions.Expression Resistivity, string? Charging = null);
