using System.Collections.Immutable;

namespace Neuroglot.Morphologies;

/// <summary>A compartment of a <see cref="FlatMorphology"/>: a frustum, or a sphere; in SI units.</summary>
/// <param name="Section">Index of its section.</param>
/// <param name="Length">Its length; of a sphere the diameter.</param>
/// <param name="StartDiameter">Diameter at its beginning.</param>
/// <param name="EndDiameter">Diameter at its end.</param>
/// <param name="Area">Its membrane in m².</param>
/// <param name="Distance">Way from the root to its middle.</param>
/// <param name="Start">Where it begins; the centre of a sphere. The origin in a shape without places.</param>
/// <param name="End">Where it ends.</param>
public readonly record struct Compartment(int Section, double Length, double StartDiameter, double EndDiameter, double Area, double Distance, Point3 Start, Point3 End);

/// <summary>A section of a <see cref="FlatMorphology"/>.</summary>
/// <param name="Section">The section.</param>
/// <param name="Parent">Index of the one that it grows from; −1 for the root.</param>
/// <param name="Depth">Branchings between it and the root, which has 0.</param>
/// <param name="First">Index of its first compartment.</param>
/// <param name="StartDistance">Way from the root to its beginning, in metres.</param>
/// <param name="EndDistance">Way from the root to its end, in metres.</param>
public sealed record FlatSection(Morphology Section, int Parent, int Depth, int First, double StartDistance, double EndDistance)
{
    /// <summary>Whether it is a sphere.</summary>
    public bool IsSphere => Section is Soma;
}

/// <summary>All compartments of a shape in the order in which Brian numbers them: a section, then what grows from it, one subtree after the other. Found in one pass.</summary>
public sealed class FlatMorphology
{
    private FlatMorphology(ImmutableArray<FlatSection> sections, ImmutableArray<Compartment> compartments, bool hasCoordinates) =>
        (Sections, Compartments, HasCoordinates) = (sections, compartments, hasCoordinates);

    /// <summary>The sections, each after the one that it grows from.</summary>
    public ImmutableArray<FlatSection> Sections { get; }

    /// <summary>The compartments.</summary>
    public ImmutableArray<Compartment> Compartments { get; }

    /// <summary>Whether every section has a place.</summary>
    public bool HasCoordinates { get; }

    /// <summary>The compartments of <paramref name="root"/> and of all that grows from it.</summary>
    public static FlatMorphology Of(Morphology root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var sections = ImmutableArray.CreateBuilder<FlatSection>();
        var compartments = ImmutableArray.CreateBuilder<Compartment>();
        var ends = new List<Point3>();
        var index = new Dictionary<Morphology, int>(ReferenceEqualityComparer.Instance);
        var hasCoordinates = true;
        foreach (var section in root.Sections())
        {
            var parent = ReferenceEquals(section, root) ? -1 : index[section.Parent!];
            index[section] = sections.Count;
            var (way, from) = parent < 0 ? (section.StartDistance, section.EndOfParent() ?? default) : (sections[parent].EndDistance, ends[parent]);
            sections.Add(new FlatSection(section, parent, parent < 0 ? 0 : sections[parent].Depth + 1, compartments.Count, way, way + section.PathLength));
            hasCoordinates &= section.HasCoordinates;
            ends.Add(from + (section.EndOffset ?? default));
            var (lengths, starts, finishes, areas) = (section.Length, section.StartDiameter, section.EndDiameter, section.Area);
            var offsets = section.Offsets;
            for (var place = 0; place < section.N; place++)
            {
                var step = section is Soma ? 0 : lengths[place];
                var (start, end) = offsets.IsEmpty ? (default, default) : section is Soma ? (offsets[0], offsets[0]) : (offsets[place], offsets[place + 1]);
                compartments.Add(new Compartment(sections.Count - 1, lengths[place], starts[place], finishes[place], areas[place], way + step / 2, from + start, from + end));
                way += step;
            }
        }

        return new FlatMorphology(sections.ToImmutable(), compartments.ToImmutable(), hasCoordinates);
    }
}
