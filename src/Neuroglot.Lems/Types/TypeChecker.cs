using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Dimension = Neuroglot.Model.Units.Dimension;

namespace Neuroglot.Lems.Types;

/// <summary>
/// Checks a component type without any component of it: that every name it uses exists, that every expression can be read and has the dimension that
/// its place needs, and that what is assigned, emitted or entered can be.
/// </summary>
internal sealed class TypeChecker(ResolvedTypes types, ModelSymbols symbols, DiagnosticBag diagnostics)
{
    public void CheckAssertions(ImmutableArray<Assertion> assertions)
    {
        foreach (var assertion in assertions)
        {
            if (symbols.Dimension(assertion.Dimension, assertion.Span) is not { } expected || assertion.Matches.Parse(diagnostics) is not { } tree)
                continue;
            // The names in it are dimensions, not quantities.
            if (FreeNames.Of(tree).FirstOrDefault(name => !symbols.Dimensions.ContainsKey(name)) is { } unknown)
            {
                diagnostics.Error("NG1120", $"There is no dimension “{unknown}”.", assertion.Matches.Span, NearNames.Hint(unknown, symbols.Dimensions.Keys));
                continue;
            }

            DimensionInference.Check(
                tree, expected, $"the dimension {assertion.Dimension}", name => symbols.Dimensions[name].Dimension, Dialects.Lems, assertion.Matches.Span, diagnostics);
        }
    }

    public void Check(ResolvedType type)
    {
        var declaration = type.Declaration;
        var scope = TypeScope.Of(type, symbols);
        CheckMembers(type, scope);
        foreach (var one in declaration.DerivedParameters)
        {
            if (one.Value is { } value)
                CheckValue(value, scope, scope.DimensionOf(one.Name), $"the derived parameter {one.Name} of {type.Name}");
        }

        if (declaration.Dynamics is { } dynamics)
            CheckDynamics(type, dynamics, scope);
    }

    private void CheckMembers(ResolvedType type, TypeScope scope)
    {
        var declaration = type.Declaration;
        NoTwins(type.Name, "parameter", declaration.Parameters, one => one.Name);
        NoTwins(type.Name, "exposure", declaration.Exposures, one => one.Name);
        NoTwins(type.Name, "child", declaration.ChildSlots, one => one.Name);
        NoTwins(type.Name, "list", declaration.ChildLists, one => one.Name);
        NoTwins(type.Name, "event port", declaration.EventPorts, one => one.Name);
        foreach (var one in declaration.ChildSlots)
            NeedsType(one.Type, one.Span, $"the child {one.Name} of {type.Name}");
        foreach (var one in declaration.ChildLists)
            NeedsType(one.Type, one.Span, $"the list {one.Name} of {type.Name}");
        foreach (var one in declaration.ComponentReferences)
            NeedsType(one.Type, one.Span, $"the reference {one.Name} of {type.Name}");
        foreach (var one in declaration.AttachmentLists)
            NeedsType(one.Type, one.Span, $"the attachments {one.Name} of {type.Name}");
        foreach (var one in declaration.InstanceRequirements)
            NeedsType(one.Type, one.Span, $"the instance {one.Name} required by {type.Name}");
        foreach (var one in declaration.Fixeds)
        {
            if (!scope.Contains(one.Parameter))
            {
                diagnostics.Error("NG1107", $"{type.Name} fixes “{one.Parameter}”, but has no parameter of that name.", one.Span,
                    NearNames.Hint(one.Parameter, type.Parameters.Select(parameter => parameter.Name)));
            }
        }
    }

