using Neuroglot.Model.Expressions;

namespace Neuroglot.Tvbo.Validation;

/// <summary>Functions of SymPy that the Model has no name for, written with those it has.</summary>
internal static class SpecialFunctions
{
    /// <summary>The expression without them.</summary>
    public static Expression Expand(Expression expression) => expression.Rewrite(static node => node switch
    {
        Call { Function: "erfc", Arguments: [var x] } => ErrorFunction.Complement(x),
        Call { Function: "erf", Arguments: [var x] } => new Binary(BinaryOperator.Subtract, new Number(1), ErrorFunction.Complement(x)),
        _ => node,
    });
}
