using System.Text.RegularExpressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Language;

/// <summary>
/// The generator syntax of <c>Synapses.connect</c>: for each neuron of one side, the neurons of the other.
/// <code>
/// k for k in range(i - 3, i + 4) if i != k
/// j for j in sample(N_post, p=0.1)
/// int(i/2) if i % 2 == 0
/// </code>
/// </summary>
/// <param name="Element">The number of the other neuron.</param>
/// <param name="Variable">The variable that runs over <paramref name="Iterator"/>, null where there is none.</param>
/// <param name="Iterator">What it runs over; null where there is just one element.</param>
/// <param name="Condition">Which elements are taken, null for all.</param>
/// <param name="Span">Where it begins. Equality ignores it.</param>
public sealed partial record ConnectGenerator(Expression Element, string? Variable, ConnectIterator? Iterator, Expression? Condition, SourceSpan Span)
{
    /// <summary>Code of the diagnostic for a text that is no generator.</summary>
    public const string Malformed = "NG5030";

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">The whole generator.</param>
    /// <param name="sourceName">What places in diagnostics begin with.</param>
    /// <param name="diagnostics">Gets an error when the result is null.</param>
    public static ConnectGenerator? Parse(string text, string sourceName, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new Run(new SourceText(text, sourceName), diagnostics).Parse();
    }

