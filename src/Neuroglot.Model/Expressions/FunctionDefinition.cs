using System.Collections.Immutable;

namespace Neuroglot.Model.Expressions;

/// <summary>A function that a model defines.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The names of its arguments; they hide other names of the model in the body.</param>
/// <param name="Body">Its value.</param>
public sealed record FunctionDefinition(string Name, ImmutableArray<string> Parameters, Expression Body);
