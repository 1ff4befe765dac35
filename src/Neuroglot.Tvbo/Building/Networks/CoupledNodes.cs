using System.Collections.Immutable;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>The nodes of an experiment and what they send each other, settled for whatever writes other forms: ids are places, rules have made their edges, delays are times.</summary>
/// <param name="Nodes">What each node has of its own.</param>
/// <param name="Terms">What arrives at the inputs of a node; several at one input add up.</param>
public sealed record CoupledNodes(ImmutableArray<NodeValues> Nodes, ImmutableArray<CouplingTerm> Terms)
{
    /// <summary>The longest delay, in model time.</summary>
    public double LongestDelay => Terms.SelectMany(static one => one.Connections).Select(static one => one.Delay).DefaultIfEmpty(0).Max();

    /// <summary>Whether anything arrives a step or more later than it is sent.</summary>
    /// <param name="step">The time step, in model time.</param>
    public bool IsDelayed(double step) => Terms.Any(term => term.Connections.Any(one => one.StepsLate(step) > 0));
}

/// <summary>What a node has of its own.</summary>
/// <param name="Parameters">Values of parameters that differ from those of the dynamics.</param>
/// <param name="State">Values at the start that differ from those of the dynamics.</param>
public sealed record NodeValues(ImmutableSortedDictionary<string, double> Parameters, ImmutableSortedDictionary<string, double> State);

/// <summary>An edge.</summary>
/// <param name="Target">Place of the node at which it ends.</param>
/// <param name="Source">Place of the node at which it begins.</param>
/// <param name="Weight">Its strength.</param>
/// <param name="Delay">Its delay, in model time.</param>
public readonly record struct NodeConnection(int Target, int Source, double Weight, double Delay)
{
    /// <summary>The delay in whole steps, halves to even.</summary>
    public long StepsLate(double step) => (long)Math.Round(Delay / step, MidpointRounding.ToEven);
}

/// <summary>What one input of a node gets: <c>post(Σ w·pre)</c>.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="Coupling">The coupling.</param>
/// <param name="Pre">What a source contributes, over the coupling's parameters, <c>NAME_j</c> and <c>NAME_i</c>: state variables of source and target.</param>
/// <param name="Post">What becomes of the sum <c>gx</c>.</param>
/// <param name="Incoming">State variables of the source in <paramref name="Pre"/>.</param>
/// <param name="Local">State variables of the target in <paramref name="Pre"/> and <paramref name="Post"/>.</param>
/// <param name="Connections">The edges whose weight is not 0, by target, then by source.</param>
public sealed record CouplingTerm(
    string Input, ParsedCoupling Coupling, Expression Pre, Expression Post, ImmutableArray<string> Incoming, ImmutableArray<string> Local, ImmutableArray<NodeConnection> Connections);