    private void CheckDynamics(ResolvedType type, Dynamics dynamics, TypeScope scope)
    {
        var of = $" of {type.Name}";
        if (dynamics.HasSuper && type.Parent?.Dynamics is null)
            diagnostics.Error("NG1103", $"{type.Name} says <Super/>, but inherits no Dynamics.", dynamics.Span);
        // A state variable may also be a derived one, which then overrides it at each step; published cells rely on it.
        NoTwins(type.Name, "state variable", dynamics.StateVariables, one => one.Name);
        NoTwins(type.Name, "derived variable", dynamics.DerivedVariables.Cast<LemsNode>().Concat(dynamics.ConditionalDerivedVariables), VariableName);
        CheckVariables(type, dynamics.StateVariables, dynamics.DerivedVariables, dynamics.ConditionalDerivedVariables, scope);
        CheckRates(dynamics.TimeDerivatives, scope, of);
        foreach (var one in dynamics.OnStarts)
            CheckReactions(type, one.Reactions, scope);
        CheckHandlers(type, dynamics.OnEvents, dynamics.OnConditions, scope);
        foreach (var scheme in dynamics.KineticSchemes)
            CheckScheme(type, scheme);
        foreach (var regime in dynamics.Regimes)
        {
            var inner = scope.Inside(type, regime, symbols);
            CheckVariables(type, regime.StateVariables, regime.DerivedVariables, regime.ConditionalDerivedVariables, inner);
            CheckRates(regime.TimeDerivatives, inner, of);
            foreach (var one in regime.OnStarts)
                CheckReactions(type, one.Reactions, inner);
            foreach (var one in regime.OnEntries)
                CheckReactions(type, one.Reactions, inner);
            CheckHandlers(type, regime.OnEvents, regime.OnConditions, inner);
        }

        if (dynamics.Regimes.Length > 0 && type.Dynamics!.Regimes.Count(regime => regime.Initial) != 1)
            diagnostics.Warning("NG1108", $"{type.Name} has {type.Dynamics.Regimes.Count(regime => regime.Initial)} initial regimes; the first is taken.", dynamics.Regimes[0].Span, "Mark exactly one with initial=\"true\".");
    }

    private void CheckVariables(
        ResolvedType type, ImmutableArray<StateVariable> states, ImmutableArray<DerivedVariable> derived, ImmutableArray<ConditionalDerivedVariable> conditional, TypeScope scope)
    {
        foreach (var one in states)
            CheckExposure(type, one.Exposure, one.Span);
        foreach (var one in derived)
        {
            CheckExposure(type, one.Exposure, one.Span);
            if (one.Value is { } value)
                CheckValue(value, scope, scope.DimensionOf(one.Name), $"{one.Name} of {type.Name}");
        }

        foreach (var one in conditional)
        {
            CheckExposure(type, one.Exposure, one.Span);
            foreach (var option in one.Cases)
            {
                if (option.Condition is { } condition)
                    CheckTest(condition, scope, $"a case of {one.Name} of {type.Name}");
                CheckValue(option.Value, scope, scope.DimensionOf(one.Name), $"{one.Name} of {type.Name}");
            }
        }
    }

    private void CheckRates(ImmutableArray<TimeDerivative> rates, TypeScope scope, string of)
    {
        foreach (var one in rates)
        {
            NeedsState(one.Variable, scope, one.Span, "has a rate of change");
            var dimension = scope.DimensionOf(one.Variable) is { } own ? own / (scope.DimensionOf("t") ?? Dimension.Time) : (Dimension?)null;
            CheckValue(one.Value, scope, dimension, $"the time derivative of {one.Variable}{of}");
        }
    }

    private void CheckHandlers(ResolvedType type, ImmutableArray<OnEvent> events, ImmutableArray<OnCondition> conditions, TypeScope scope)
    {
        foreach (var one in events)
        {
            NeedsPort(type, one.Port, EventDirection.In, one.Span);
            CheckReactions(type, one.Reactions, scope);
        }

        foreach (var one in conditions)
        {
            CheckTest(one.Test, scope, $"a condition of {type.Name}");
            CheckReactions(type, one.Reactions, scope);
        }
    }

    private void CheckReactions(ResolvedType type, ImmutableArray<Reaction> reactions, TypeScope scope)
    {
        foreach (var reaction in reactions)
        {
            switch (reaction)
            {
                case StateAssignment one:
                    NeedsState(one.Variable, scope, one.Span, "is assigned");
                    CheckValue(one.Value, scope, scope.DimensionOf(one.Variable), $"the value assigned to {one.Variable} of {type.Name}");
                    break;
                case EventOut one:
                    NeedsPort(type, one.Port, EventDirection.Out, one.Span);
                    break;
                case Transition one when !type.Dynamics!.Regimes.Any(regime => regime.Name == one.Regime):
                    diagnostics.Error("NG1109", $"{type.Name} has no regime “{one.Regime}”.", one.Span, NearNames.Hint(one.Regime, type.Dynamics.Regimes.Select(regime => regime.Name)));
                    break;
                default:
                    break;
            }
        }
    }