    /// <inheritdoc/>
    public bool Equals(ConnectGenerator? other) =>
        other is not null && Element == other.Element && Variable == other.Variable && Iterator == other.Iterator && Condition == other.Condition;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Element, Variable, Iterator, Condition);

    /// <summary>The generator as Brian writes it.</summary>
    public override string ToString()
    {
        var iterator = Iterator is null ? string.Empty : $" for {Variable} in {Iterator}";
        var condition = Condition is null ? string.Empty : $" if {Print(Condition)}";
        return $"{Print(Element)}{iterator}{condition}";
    }

    // What follows as a word of its own would be read as part of the generator.
    private static string Print(Expression expression)
    {
        var text = ExpressionPrinter.Print(expression, Dialects.Brian);
        return expression is Piecewise ? $"({text})" : text;
    }

    [GeneratedRegex(@"\Gfor\s+([A-Za-z_][A-Za-z0-9_]*)\s+in\s+([A-Za-z_][A-Za-z0-9_]*)\s*\(")]
    private static partial Regex Head();

    [GeneratedRegex(@"\G\s*([A-Za-z_][A-Za-z0-9_]*)\s*=(?!=)")]
    private static partial Regex Keyword();

    private sealed class Run(SourceText source, DiagnosticBag diagnostics)
    {
        private const string Form = "write `EXPRESSION for k in range(low, high)`, with `if CONDITION` behind it or not";
        private readonly string text = source.Text;

        public ConnectGenerator? Parse()
        {
            var start = source.SkipBlanks(0, text.Length);
            var loop = FindWord("for", start);
            if (loop == text.Length)
                return ParseSingle(start);
            var head = Head().Match(text, loop);
            if (!head.Success)
                return Wrong(loop, $"{source.Quote(loop, text.Length)} is no loop", Form);
            var open = loop + head.Length;
            var close = Find(')', open);
            if (close == text.Length)
                return Wrong(open - 1, "the parenthesis is not closed", Form);
            var rest = source.SkipBlanks(close + 1, text.Length);
            if (rest < text.Length && FindWord("if", rest) != rest)
                return Wrong(rest, $"{source.Quote(rest, text.Length)} stands behind the generator", "only `if CONDITION` can stand there");
            var variable = head.Groups[1];
            if (variable.Value is "t" or "dt" or "N" || Dialects.Brian.Functions.Any(one => one.Name == variable.Value))
                return Wrong(variable.Index, $"`{variable.Value}` cannot run over numbers, it has a meaning of its own", "use another name, such as k");
            var element = ExpressionText.Parse(source, start, loop, diagnostics);
            var iterator = element is null ? null : ParseIterator(head.Groups[2], open, close);
            var condition = rest < text.Length && iterator is not null ? ExpressionText.Parse(source, rest + 2, text.Length, diagnostics) : null;
            return iterator is null || (rest < text.Length && condition is null)
                ? null : new ConnectGenerator(element!, variable.Value, iterator, condition, source.At(start));
        }

        // `i` or `int(i/2) if i % 2 == 0`; with `else` it is an expression.
        private ConnectGenerator? ParseSingle(int start)
        {
            var condition = FindWord("if", start);
            if (condition == text.Length || FindWord("else", condition) < text.Length)
                return ExpressionText.Parse(source, start, text.Length, diagnostics) is { } single ? new ConnectGenerator(single, null, null, null, source.At(start)) : null;
            var element = ExpressionText.Parse(source, start, condition, diagnostics);
            var tree = element is null ? null : ExpressionText.Parse(source, condition + 2, text.Length, diagnostics);
            return tree is null ? null : new ConnectGenerator(element!, null, null, tree, source.At(start));
        }

        private ConnectIterator? ParseIterator(Capture function, int open, int close)
        {
            if (function.Value is not ("range" or "sample"))
            {
                Wrong(function.Index, $"there is no iterator `{function.Value}`", "iterators are range(low, high, step) and sample(low, high, step, p=…)");
                return null;
            }

            var bounds = new List<Expression>();
            (string Name, Expression Value)? last = null;
            for (var start = open; start <= close;)
            {
                var end = Math.Min(Find(',', start), close);
                var keyword = Keyword().Match(text, start, end - start);
                var begin = start + keyword.Length;
                if (last is not null || (keyword.Success && (function.Value == "range" || keyword.Groups[1].Value is not ("p" or "size"))))
                {
                    Wrong(source.SkipBlanks(start, end), $"{source.Quote(start, end)} is no argument of `{function.Value}` here", "behind the bounds of a sample stands p=… or size=…");
                    return null;
                }

                if (ExpressionText.Parse(source, begin, end, diagnostics) is not { } value)
                    return null;
                if (keyword.Success)
                    last = (keyword.Groups[1].Value, value);
                else
                    bounds.Add(value);
                start = end + 1;
            }

            if (bounds.Count is 0 or > 3)
            {
                Wrong(function.Index, $"`{function.Value}` has {bounds.Count} bounds", "give it high, or low and high, or low, high and step");
                return null;
            }

            var low = bounds.Count == 1 ? new Number(0) : bounds[0];
            var high = bounds.Count == 1 ? bounds[0] : bounds[1];
            var step = bounds.Count == 3 ? bounds[2] : new Number(1);
            if (function.Value == "range")
                return new RangeIterator(low, high, step);
            if (last is { } how)
                return how.Name == "p" ? new BernoulliIterator(low, high, step, how.Value) : new FixedSizeIterator(low, high, step, how.Value);
            Wrong(function.Index, "`sample` does not say how many to take", "add p=… for a probability, or size=… for a count");
            return null;
        }

        private ConnectGenerator? Wrong(int position, string message, string hint)
        {
            diagnostics.Error(Malformed, message, source.At(position), hint);
            return null;
        }

        // The first such word outside parentheses, or the end of the text.
        private int FindWord(string word, int start)
        {
            var open = 0;
            for (var at = start; at < text.Length; at++)
            {
                if (text[at] == '(')
                    open++;
                else if (text[at] == ')')
                    open--;
                else if (IsWordPart(text[at]))
                {
                    var begin = at;
                    while (at + 1 < text.Length && IsWordPart(text[at + 1]))
                        at++;
                    if (open == 0 && text.AsSpan(begin..(at + 1)).SequenceEqual(word))
                        return begin;
                }
            }

            return text.Length;
        }

        // The first such mark outside inner parentheses, or the end of the text.
        private int Find(char mark, int start)
        {
            var open = 0;
            for (var at = start; at < text.Length; at++)
            {
                if (open == 0 && text[at] == mark)
                    return at;
                open += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
                if (open < 0)
                    break;
            }

            return text.Length;
        }

        private static bool IsWordPart(char one) => one == '_' || char.IsLetterOrDigit(one);
    }
}
