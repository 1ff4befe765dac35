using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;

namespace Neuroglot.Formats;

/// <summary>A LEMS component type for people: what its components state, what it exposes, and its equations as they are written, with dimensions.</summary>
internal static class LemsTypeText
{
    public static TypeDescription Of(ResolvedType type) => new(type.Name, type.Parent?.Name, type.Declaration.Description, [.. Lines(type)]);

    private static IEnumerable<string> Lines(ResolvedType type)
    {
        foreach (var one in type.Parameters)
            yield return Member("parameter", one.Name, one.Dimension);
        foreach (var one in type.IndexParameters)
            yield return Member("index parameter", one.Name, null);
        foreach (var one in type.DerivedParameters)
            yield return Member("derived parameter", one.Name, one.Dimension, one.Value?.Text ?? one.Select?.Text);
        foreach (var one in type.Properties)
            yield return Member("property", one.Name, one.Dimension, one.DefaultValue?.Text);
        foreach (var one in type.Constants)
            yield return Member("constant", one.Name, one.Dimension, one.Value.Text);
        foreach (var one in type.Texts)
            yield return $"text {one.Name}";
        foreach (var one in type.Paths)
            yield return $"path {one.Name}";
        foreach (var one in type.ComponentReferences)
            yield return $"{(one.IsLink ? "link" : "reference")} {one.Name}: {one.Type}";
        foreach (var one in type.ChildSlots)
            yield return $"child {one.Name}: {one.Type}";
        foreach (var one in type.ChildLists)
            yield return $"children {one.Name}: {one.Type}";
        foreach (var one in type.AttachmentLists)
            yield return $"attachments {one.Name}: {one.Type}";
        foreach (var one in type.Requirements)
            yield return Member("requires", one.Name, one.Dimension);
        foreach (var one in type.Exposures)
            yield return Member("exposes", one.Name, one.Dimension);
        foreach (var one in type.EventPorts)
            yield return $"event port {one.Name}: {(one.Direction == EventDirection.In ? "in" : "out")}";
        foreach (var line in type.Dynamics is { } dynamics ? Lines(dynamics) : [])
            yield return line;
    }

    private static IEnumerable<string> Lines(Dynamics dynamics) =>
    [
        .. dynamics.StateVariables.Select(one => Member("state", one.Name, one.Dimension)),
        .. dynamics.DerivedVariables.Select(Derived),
        .. dynamics.ConditionalDerivedVariables.SelectMany(Conditional),
        .. dynamics.TimeDerivatives.Select(Rate),
        .. dynamics.KineticSchemes.Select(one => $"kinetic scheme over {one.Nodes}, transitions {one.Edges}"),
        .. Reacting("at start", dynamics.OnStarts.Select(one => one.Reactions)),
        .. dynamics.OnConditions.SelectMany(one => Reacting($"when {one.Test.Text}", [one.Reactions])),
        .. dynamics.OnEvents.SelectMany(one => Reacting($"on {one.Port}", [one.Reactions])),
        .. dynamics.Regimes.SelectMany(Lines),
    ];

    private static IEnumerable<string> Lines(Regime regime) =>
        ((string[])[
            .. regime.StateVariables.Select(one => Member("state", one.Name, one.Dimension)),
            .. regime.DerivedVariables.Select(Derived),
            .. regime.ConditionalDerivedVariables.SelectMany(Conditional),
            .. regime.TimeDerivatives.Select(Rate),
            .. Reacting("on entry", regime.OnEntries.Select(one => one.Reactions)),
            .. regime.OnConditions.SelectMany(one => Reacting($"when {one.Test.Text}", [one.Reactions])),
            .. regime.OnEvents.SelectMany(one => Reacting($"on {one.Port}", [one.Reactions])),
        ]).Select(line => $"in regime {regime.Name}: {line}");

    /// <summary>An equation.</summary>
    public static string Rate(TimeDerivative one) => $"d{one.Variable}/dt = {one.Value.Text}";

    /// <summary>What a derived variable is.</summary>
    public static string Value(DerivedVariable one)
    {
        var reduce = one.Reduce switch { Reduction.Add => "sum of ", Reduction.Multiply => "product of ", _ => string.Empty };
        return one.Value?.Text ?? reduce + one.Select?.Text;
    }

    /// <summary>What a conditional derived variable is in one case.</summary>
    public static string Value(Case each) => $"{each.Value.Text}{(each.Condition is { } condition ? $" if {condition.Text}" : " otherwise")}";

    private static string Derived(DerivedVariable one) => $"{one.Name} = {Value(one)}{Dimension(one.Dimension)}";

    private static IEnumerable<string> Conditional(ConditionalDerivedVariable one) => one.Cases.Select(each => $"{one.Name} = {Value(each)}{Dimension(one.Dimension)}");

    private static IEnumerable<string> Reacting(string when, IEnumerable<ImmutableArray<Reaction>> blocks) =>
        blocks.Where(block => block.Length > 0).Select(block => $"{when}: {string.Join("; ", block.Select(One))}");

    /// <summary>What is done at a condition or an event.</summary>
    public static string One(Reaction reaction) => reaction switch
    {
        StateAssignment assignment => $"{assignment.Variable} = {assignment.Value.Text}",
        EventOut emission => $"emit {emission.Port}",
        Transition transition => $"go to {transition.Regime}",
        _ => reaction.GetType().Name,
    };

    private static string Member(string kind, string name, string? dimension, string? value = null) =>
        $"{kind} {name}{(value is null ? string.Empty : $" = {value}")}{Dimension(dimension)}";

    private static string Dimension(string? dimension) => dimension is null or "none" ? string.Empty : $"  [{dimension}]";
}
