using System.Collections.Immutable;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Neuroglot.Morphologies;

namespace Neuroglot.Scripting;

/// <summary>The compartments of a shape as it is when a neuron is made of it, and where its sections are among them.</summary>
internal sealed class Compartments
{
    // What lies so near to a border, in parts of a compartment, is on it.
    private const double Border = 1e-6;

    private readonly FlatMorphology flat;
    private readonly Dictionary<Morphology, int> sections = new(ReferenceEqualityComparer.Instance);

    public Compartments(Morphology morphology)
    {
        ArgumentNullException.ThrowIfNull(morphology);
        Morphology = morphology;
        flat = FlatMorphology.Of(morphology);
        foreach (var (index, section) in flat.Sections.Index())
            sections.Add(section.Section, index);
    }

    public Morphology Morphology { get; }

    public int Count => flat.Compartments.Length;

    public int First(int section) => flat.Sections[section].First;

    public int End(int section) => section + 1 < flat.Sections.Length ? flat.Sections[section + 1].First : Count;

    /// <summary>The first compartment beyond a section and all that grows from it.</summary>
    public int EndOfSubtree(int section)
    {
        var depth = flat.Sections[section].Depth;
        var next = section + 1;
        while (next < flat.Sections.Length && flat.Sections[next].Depth > depth)
            next++;
        return End(next - 1);
    }

    /// <summary>The section called <paramref name="name"/> seen from another.</summary>
    public int Find(int section, string name) => sections[flat.Sections[section].Section[name]];

    public int Index(Location place)
    {
        if (place.Index is { } index)
            return index >= 0 && index < Count ? index : throw new ModelException($"There is no compartment {index}; they are numbered from 0 to {Count - 1}.");
        var section = place.Section.Length == 0 ? 0 : Find(0, place.Section);
        if (place.Distance is { } distance)
            return First(section) + Within(section, Metres(section, distance));
        return End(section) - First(section) == 1 ? First(section)
            : throw new ModelException($"{Name(section)} has {End(section) - First(section)} compartments, and one is needed: give a distance along it, too.");
    }

    /// <summary>The compartments of a section that lie at least in part between two distances.</summary>
    public (int Start, int Stop) Between(int section, Quantity from, Quantity to)
    {
        var (start, stop) = (Metres(section, from), Metres(section, to));
        if (!(start < stop))
            throw new ModelException($"There is nothing between {from} and {to}: the second should be the greater distance.");
        var first = Within(section, start);
        var last = Within(section, stop);

        // What only begins where the range ends is no part of it.
        if (last > first && stop - Beginning(section, last) <= Border * flat.Compartments[First(section) + last].Length)
            last--;
        return (First(section) + first, First(section) + last + 1);
    }

    /// <summary>The shape as data.</summary>
    public Cable Cable(double capacitance, double resistivity)
    {
        ImmutableArray<double> Each(Func<Morphology, ImmutableArray<double>> values) => [.. flat.Sections.SelectMany(section => values(section.Section))];
        ImmutableArray<double> Middle(Func<Point3, double> axis) => flat.HasCoordinates ? [.. flat.Compartments.Select(one => (axis(one.Start) + axis(one.End)) / 2)] : [];
        return new Cable([.. flat.Sections.Select(section => section.Parent)], [.. flat.Sections.Select(section => section.First)])
        {
            Names = [.. Enumerable.Range(0, flat.Sections.Length).Select(Path)],
            Length = [.. flat.Compartments.Select(one => one.Length)],
            Diameter = Each(section => section.Diameter),
            Area = [.. flat.Compartments.Select(one => one.Area)],
            Volume = Each(section => section.Volume),
            Distance = [.. flat.Compartments.Select(one => one.Distance)],
            RLength1 = Each(section => section.RLength1),
            RLength2 = Each(section => section.RLength2),
            X = Middle(point => point.X),
            Y = Middle(point => point.Y),
            Z = Middle(point => point.Z),
            Capacitance = [capacitance],
            Resistivity = resistivity,
        };
    }

    // The root has no name of its own; Brian calls it main.
    private string Path(int section)
    {
        var names = new Stack<string>();
        for (var at = section; flat.Sections[at].Parent >= 0; at = flat.Sections[at].Parent)
            names.Push(flat.Sections[flat.Sections[at].Parent].Section.NameOf(flat.Sections[at].Section));
        return names.Count == 0 ? "main" : string.Join('.', names);
    }

    private string Name(int section) => section == 0 ? "The root section" : $"The section `{Path(section)}`";

    private double Metres(int section, Quantity distance)
    {
        if (distance.Dimension != Dimension.Length && !(distance.Value == 0 && distance.Dimension.IsNone))
            throw new ModelException($"{distance} is no distance along a section.");
        var length = Length(section);
        return distance.Value >= -Border * length && distance.Value <= length * (1 + Border) ? distance.Value
            : throw new ModelException($"{Name(section)} is {new Quantity(length, Dimension.Length)} long, so that {distance} is not on it.");
    }

    // Of a sphere the diameter, which is no part of the way from the root.
    private double Length(int section) => Enumerable.Range(First(section), End(section) - First(section)).Sum(at => flat.Compartments[at].Length);

    private double Beginning(int section, int compartment) => Enumerable.Range(First(section), compartment).Sum(at => flat.Compartments[at].Length);

    // The compartment at a distance from the beginning; of two the one that begins there.
    private int Within(int section, double distance)
    {
        var (end, last) = (0.0, End(section) - First(section) - 1);
        for (var at = 0; at < last; at++)
        {
            var length = flat.Compartments[First(section) + at].Length;
            end += length;
            if (distance < end - (Border * length))
                return at;
        }

        return last;
    }
}
