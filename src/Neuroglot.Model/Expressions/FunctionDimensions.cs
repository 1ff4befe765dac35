using System.Collections.Immutable;
using Neuroglot.Model.Units;

namespace Neuroglot.Model.Expressions;

/// <summary>What is known of the dimensions of a function that a model defines.</summary>
/// <param name="Arguments">The dimension of each argument; null where any will do.</param>
/// <param name="Value">The dimension of the value, or null where it is not known.</param>
public sealed record FunctionDimensions(ImmutableArray<Dimension?> Arguments, Dimension? Value);
