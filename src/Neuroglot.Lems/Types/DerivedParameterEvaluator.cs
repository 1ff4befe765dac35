using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Lems.Types;

/// <summary>Computes the derived parameters of components, each after those it depends on.</summary>
internal sealed class DerivedParameterEvaluator(IReadOnlyDictionary<string, NamedQuantity> globalConstants, DiagnosticBag diagnostics)
{
    /// <summary>Longest chain of derived parameters that depend on each other.</summary>
    private const int LongestChain = 200;

    private readonly HashSet<LemsNode> reported = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LemsComponent, bool[]> begun = [];
    private int chain;

    /// <summary>Computes those of <paramref name="component"/> and of all below it.</summary>
    public void Evaluate(LemsComponent component)
    {
        foreach (var derived in component.Type.DerivedParameters)
            Value(component, derived.Name);
        foreach (var child in component.AllChildren.Kept)
            Evaluate(child);
    }

    private double Value(LemsComponent component, string name)
    {
        if (!component.Type.TryGetSlot(name, out var slot) || !slot.IsValue)
            return component.TryValue(name, out var constant) ? constant : globalConstants.TryGetValue(name, out var global) ? global.Value : double.NaN;
        if (slot.Kind != MemberKind.DerivedParameter)
            return component.Values[slot.Index];
        if (!begun.TryGetValue(component, out var begunHere))
            begun.Add(component, begunHere = new bool[component.Values.Length]);
        var derived = component.Type.DerivedParameters[slot.Member];
        if (begunHere[slot.Index])
        {
            // Begun and without value: it is being computed further up, or has none.
            if (double.IsNaN(component.Values[slot.Index]))
                Report(derived, $"The derived parameter {name} of {component.Type.Name} depends on itself, or on one that has no value.");
            return component.Values[slot.Index];
        }

        begunHere[slot.Index] = true;
        if (chain > LongestChain)
        {
            Report(derived, $"The derived parameter {name} of {component.Type.Name} ends a chain of more than {LongestChain} that depend on each other.");
            return double.NaN;
        }

        chain++;
        // A draw would make a parameter change from run to run; it has no value here.
        var value = derived.Value is { Tree: { } tree } ? Evaluator.Evaluate(tree, one => Value(component, one), (_, _) => double.NaN)
            : derived.Select is { } path ? Select(component, path)
            : double.NaN;
        chain--;
        component.Values[slot.Index] = value;
        if (double.IsNaN(value))
            Report(derived, $"The derived parameter {name} of {component.Label} ({component.Type.Name}) has no value.");
        return value;
    }

    private double Select(LemsComponent start, LemsPath path)
    {
        var at = start;
        for (var i = 0; i < path.Steps.Length - 1 && at is not null; i++)
        {
            var step = path.Steps[i];
            at = step.Kind switch
            {
                LemsPathStepKind.Self => at,
                LemsPathStepKind.Parent => at.Parent,
                _ when step.Index is { } index => at.Children(step.Name) is var list && index < list.Count ? list[index] : null,
                _ => at.Child(step.Name) ?? at.Reference(step.Name) ?? at.ChildById(step.Name),
            };
        }

        return at is null ? double.NaN : Value(at, path.Last.Name);
    }

    private void Report(DerivedParameter derived, string message)
    {
        if (reported.Add(derived))
            diagnostics.Error("NG1123", message, derived.Span);
    }
}
