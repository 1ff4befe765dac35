using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>
/// Reads equations: <c>dx/dt = expression : unit (flags)</c>, <c>x = expression : unit (flags)</c> and <c>x : unit (flags)</c>. An expression may run over
/// several lines, up to its colon; comments begin with <c>#</c>; three quotes around the whole are ignored. What depends on the object that the equations
/// are for is checked by <see cref="EquationRules"/>.
/// </summary>
public static partial class EquationParser
{
    /// <summary>Code of the diagnostic for a line that is no equation.</summary>
    public const string Malformed = "NG5001";

    /// <summary>Code of the diagnostic for a flag that does not exist.</summary>
    public const string UnknownFlag = "NG5004";

    /// <summary>Code of the diagnostic for a second equation for one variable.</summary>
    public const string Duplicate = "NG5006";

    /// <summary>Code of the diagnostic for a name that a variable cannot have.</summary>
    public const string Reserved = "NG5007";

    /// <summary>Code of the diagnostic for a differential equation of whole numbers or truth values.</summary>
    public const string NotReal = "NG5009";

    /// <summary>Greatest length of a text, in characters.</summary>
    public const int MaxLength = 1_000_000;

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">The equations.</param>
    /// <param name="sourceName">What places in diagnostics begin with: a file, or what the equations are called.</param>
    /// <param name="diagnostics">Gets an error for each equation that cannot be read.</param>
    /// <returns>The equations that can be read.</returns>
    public static Equations Parse(string text, string sourceName, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (text.Length <= MaxLength)
            return new Run(new SourceText(text, sourceName), diagnostics).ParseAll();
        diagnostics.Error(Malformed, $"the equations have {text.Length} characters; at most {MaxLength} are read", new SourceSpan(sourceName, 1, 1));
        return Equations.None;
    }

    /// <summary>Reads equations that stand in a program, not in a model.</summary>
    /// <exception cref="FormatException">The text has a mistake.</exception>
    public static Equations Parse(string text)
    {
        var diagnostics = new DiagnosticBag();
        var equations = Parse(text, "equations", diagnostics);
        return diagnostics.HasErrors ? throw new FormatException(diagnostics.First(one => one.Severity == Severity.Error).ToString()) : equations;
    }

    [GeneratedRegex(@"\Gd\s*([A-Za-z_][A-Za-z0-9_]*)\s*/\s*dt\s*=(?!=)")]
    private static partial Regex Derivative();

