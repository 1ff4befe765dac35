using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// Reads an expression in any <see cref="Dialect"/>. Precedence climbing after V. R. Pratt, "Top down operator precedence" (1973).
/// Depth and length are bounded, so that no text, however hostile, exhausts the stack here or in a later pass.
/// </summary>
public static partial class ExpressionParser
{
    /// <summary>Code of the diagnostic for a text that is no expression.</summary>
    public const string SyntaxError = "NG1210";

    /// <summary>Code of the diagnostic for a text that is too long or too deeply nested.</summary>
    public const string TooComplex = "NG1211";

    /// <summary>Code of the diagnostic for a function that does not exist.</summary>
    public const string UnknownFunction = "NG1212";

    /// <summary>Code of the diagnostic for a function with too many or too few arguments.</summary>
    public const string WrongArgumentCount = "NG1213";

    /// <summary>Code of the warning for a function that we know but the language does not have.</summary>
    public const string ForeignFunction = "NG1214";

    /// <summary>Greatest length of a text, in characters.</summary>
    public const int MaxLength = 1_000_000;

    /// <summary>Greatest depth of a tree, which is the number of terms of a plain sum.</summary>
    public const int MaxDepth = 1000;

    /// <summary>Greatest number of parentheses, calls and the like inside one another.</summary>
    internal const int MaxNesting = 200;

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">The whole expression; blanks and line ends are ignored.</param>
    /// <param name="dialect">The language it is written in.</param>
    /// <param name="span">Where the text begins; diagnostics point into it.</param>
    /// <param name="diagnostics">Gets one error, and nothing is returned, when the text is no expression; may get warnings.</param>
    /// <param name="names">What is known about names, or null.</param>
    /// <returns>The tree, or null after an error.</returns>
    public static Expression? Parse(string text, Dialect dialect, SourceSpan span, DiagnosticBag diagnostics, ParserNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new Run(text, dialect, span, diagnostics, names).ParseAll();
    }

    /// <summary>Reads an expression that stands in a program, not in a model.</summary>
    /// <exception cref="FormatException">The text is no expression.</exception>
    public static Expression Parse(string text, Dialect dialect)
    {
        var diagnostics = new DiagnosticBag();
        return Parse(text, dialect, new SourceSpan(string.Empty, 1, 1), diagnostics)
            ?? throw new FormatException(diagnostics.First(one => one.Severity == Severity.Error).ToString());
    }

    // A tree and its depth; the tree is null after an error, which is reported where it is found and ends the parse.
    private readonly record struct Node(Expression? Tree, int Depth)
    {
        [MemberNotNullWhen(false, nameof(Tree))]
        public bool Failed => Tree is null;
    }

