using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Function = Neuroglot.Tvbo.Syntax.Function;

namespace Neuroglot.Tvbo.Validation;

/// <summary>Understands the expressions of dynamics and checks what they say.</summary>
public static class DynamicsParser
{
    // A condition looks at each of them at each step.
    private const int MostTimes = 1000;

    // The parameter of an event that says how long it keeps what it has changed.
    private const string Refract = "refract";

    /// <summary>The dynamics understood; null where an error was found.</summary>
    /// <param name="dynamics">The dynamics.</param>
    /// <param name="shared">Functions of the experiment that its expressions may call.</param>
    /// <param name="diagnostics">Gets what is wrong, as much of it as there is.</param>
    public static ParsedDynamics? Parse(Dynamics dynamics, ImmutableArray<Function> shared, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var found = new DiagnosticBag();
        if (ModeMixing.IsMixed(dynamics))
        {
            if (ModeMixing.Expand(dynamics, diagnostics) is not { } expanded)
                return null;
            dynamics = expanded;
        }

        var scope = new DynamicsScope(dynamics, shared, found);
        CheckValues(dynamics, found);
        var derivedParameters = dynamics.DerivedParameters.Select(one => Named(scope, one, one.Equation, "the derived parameter", found)).OfType<NamedExpression>().ToList();
        var derivedVariables = dynamics.DerivedVariables.Select(one => Derived(scope, one, found)).OfType<NamedExpression>().ToList();
        var rates = dynamics.StateVariables.Select(one => Named(scope, one, one.Equation, dynamics.IsDiscrete ? "the next value of" : "the rate of", found)).OfType<NamedExpression>().ToList();
        var events = dynamics.Events.Select(one => ParseEvent(scope, one, found)).OfType<ParsedEvent>().ToList();
        foreach (var one in derivedParameters)
        {
            foreach (var name in FreeNames.Of(one.Value).Where(name => !scope.IsParameter(name) && derivedParameters.All(other => other.Name != name)))
                found.Error(ModelCodes.UndefinedSymbol, $"The derived parameter `{one.Name}` uses `{name}`, which is no parameter.", one.Span, "Make it a derived variable.");
        }

        var parsed = new ParsedDynamics(dynamics)
        {
            Inputs = [.. dynamics.CouplingInputs.SelectMany(Elements), .. scope.ImplicitInputs],
            DerivedParameters = Sorted(derivedParameters, found),
            DerivedVariables = Sorted(derivedVariables, found),
            Rates = [.. rates],
            Events = [.. events],
        };
        foreach (var second in events.Where(static one => one.Refractory > 0).Skip(1))
            found.Error(ModelCodes.WrongAffect, $"The event `{second.Source.Name}` is the second one with a refractory time.", second.Source.Span, "One event of a dynamics may have a `refract`.");
        foreach (var name in dynamics.Output.Where(name => !scope.Names.Contains(name)))
            found.Error(ModelCodes.UndefinedSymbol, $"`{name}`, in the output, is not defined.", dynamics.Span, NearNames.Hint(name, scope.Names));
        if (dynamics.StateVariables.IsEmpty && dynamics.Kept.FirstOrDefault(static one => one.Key == "components") is { } components)
            found.Error(BuildCodes.NotRun, $"The dynamics `{dynamics.Name}` are made of components of NeuroML, which a document of TVBO names without their equations.", components.Span, "Write the cell as NeuroML, or its equations as `state_variables`.");
        else if (dynamics.StateVariables.IsEmpty)
            found.Error(ModelCodes.NoEquation, $"The dynamics `{dynamics.Name}` have no state variables.", dynamics.Span, "Add `state_variables`.");
        diagnostics.AddRange(found);
        return found.HasErrors ? null : parsed;
    }

    /// <summary>The names by which expressions know an input: its own, or one for each of several values.</summary>
    private static IEnumerable<string> Elements(CouplingInput input) =>
        input.Dimension == 1 && input.Keys.IsEmpty ? [input.Name] : Enumerable.Range(0, Math.Max(input.Dimension, input.Keys.Length)).Select(index => $"{input.Name}[{index}]");

    private static NamedExpression? Named(DynamicsScope scope, TvboObject owner, Formula? formula, string of, DiagnosticBag diagnostics)
    {
        if (formula is null)
        {
            diagnostics.Error(ModelCodes.NoEquation, $"`{owner.Name}` has no equation.", owner.Span, "Write `equation: {rhs: …}`.");
            return null;
        }

        return scope.Parse(formula, $"{of} `{owner.Name}`") is { } value ? new NamedExpression(owner.Name, value, owner.Span) : null;
    }

