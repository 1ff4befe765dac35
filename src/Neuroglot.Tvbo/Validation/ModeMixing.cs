using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>
/// Dynamics whose modes see each other, written out: a variable <c>xi</c> becomes <c>xi_m0</c>, <c>xi_m1</c> and so on, one for each mode.
/// <code>
/// xi' = mode_dot(xi, A) − xi + mode_sum(c)  →  xi_m0' = xi_m0*A_m0_m0 + xi_m1*A_m1_m0 − xi_m0 + (c_m0 + c_m1), and so on
/// </code>
/// <c>mode_dot(x, A)</c> is Σₖ xₖ·A[k, i] in mode i, <c>mode_sum(x)</c> is Σₖ xₖ. A parameter with a list of values has one for each mode, one with rows is a matrix over pairs of modes.
/// </summary>
public static partial class ModeMixing
{
    private const string Dot = "mode_dot";
    private const string Sum = "mode_sum";

    // Each sees each in every expression.
    private const int MostModes = 64;

    // Inputs from outside of the modes, which all of them have in common.
    private const string Local = "local_coupling";

    /// <summary>Name of a variable in a mode.</summary>
    public static string NameOf(string variable, int mode) => FormattableString.Invariant($"{variable}_m{mode}");

    /// <summary>Whether modes of dynamics see each other, or differ.</summary>
    public static bool IsMixed(Dynamics dynamics)
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        return dynamics.Modes > 1 && (dynamics.Parameters.Any(one => IsOfModes(one, dynamics.Modes)) || UsedNames.Of(dynamics).Any(static one => one is Dot or Sum));
    }

    /// <summary>Whether a parameter has a value for each mode, or each pair of modes.</summary>
    public static bool IsOfModes(Parameter parameter, int modes)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return modes > 1 && (parameter.Rows == 0 ? parameter.Values.Length == modes : parameter.Rows == modes && parameter.Values.Length == modes * modes);
    }

    /// <summary>The dynamics written out; null, with an error, where that cannot be.</summary>
    /// <param name="dynamics">Dynamics with several modes.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static Dynamics? Expand(Dynamics dynamics, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var modes = dynamics.Modes;
        if (modes > MostModes)
        {
            diagnostics.Error(BuildCodes.NotRun, $"The engine runs {MostModes} modes that see each other, or are variables of their own, and not {modes}.", dynamics.Span, "Use fewer modes.");
            return null;
        }

        var matrices = dynamics.Parameters.Where(static one => one.Rows > 0).Select(static one => one.Name).ToHashSet();
        HashSet<string> own =
        [
            .. dynamics.Parameters.Where(one => IsOfModes(one, modes)).Select(static one => one.Name), .. dynamics.DerivedParameters.Select(static one => one.Name), .. dynamics.DerivedVariables.Select(static one => one.Name),
            .. dynamics.StateVariables.Select(static one => one.Name), .. dynamics.CouplingInputs.Select(static one => one.Name).Concat(UsedNames.Of(dynamics).Where(static name => DynamicsScope.IsImplicit(name))).Where(static name => name != Local),
        ];
        var before = diagnostics.Count(static one => one.Severity == Severity.Error);
        var known = new DynamicsNames(dynamics, own, matrices, modes, diagnostics);
        if (dynamics.CouplingInputs.FirstOrDefault(static one => one.Dimension > 1 || !one.Keys.IsEmpty) is { } several)
            diagnostics.Error(BuildCodes.NotRun, $"The engine does not run an input of several values, `{several.Name}`, beside modes that see each other.", several.Span, "Declare an input for each value.");
        if (dynamics.Functions.FirstOrDefault(one => one.Equation is { } equation && UsedNames.Of(equation).Any(name => own.Contains(name) && one.Arguments.All(argument => argument.Name != name))) is { } function)
            diagnostics.Error(BuildCodes.NotRun, $"The engine does not run the function `{function.Name}`, which uses values of a mode.", function.Span, "Give it these values as arguments.");
        var expanded = dynamics with
        {
            Modes = 1,
            MixedModes = modes,
            Parameters = [.. dynamics.Parameters.SelectMany(one => Parameters(one, modes))],
            DerivedParameters = Each(dynamics.DerivedParameters, (one, mode) => one with { Name = NameOf(one.Name, mode), Equation = known.In(one.Equation, mode) }),
            CouplingInputs =
            [
                .. dynamics.CouplingInputs.Where(static one => one.Name == Local),
                .. own.Where(name => dynamics.CouplingInputs.Any(input => input.Name == name) || DynamicsScope.IsImplicit(name)).SelectMany(name => Enumerable.Range(0, modes).Select(mode => new CouplingInput { Name = NameOf(name, mode), Span = dynamics.Span })),
            ],
            DerivedVariables = Each(dynamics.DerivedVariables, (one, mode) => one with
            {
                Name = NameOf(one.Name, mode),
                Equation = known.In(one.Equation, mode),
                Cases = [.. one.Cases.Select(value => new ConditionalValue(known.In(value.Condition, mode), known.In(value.Value, mode)!))],
            }),
            StateVariables = Each(dynamics.StateVariables, (one, mode) => one with
            {
                Name = NameOf(one.Name, mode),
                Equation = known.In(one.Equation, mode),
                Noise = one.Noise is { Equation: { } equation } noise ? noise with { Equation = known.In(equation, mode) } : one.Noise,
            }),
            Events = Each(dynamics.Events, (one, mode) => one with { Name = NameOf(one.Name, mode), Condition = known.In(one.Condition, mode), Affect = known.Renamed(one.Affect, mode) }),
            Output = [.. dynamics.Output.SelectMany(name => own.Contains(name) ? Enumerable.Range(0, modes).Select(mode => NameOf(name, mode)) : [name])],
        };
        return diagnostics.Count(static one => one.Severity == Severity.Error) > before ? null : expanded;

        ImmutableArray<T> Each<T>(ImmutableArray<T> all, Func<T, int, T> make) => [.. all.SelectMany(one => Enumerable.Range(0, modes).Select(mode => make(one, mode)))];
    }

    /// <summary>An experiment whose modes are variables of their own, for forms that have no modes; as it is where there is one mode, or, with an error, where that cannot be.</summary>
    /// <param name="experiment">The experiment, with references to the library resolved.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static SimulationExperiment WrittenOut(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment.Dynamics is { IsReference: false, Modes: > 1 } dynamics && Expand(dynamics, diagnostics) is { } expanded ? experiment with { Dynamics = expanded } : experiment;
    }

    /// <summary>The states that a coupling names, in all modes.</summary>
    internal static ImmutableArray<string> States(ImmutableArray<string> names, Dynamics dynamics) => dynamics.MixedModes == 1 ? names
        : [.. names.SelectMany(name => dynamics.StateVariables.Any(one => one.Name == NameOf(name, 0)) ? Enumerable.Range(0, dynamics.MixedModes).Select(mode => NameOf(name, mode)) : [name])];

    private static IEnumerable<Parameter> Parameters(Parameter one, int modes) => !IsOfModes(one, modes) ? [one]
        : one.Values.Select((value, place) => one with { Name = one.Rows == 0 ? NameOf(one.Name, place) : NameOf(NameOf(one.Name, place / modes), place % modes), Value = value, Values = [], Rows = 0 });

    /// <summary>What the names of dynamics mean in a mode.</summary>
    private sealed partial class DynamicsNames(Dynamics dynamics, HashSet<string> own, HashSet<string> matrices, int modes, DiagnosticBag diagnostics)
    {
        private readonly HashSet<string> functions = [.. dynamics.Functions.Select(static one => one.Name), Dot, Sum];
        private readonly HashSet<string> names = [.. own, .. dynamics.Parameters.Select(static one => one.Name), Local, ParsedDynamics.Time];

        /// <summary>A formula in a mode.</summary>
        public Formula? In(Formula? formula, int mode) =>
            formula?.Parse(names.Contains, functions.Contains, diagnostics) is { } parsed ? formula with { Text = ExpressionPrinter.Print(At(parsed, mode, formula), Dialects.SymPy), Kept = [] } : null;

        /// <summary>Assignments in a mode.</summary>
        public Formula? Renamed(Formula? formula, int mode) => formula is null ? null : formula with { Text = Words().Replace(formula.Text, word => own.Contains(word.Value) ? NameOf(word.Value, mode) : word.Value) };

        private Expression At(Expression expression, int mode, Formula formula)
        {
            switch (expression)
            {
                case Call { Function: Sum, Arguments: [var argument] } when IsPlain(argument):
                    return Total(other => At(argument, other, formula));
                case Call { Function: Dot, Arguments: [var argument, Name { Identifier: var matrix }] } when matrices.Contains(matrix) && IsPlain(argument):
                    return Total(other => new Binary(BinaryOperator.Multiply, At(argument, other, formula), new Name(NameOf(NameOf(matrix, other), mode))));
                case Call { Function: Dot or Sum } wrong:
                    diagnostics.Error(ModelCodes.UndefinedFunction, $"`{wrong.Function}` is not used as it is meant.", formula.Span, "Write `mode_dot(x, A)` with a parameter A that has a row and a column for each mode, or `mode_sum(x)`; neither within the other.");
                    return new Number(0);
                case Name { Identifier: var name } when matrices.Contains(name):
                    diagnostics.Error(ModelCodes.UndefinedFunction, $"`{name}` is a matrix, which is no value by itself.", DynamicsScope.PlaceOf(name, formula), $"Write `mode_dot(x, {name})`.");
                    return new Number(0);
                case Name { Identifier: var name } when own.Contains(name):
                    return new Name(NameOf(name, mode));
                default:
                    return expression.MapChildren(child => At(child, mode, formula));
            }
        }

        // Sums of sums would grow with each more.
        private static bool IsPlain(Expression expression) => !expression.Any(static one => one is Call { Function: Dot or Sum });

        private Expression Total(Func<int, Expression> term) => Enumerable.Range(0, modes).Select(term).Aggregate(static (one, other) => new Binary(BinaryOperator.Add, one, other));

        [GeneratedRegex(@"[^\W\d]\w*", RegexOptions.CultureInvariant)]
        private static partial Regex Words();
    }
}