    private ref partial struct Run
    {
        private readonly string text;
        private readonly Dialect dialect;
        private readonly Vocabulary vocabulary;
        private readonly SourceSpan span;
        private readonly DiagnosticBag diagnostics;
        private readonly ParserNames? names;
        private Lexer lexer;
        private int nesting;

        public Run(string text, Dialect dialect, SourceSpan span, DiagnosticBag diagnostics, ParserNames? names)
        {
            this.text = text;
            this.dialect = dialect;
            this.span = span;
            this.diagnostics = diagnostics;
            this.names = names;
            vocabulary = dialect.Vocabulary;
            lexer = new Lexer(text, dialect);
        }

        public Expression? ParseAll()
        {
            if (text.Length > MaxLength)
            {
                diagnostics.Error(TooComplex, $"the expression has {text.Length} characters; at most {MaxLength} are read", span);
                return null;
            }

            lexer.Advance();
            if (lexer.Kind == TokenKind.End)
            {
                diagnostics.Error(SyntaxError, "the expression is empty", span);
                return null;
            }

            var node = ParseConditional();
            if (node.Failed || lexer.Kind == TokenKind.End)
                return node.Tree;
            return Expected("an operator or the end of the expression").Tree;
        }

        // A whole expression: at the beginning, in parentheses, or as an argument.
        private Node ParseConditional()
        {
            var first = ParseOperators(1, leading: true);
            if (first.Failed)
                return first;
            return dialect.Piecewise switch
            {
                PiecewiseStyle.Ternary when IsAt(Vocabulary.Question) => ParseTernary(first),
                PiecewiseStyle.IfElse when IsAt(Vocabulary.If) => ParseIfElse(first),
                _ => first,
            };
        }

        // condition ? value : condition ? value : otherwise — one Piecewise, not nested ones.
        private Node ParseTernary(Node condition)
        {
            var cases = ImmutableArray.CreateBuilder<Case>();
            var depth = 0;
            while (true)
            {
                lexer.Advance();
                var value = Nested();
                if (value.Failed)
                    return value;
                if (!IsAt(Vocabulary.Colon))
                    return Expected("':'");
                lexer.Advance();
                var rest = ParseOperators(1, leading: true);
                if (rest.Failed)
                    return rest;
                cases.Add(new Case(condition.Tree!, value.Tree));
                depth = Math.Max(depth, Math.Max(Math.Max(condition.Depth, value.Depth), rest.Depth));
                if (!IsAt(Vocabulary.Question))
                    return Made(new Piecewise(cases.ToImmutable(), rest.Tree), depth);
                condition = rest;
            }
        }

        // value if condition else value if condition else otherwise.
        private Node ParseIfElse(Node value)
        {
            var cases = ImmutableArray.CreateBuilder<Case>();
            var depth = 0;
            while (true)
            {
                lexer.Advance();
                var condition = ParseOperators(1, leading: true);
                if (condition.Failed)
                    return condition;
                if (!IsAt(Vocabulary.Else))
                    return Expected("'else'");
                lexer.Advance();
                var rest = ParseOperators(1, leading: true);
                if (rest.Failed)
                    return rest;
                cases.Add(new Case(condition.Tree, value.Tree!));
                depth = Math.Max(depth, Math.Max(Math.Max(condition.Depth, value.Depth), rest.Depth));
                if (!IsAt(Vocabulary.If))
                    return Made(new Piecewise(cases.ToImmutable(), rest.Tree), depth);
                value = rest;
            }
        }

        // Operands and operators that bind at least as tightly as minimum.
        private Node ParseOperators(int minimum, bool leading)
        {
            if (++nesting > 3 * MaxNesting)
                return TooDeep();
            var left = ParsePrefix(leading);
            var unchainable = 0;
            while (!left.Failed)
            {
                BinaryForm? form;
                if (lexer.Kind == TokenKind.Symbol)
                {
                    form = vocabulary.BinaryOf(lexer.Symbol);
                    if (form is null && !(dialect.HasImplicitMultiplication && IsAt(Vocabulary.OpenParenthesis)))
                        break;
                }
                else if (dialect.HasImplicitMultiplication && lexer.Kind is TokenKind.Number or TokenKind.Name)
                {
                    form = null;
                }
                else
                {
                    break;
                }

                var precedence = form?.Precedence ?? vocabulary.MultiplyPrecedence;
                if (precedence < minimum)
                    break;
                if (precedence == unchainable)
                    return Error(SyntaxError, $"comparisons cannot be chained in {dialect.Name}", "write (a < b) and (b < c)");
                if (form is not null)
                    lexer.Advance();
                var right = ParseOperators(form?.Associativity == Associativity.Right ? precedence : precedence + 1, leading: false);
                if (right.Failed)
                    return right;
                left = Made(Combine(form?.Operator ?? BinaryOperator.Multiply, left.Tree, right.Tree), Math.Max(left.Depth, right.Depth));
                unchainable = form?.Associativity == Associativity.None ? precedence : 0;
            }

            nesting--;
            return left;
        }

        private readonly Binary Combine(BinaryOperator @operator, Expression left, Expression right)
        {
            if (@operator == BinaryOperator.Divide && dialect.HasIntegers && Integers.IsInteger(left) && Integers.IsInteger(right))
                @operator = BinaryOperator.IntegerDivide;
            return new Binary(@operator, left, right);
        }

        private Node ParsePrefix(bool leading)
        {
            if (lexer.Kind != TokenKind.Symbol)
                return ParsePrimary();
            var form = vocabulary.PrefixOf(lexer.Symbol);
            if (form is null && !IsAt(Vocabulary.Plus))
                return ParsePrimary();
            // A plus in front changes nothing but is read like a minus.
            var shape = form ?? dialect.Find(UnaryOperator.Negate)!;
            lexer.Advance();
            var minimum = leading && shape.LeadingPrecedence is { } binary ? binary + 1 : shape.Precedence;
            var operand = ParseOperators(minimum, leading: false);
            return operand.Failed || form is null ? operand : Made(new Unary(form.Operator, operand.Tree), operand.Depth);
        }

        private Node ParsePrimary()
        {
            switch (lexer.Kind)
            {
                case TokenKind.Number:
                    var number = new Number(lexer.Value, lexer.IsInteger && dialect.HasIntegers);
                    lexer.Advance();
                    return new Node(number, 1);
                case TokenKind.Name:
                    return ParseName();
                case TokenKind.Symbol when IsAt(Vocabulary.OpenParenthesis):
                    lexer.Advance();
                    var inner = Nested();
                    return inner.Failed || Close(Vocabulary.CloseParenthesis, "an operator or ')'") ? inner : default;
                default:
                    return Expected("a number, a name or '('");
            }
        }

        private Node Nested()
        {
            nesting += 2;
            var node = ParseConditional();
            nesting -= 2;
            return node;
        }

        private readonly bool IsAt(int symbol) => lexer.Kind == TokenKind.Symbol && lexer.Symbol == symbol;

        private bool Close(int symbol, string expectation)
        {
            if (!IsAt(symbol))
            {
                Expected(expectation);
                return false;
            }

            lexer.Advance();
            return true;
        }

        private readonly Node Made(Expression tree, int childDepth) => childDepth < MaxDepth ? new Node(tree, childDepth + 1) : TooDeep();

        private readonly Node TooDeep() =>
            Error(
                TooComplex, $"the expression is too deeply nested (at most {MaxNesting} parentheses, or {MaxDepth} terms)",
                "split it with derived variables");

        private readonly Node Expected(string what)
        {
            var found = lexer.Kind switch
            {
                TokenKind.End => "the expression ends",
                TokenKind.Bad => $"`{lexer.Text}` means nothing in {dialect.Name}",
                _ => $"found `{lexer.Text}`",
            };
            // A language that compares by `==` has no use for `=` within an expression.
            return Error(SyntaxError, $"expected {what}, but {found}", lexer.Kind == TokenKind.Bad && lexer.Text is "=" && dialect.Binary.Any(static one => one.Symbol == "==") ? "write `==` to compare" : null);
        }

        private readonly Node Error(string code, string message, string? hint = null)
        {
            diagnostics.Error(code, message, At(lexer.Start), hint);
            return default;
        }

        private readonly SourceSpan At(int position)
        {
            var before = text.AsSpan(0, position);
            var lineStart = before.LastIndexOf('\n') + 1;
            return lineStart == 0
                ? span.Right(position)
                : span with { Line = span.Line + before.Count('\n'), Column = position - lineStart + 1 };
        }
    }
}
