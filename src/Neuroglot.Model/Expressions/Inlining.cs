using System.Runtime.CompilerServices;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// Replaces aliases and model-defined functions by what they stand for, to a fixed point. Parameters of a function are bound, so nothing of
/// the caller is captured. A definition that depends on itself is an error.
/// <code>
/// i/C      with i = g(v) + i0, g(u) = k*u   →  (k*v + i0)/C
/// a        with a = b + 1, b = 2*a          →  error: `a` depends on itself: a, b, a
/// </code>
/// </summary>
public sealed class Inlining
{
    /// <summary>Code of the diagnostic for definitions that go in a circle.</summary>
    public const string Cycle = "NG1222";

    /// <summary>Code of the diagnostic for an expression that becomes too large or too deep.</summary>
    public const string TooLarge = "NG1223";

    /// <summary>Greatest number of nodes of a result.</summary>
    public const int MaxSize = 200_000;

    private readonly IReadOnlyDictionary<string, Expression> aliases;
    private readonly IReadOnlyDictionary<string, FunctionDefinition> functions;
    private readonly SourceSpan span;
    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<string, Expression> resolved = [];
    private readonly Dictionary<string, FunctionDefinition> resolvedFunctions = [];
    private readonly List<string> active = [];
    private bool failed;
    private long budget = MaxSize;

    private Inlining(
        IReadOnlyDictionary<string, Expression> aliases,
        IReadOnlyDictionary<string, FunctionDefinition> functions,
        SourceSpan span,
        DiagnosticBag diagnostics)
    {
        this.aliases = aliases;
        this.functions = functions;
        this.span = span;
        this.diagnostics = diagnostics;
    }

    /// <summary>Inlines into one expression.</summary>
    /// <param name="expression">Where.</param>
    /// <param name="aliases">Names that stand for expressions.</param>
    /// <param name="functions">Functions by name; one of them overrides a built-in function of the same name.</param>
    /// <param name="span">The place that a diagnostic names.</param>
    /// <param name="diagnostics">Gets one error when the result is null.</param>
    /// <returns>The expression without aliases and model functions, or null.</returns>
    public static Expression? Apply(
        Expression expression,
        IReadOnlyDictionary<string, Expression> aliases,
        IReadOnlyDictionary<string, FunctionDefinition> functions,
        SourceSpan span,
        DiagnosticBag diagnostics)
    {
        var run = new Inlining(aliases, functions, span, diagnostics);
        var result = run.Inline(expression, null);
        if (!run.failed && !ExpressionSize.Fits(result, MaxSize, ExpressionParser.MaxDepth))
            run.Fail(TooLarge, $"the expression has more than {MaxSize} parts or is more than {ExpressionParser.MaxDepth} deep after inlining");
        return run.failed ? null : result;
    }

    private Expression Inline(Expression expression, FunctionDefinition? inside)
    {
        if (failed)
            return expression;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack() || budget-- < 0)
        {
            Fail(TooLarge, $"inlining makes more than {MaxSize} parts, or definitions are nested too deeply");
            return expression;
        }

        switch (expression)
        {
            case Name name when inside is not null && inside.Parameters.Contains(name.Identifier):
                return name;
            case Name name when resolved.TryGetValue(name.Identifier, out var known):
                return known;
            case Name name when aliases.TryGetValue(name.Identifier, out var value):
                return resolved[name.Identifier] = Enter(name.Identifier, () => Inline(value, null)) ?? value;
            case Call call when functions.TryGetValue(call.Function, out var function):
                return InlineCall((Call)call.MapChildren(child => Inline(child, inside)), function);
            default:
                return expression.MapChildren(child => Inline(child, inside));
        }
    }

    private Expression InlineCall(Call call, FunctionDefinition function)
    {
        if (function.Parameters.Length != call.Arguments.Length)
        {
            Fail(ExpressionParser.WrongArgumentCount,
                $"`{function.Name}` takes {function.Parameters.Length} argument(s), not {call.Arguments.Length}");
            return call;
        }

        if (!resolvedFunctions.TryGetValue(function.Name, out var ready))
        {
            var bound = Bind(function);
            var body = Enter(function.Name, () => Inline(bound.Body, bound));
            ready = resolvedFunctions[function.Name] = bound with { Body = body ?? bound.Body };
        }

        if (failed)
            return call;
        budget -= ExpressionSize.Count(ready.Body, MaxSize);
        if (budget < 0)
        {
            Fail(TooLarge, $"inlining makes more than {MaxSize} parts");
            return call;
        }

        var values = new Dictionary<string, Expression>();
        for (var index = 0; index < call.Arguments.Length; index++)
            values[ready.Parameters[index]] = call.Arguments[index];
        return Substitution.Apply(ready.Body, values);
    }

    // Parameters get names that nothing else can have, so that what is inlined into a body is not taken for them.
    private static FunctionDefinition Bind(FunctionDefinition function)
    {
        static string Unique(string parameter, string function) => $"{parameter} of {function}";
        return function with
        {
            Parameters = [.. function.Parameters.Select(parameter => Unique(parameter, function.Name))],
            Body = Substitution.Apply(function.Body, name => function.Parameters.Contains(name) ? new Name(Unique(name, function.Name)) : null),
        };
    }

    private Expression? Enter(string name, Func<Expression> inline)
    {
        var start = active.IndexOf(name);
        if (start >= 0)
        {
            Fail(Cycle, $"`{name}` depends on itself: {string.Join(", ", active.Skip(start).Append(name).Select(one => $"`{one}`"))}");
            return null;
        }

        active.Add(name);
        var result = inline();
        active.RemoveAt(active.Count - 1);
        return failed ? null : result;
    }

    private void Fail(string code, string message)
    {
        if (!failed)
            diagnostics.Error(code, message, span);
        failed = true;
    }
}
