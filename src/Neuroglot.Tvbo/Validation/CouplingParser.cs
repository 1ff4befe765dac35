using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Building.Networks;
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
public static partial class CouplingParser
{
    // The state of a source, or the sum of them, in a `coupling_function`.
    private const string Source = "x";

    private static readonly string[] Functions = [];

    /// <summary>The coupling understood; null where an error was found.</summary>
    /// <param name="coupling">The coupling.</param>
    /// <param name="dynamics">The dynamics that it couples, whose state variables it may name; null where they are not known.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <param name="areSourcesOther">Whether sources may have other dynamics, so that incoming states need not be theirs.</param>
    public static ParsedCoupling? Parse(Coupling coupling, ParsedDynamics? dynamics, DiagnosticBag diagnostics, bool areSourcesOther = false)
    {
        ArgumentNullException.ThrowIfNull(coupling);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (coupling.Parts() is { Length: > 1 } parts)
        {
            ImmutableArray<ParsedCoupling?> all = [.. parts.Select(part => Parse(part, dynamics, diagnostics, areSourcesOther))];
            return all.Contains(null) ? null : all[0];
        }

        if (dynamics is { Source.MixedModes: > 1 })
            coupling = coupling with { IncomingStates = ModeMixing.States(coupling.IncomingStates, dynamics.Source), LocalStates = ModeMixing.States(coupling.LocalStates, dynamics.Source) };
        var found = new DiagnosticBag();
        var parameters = coupling.Parameters.Select(static one => one.Name).ToHashSet();
        foreach (var one in coupling.Parameters.Where(static one => one.Value is not { } value || !double.IsFinite(value)))
            found.Error(ModelCodes.WrongNumber, $"The parameter `{one.Name}` of {Called(coupling)} has no finite value.", one.Span, "Write `value: …`.");
        var states = dynamics?.Source.StateVariables.Select(static one => one.Name).ToImmutableArray() ?? [];
        if (dynamics is not null)
        {
            foreach (var name in (areSourcesOther ? [] : coupling.IncomingStates).Concat(coupling.LocalStates).Where(name => !states.Contains(name)))
                found.Error(ModelCodes.UnknownReference, $"`{name}`, which {Called(coupling)} names, is no state variable of `{dynamics.Source.Name}`.", coupling.Span, NearNames.Hint(name, states));
        }

        if (coupling.Function is { } whole)
        {
            if (coupling.Pre is not null || coupling.Post is not null)
                found.Error(NetworkCodes.OpenFunction, $"{Capital(coupling)} has a `coupling_function` beside `pre_expression` or `post_expression`.", whole.Span, "Keep one of them.");
            else if (OfWhole(coupling, whole, parameters, found) is { } sum)
                coupling = coupling with { Function = null, Post = sum };
        }

        ImmutableArray<string> named = [.. states.Concat(coupling.IncomingStates).Concat(coupling.LocalStates).Distinct()];
        var pre = Expression(coupling, coupling.Pre, "pre_expression", ParsedCoupling.Incoming, [.. parameters, ParsedCoupling.Local, ParsedCoupling.Incoming, ParsedCoupling.Locals, ParsedCoupling.Incomings, .. named, .. named.Select(static one => $"{one}_j"), .. named.Select(static one => $"{one}_i")], found, areStatesOpen: dynamics is null);
        var post = Expression(coupling, coupling.Post, "post_expression", ParsedCoupling.Sum, [.. parameters, ParsedCoupling.Sum, ParsedCoupling.Local, "N"], found, areStatesOpen: false);
        if (pre is not null)
        {
            // A state that a coupling takes in is, by its bare name, that of the source.
            foreach (var name in FreeNames.Of(pre).Where(name => coupling.IncomingStates.Contains(name) && coupling.LocalStates.Contains(name) && !parameters.Contains(name)))
                found.Error(ModelCodes.UsedTwice, $"`{name}`, in `pre_expression` of {Called(coupling)}, is a state of the source and of the target.", DynamicsScope.PlaceOf(name, coupling.Pre!), $"Write `{name}_j` for that of the source, `{name}_i` for that of the target.");
            pre = Substitution.Apply(pre, name => coupling.IncomingStates.Contains(name) && !parameters.Contains(name) ? new Name($"{name}_j") : null);
        }

        diagnostics.AddRange(found);
        if (found.HasErrors)
            return null;
        if (pre is Name { Identifier: ParsedCoupling.Locals })
            (pre, coupling) = (new Name(ParsedCoupling.Incoming), coupling.IncomingStates.IsEmpty ? coupling with { IncomingStates = coupling.LocalStates } : coupling);
        return new ParsedCoupling(coupling, Substitution.Apply(pre!, static name => name switch { ParsedCoupling.Locals => new Name(ParsedCoupling.Local), ParsedCoupling.Incomings => new Name(ParsedCoupling.Incoming), _ => null }), post!);
    }

    // Of a function that is proportional to x it makes no difference whether x is one source or the sum: it is read as what becomes of the sum.
    private static Formula? OfWhole(Coupling coupling, Formula whole, HashSet<string> parameters, DiagnosticBag diagnostics)
    {
        var own = whole.Parse(name => name == Source || parameters.Contains(name), Functions.Contains, diagnostics);
        if (own is null)
            return null;
        if (!FreeNames.Contains(own, Source) || !LinearForm.TryCreate(own, new HashSet<string> { Source }, out var form, out _) || form.Constant is not Number { Value: 0 })
        {
            diagnostics.Error(
                NetworkCodes.OpenFunction, $"The `coupling_function` of {Called(coupling)} is not proportional to `x`, so that it matters whether `x` is the state of one source or the sum over all, which it does not say.", whole.Span,
                "Write `pre_expression` with `x_j` for the state of a source, or `post_expression` with `gx` for the sum.");
            return null;
        }

        return whole with { Text = WholeSource().Replace(whole.Text, ParsedCoupling.Sum) };
    }

    [GeneratedRegex(@"\bx\b", RegexOptions.CultureInvariant)]
    private static partial Regex WholeSource();

    private static string Capital(Coupling coupling) => $"T{Called(coupling)[1..]}";

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
