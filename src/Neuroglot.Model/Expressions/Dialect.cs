using System.Collections.Immutable;

namespace Neuroglot.Model.Expressions;

/// <summary>On which side operators of one precedence group.</summary>
public enum Associativity
{
    /// <summary>a − b − c is (a − b) − c.</summary>
    Left,

    /// <summary>a ^ b ^ c is a ^ (b ^ c).</summary>
    Right,

    /// <summary>They do not chain: a &lt; b &lt; c is refused.</summary>
    None,
}

/// <summary>How a dialect writes the choice between values.</summary>
public enum PiecewiseStyle
{
    /// <summary>Not at all; documents use other means (LEMS <c>ConditionalDerivedVariable</c>).</summary>
    None,

    /// <summary><c>c ? a : b</c>.</summary>
    Ternary,

    /// <summary><c>a if c else b</c>.</summary>
    IfElse,

    /// <summary><c>Piecewise((a, c), (b, True))</c>.</summary>
    Tuples,
}

/// <summary>A spelling of an operator with two operands.</summary>
/// <param name="Operator">What it means.</param>
/// <param name="Symbol">How it is written, <c>+</c> or <c>.and.</c>.</param>
/// <param name="Precedence">How tightly it binds, from 1; greater binds tighter.</param>
/// <param name="Associativity">How it groups with others of its precedence.</param>
public sealed record BinaryForm(
    BinaryOperator Operator, string Symbol, int Precedence, Associativity Associativity = Associativity.Left);

/// <summary>A spelling of an operator in front of its operand.</summary>
/// <param name="Operator">What it means.</param>
/// <param name="Symbol">How it is written.</param>
/// <param name="Precedence">How tightly it binds; its operand holds operators that bind as tightly or tighter.</param>
/// <param name="LeadingPrecedence">
/// For a dialect in which it stands, at the beginning of an expression, for the binary operator with an implied left zero: that operator's
/// precedence. LEMS: <c>-x^2</c> is −(x²), yet <c>2*-x^2</c> is 2·(−x)².
/// </param>
public sealed record PrefixForm(UnaryOperator Operator, string Symbol, int Precedence, int? LeadingPrecedence = null);

/// <summary>A bare word that stands for an expression: <c>True</c>, <c>pi</c>, SpineML's <c>randomUniform</c>.</summary>
/// <param name="Word">The word.</param>
/// <param name="Meaning">What it stands for.</param>
/// <param name="IsPrinted">Whether the printer writes the word for that meaning; numbers are written as numbers.</param>
public sealed record ConstantForm(string Word, Expression Meaning, bool IsPrinted = false);

/// <summary>
/// How one language writes expressions, as data: one parser (<see cref="ExpressionParser"/>) and one printer
/// (<see cref="ExpressionPrinter"/>) serve them all. The known ones are in <see cref="Dialects"/>.
/// </summary>
public sealed class Dialect
{
    private Vocabulary? vocabulary;

    /// <summary>Creates a dialect; of several spellings of one thing the first is printed and all are read.</summary>
    public Dialect(
        string name,
        IEnumerable<BinaryForm> binary,
        IEnumerable<PrefixForm> prefix,
        IEnumerable<FunctionForm> functions,
        IEnumerable<ConstantForm> constants)
    {
        Name = name;
        Binary = [.. binary];
        Prefix = [.. prefix];
        Functions = [.. functions];
        Constants = [.. constants];
        Patterns = [.. Functions.Where(form => form.Match is not null)];
    }

    /// <summary>The language's name, for messages.</summary>
    public string Name { get; }

    /// <summary>Operators with two operands.</summary>
    public ImmutableArray<BinaryForm> Binary { get; }

    /// <summary>Operators with one operand.</summary>
    public ImmutableArray<PrefixForm> Prefix { get; }

    /// <summary>Functions.</summary>
    public ImmutableArray<FunctionForm> Functions { get; }

    /// <summary>Words with a fixed meaning.</summary>
    public ImmutableArray<ConstantForm> Constants { get; }

    /// <summary>How it writes piecewise values.</summary>
    public PiecewiseStyle Piecewise { get; init; }

    /// <summary>Whether <c>1</c> is an integer, so that <c>1/2</c> is 0 as in C. Otherwise every number is real.</summary>
    public bool HasIntegers { get; init; }

    /// <summary>Whether <c>2x</c> and <c>2(x + 1)</c> are products.</summary>
    public bool HasImplicitMultiplication { get; init; }

    /// <summary>Whether <c>x[0]</c> is a name. The brackets become part of <see cref="Expressions.Name.Identifier"/>.</summary>
    public bool HasIndexedNames { get; init; }

    /// <summary>Whether a call of a function that the dialect does not have is taken for one that the model defines.</summary>
    public bool HasModelFunctions { get; init; } = true;

    /// <summary>Words that cannot be names, beyond those of operators, functions and constants.</summary>
    public ImmutableArray<string> ReservedWords { get; init; } = [];

    /// <summary>How a value that is no number is written.</summary>
    public string NotANumber { get; init; } = "nan";

    /// <summary>Functions whose meaning is a pattern in the tree rather than a call.</summary>
    internal ImmutableArray<FunctionForm> Patterns { get; }

    /// <summary>
    /// What the lexer needs; made when first used, after the properties are set. Two threads may both make it: they make the same.
    /// </summary>
    internal Vocabulary Vocabulary => vocabulary ??= new Vocabulary(this);

    /// <summary>Whether a document in this language may not use <paramref name="name"/> for a variable.</summary>
    public bool IsReserved(string name) =>
        ReservedWords.Contains(name) || Vocabulary.IsWord(name) || Vocabulary.FindFunction(name) is not null;

    /// <summary>The spelling to print for <paramref name="operator"/>, or null where the dialect has none.</summary>
    /// <remarks>The tables are short and printing is rare: looking through them costs less than hash tables would at every start.</remarks>
    public BinaryForm? Find(BinaryOperator @operator)
    {
        foreach (var form in Binary)
        {
            if (form.Operator == @operator)
                return form;
        }

        return null;
    }

    /// <summary>The spelling to print for <paramref name="operator"/>, or null.</summary>
    public PrefixForm? Find(UnaryOperator @operator)
    {
        foreach (var form in Prefix)
        {
            if (form.Operator == @operator)
                return form;
        }

        return null;
    }

    /// <summary>The spelling to print for the built-in function <paramref name="canonicalName"/>, or null.</summary>
    public FunctionForm? FindFunction(string canonicalName)
    {
        foreach (var form in Functions)
        {
            if (form.Canonical == canonicalName)
                return form;
        }

        return null;
    }

    /// <summary>The word to print for <paramref name="meaning"/>, or null.</summary>
    public string? FindWord(Expression meaning)
    {
        foreach (var form in Constants)
        {
            if (form.IsPrinted && form.Meaning == meaning)
                return form.Word;
        }

        return null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
