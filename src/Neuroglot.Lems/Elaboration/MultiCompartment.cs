using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Finds cells that need a cable equation, which the engine does not solve yet.</summary>
internal static class MultiCompartment
{
    /// <summary>Reports each cell of several segments that is part of what <paramref name="target"/> runs.</summary>
    public static void Refuse(LemsComponent target, DiagnosticBag diagnostics)
    {
        foreach (var cell in Cells(target, []).Distinct())
        {
            var segments = Segments(cell).Count;
            if (segments > 1)
            {
                diagnostics.Error(
                    "NG1450",
                    $"Cell {cell.Label} has {segments} segments; cells of several compartments cannot be run yet.",
                    cell.Span,
                    "Cells of one segment run; reading, validating and inspecting work for all.");
            }
        }
    }

    private static IEnumerable<LemsComponent> Cells(LemsComponent component, HashSet<LemsComponent> seen)
    {
        if (!seen.Add(component))
            yield break;
        if (component.IsA("cell"))
            yield return component;
        foreach (var reference in component.Type.ComponentReferences)
        {
            if (component.Reference(reference.Name) is { } referenced)
            {
                foreach (var cell in Cells(referenced, seen))
                    yield return cell;
            }
        }

        foreach (var child in component.AllChildren.Kept)
        {
            foreach (var cell in Cells(child, seen))
                yield return cell;
        }
    }

    /// <summary>The segments of a cell, those of a morphology that it names included; none for other components.</summary>
    public static IReadOnlyList<LemsComponent> Segments(LemsComponent cell)
    {
        var morphology = cell.AllChildren.FirstOrDefault(child => child.IsA("morphology")) ?? cell.Reference("morphology");
        return [.. morphology?.AllChildren.Where(child => child.IsA("segment")) ?? []];
    }
}
