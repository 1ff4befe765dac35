using System.Collections.Immutable;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// How a dialect writes a function: under another name, or as a pattern of the tree (LEMS <c>random(x)</c> is x · uniform()).
/// </summary>
public sealed class FunctionForm
{
    private FunctionForm(
        string name,
        int minArguments,
        int maxArguments,
        string? canonical,
        Func<ImmutableArray<Expression>, Expression> build,
        Func<Expression, ImmutableArray<Expression>?>? match)
    {
        Name = name;
        MinArguments = minArguments;
        MaxArguments = maxArguments;
        Canonical = canonical;
        Build = build;
        Match = match;
    }

    /// <summary>How it is written.</summary>
    public string Name { get; }

    /// <summary>Least number of arguments.</summary>
    public int MinArguments { get; }

    /// <summary>Greatest number of arguments.</summary>
    public int MaxArguments { get; }

    /// <summary>The built-in function (see <see cref="Functions"/>) that it is another name of, or null for a pattern.</summary>
    public string? Canonical { get; }

    /// <summary>The tree for given arguments, whose number is checked before.</summary>
    public Func<ImmutableArray<Expression>, Expression> Build { get; }

    /// <summary>
    /// The arguments with which <see cref="Build"/> makes a given tree, or null where it cannot; null for a function that is only read.
    /// </summary>
    public Func<Expression, ImmutableArray<Expression>?>? Match { get; }

    /// <summary>
    /// The built-in function <paramref name="canonical"/> under the name <paramref name="name"/> (its own, when not given).
    /// </summary>
    public static FunctionForm Of(string canonical, string? name = null)
    {
        var arity = Functions.Find(canonical)!.Arity;
        return new FunctionForm(name ?? canonical, arity, arity, canonical, arguments => new Call(canonical, arguments), null);
    }

    /// <summary>A function of two arguments that is written with any number from one: <c>Max(a, b, c)</c> is max(max(a, b), c).</summary>
    public static FunctionForm Variadic(string canonical, string? name = null) =>
        new(name ?? canonical, 1, int.MaxValue, canonical, arguments => Fold(arguments, (a, b) => new Call(canonical, a, b)), null);

    /// <summary>An operator that is written as a function: <c>pow(x, y)</c>.</summary>
    public static FunctionForm Of(BinaryOperator @operator, string name) =>
        new(name, 2, 2, null, arguments => new Binary(@operator, arguments[0], arguments[1]),
            tree => tree is Binary binary && binary.Operator == @operator ? [binary.Left, binary.Right] : null);

    /// <summary>A logical operator that is written as a function of any number of arguments: <c>And(a, b, c)</c>.</summary>
    public static FunctionForm Variadic(BinaryOperator @operator, string name) =>
        new(name, 1, int.MaxValue, null, arguments => Fold(arguments, (a, b) => new Binary(@operator, a, b)),
            tree => tree is Binary binary && binary.Operator == @operator ? [binary.Left, binary.Right] : null);

    /// <summary>An operator that is written as a function of one argument: <c>Not(x)</c>.</summary>
    public static FunctionForm Of(UnaryOperator @operator, string name) =>
        new(name, 1, 1, null, arguments => new Unary(@operator, arguments[0]),
            tree => tree is Unary unary && unary.Operator == @operator ? [unary.Operand] : null);

    /// <summary>
    /// A function that stands for a tree made by <paramref name="build"/>; <paramref name="match"/> is its inverse, for the printer.
    /// </summary>
    public static FunctionForm Pattern(
        string name,
        int minArguments,
        int maxArguments,
        Func<ImmutableArray<Expression>, Expression> build,
        Func<Expression, ImmutableArray<Expression>?>? match = null) =>
        new(name, minArguments, maxArguments, null, build, match);

    private static Expression Fold(ImmutableArray<Expression> arguments, Func<Expression, Expression, Expression> combine)
    {
        var result = arguments[0];
        for (var index = 1; index < arguments.Length; index++)
            result = combine(result, arguments[index]);
        return result;
    }
}
