using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Lems.Types;

/// <summary>Computes the derived parameters of components, each after those it depends on.</summary>
internal sealed class DerivedParameterEvaluator(IReadOnlyDictionary<string, Quantity> globalConstants, DiagnosticBag diagnostics)
{
    private readonly HashSet<(SourceSpan, string)> reported = [];
    private readonly HashSet<(LemsComponent, string)> computing = [];

    /// <summary>Computes those of <paramref name="component"/> and of all below it.</summary>
    public void Evaluate(LemsComponent component)
    {
        foreach (var derived in component.Type.DerivedParameters)
            Value(component, derived.Name);
        foreach (var child in component.AllChildren)
            Evaluate(child);
    }

    private double Value(LemsComponent component, string name)
    {
        if (!component.Type.TryGetSlot(name, out var slot) || !slot.IsValue)
            return component.TryValue(name, out var constant) ? constant : globalConstants.TryGetValue(name, out var global) ? global.Value : double.NaN;
        if (slot.Kind != MemberKind.DerivedParameter || !double.IsNaN(component.Values[slot.Index]))
            return component.Values[slot.Index];
        var derived = component.Type.DerivedParameters[slot.Member];
        if (computing.Count > 200 || !computing.Add((component, name)))
        {
            Report("NG1123", $"The derived parameter {name} of {component.Type.Name} depends on itself.", derived.Span);
            return double.NaN;
        }

        var value = derived.Value is { Tree: { } tree } ? ConstantValue.Of(tree, one => Value(component, one))
            : derived.Select is { } path ? Select(component, path)
            : double.NaN;
        computing.Remove((component, name));
        component.Values[slot.Index] = value;
        if (double.IsNaN(value))
            Report("NG1123", $"The derived parameter {name} of {component.Label} ({component.Type.Name}) has no value.", derived.Span);
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
                _ when step.Index is { } index => at.Children(step.Name) is var list && index < list.Length ? list[index] : null,
                _ => at.Child(step.Name) ?? at.Reference(step.Name) ?? at.ChildById(step.Name),
            };
        }

        return at is null ? double.NaN : Value(at, path.Last.Name);
    }

    private void Report(string code, string message, SourceSpan span)
    {
        if (reported.Add((span, code)))
            diagnostics.Error(code, message, span);
    }
}
