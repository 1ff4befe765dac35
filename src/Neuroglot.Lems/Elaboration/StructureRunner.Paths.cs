using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Which instances the names and paths of a Structure mean.</summary>
internal sealed partial class StructureRunner
{
    private InstanceReference? Bind(Frame frame, With with)
    {
        var component = frame.Self.Part.Component;
        if (with.List is { } list)
        {
            // The list may be a reference to a population; of this component or of what contains it.
            var population = Population(frame.Self, list);
            var index = with.Index is { } name && component.TryValue(name, out var value) ? (int)value : 0;
            if (population is { } found && Instance(found, index) is { } member)
                return member;
            var called = component.Reference(list)?.Id ?? component.Text(list) ?? list;
            diagnostics.Error("NG1421", $"{Describe(frame.Self.Part)} is about instance {index} of '{called}', which does not exist.", component.Span,
                population is { } known ? $"{called} has {Wording.Count(known.Part.Instances.Sum(run => run.Count), "instance")}, counted from 0." : $"There is no '{called}'.");
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

    private List<InstanceReference> Members(Frame frame, ForEach each)
    {
        if (each.Instances is not { } path)
            return [];
        var start = frame.Self;
        var steps = path.Steps.ToList();
        while (steps.Count > 1 && steps[0].Kind == LemsPathStepKind.Parent)
        {
            start = InstancePaths.Parent(start) ?? start;
            steps.RemoveAt(0);
        }

        var name = steps[0].Name;
        if (Population(start, name) is { } population)
            return population.Part.Instances.SelectMany(run => Enumerable.Range(run.First, run.Count).Select(i => new InstanceReference(run.Group.Root, i))).ToList();
        if (start.Part.Lists.TryGetValue(name, out var members))
            return members.Select(member => start with { Part = member }).ToList();
        diagnostics.Error("NG1423", $"'{path.Text}' of {Describe(frame.Self.Part)} leads to no instances.", each.Span, "Name a list of children of the component, or a population: ../population.");
        return [];
    }

    /// <summary>The container that a reference, a name or a requirement of <paramref name="start"/> means.</summary>
    private static InstanceReference? Population(InstanceReference start, string name)
    {
        for (InstanceReference? here = start; here is { } place; here = InstancePaths.Parent(place))
        {
            var id = place.Part.Component.Reference(name)?.Id ?? place.Part.Component.Text(name);
            if (id is null)
                continue;
            for (var scope = InstancePaths.Parent(place); scope is { } outer; scope = InstancePaths.Parent(outer))
            {
                if (outer.Part.Child(id) is { } found)
                    return outer with { Part = found };
            }
        }

        return start.Part.Child(name) is { } own ? start with { Part = own } : null;
    }

    private static InstanceReference? Instance(InstanceReference population, int index) =>
        InstancePaths.Find(population.Part.Parent is null ? population : population with { Part = population.Part.Parent },
            [new LemsPathStep(LemsPathStepKind.Name, population.Part.Name, Index: index)], out _);

    private bool Holds(Frame frame, LemsExpression test) => Evaluate(frame, test) is { } value && value != 0;

    private double? Evaluate(Frame frame, LemsExpression expression)
    {
        var component = frame.Self.Part.Component;
        return Evaluator.Evaluate(expression.Tree ?? new Number(double.NaN), name => component.TryValue(name, out var value) ? value
            : model.Constants.TryGetValue(name, out var constant) ? constant.Value : double.NaN);
    }
}
