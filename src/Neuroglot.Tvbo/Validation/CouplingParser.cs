using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>A coupling with its expressions understood.</summary>
/// <param name="Source">The coupling as it was written.</param>
/// <param name="Pre">What one source contributes.</param>
/// <param name="Post">What becomes of the sum.</param>
public sealed record ParsedCoupling(Coupling Source, Expression Pre, Expression Post)
{
    /// <summary>The state of the target in expressions.</summary>
    public const string Local = "x_i";

    /// <summary>The state of the source, a delay ago.</summary>
    public const string Incoming = "x_j";

    // Where an expression names all states at once, as programs of vectors do; alone, those of the source are meant.
    internal const string Locals = "local_states";
    internal const string Incomings = "incoming_states";

    /// <summary>The weighted sum over the sources.</summary>
    public const string Sum = "gx";
}

/// <summary>Understands the expressions of couplings.</summary>
public static class CouplingParser
{
    private static readonly string[] Functions = [];

    /// <summary>The coupling understood; null where an error was found.</summary>
    /// <param name="coupling">The coupling.</param>
    /// <param name="dynamics">The dynamics that it couples, whose state variables it may name; null where they are not known.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static ParsedCoupling? Parse(Coupling coupling, ParsedDynamics? dynamics, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(coupling);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var found = new DiagnosticBag();
        var parameters = coupling.Parameters.Select(static one => one.Name).ToHashSet();
        foreach (var one in coupling.Parameters.Where(static one => one.Value is not { } value || !double.IsFinite(value)))
            found.Error(ModelCodes.WrongNumber, $"The parameter `{one.Name}` of {Called(coupling)} has no finite value.", one.Span, "Write `value: …`.");
        var states = dynamics?.Source.StateVariables.Select(static one => one.Name).ToImmutableArray() ?? [];
        if (dynamics is not null)
        {
            foreach (var name in coupling.IncomingStates.Concat(coupling.LocalStates).Where(name => !states.Contains(name)))
                found.Error(ModelCodes.UnknownReference, $"`{name}`, which {Called(coupling)} names, is no state variable of `{dynamics.Source.Name}`.", coupling.Span, NearNames.Hint(name, states));
        }

        var pre = Expression(coupling, coupling.Pre, "pre_expression", ParsedCoupling.Incoming, [.. parameters, ParsedCoupling.Local, ParsedCoupling.Incoming, ParsedCoupling.Locals, ParsedCoupling.Incomings, .. states, .. states.Select(static one => $"{one}_j"), .. states.Select(static one => $"{one}_i")], found, areStatesOpen: dynamics is null);
        var post = Expression(coupling, coupling.Post, "post_expression", ParsedCoupling.Sum, [.. parameters, ParsedCoupling.Sum, ParsedCoupling.Local, "N"], found, areStatesOpen: false);
        diagnostics.AddRange(found);
        if (found.HasErrors)
            return null;
        if (pre is Name { Identifier: ParsedCoupling.Locals })
            (pre, coupling) = (new Name(ParsedCoupling.Incoming), coupling.IncomingStates.IsEmpty ? coupling with { IncomingStates = coupling.LocalStates } : coupling);
        return new ParsedCoupling(coupling, Substitution.Apply(pre!, static name => name switch { ParsedCoupling.Locals => new Name(ParsedCoupling.Local), ParsedCoupling.Incomings => new Name(ParsedCoupling.Incoming), _ => null }), post!);
    }

    private static Expression? Expression(Coupling coupling, Formula? formula, string slot, string usual, HashSet<string> names, DiagnosticBag diagnostics, bool areStatesOpen)
    {
        if (formula is null)
            return new Name(usual);
        if (formula.Parse(names.Contains, Functions.Contains, diagnostics) is not { } parsed)
            return null;
        foreach (var name in FreeNames.Of(parsed))
        {
            var bracket = name.IndexOf('[', StringComparison.Ordinal);
            if (!names.Contains(bracket < 0 ? name : name[..bracket]) && !(areStatesOpen && (name.EndsWith("_i", StringComparison.Ordinal) || name.EndsWith("_j", StringComparison.Ordinal))))
                diagnostics.Error(ModelCodes.UndefinedSymbol, $"`{name}`, in `{slot}` of {Called(coupling)}, is not defined.", DynamicsScope.PlaceOf(name, formula), NearNames.Hint(name, names) ?? $"It knows {string.Join(", ", names)}.");
        }

        foreach (var call in Calls(parsed).Where(static call => Model.Expressions.Functions.Find(call.Function) is null))
            diagnostics.Error(ModelCodes.UndefinedFunction, $"The function `{call.Function}`, in `{slot}` of {Called(coupling)}, is not defined.", DynamicsScope.PlaceOf(call.Function, formula), NearNames.Hint(call.Function, Dialects.SymPy.Functions.Select(static one => one.Name)));
        return parsed;
    }

    private static string Called(Coupling coupling) => coupling.Name.Length > 0 ? $"the coupling `{coupling.Name}`" : "the coupling";

    private static IEnumerable<Call> Calls(Expression expression) => expression.Children().SelectMany(Calls).Concat(expression is Call call ? [call] : []);
}