    private static NamedExpression? Derived(DynamicsScope scope, DerivedVariable variable, DiagnosticBag diagnostics)
    {
        var of = "the derived variable";
        if (variable.Cases.IsEmpty)
            return Named(scope, variable, variable.Equation, of, diagnostics);
        var cases = ImmutableArray.CreateBuilder<Case>();
        Expression? otherwise = null;
        foreach (var one in variable.Cases)
        {
            var value = scope.Parse(one.Value, $"{of} `{variable.Name}`");
            var condition = one.Condition is { } formula ? scope.Parse(formula, $"a condition of `{variable.Name}`") : null;
            if (value is null || (one.Condition is not null && condition is null))
                return null;
            if (condition is null)
                otherwise ??= value;
            else if (otherwise is null)
                cases.Add(new Case(condition, value));
        }

        otherwise ??= variable.Equation is { } rest ? scope.Parse(rest, $"{of} `{variable.Name}`") : new Number(double.NaN);
        return otherwise is null ? null : new NamedExpression(variable.Name, cases.Count == 0 ? otherwise : new Piecewise(cases.ToImmutable(), otherwise), variable.Span);
    }

    private static ParsedEvent? ParseEvent(DynamicsScope scope, Event happening, DiagnosticBag diagnostics)
    {
        var parameters = happening.Parameters.Select(static one => one.Name).ToList();
        if (happening.Condition is null && happening.TriggerTimes.IsEmpty)
        {
            diagnostics.Error(ModelCodes.NoEquation, $"The event `{happening.Name}` has no condition.", happening.Span, "Write `condition: {rhs: V >= V_th}`.");
            return null;
        }

        var values = happening.Parameters.Where(static one => one.Value is not null).ToDictionary(static one => one.Name, static one => (Expression)new Number(one.Value!.Value));
        if (happening.TriggerTimes.Length > MostTimes || happening.TriggerTimes.Any(static time => !double.IsFinite(time)))
        {
            diagnostics.Error(ModelCodes.WrongNumber, $"The event `{happening.Name}` has more than {MostTimes} times, or an infinite one.", happening.Span, "Write a condition of `t`.");
            return null;
        }

        if ((happening.Condition is { } condition ? scope.Parse(condition, $"the condition of the event `{happening.Name}`", parameters) : new Truth(true)) is not { } test)
            return null;
        var assignments = ImmutableArray.CreateBuilder<NamedExpression>();
        foreach (var (target, formula) in Assignments(happening, diagnostics))
        {
            if (!scope.IsState(target))
            {
                diagnostics.Error(ModelCodes.WrongAffect, $"The event `{happening.Name}` changes `{target}`, which is no state variable.", formula.Span, NearNames.Hint(target, scope.Names.Where(scope.IsState)) ?? "Only state variables can change during a run.");
                continue;
            }

            if (scope.Parse(formula, $"what the event `{happening.Name}` does to `{target}`", parameters) is { } value)
                assignments.Add(new NamedExpression(target, Substitution.Apply(value, values), formula.Span));
        }

        // An event in the manner of a root: it happens when the value is above zero.
        test = Substitution.Apply(test, values);
        var refractory = happening.Parameters.FirstOrDefault(static one => one.Name == Refract);
        if (refractory is not null && !(refractory.Value >= 0 && double.IsFinite(refractory.Value.Value)))
            diagnostics.Error(ModelCodes.WrongNumber, $"The refractory time of the event `{happening.Name}` is no time.", refractory.Span, "Write `parameters: {refract: {value: 5}}`.");
        return new ParsedEvent(happening, IsTruth(test) ? test : new Binary(BinaryOperator.Greater, test, new Number(0)), assignments.ToImmutable()) { Refractory = refractory?.Value ?? 0 };
    }

    private static bool IsTruth(Expression expression) => expression switch
    {
        Truth => true,
        Unary { Operator: UnaryOperator.Not } => true,
        Binary binary => binary.Operator is BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual or BinaryOperator.Equal
            or BinaryOperator.NotEqual or BinaryOperator.And or BinaryOperator.Or,
        Piecewise piecewise => IsTruth(piecewise.Otherwise),
        _ => false,
    };

