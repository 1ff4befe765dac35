using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Syntax;
using Function = Neuroglot.Tvbo.Syntax.Function;

namespace Neuroglot.Tvbo.Validation;

/// <summary>The names of one dynamics, and how expressions over them are understood.</summary>
internal sealed class DynamicsScope
{
    private static readonly string[] Implicit = ["local_coupling", "c_pop0", "c_pop1", "c_glob"];

    private readonly Dictionary<string, string> kinds = [];
    private readonly Dictionary<string, FunctionDefinition> functions = [];
    private readonly HashSet<string> wrongFunctions = [];
    private readonly Dictionary<string, Expression> keys = [];
    private readonly List<string> used = [];
    private readonly Dynamics dynamics;
    private readonly DiagnosticBag diagnostics;

    public DynamicsScope(Dynamics dynamics, IEnumerable<Function> shared, DiagnosticBag diagnostics)
    {
        this.dynamics = dynamics;
        this.diagnostics = diagnostics;
        Declare(dynamics.Parameters, "parameter");
        Declare(dynamics.DerivedParameters, "derived parameter");
        Declare(dynamics.CouplingInputs, "coupling input");
        foreach (var input in dynamics.CouplingInputs)
        {
            foreach (var (key, index) in input.Keys.Select(static (key, index) => (key, index)))
            {
                Declare([input with { Name = key }], "coupling input");
                keys[key] = keys[$"{input.Name}[{key}]"] = new Name(FormattableString.Invariant($"{input.Name}[{index}]"));
            }
        }

        Declare(dynamics.StateVariables, "state variable");
        Declare(dynamics.DerivedVariables, "derived variable");
        foreach (var function in dynamics.Functions.Concat(Called(shared)))
            Define(function);
    }

    // Functions of an experiment may be for what reads results, in a language of their own.
    private List<Function> Called(IEnumerable<Function> shared)
    {
        var others = shared.Where(one => dynamics.Functions.All(own => own.Name != one.Name)).ToList();
        var used = UsedNames.Of(dynamics);
        var called = new List<Function>();
        while (others.FirstOrDefault(one => used.Contains(one.Name)) is { } next)
        {
            others.Remove(next);
            called.Add(next);
            used.UnionWith(UsedNames.Of(next.Equation));
        }

        return called;
    }

    /// <summary>Whether an input of that name needs no declaration.</summary>
    public static bool IsImplicit(string name) => Implicit.Contains(name);

    /// <summary>Inputs that expressions used without a declaration, in the order of their first use.</summary>
    public IEnumerable<string> ImplicitInputs => used;

    /// <summary>The expression with functions inlined and every name known; null, with an error, where there is none.</summary>
    /// <param name="formula">The text.</param>
    /// <param name="of">What it is the expression of, for messages.</param>
    /// <param name="extra">Names that are known here only.</param>
    public Expression? Parse(Formula formula, string of, params IReadOnlyCollection<string> extra)
    {
        var before = diagnostics.Count(static one => one.Severity == Severity.Error);
        var parsed = formula.Parse(name => kinds.ContainsKey(name) || extra.Contains(name) || name == ParsedDynamics.Time, functions.ContainsKey, diagnostics);
        if (parsed is null)
            return null;
        parsed = Inlining.Apply(parsed, new Dictionary<string, Expression>(), functions, formula.Span, diagnostics);
        if (parsed is null)
            return null;
        parsed = Substitution.Apply(SpecialFunctions.Expand(parsed), keys);
        CheckNames(parsed, formula, of, extra);
        return diagnostics.Count(static one => one.Severity == Severity.Error) > before ? null : parsed;
    }

    /// <summary>Whether the dynamics have a state variable of that name.</summary>
    public bool IsState(string name) => kinds.GetValueOrDefault(name) == "state variable";

    /// <summary>Whether the dynamics have a parameter of that name.</summary>
    public bool IsParameter(string name) => kinds.GetValueOrDefault(name) == "parameter";

    /// <summary>Names that a person may have meant.</summary>
    public IEnumerable<string> Names => kinds.Keys.Append(ParsedDynamics.Time);

