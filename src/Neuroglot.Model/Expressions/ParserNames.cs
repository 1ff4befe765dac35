namespace Neuroglot.Model.Expressions;

/// <summary>What a parser may be told about the names of a model, where they decide the meaning of a text.</summary>
/// <param name="IsVariable">
/// Whether a name is a variable of the model. Such a name overrides the dialect's own constant or function, so that the <c>E</c> or
/// <c>gamma</c> of a model is not Euler's number or a function.
/// </param>
/// <param name="IsFunction">Whether a name is a function that the model defines; it overrides a built-in one.</param>
public sealed record ParserNames(Func<string, bool> IsVariable, Func<string, bool> IsFunction);