    private static IEnumerable<(string Target, Formula Formula)> Assignments(Event happening, DiagnosticBag diagnostics)
    {
        var text = happening.Affect?.Text ?? string.Empty;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOfAny([';', '\n'], start);
            end = end < 0 ? text.Length : end;
            var part = text[start..end];
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var target = equals > 0 ? part[..equals].Trim() : string.Empty;
            // In a block over several lines the columns are those of the first.
            var span = text.Contains('\n', StringComparison.Ordinal) ? happening.Affect!.Span : happening.Affect!.Span.Right(start + Math.Max(0, equals + 1));
            if (part.Trim().Length > 0 && (target.Length == 0 || !target.All(static letter => char.IsLetterOrDigit(letter) || letter == '_')))
                diagnostics.Error(ModelCodes.WrongAffect, $"'{part.Trim()}', in the event `{happening.Name}`, is no assignment.", span, "Write `v = c; u = u + d`.");
            else if (part.Trim().Length > 0)
                yield return (target, new Formula(part[(equals + 1)..], span));
            start = end + 1;
        }
    }

    private static void CheckValues(Dynamics dynamics, DiagnosticBag diagnostics)
    {
        foreach (var parameter in dynamics.Parameters)
        {
            if (!parameter.Values.IsEmpty)
                diagnostics.Error(ModelCodes.WrongNumber, $"The parameter `{parameter.Name}` has a list of values, which only dynamics of all nodes of a network may have.", parameter.Span, "Write one value, or give values to `nodes`.");
            else if (parameter.Value is null && parameter.Equation is null)
                diagnostics.Error(ModelCodes.WrongNumber, $"The parameter `{parameter.Name}` has no value.", parameter.Span, "Write `value: …`.");
            else if (parameter.Value is { } value && !double.IsFinite(value))
                diagnostics.Error(ModelCodes.WrongNumber, $"The parameter `{parameter.Name}` is infinite.", parameter.Span);
            else if (parameter.Equation is not null)
                diagnostics.Error(ModelCodes.WrongNumber, $"The parameter `{parameter.Name}` has an equation.", parameter.Span, "Move it to `derived_parameters`.");
            CheckRange(parameter.Name, parameter.Domain, diagnostics);
            CheckWithin(parameter, diagnostics);
        }

        foreach (var state in dynamics.StateVariables)
        {
            if (!double.IsFinite(state.InitialValue))
                diagnostics.Error(ModelCodes.WrongNumber, $"The initial value of `{state.Name}` is infinite.", state.Span);
            CheckRange(state.Name, state.Domain, diagnostics);
            CheckRange(state.Name, state.Boundaries, diagnostics);
        }

        if (dynamics.Modes < 1)
            diagnostics.Error(ModelCodes.WrongNumber, $"`number_of_modes` is {dynamics.Modes}.", dynamics.Span, "There is at least one mode.");
        var table = UnitTables.Tvbo.With(dynamics.Units.Select(unit => DefinedUnits.Unit(unit, diagnostics)).OfType<Unit>());
        var units = dynamics.Parameters.Select(static one => (one.Unit, (TvboObject)one)).Concat(dynamics.DerivedParameters.Select(static one => (one.Unit, (TvboObject)one)))
            .Concat(dynamics.StateVariables.Select(static one => (one.Unit, (TvboObject)one))).Concat(dynamics.DerivedVariables.Select(static one => (one.Unit, (TvboObject)one)));
        foreach (var (symbol, owner) in units)
        {
            if (symbol is not null && DefinedUnits.Find(table, symbol) is null)
                diagnostics.Warning(ModelCodes.UnknownUnit, $"The unit '{symbol}' of `{owner.Name}` is not known; it is taken for none.", owner.Span, "Define it under `units`, with its `dimension` and `power`.");
        }
    }

    private static void CheckWithin(Parameter parameter, DiagnosticBag diagnostics)
    {
        if (parameter is { Value: { } value, Domain: { } domain } && !(domain.Low > domain.High) && (value < domain.Low || value > domain.High))
            diagnostics.Warning(ModelCodes.WrongRange, FormattableString.Invariant($"`{parameter.Name}` is {value}, outside of its own range from {domain.Low} to {domain.High}."), parameter.Span, "Correct the value, or the range.");
    }

    private static void CheckRange(string name, ValueRange? range, DiagnosticBag diagnostics)
    {
        if (range is { Low: { } low, High: { } high } && low > high)
            diagnostics.Warning(ModelCodes.WrongRange, FormattableString.Invariant($"The range of `{name}` begins at {low} and ends at {high}, which is less."), range.Span, "Exchange `lo` and `hi`.");
    }

    /// <summary>Each expression after those that it uses, otherwise in the author's order; what is in a circle is reported.</summary>
    private static ImmutableArray<NamedExpression> Sorted(List<NamedExpression> expressions, DiagnosticBag diagnostics)
    {
        var byName = expressions.GroupBy(static one => one.Name).ToDictionary(static group => group.Key, static group => group.First());
        var sorted = ImmutableArray.CreateBuilder<NamedExpression>();
        var done = new HashSet<string>();
        var reported = false;
        foreach (var first in expressions)
        {
            // Depth first, without recursion: a chain may be long.
            var path = new Stack<(NamedExpression One, Queue<string> Uses)>();
            Enter(first);
            while (path.TryPeek(out var top))
            {
                if (top.Uses.TryDequeue(out var next))
                {
                    if (!done.Contains(next))
                        Enter(byName[next]);
                    continue;
                }

                path.Pop();
                if (done.Add(top.One.Name))
                    sorted.Add(top.One);
            }

            void Enter(NamedExpression one)
            {
                if (done.Contains(one.Name))
                    return;
                if (path.Any(step => step.One.Name == one.Name))
                {
                    if (!reported)
                        diagnostics.Error(ModelCodes.Cycle, $"`{one.Name}` depends on itself: {string.Join(", ", path.Reverse().SkipWhile(step => step.One.Name != one.Name).Select(static step => $"`{step.One.Name}`"))}, `{one.Name}`.", one.Span);
                    reported = true;
                    return;
                }

                path.Push((one, new Queue<string>(FreeNames.Of(one.Value).Where(byName.ContainsKey))));
            }
        }

        return sorted.ToImmutable();
    }
}
