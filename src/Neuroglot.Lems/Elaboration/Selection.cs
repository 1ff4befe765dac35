using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// Which instances a path parameter or a pair filter selects: <c>line[index % 5 .eq. 0]</c>, <c>pop[3] .or. other</c>, <c>all .minus. some</c>,
/// <c>x[abs(p:place - q:place) .lt. range]</c>.
/// </summary>
internal abstract record Selection
{
    /// <summary>What <paramref name="text"/> selects; null, with NG1407, when it cannot be read.</summary>
    public static Selection? Parse(string text, SourceSpan span, DiagnosticBag diagnostics) => new SelectionParser(text, span, diagnostics).Parse();
}

/// <summary>How two selections are joined.</summary>
internal enum SetOperator
{
    /// <summary>Instances of either, those of the left first.</summary>
    Or,

    /// <summary>Instances of both.</summary>
    And,

    /// <summary>Instances of the left that are not of the right.</summary>
    Minus,
}

/// <summary>Two selections joined.</summary>
internal sealed record JoinedSelection(SetOperator Operator, Selection Left, Selection Right) : Selection;

/// <summary>Names to follow, each with what its instances have to satisfy.</summary>
internal sealed record PathSelection(ImmutableArray<SelectionStep> Steps) : Selection;

/// <summary>A name and the predicates behind it, in order.</summary>
internal sealed record SelectionStep(string Name, ImmutableArray<SelectionPredicate> Predicates, SourceSpan Span);

/// <summary>A place in a list, counted from 0, or a condition.</summary>
internal sealed record SelectionPredicate(int? Index, Expression? Condition, SourceSpan Span);

/// <summary>Reads a <see cref="Selection"/>. Set operators have one precedence and group to the left.</summary>
internal sealed class SelectionParser(string text, SourceSpan span, DiagnosticBag diagnostics)
{
    /// <summary>Stands for the colon of <c>p:name</c> inside a name: a letter, so that conditions can be read as other expressions are.</summary>
    public const char Colon = 'ː';

    private const int Deepest = 100;

    private static readonly (string Symbol, SetOperator Operator)[] Operators = [(".or.", SetOperator.Or), (".and.", SetOperator.And), (".minus.", SetOperator.Minus)];

    // A slash inside a predicate would be a path in LEMS, not a division.
    private static readonly Dialect Conditions = new(
        "LEMS selection",
        [
            .. Dialects.Lems.Binary.Where(form => form.Operator != BinaryOperator.Divide), new(BinaryOperator.Modulo, "%", 6),
            new(BinaryOperator.LessOrEqual, ".le.", 3), new(BinaryOperator.GreaterOrEqual, ".ge.", 3),
        ],
        Dialects.Lems.Prefix,
        Dialects.Lems.Functions,
        Dialects.Lems.Constants)
    {
        HasModelFunctions = false,
    };

    private int at;
    private int depth;

    /// <summary>The whole text as a selection, or null.</summary>
    public Selection? Parse()
    {
        if (Joined() is not { } all)
            return null;
        return at == text.Length ? all : Wrong($"“{text[at..]}” does not belong to it");
    }

    private Selection? Joined()
    {
        var left = Term();
        while (left is not null && NextOperator() is { } joined)
            left = Term() is { } right ? new JoinedSelection(joined, left, right) : null;
        return left;
    }

    private Selection? Term()
    {
        SkipBlanks();
        if (at < text.Length && text[at] == '(')
        {
            at++;
            if (++depth > Deepest)
                return Wrong("it is nested too deeply");
            var inner = Joined();
            SkipBlanks();
            if (inner is null)
                return null;
            if (at == text.Length || text[at] != ')')
                return Wrong("a “)” is missing");
            at++;
            SkipBlanks();
            return inner;
        }

        var steps = ImmutableArray.CreateBuilder<SelectionStep>();
        do
        {
            if (Step() is not { } step)
                return null;
            steps.Add(step);
        }
        while (Takes('/'));
        return new PathSelection(steps.ToImmutable());
    }

    private SelectionStep? Step()
    {
        SkipBlanks();
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-' || (text[at] == '.' && text[start] == '.')))
            at++;
        var name = text[start..at];
        if (name.Length == 0 || (name[0] == '.' && name is not ("." or "..")))
        {
            Wrong(start == text.Length ? "a name is missing at the end" : $"there should be a name at “{text[start..]}”");
            return null;
        }

        var predicates = ImmutableArray.CreateBuilder<SelectionPredicate>();
        while (Takes('['))
        {
            if (Predicate() is not { } predicate)
                return null;
            predicates.Add(predicate);
        }

        return new SelectionStep(name, predicates.ToImmutable(), span.Right(start));
    }

    private SelectionPredicate? Predicate()
    {
        var start = at;
        for (var open = 1; at < text.Length; at++)
        {
            open += text[at] == '[' ? 1 : text[at] == ']' ? -1 : 0;
            if (open == 0)
                break;
        }

        if (at == text.Length)
        {
            Wrong("a “]” is missing");
            return null;
        }

        var inside = text[start..at++];
        var place = span.Right(start);
        if (int.TryParse(inside, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index))
            return new SelectionPredicate(index, null, place);
        return ExpressionParser.Parse(inside.Replace(':', Colon), Conditions, place, diagnostics) is { } condition ? new SelectionPredicate(null, condition, place) : null;
    }

    private SetOperator? NextOperator()
    {
        SkipBlanks();
        foreach (var (symbol, joined) in Operators)
        {
            if (text.AsSpan(at).StartsWith(symbol, StringComparison.Ordinal))
            {
                at += symbol.Length;
                return joined;
            }
        }

        return null;
    }

    private bool Takes(char character)
    {
        SkipBlanks();
        if (at == text.Length || text[at] != character)
            return false;
        at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private Selection? Wrong(string problem)
    {
        diagnostics.Error("NG1407", $"“{text}” selects no instances: {problem}.", span.Right(at), "Write for example population[index .lt. 5], or one .or. other, one .minus. other.");
        return null;
    }
}
