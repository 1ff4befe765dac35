using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Validation;

/// <summary>Looks at a component class by itself: names, regimes, ports, expressions.</summary>
internal sealed class ComponentChecks
{
    private readonly ComponentClass definition;
    private readonly DiagnosticBag diagnostics;
    private readonly ComponentScope scope;
    private readonly ExpressionChecks expressions;
    private readonly HashSet<string> states;
    private readonly HashSet<string> regimes;

    private ComponentChecks(ComponentClass definition, DiagnosticBag diagnostics)
    {
        this.definition = definition;
        this.diagnostics = diagnostics;
        scope = new ComponentScope(definition);
        expressions = new ExpressionChecks(definition, diagnostics);
        states = [.. definition.StateVariables.Select(static one => one.Name)];
        regimes = [.. definition.Regimes.Select(static one => one.Name)];
    }

    public static void Check(ComponentClass definition, DiagnosticBag diagnostics)
    {
        var checks = new ComponentChecks(definition, diagnostics);
        checks.Names();
        checks.Units();
        checks.SendPorts();
        checks.Aliases();
        foreach (var regime in definition.Regimes)
            checks.CheckRegime(regime);
        checks.RegimeExists(definition.InitialRegime, definition.Span);
        checks.Reachable();
    }

    private void Names()
    {
        Unique("a value",
        [
            .. definition.Parameters.Select(static one => (one.Name, one.Span)),
            .. definition.StateVariables.Select(static one => (one.Name, one.Span)),
            .. definition.Aliases.Select(static one => (one.Name, one.Span)),
            .. definition.Ports.Where(static port => port.Kind is PortKind.AnalogReceive or PortKind.AnalogReduce).Select(static one => (one.Name, one.Span)),
        ]);
        Unique("a regime", definition.Regimes.Select(static one => (one.Name, one.Span)));
        Unique("a send port", definition.Ports.Where(IsSend).Select(static one => (one.Name, one.Span)));
        Unique("a receive port", definition.Ports.Where(static port => !IsSend(port)).Select(static one => (one.Name, one.Span)));
    }

    private static bool IsSend(Port port) => port.Kind is PortKind.AnalogSend or PortKind.EventSend or PortKind.ImpulseSend;

    private void Unique(string kind, IEnumerable<(string Name, SourceSpan Span)> items)
    {
        var seen = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        foreach (var (name, span) in items.OrderBy(static item => item.Span.Line).ThenBy(static item => item.Span.Column))
        {
            if (kind == "a value" && name is "t" or "dt")
                diagnostics.Warning(ModelCodes.HiddenTime, $"`{name}` of {definition.Name} hides the time{(name == "t" ? string.Empty : " step")}, which has this name in every component.", span, "Rename it.");
            else if (!seen.TryAdd(name, span))
                diagnostics.Error(ModelCodes.RepeatedName, $"`{name}` is {kind} of {definition.Name} twice, first in line {seen[name].Line}.", span, "Rename one of the two.");
        }
    }

    private void Units()
    {
        var declared = definition.Parameters.Select(static one => (one.Name, one.Dimension, one.Span))
            .Concat(definition.StateVariables.Select(static one => (one.Name, one.Dimension, one.Span)))
            .Concat(definition.Aliases.Select(static one => (one.Name, one.Dimension, one.Span)))
            .Concat(definition.Ports.Select(static one => (one.Name, one.Dimension, one.Span)));
        foreach (var (name, dimension, span) in declared)
            Unit(name, dimension, span, diagnostics);
    }

    /// <summary>Reports a unit that there is not.</summary>
    public static void Unit(string name, string? dimension, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (dimension is null or "" or "?" or "??" || UnitTables.SpineML.Find(dimension) is not null)
            return;
        diagnostics.Warning(ModelCodes.UnknownUnit, $"`{dimension}`, the unit of `{name}`, is not known.", span, "A unit is a prefix and V, A, S, F, Ohm, s, Hz, g, m, mol, cd or degC; ? stands for none.");
    }

    private void SendPorts()
    {
        foreach (var port in definition.Ports)
        {
            var isThere = port.Kind switch
            {
                PortKind.AnalogSend or PortKind.ImpulseSend => scope.Has(port.Name),
                _ => true,
            };
            if (!isThere)
            {
                diagnostics.Error(ModelCodes.PortWithoutValue, $"{port.ElementName} `{port.Name}` sends the value of its name, but {definition.Name} has none.", port.Span,
                    NearNames.Hint(port.Name, scope.Names) ?? "Declare a state variable or an alias of that name.");
            }
        }
    }

    private void Aliases()
    {
        var values = new Dictionary<string, Expression>(StringComparer.Ordinal);
        foreach (var alias in definition.Aliases)
        {
            if (expressions.Check(alias.Value, scope, $"the alias `{alias.Name}`", ComponentScope.UnitOf(alias.Dimension)?.Dimension) is { } value)
                values[alias.Name] = value;
        }

        if (Circle(values.ToDictionary(static one => one.Key, one => FreeNames.Of(one.Value).Where(values.ContainsKey).ToHashSet(), StringComparer.Ordinal)) is { } circle)
        {
            diagnostics.Error(ModelCodes.AliasCircle, $"The alias `{circle[0]}` needs its own value: {string.Join(" → ", circle.Append(circle[0]).Select(static name => $"`{name}`"))}.",
                definition.Aliases.First(alias => alias.Name == circle[0]).Span, "Make one of them a state variable.");
        }
    }