    private void CheckNames(Expression expression, Formula formula, string of, IReadOnlyCollection<string> extra)
    {
        foreach (var name in FreeNames.Of(expression))
        {
            if (kinds.ContainsKey(name) || extra.Contains(name) || name == ParsedDynamics.Time || IsElement(name))
                continue;
            if (Implicit.Contains(name))
            {
                if (used.Contains(name))
                    continue;
                used.Add(name);
                diagnostics.Note(ModelCodes.ImplicitInput, $"`{name}` is used without a declaration; it is taken for a coupling input, 0 without a network.", PlaceOf(name, formula), $"Write `coupling_inputs: {{{name}: {{}}}}`.");
                continue;
            }

            diagnostics.Error(ModelCodes.UndefinedSymbol, $"`{name}`, in {of}, is not defined.", PlaceOf(name, formula), NearNames.Hint(name, Names) ?? $"Add `{name}` to the parameters.");
        }

        foreach (var call in Calls(expression).DistinctBy(static one => one.Function))
        {
            if (Functions.Find(call.Function) is not null || wrongFunctions.Contains(call.Function))
                continue;
            diagnostics.Error(
                ModelCodes.UndefinedFunction, $"The function `{call.Function}`, in {of}, is not defined.", PlaceOf(call.Function, formula),
                NearNames.Hint(call.Function, functions.Keys.Concat(Dialects.SymPy.Functions.Select(static one => one.Name))) ?? $"Add `{call.Function}` to the functions.");
        }
    }

    // c[0] of an input with several values.
    private bool IsElement(string name)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0 || dynamics.CouplingInputs.FirstOrDefault(one => one.Name == name[..bracket]) is not { } input)
            return false;
        var index = name[(bracket + 1)..^1];
        return int.TryParse(index, out var number) && number < Math.Max(input.Dimension, input.Keys.Length);
    }

    private static IEnumerable<Call> Calls(Expression expression) =>
        expression.Children().SelectMany(Calls).Concat(expression is Call call ? [call] : []);

    // The first place in the text where the name stands by itself; in a function that is called it may not stand in this text at all.
    internal static SourceSpan PlaceOf(string name, Formula formula)
    {
        for (var at = formula.Text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = formula.Text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var isWhole = (at == 0 || !IsWordPart(formula.Text[at - 1])) && (at + name.Length == formula.Text.Length || !IsWordPart(formula.Text[at + name.Length]));
            if (isWhole && !formula.Text.AsSpan(0, at).Contains('\n'))
                return formula.Span.Right(at);
        }

        return formula.Span;
    }

    private static bool IsWordPart(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private void Declare(IEnumerable<TvboObject> objects, string kind)
    {
        foreach (var one in objects)
        {
            if (one.Name.Length == 0 || !one.Name.All(IsWordPart) || char.IsDigit(one.Name[0]))
                diagnostics.Error(ModelCodes.WrongName, $"'{one.Name}' cannot be the name of a {kind}: it has to be usable in expressions.", one.Span, "Use letters, digits and _.");
            else if (one.Name == ParsedDynamics.Time)
                diagnostics.Error(ModelCodes.WrongName, $"`t` is the time and cannot be a {kind}.", one.Span, "Choose another name.");
            else if (!kinds.TryAdd(one.Name, kind))
                diagnostics.Error(ModelCodes.UsedTwice, $"`{one.Name}` is a {kinds[one.Name]} already and cannot be a {kind}, too.", one.Span, "Choose another name.");
        }
    }

    private void Define(Function function)
    {
        // One that is code of another program is for what reads results; equations cannot call it.
        if (function.Equation is null && function.Kept.Any(static one => one.Key is "source_code" or "callable"))
            return;
        if (function.Equation is not { } equation)
        {
            diagnostics.Error(ModelCodes.NoEquation, $"The function `{function.Name}` has no expression.", function.Span, "Write `equation: {rhs: …}`.");
            wrongFunctions.Add(function.Name);
            return;
        }

        if (kinds.TryGetValue(function.Name, out var kind))
            diagnostics.Error(ModelCodes.UsedTwice, $"`{function.Name}` is a {kind} already and cannot be a function, too.", function.Span, "Choose another name.");
        var arguments = function.Arguments.Select(static one => one.Name).ToHashSet();
        var names = dynamics.Functions.Select(static one => one.Name).ToHashSet();
        if (equation.Parse(name => kinds.ContainsKey(name) || arguments.Contains(name) || name == ParsedDynamics.Time, names.Contains, diagnostics) is not { } body)
        {
            wrongFunctions.Add(function.Name);
            return;
        }

        foreach (var name in FreeNames.Of(body).Where(name => !arguments.Contains(name) && !kinds.ContainsKey(name) && name != ParsedDynamics.Time && !Implicit.Contains(name)))
            diagnostics.Error(ModelCodes.UndefinedSymbol, $"`{name}`, in the function `{function.Name}`, is not defined.", PlaceOf(name, equation), NearNames.Hint(name, Names.Concat(arguments)) ?? $"Add `{name}` to its arguments, or to the parameters.");
        functions[function.Name] = new FunctionDefinition(function.Name, [.. function.Arguments.Select(static one => one.Name)], body);
    }
}
