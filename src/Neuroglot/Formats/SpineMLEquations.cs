using Neuroglot.SpineML.Syntax;

namespace Neuroglot.Formats;

/// <summary>A component class of SpineML as readable equations, in the words of its author, with ports and regimes.</summary>
internal static class SpineMLEquations
{
    public static EquationsDescription Of(ComponentClass definition) => new(definition.Name, definition.Kind ?? "component", [.. Lines(definition)]);

    public static EquationsDescription Of(LayoutClass layout) => new(layout.Name, "layout",
    [
        .. layout.Parameters.Select(static parameter => $"parameter {parameter.Name}{InBrackets(parameter.Dimension)}"),
        .. layout.Aliases.Select(static alias => $"{alias.Name} = {OneLine(alias.Value)}{InBrackets(alias.Dimension)}"),
        .. layout.Transforms.OrderBy(static transform => transform.Order).Select(static transform => $"for each: {transform.Variable} = {OneLine(transform.Value)}"),
    ]);

    /// <summary>An equation of a regime.</summary>
    public static string Rate(TimeDerivative derivative) => $"d{derivative.Variable}/dt = {OneLine(derivative.Value)}";

    /// <summary>When a handler is called.</summary>
    public static string Occasion(Handler handler) => handler switch
    {
        OnCondition condition => $"when {OneLine(condition.Trigger)}",
        OnEvent one => $"on event {one.Port}",
        OnImpulse one => $"on impulse {one.Port}",
        _ => handler.GetType().Name,
    };

    /// <summary>What a handler does.</summary>
    public static string Text(Reaction reaction) => reaction switch
    {
        StateAssignment assignment => $"{assignment.Variable} = {OneLine(assignment.Value)}",
        EventOut emission => $"send event {emission.Port}",
        ImpulseOut emission => $"send impulse {emission.Port}",
        _ => reaction.GetType().Name,
    };

    /// <summary>An expression with its line breaks taken out.</summary>
    public static string OneLine(MathInline value) => string.Join(' ', value.Text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A unit; null where it says nothing.</summary>
    public static string? Unit(string? dimension) => dimension is null or "" or "?" or "??" ? null : dimension;

    private static IEnumerable<string> Lines(ComponentClass definition)
    {
        foreach (var parameter in definition.Parameters)
            yield return $"parameter {parameter.Name}{InBrackets(parameter.Dimension)}";
        foreach (var variable in definition.StateVariables)
            yield return $"state {variable.Name}{InBrackets(variable.Dimension)}";
        foreach (var port in definition.Ports)
            yield return $"{Words(port)} {port.Name}{InBrackets(port.Dimension)}{(port.IsPerConnection ? ", one for each connection" : string.Empty)}{(port.IsPostsynaptic ? ", postsynaptic" : string.Empty)}";
        foreach (var alias in definition.Aliases)
            yield return $"{alias.Name} = {OneLine(alias.Value)}{InBrackets(alias.Dimension)}";
        var isAlone = definition.Regimes.Length == 1;
        var indent = isAlone ? string.Empty : "  ";
        foreach (var regime in definition.Regimes)
        {
            if (!isAlone)
                yield return $"regime {regime.Name}{(regime.Name == definition.InitialRegime ? " (initial)" : string.Empty)}:";
            foreach (var derivative in regime.TimeDerivatives)
                yield return indent + Rate(derivative);
            foreach (var handler in regime.Handlers)
                yield return $"{indent}{Occasion(handler)}: {string.Join("; ", Reactions(handler, regime))}";
            if (regime.TimeDerivatives.IsEmpty && !regime.Handlers.Any() && !isAlone)
                yield return $"{indent}nothing";
        }
    }

    private static IEnumerable<string> Reactions(Handler handler, Regime regime)
    {
        foreach (var reaction in handler.Reactions)
            yield return Text(reaction);
        if (handler.TargetRegime != regime.Name)
            yield return $"go to {handler.TargetRegime}";
        else if (handler.Reactions.IsEmpty)
            yield return "nothing";
    }

    private static string Words(Port port) => port.Kind switch
    {
        PortKind.AnalogSend => "sends",
        PortKind.AnalogReceive => "receives",
        PortKind.AnalogReduce => "receives the sum",
        PortKind.EventSend => "sends events",
        PortKind.EventReceive => "receives events",
        PortKind.ImpulseSend => "sends impulses",
        _ => "receives impulses",
    };

    private static string InBrackets(string? dimension) => Unit(dimension) is { } unit ? $"  [{unit}]" : string.Empty;
}
