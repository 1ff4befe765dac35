using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Language;

/// <summary>
/// Reads the code of resets, synaptic pathways and operations: assignments, one on each line or separated by semicolons; a line goes on where a parenthesis
/// is open. Comments begin with <c>#</c>; three quotes around the whole are ignored.
/// <code>v = El; w += b  # reset</code>
/// </summary>
public static partial class StatementParser
{
    /// <summary>Code of the diagnostic for a text that is no assignment.</summary>
    public const string Malformed = "NG5020";

    /// <summary>Reads <paramref name="code"/>.</summary>
    /// <param name="code">The statements; may be empty.</param>
    /// <param name="sourceName">What places in diagnostics begin with: a file, or what the code is called.</param>
    /// <param name="diagnostics">Gets an error for each statement that cannot be read.</param>
    /// <returns>The statements that can be read, in their order.</returns>
    public static ImmutableArray<Statement> Parse(string code, string sourceName, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (code.Length > EquationParser.MaxLength)
        {
            diagnostics.Error(
                Malformed, $"the code has {code.Length} characters; at most {EquationParser.MaxLength} are read", new SourceSpan(sourceName, 1, 1));
            return [];
        }

        var source = new SourceText(code, sourceName);
        var text = source.Text;
        var statements = ImmutableArray.CreateBuilder<Statement>();
        var isSameLine = false;
        for (var start = 0; start < text.Length;)
        {
            var end = StatementEnd(text, start);
            var begin = source.SkipBlanks(start, end);
            var comment = source.CommentBefore(end);
            if (begin < end && ParseStatement(source, begin, end, diagnostics) is { } statement)
                statements.Add(statement with { Comment = comment });
            else if (begin == end && isSameLine && statements.Count > 0)
                statements[^1] = statements[^1] with { Comment = comment };
            isSameLine = end < text.Length && text[end] == ';';
            start = end + 1;
        }

        return statements.ToImmutable();
    }

    [GeneratedRegex(@"\G([A-Za-z_][A-Za-z0-9_]*)\s*(\+|-|\*\*|\*|//|/|%)?=(?!=)")]
    private static partial Regex Assignment();

    private static Statement? ParseStatement(SourceText source, int begin, int end, DiagnosticBag diagnostics)
    {
        var match = Assignment().Match(source.Text, begin, end - begin);
        if (!match.Success)
        {
            diagnostics.Error(Malformed, $"{source.Quote(begin, end)} is no assignment", source.At(begin), "write `variable = …`, `variable += …` and the like");
            return null;
        }

        var right = source.SkipBlanks(begin + match.Length, end);
        var tree = ExpressionParser.Parse(source.Text[right..end], Dialects.Brian, source.At(right), diagnostics);
        return tree is null ? null : new Statement(match.Groups[1].Value, Operator(match.Groups[2].Value), tree, null, source.At(begin));
    }

    private static AssignmentOperator Operator(string sign) => sign switch
    {
        "+" => AssignmentOperator.Add,
        "-" => AssignmentOperator.Subtract,
        "*" => AssignmentOperator.Multiply,
        "/" => AssignmentOperator.Divide,
        "//" => AssignmentOperator.FloorDivide,
        "%" => AssignmentOperator.Modulo,
        "**" => AssignmentOperator.Power,
        _ => AssignmentOperator.Assign,
    };

    private static int StatementEnd(string text, int start)
    {
        var open = 0;
        for (var at = start; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '(':
                    open++;
                    break;
                case ')':
                    open--;
                    break;
                case ';':
                case '\n' when open <= 0:
                    return at;
            }
        }

        return text.Length;
    }
}
