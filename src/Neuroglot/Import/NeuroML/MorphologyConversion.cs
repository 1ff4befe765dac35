using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Morphologies;

namespace Neuroglot.Import.NeuroML;

/// <summary>Shapes of cells of NeuroML as trees of sections, to be drawn, written as SWC, or put together with others.</summary>
public static class MorphologyConversion
{
    /// <summary>The tree of <paramref name="cell"/>: a section for each of its unbranched stretches, a compartment for each segment; a sphere is a soma.</summary>
    /// <param name="cell">The shape; it has one root.</param>
    /// <param name="diagnostics">Gets a warning (NG8169) where the tree says less than the cell: a section that grows from the side of another is put at its end, with its places as they are, so
    /// that ways from the root differ; where there are several roots, all but the first are left out. May be null.</param>
    /// <exception cref="MorphologyException">NG8165: a segment has the diameter 0, or a length 0 that is no sphere.</exception>
    public static Morphology ToMorphology(this CellMorphology cell, DiagnosticBag? diagnostics = null)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var segments = cell.Segments.ToDictionary(static one => one.Id);
        var made = new Morphology?[cell.Sections.Length];
        var ends = new MorphologyPoint[cell.Sections.Length];
        for (var index = 0; index < cell.Sections.Length; index++)
        {
            var section = cell.Sections[index];
            ImmutableArray<MorphologySegment> own = [.. section.Segments.Select(id => segments[id])];
            ends[index] = own[^1].Distal;
            if (section.Parent < 0 && index > 0)
            {
                diagnostics?.Warning("NG8169", $"The segment `{own[0].Id}` is a second root; it is left out, with what grows from it.", SourceSpan.None, "connect it to the first, or read the cells one by one");
                continue;
            }

            if (section.Parent >= 0 && made[section.Parent] is null)
                continue;
            var from = section.Parent < 0 ? default : ends[section.Parent];
            made[index] = Section(own, from, section.Name);
            if (section.Parent < 0)
                continue;
            if (own[0].FractionAlong != 1 && !segments[own[0].Parent!].IsSphere)
            {
                diagnostics?.Warning(
                    "NG8169", $"The segment `{own[0].Id}` begins at {own[0].FractionAlong} of `{own[0].Parent}`; as a section it grows from its end, so that ways from the root are longer.", SourceSpan.None,
                    "split the parent there, if ways matter");
            }

            made[section.Parent]![Free(made[section.Parent]!, section.Name)] = made[index];
        }

        return made[0]!;
    }

    private static Morphology Section(ImmutableArray<MorphologySegment> segments, MorphologyPoint from, string name)
    {
        static Quantity Metres(double value) => new(value, Dimension.Length);
        if (segments is [{ IsSphere: true } sphere])
            return new Soma(Metres(sphere.Distal.Diameter), Metres(sphere.Distal.X - from.X), Metres(sphere.Distal.Y - from.Y), Metres(sphere.Distal.Z - from.Z), name);
        MorphologyPoint[] points = [segments[0].Proximal, .. segments.Select(static one => one.Distal)];
        return new Section(
            Array.ConvertAll(points, static one => Metres(one.Diameter)), segments.Length, x: Array.ConvertAll(points, one => Metres(one.X - from.X)), y: Array.ConvertAll(points, one => Metres(one.Y - from.Y)),
            z: Array.ConvertAll(points, one => Metres(one.Z - from.Z)), type: name);
    }

    private static string Free(Morphology parent, string name)
    {
        var free = name;
        for (var number = 2; parent.Contains(free); number++)
            free = $"{name}{number}";
        return free;
    }
}