    // Aliases that each need the next, and the last the first; null where there are none. Without recursion, since there may be thousands.
    private static List<string>? Circle(Dictionary<string, HashSet<string>> uses)
    {
        var settled = new HashSet<string>(StringComparer.Ordinal);
        int before;
        do
        {
            before = settled.Count;
            foreach (var (name, used) in uses)
            {
                if (used.IsSubsetOf(settled))
                    settled.Add(name);
            }
        }
        while (settled.Count > before);

        if (uses.Keys.FirstOrDefault(name => !settled.Contains(name)) is not { } current)
            return null;
        var path = new List<string>();
        while (!path.Contains(current))
        {
            path.Add(current);
            current = uses[current].First(name => !settled.Contains(name));
        }

        return [.. path.SkipWhile(name => name != current)];
    }

    private void CheckRegime(Regime regime)
    {
        var derived = new HashSet<string>(StringComparer.Ordinal);
        foreach (var derivative in regime.TimeDerivatives)
        {
            var place = $"the time derivative of `{derivative.Variable}`";
            IsState(derivative.Variable, place, derivative.Span);
            if (!derived.Add(derivative.Variable))
                diagnostics.Error(ModelCodes.RepeatedDerivative, $"The regime `{regime.Name}` has {place} twice.", derivative.Span, "Add the two, or leave one out.");
            expressions.Check(derivative.Value, scope, place, scope.Lookup(derivative.Variable)?.TryDivide(Dimension.Time));
        }

        foreach (var condition in regime.OnConditions)
            expressions.Check(condition.Trigger, scope, "a trigger", null);
        foreach (var handler in regime.Handlers)
        {
            RegimeExists(handler.TargetRegime, handler.Span);
            var port = handler switch
            {
                OnEvent one => PortExists(one.Port, PortKind.EventReceive, one.Span),
                OnImpulse one => PortExists(one.Port, PortKind.ImpulseReceive, one.Span),
                _ => null,
            };
            var inside = handler is OnImpulse ? scope.With(port) : scope;
            foreach (var reaction in handler.Reactions)
                CheckReaction(reaction, inside);
        }
    }

    private void CheckReaction(Reaction reaction, ComponentScope inside)
    {
        switch (reaction)
        {
            case StateAssignment assignment:
                var place = $"the assignment to `{assignment.Variable}`";
                IsState(assignment.Variable, place, assignment.Span);
                expressions.Check(assignment.Value, inside, place, scope.Lookup(assignment.Variable));
                break;
            case EventOut emission:
                PortExists(emission.Port, PortKind.EventSend, emission.Span);
                break;
            case ImpulseOut emission:
                PortExists(emission.Port, PortKind.ImpulseSend, emission.Span);
                break;
            default:
                break;
        }
    }

    private void IsState(string name, string place, SourceSpan span)
    {
        if (states.Contains(name))
            return;
        diagnostics.Error(ModelCodes.NoStateVariable,
            scope.Has(name) ? $"`{name}` is no state variable, which {place} needs." : $"There is no state variable `{name}`, in {place}.", span,
            NearNames.Hint(name, states) ?? "Declare it with StateVariable.");
    }

    private Port? PortExists(string name, PortKind kind, SourceSpan span)
    {
        if (definition.FindPort(name, kind) is { } port)
            return port;
        var other = definition.Ports.FirstOrDefault(one => one.Name == name);
        diagnostics.Error(ModelCodes.UnknownPort, other is null ? $"{definition.Name} has no {kind}Port `{name}`." : $"`{name}` of {definition.Name} is an {other.ElementName}, not an {kind}Port.", span,
            NearNames.Hint(name, definition.Ports.Where(one => one.Kind == kind).Select(static one => one.Name)));
        return null;
    }

    private void RegimeExists(string name, SourceSpan span)
    {
        if (!regimes.Contains(name))
            diagnostics.Error(ModelCodes.UnknownRegime, $"{definition.Name} has no regime `{name}`.", span, NearNames.Hint(name, regimes));
    }

    private void Reachable()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>([definition.InitialRegime]);
        while (next.TryDequeue(out var name))
        {
            if (!reached.Add(name))
                continue;
            foreach (var handler in definition.Regimes.Where(regime => regime.Name == name).SelectMany(static regime => regime.Handlers))
                next.Enqueue(handler.TargetRegime);
        }

        foreach (var regime in definition.Regimes)
        {
            if (!reached.Contains(regime.Name) && regimes.Contains(definition.InitialRegime))
                diagnostics.Warning(ModelCodes.UnreachableRegime, $"Nothing leads from the initial regime `{definition.InitialRegime}` to the regime `{regime.Name}`.", regime.Span, "Let something lead to it, or leave it out.");
        }
    }
}