    [GeneratedRegex(@"\G([A-Za-z_][A-Za-z0-9_]*)\s*=(?!=)")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\G([A-Za-z_][A-Za-z0-9_]*)\s*\z")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\G\(([A-Za-z_,\- \t\r\n]*)\)")]
    private static partial Regex FlagList();

    private sealed class Run(SourceText source, DiagnosticBag diagnostics)
    {
        private readonly string text = source.Text;
        private readonly List<Equation> equations = [];
        private readonly Dictionary<string, SourceSpan> names = [];
        private int position;
        private int colon = -1;
        private int searchedFrom;
        private int assignment = -1;

        public Equations ParseAll()
        {
            while ((position = source.SkipBlanks(position, text.Length)) < text.Length)
            {
                if (ParseEquation() is { } equation)
                    equations.Add(equation);
            }

            return new Equations(equations);
        }

        private Equation? ParseEquation()
        {
            var start = position;
            if (colon < start)
                colon = text.IndexOf(':', start) is var found and >= 0 ? found : text.Length;
            var next = NextEquation(start);
            if (next < text.Length || colon == text.Length)
                return Incomplete(start, next);

            var head = text[start..colon];
            var kind = EquationKind.DifferentialEquation;
            var match = Derivative().Match(head);
            if (!match.Success)
                (kind, match) = (EquationKind.Subexpression, Definition().Match(head));
            if (!match.Success)
                (kind, match) = (EquationKind.Parameter, Declaration().Match(head));
            if (!match.Success)
            {
                diagnostics.Error(
                    Malformed, $"{source.Quote(start, colon)} is no equation", source.At(start), "write `dx/dt = … : unit`, `x = … : unit` or `x : unit`");
                position = Math.Max(source.LineEnd(start), start + 1);
                return null;
            }

            var name = match.Groups[1].Value;
            var expression = kind == EquationKind.Parameter ? null : ParseExpression(name, start + match.Length);
            var isRight = kind == EquationKind.Parameter || expression is not null;
            isRight &= ParseEnd(name, kind, out var dimension, out var type, out var flags);
            var equation = new Equation(kind, name, expression, dimension, type, flags, source.At(start));
            return IsNameFree(equation) && isRight ? equation : null;
        }

        // A second = before the colon shows that the colon is that of another equation; so does a first one in a line that begins like an equation.
        // The position of that line, or the end of the text.
        private int NextEquation(int start)
        {
            var first = NextAssignment(start);
            if (first >= colon)
                return text.Length;
            var line = LineStart(first, start);
            var begin = source.SkipBlanks(line, first);
            if (line > start && (Derivative().IsMatch(text, begin) || Definition().IsMatch(text, begin)))
                return line;
            var second = NextAssignment(first + 1);
            line = LineStart(Math.Min(second, text.Length - 1), start);
            return second < colon && line > start ? line : text.Length;
        }

        // The next = that is no part of a comparison. What was found is kept, so that every part of the text is searched once.
        private int NextAssignment(int from)
        {
            if (from >= searchedFrom && from <= assignment)
                return assignment;
            searchedFrom = from;
            for (assignment = from; (assignment = text.IndexOf('=', assignment)) >= 0; assignment++)
            {
                if (assignment + 1 < text.Length && text[assignment + 1] == '=')
                    assignment++;
                else if (assignment == 0 || text[assignment - 1] is not ('<' or '>' or '!'))
                    return assignment;
            }

            return assignment = text.Length;
        }

        private int LineStart(int at, int start) => text.LastIndexOf('\n', at, at - start + 1) + 1;

        private Equation? Incomplete(int start, int next)
        {
            diagnostics.Error(
                Malformed, $"{source.Quote(start, text.Length)} does not end with its unit", source.At(start), "write for example `: volt`, or `: 1` for a pure number");
            position = Math.Min(next, next < text.Length ? next : source.LineEnd(start));
            return null;
        }

        private Expression? ParseExpression(string name, int start)
        {
            var begin = source.SkipBlanks(start, colon);
            var found = new DiagnosticBag();
            var tree = ExpressionParser.Parse(text[begin..colon], Dialects.Brian, source.At(begin), found);
            // What looks like the name of a parameter on the last line says that the line before has no unit.
            var line = text.LastIndexOf('\n', colon - 1, colon - begin) + 1;
            var isParameter = tree is null && line > begin && Declaration().IsMatch(text[line..colon].Trim());
            foreach (var one in found)
                diagnostics.Add(isParameter ? one with { Hint = $"does the equation of `{name}` lack its unit?" } : one);
            return tree;
        }

        private bool IsNameFree(Equation equation)
        {
            var name = equation.Name;
            if (!names.TryAdd(name, equation.Span))
            {
                diagnostics.Error(Duplicate, $"`{name}` has a second equation; the first is at {names[name]}", equation.Span);
                return false;
            }

            if (ReservedNames.Why(equation) is not { } why)
                return true;
            diagnostics.Error(Reserved, $"the variable cannot be called `{name}`: it {why}", equation.Span);
            return false;
        }

        // Unit and flags, from the colon to the end of the line.
        private bool ParseEnd(string name, EquationKind kind, out Dimension dimension, out VariableType type, out ImmutableArray<string> flags)
        {
            (dimension, type, flags) = (Dimension.None, VariableType.Real, []);
            var start = source.SkipBlanks(colon + 1, source.LineEnd(colon));
            var end = source.LineEnd(start);
            var parenthesis = text.IndexOf('(', start, end - start);
            position = end;
            var isRight = true;
            if (parenthesis >= 0)
            {
                var list = FlagList().Match(text, parenthesis);
                if (list.Success)
                {
                    position = source.LineEnd(parenthesis + list.Length);
                    isRight = ParseFlags(list.Groups[1].Value, parenthesis, out flags);
                    isRight &= NothingMore(parenthesis + list.Length, position);
                }
                else
                {
                    diagnostics.Error(
                        Malformed, $"{source.Quote(parenthesis, end)} is no list of flags", source.At(parenthesis), $"flags are {string.Join(", ", EquationFlags.All)}");
                    isRight = false;
                }

                end = parenthesis;
            }

            var unit = text[start..end].TrimEnd();
            switch (unit)
            {
                case "":
                    diagnostics.Error(Malformed, $"`{name}` has no unit after the colon", source.At(colon), "write for example `volt`, or `1` for a pure number");
                    return false;
                case "boolean":
                    type = VariableType.Boolean;
                    break;
                case "integer":
                    type = VariableType.Integer;
                    break;
                case "bool" or "int":
                    diagnostics.Error(UnitNames.NotAUnit, $"`{unit}` is no unit", source.At(start), $"write `{(unit == "bool" ? "boolean" : "integer")}`");
                    return false;
                default:
                    if (UnitNames.Parse(unit, source.At(start), diagnostics) is not { } read)
                        return false;
                    dimension = read;
                    break;
            }

            if (kind != EquationKind.DifferentialEquation || type == VariableType.Real)
                return isRight;
            diagnostics.Error(NotReal, $"`{name}` has a differential equation, so it cannot be {unit}", source.At(start), "give it a unit, or `1`");
            return false;
        }

        private bool ParseFlags(string list, int start, out ImmutableArray<string> flags)
        {
            var kept = ImmutableArray.CreateBuilder<string>();
            var isRight = true;
            foreach (var item in list.Split(','))
            {
                var flag = string.Join(' ', item.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                if (!EquationFlags.All.Contains(flag))
                {
                    diagnostics.Error(
                        UnknownFlag, $"there is no flag `{flag}`", source.At(start), NearNames.Hint(flag, EquationFlags.All) ?? $"flags are {string.Join(", ", EquationFlags.All)}");
                    isRight = false;
                }
                else if (!kept.Contains(flag))
                {
                    kept.Add(flag);
                }
            }

            flags = kept.ToImmutable();
            return isRight;
        }

        private bool NothingMore(int start, int end)
        {
            var rest = source.SkipBlanks(start, end);
            if (rest == end)
                return true;
            diagnostics.Error(Malformed, $"{source.Quote(rest, end)} stands after the end of an equation", source.At(rest), "begin the next equation on a new line");
            return false;
        }
    }
}
