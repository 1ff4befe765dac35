using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Plans;

/// <summary>What a method needs that chooses its steps itself.</summary>
/// <param name="Tolerance">The error that a step may have.</param>
/// <param name="Variables">Everything that is advanced.</param>
public sealed record AdaptivePlan(Tolerance Tolerance, ImmutableArray<AdvancedVariable> Variables)
{
    private static readonly Tolerance Usual = new(1e-10, 1e-10);

    internal static AdaptivePlan Of(Network network, Tolerance? tolerance) => new(tolerance ?? Usual,
    [
        .. from pair in network.Sets.Select(static (set, index) => (set, index))
           from machine in pair.set.Class.Machines
           from derivative in machine.Regimes[0].Derivatives
           select new AdvancedVariable(pair.index, derivative.Variable, pair.set.Class.States.First(state => state.Name == derivative.Variable).Bounds),
    ]);
}

/// <summary>A state variable that is advanced.</summary>
/// <param name="Set">Index of the set.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bounds">Bounds that it is set back to, or null.</param>
public sealed record AdvancedVariable(int Set, string Name, Bounds? Bounds);
