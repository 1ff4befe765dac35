using System.Globalization;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Which instances the names and paths of a Structure mean.</summary>
internal sealed partial class StructureRunner
{
    private readonly Dictionary<(PartNode Scope, string Path), InstanceReference> paths = [];

    private InstanceReference? Bind(Frame frame, With with)
    {
        var component = frame.Self.Part.Component;
        if (with.List is { } list)
        {
            // The list may be a reference to a population; of this component or of what contains it.
            if (sets.At(frame.Self, list, with.Span) is not { } members)
                return null;
            var number = with.Index is { } name ? Look(frame, name) : 0;
            if (number is { } value && Member(members, value) is { } member)
                return member;
            var called = component.Reference(list)?.Id ?? component.Text(list) ?? list;
            diagnostics.Error("NG1421", $"{Describe(frame.Self.Part)} is about instance {number ?? 0} of '{called}', which does not exist.", component.Span,
                $"{called} has {Wording.Count(members.Count, "instance")}, counted from 0.");
            return null;
        }

        var path = with.Instance;
        switch (path?.Text)
        {
            case null:
                return null;
            case "this":
                return frame.Self;
            case "parent":
                return InstancePaths.Parent(frame.Self);
            default:
                break;
        }

        // The name of an attribute that holds a path, or a path itself.
        var isName = path.Steps is [{ Kind: LemsPathStepKind.Name } only] && component.Text(only.Name) is not null;
        var text = isName ? component.Text(path.Text)! : path.Text;

        // What a path means depends only on the container from which it starts, unless it starts from the instance itself.
        var scope = frame.Self.Part is { Group: null, Parent: { } container } && !text.StartsWith("./", StringComparison.Ordinal) ? container : null;
        if (scope is not null && paths.TryGetValue((scope, text), out var known))
            return known;
        if (Follow(frame, path, isName) is not { } instance)
            return null;

        // Which attachment a path means may change while more are made.
        if (scope is not null && instance.Part.Group is { Domain: DomainKind.Neurons })
            paths.Add((scope, text), instance);
        return instance;
    }

    private InstanceReference? Follow(Frame frame, LemsPath path, bool isName)
    {
        var component = frame.Self.Part.Component;
        var actual = isName ? component.Path(path.Text, diagnostics) : path;
        if (actual is null)
            return null;
        var span = isName ? component.SpanOf(path.Text) : component.Span;
        var start = actual.Steps[0].Kind == LemsPathStepKind.Self ? frame.Self : InstancePaths.Parent(frame.Self) ?? frame.Self;
        var steps = actual.Steps.SkipWhile(step => step.Kind == LemsPathStepKind.Self).ToList();

        // Paths are relative to the parent; ../ from the component itself means the same.
        if (steps.Count > 0 && steps[0].Kind == LemsPathStepKind.Parent)
            start = frame.Self;
        if (InstancePaths.Find(start, steps, out var failed) is { } instance)
            return instance;

        // ../pop/0/cell in a connection of a projection: relative to the projection.
        if (InstancePaths.Parent(start) is { } higher && InstancePaths.Find(higher, steps, out _) is { } second)
            return second;
        diagnostics.Error(
            "NG1422",
            $"'{actual.Text}' of {Describe(frame.Self.Part)} leads to no instance: there is no '{failed}'.",
            span,
            "Paths look like ../population/0/cell or population[0].");
        return null;
    }

    /// <summary>What With or ForEach calls <paramref name="name"/>, else the child of that name.</summary>
    private InstanceReference? Named(Frame frame, string name, SourceSpan span)
    {
        if (frame.Names.TryGetValue(name, out var named))
            return named;
        if (InstancePaths.Find(frame.Self, [new LemsPathStep(LemsPathStepKind.Name, name)], out _) is { } child)
            return child;
        if (reported.Add($"{span} {name}"))
            diagnostics.Error("NG1422", $"“{name}” in the Structure of {frame.Speaker.Part.Component.Type.Name} is neither a name that With or ForEach gives nor a child.", span, "Add a With before it that gives the name.");
        return null;
    }

    // Members of populations that list them go by their ids.
    private static InstanceReference? Member(IReadOnlyList<InstanceReference> members, double number)
    {
        if (members.Count > 0 && members[0].Part.Group is { Ids.Count: > 0 } group)
        {
            var place = group.Ids.IndexOf(number.ToString(CultureInfo.InvariantCulture));
            return place < 0 ? null : members.Cast<InstanceReference?>().FirstOrDefault(member => member!.Value.Index == place);
        }

        return number >= 0 && number < members.Count && number == Math.Floor(number) ? members[(int)number] : null;
    }

    private bool Holds(Frame frame, LemsExpression test) => Evaluate(frame, test) is { } value && value != 0;

    private double? Evaluate(Frame frame, LemsExpression expression) => values.Evaluate(expression, Describe(frame.Self.Part), name => Look(frame, name));

    /// <summary>The value of a name for the instance whose structure is carried out, else for the one that applies it.</summary>
    private static double? Look(Frame frame, string name)
    {
        // What instances have for themselves may differ between them.
        if (frame.Self.Part.Group?.Value(PartNode.Join(frame.Self.Part.Path, name), frame.Self.Index) is not null)
            frame.Differs = true;
        return BuildValues.Of(frame.Self, name, around: true) ?? (frame.Speaker == frame.Self ? null : BuildValues.Of(frame.Speaker, name, around: true));
    }
}