    private void CheckScheme(ResolvedType type, KineticScheme scheme)
    {
        foreach (var list in (string[])[scheme.Nodes, scheme.Edges])
        {
            if (list.Length > 0 && type.ChildListIndex(list) < 0)
                diagnostics.Error("NG1111", $"{type.Name} has no list of children “{list}”, which its kinetic scheme needs.", scheme.Span, NearNames.Hint(list, type.ChildLists.Select(one => one.Name)));
        }
    }

    private void CheckValue(LemsExpression expression, TypeScope scope, Dimension? expected, string what)
    {
        if (KnownNames(expression, scope, what) is { } tree && expected is { } dimension && HasDimensions(tree, scope))
            DimensionInference.Check(tree, dimension, what, scope.DimensionOf, Dialects.Lems, expression.Span, diagnostics);
    }

    private void CheckTest(LemsExpression expression, TypeScope scope, string what)
    {
        if (KnownNames(expression, scope, what) is { } tree && HasDimensions(tree, scope))
            DimensionInference.Infer(tree, scope.DimensionOf, Dialects.Lems, expression.Span, diagnostics);
    }

    private Expression? KnownNames(LemsExpression expression, TypeScope scope, string what)
    {
        if (expression.Parse(diagnostics) is not { } tree)
            return null;
        foreach (var name in FreeNames.Of(tree))
        {
            if (scope.Contains(name))
                continue;
            diagnostics.Error("NG1220", $"“{name}” in {what} is not known.", expression.Span,
                NearNames.Hint(name, scope.Names) ?? "Declare it as a Parameter, a variable, or a Requirement of an enclosing component.");
            return null;
        }

        return tree;
    }

    /// <summary>Whether every name has a dimension; where one takes any (<c>*</c>), nothing can be said.</summary>
    private static bool HasDimensions(Expression tree, TypeScope scope)
    {
        foreach (var name in FreeNames.Of(tree))
        {
            if (scope.DimensionOf(name) is null)
                return false;
        }

        return true;
    }

    private void CheckExposure(ResolvedType type, string? exposure, SourceSpan span)
    {
        if (exposure is not null && !type.Exposures.Any(one => one.Name == exposure))
            diagnostics.Error("NG1106", $"{type.Name} has no exposure “{exposure}”.", span, NearNames.Hint(exposure, type.Exposures.Select(one => one.Name)) ?? $"Add <Exposure name=\"{exposure}\" …/>.");
    }

    private void NeedsState(string variable, TypeScope scope, SourceSpan span, string why)
    {
        if (variable.Length > 0 && !scope.IsState(variable))
            diagnostics.Error("NG1221", $"“{variable}” {why}, but is not a state variable.", span, scope.Contains(variable) ? null : NearNames.Hint(variable, scope.Names.Where(scope.IsState)));
    }

    private void NeedsPort(ResolvedType type, string port, EventDirection direction, SourceSpan span)
    {
        if (port.Length == 0 || type.EventPorts.Any(one => one.Name == port && one.Direction == direction))
            return;
        var way = direction == EventDirection.In ? "in" : "out";
        diagnostics.Error("NG1105", $"{type.Name} has no event port “{port}” with direction {way}.", span,
            NearNames.Hint(port, type.EventPorts.Where(one => one.Direction == direction).Select(one => one.Name)) ?? $"Add <EventPort name=\"{port}\" direction=\"{way}\"/>.");
    }

    private void NeedsType(string name, SourceSpan span, string user)
    {
        if (name is not ("Component" or "") && !types.Contains(name.Replace(':', '_')))
            diagnostics.Error("NG1100", $"There is no component type “{name}”, which {user} needs.", span, types.HintFor(name));
    }

    private void NoTwins<T>(string type, string what, IEnumerable<T> all, Func<T, string> name)
        where T : LemsNode
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in all)
        {
            if (!seen.Add(name(one)))
                diagnostics.Error("NG1104", $"{type} has a second {what} “{name(one)}”.", one.Span);
        }
    }

    private static string VariableName(LemsNode node) => node switch
    {
        DerivedVariable one => one.Name,
        ConditionalDerivedVariable one => one.Name,
        _ => string.Empty,
    };
}
