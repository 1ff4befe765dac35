using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Objects;

namespace Neuroglot.Export.NeuroML.Cells;

/// <summary>
/// Writes the shape of a spatial neuron: a segment for each compartment, whose ids are the numbers of the compartments, and a group for each section. The thickness at the ends of a compartment follows
/// from the conductances <c>π/2·d₁·d/l</c> and <c>π/2·d·d₂/l</c> of its halves, where <c>d</c> is that in the middle.
/// </summary>
internal sealed class MorphologyElements
{
    // How well two ends have to agree to be one.
    private const double Agreement = 1e-9;

    // The group of all segments, by convention.
    private const string All = "all";

    // Of an unbranched stretch, which simulators divide as it says.
    private const string UnbranchedId = "sao864921383";

    private static readonly (string Group, string NeuroLexId, string[] Words)[] Regions =
        [("soma_group", "GO:0043025", ["soma"]), ("axon_group", "GO:0030424", ["axon"]), ("dendrite_group", "GO:0030425", ["dend", "apic", "basal"])];

    private readonly Cable cable;
    private readonly (double X, double Y, double Z)[] ends;
    private readonly List<(string Id, ImmutableArray<int> Members, XElement Element)> groups = [];
    private readonly HashSet<string> taken = [All, .. Regions.Select(one => one.Group)];

    public MorphologyElements(Cable cable)
    {
        this.cable = cable;
        ends = new (double, double, double)[cable.Count];
        for (var section = 0; section < cable.Parents.Length; section++)
        {
            ImmutableArray<int> members = [.. Enumerable.Range(cable.Firsts[section], cable.End(section) - cable.Firsts[section])];
            var id = Unique(SectionName(section));
            var element = Xml.Element("segmentGroup", ("id", id), ("neuroLexId", UnbranchedId)).With(
                Xml.Element("property", ("tag", "numberInternalDivisions"), ("value", members.Length.ToString(CultureInfo.InvariantCulture)))).With(Members(members));
            groups.Add((id, members, element));
        }
    }

    /// <summary>Why the shape cannot be written; null where it can.</summary>
    public string? Why()
    {
        for (var at = 0; at < cable.Count; at++)
        {
            if (IsSphere(at))
                continue;
            var (near, far) = Ends(at);
            var area = Math.PI / 2 * (near + far) * Math.Sqrt(((near - far) * (near - far) / 4) + (cable.Length[at] * cable.Length[at]));
            if (!Agree(area, cable.Area[at]) || !Agree((near + far) / 2, cable.Diameter[at]))
                return $"its compartment {at} is no frustum and no sphere: its area and its conductances do not fit";
        }

        return null;
    }

    /// <summary>The morphology; asked for when everything that names groups has been written.</summary>
    public XElement Morphology(string id)
    {
        var morphology = Xml.Element("morphology", ("id", id)).With(Segments());
        morphology.Add(groups.Select(one => one.Element));
        morphology.Add(Xml.Element("segmentGroup", ("id", All)).With(Enumerable.Range(0, cable.Parents.Length).Select(section => Xml.Element("include", ("segmentGroup", groups[section].Id)))));
        foreach (var (group, neuroLexId, words) in Regions)
        {
            var included = Enumerable.Range(0, cable.Parents.Length).Where(section => IsOf(section, words)).Select(section => Xml.Element("include", ("segmentGroup", groups[section].Id))).ToList();
            if (included.Count > 0)
                morphology.Add(Xml.Element("segmentGroup", ("id", group), ("neuroLexId", neuroLexId)).With(included));
        }

        return morphology;
    }

    /// <summary>The group of some compartments, which is made where there is none; null for all compartments, which need not be named.</summary>
    /// <param name="compartments">The compartments, ascending.</param>
    /// <param name="name">What a new group is called.</param>
    public string? Group(ImmutableArray<int> compartments, string name)
    {
        if (compartments.Length == cable.Count)
            return null;
        if (groups.Find(one => one.Members.SequenceEqual(compartments)) is { Id: { } known })
            return known;
        var id = Unique(name);
        groups.Add((id, compartments, Xml.Element("segmentGroup", ("id", id)).With(Members(compartments))));
        return id;
    }

    private IEnumerable<XElement> Segments()
    {
        for (var section = 0; section < cable.Parents.Length; section++)
        {
            var parent = cable.Parents[section] < 0 ? -1 : cable.End(cable.Parents[section]) - 1;
            var points = Points(section, parent < 0 ? default : ends[parent]);
            for (var at = cable.Firsts[section]; at < cable.End(section); at++)
            {
                var (near, far) = Ends(at);
                var number = at - cable.Firsts[section];
                ends[at] = points[number + 1];
                var isContinued = number > 0 && Agree(Ends(at - 1).Far, near);
                var name = number == 0 ? groups[section].Id : $"{groups[section].Id}_{number}";
                yield return Xml.Element("segment", ("id", Number(at)), ("name", name)).With(
                    parent < 0 ? null : Xml.Element("parent", ("segment", Number(parent))), isContinued ? null : Point("proximal", points[number], near), Point("distal", points[number + 1], far));
                parent = at;
            }
        }
    }

    // Between the middles where these tell the ends, else one after the other along an axis.
    private (double X, double Y, double Z)[] Points(int section, (double X, double Y, double Z) from)
    {
        var (first, count) = (cable.Firsts[section], cable.End(section) - cable.Firsts[section]);
        var points = new (double X, double Y, double Z)[count + 1];
        points[0] = from;
        if (count == 1 && IsSphere(first))
        {
            points[0] = points[1] = cable.HasPlaces ? Middle(first) : from;
            return points;
        }

        foreach (var begin in Beginnings(first, count, from))
        {
            points[0] = begin;
            if (Fits(points, first))
                return points;
        }

        points[0] = from;
        for (var at = 0; at < count; at++)
            points[at + 1] = points[at] with { Y = points[at].Y + cable.Length[first + at] };
        return points;
    }

    // Sections begin where their parent ends, or at the surface of a sphere, or in line with their first two compartments.
    private IEnumerable<(double X, double Y, double Z)> Beginnings(int first, int count, (double X, double Y, double Z) from)
    {
        if (!cable.HasPlaces)
            yield break;
        yield return from;
        var middle = Middle(first);
        if (Distance(from, middle) is var way && way > 0)
            yield return Between(middle, from, cable.Length[first] / 2 / way);
        if (count > 1)
            yield return Between(middle, Middle(first + 1), -cable.Length[first] / (cable.Length[first] + cable.Length[first + 1]));
    }

    // Whether the ends that follow from a beginning and the middles are as far from each other as compartments are long.
    private bool Fits((double X, double Y, double Z)[] points, int first)
    {
        for (var at = 0; at + 1 < points.Length; at++)
        {
            points[at + 1] = Between(points[at], Middle(first + at), 2);
            if (!Agree(Distance(points[at], points[at + 1]), cable.Length[first + at]))
                return false;
        }

        return true;
    }

    private (double X, double Y, double Z) Middle(int at) => (cable.X[at], cable.Y[at], cable.Z[at]);

    // A compartment of Brian that is a sphere is as long as it is thick, and has no resistance to speak of.
    private bool IsSphere(int at) => cable.RLength1[at].Equals(1) && cable.RLength2[at].Equals(1) && Agree(cable.Area[at], Math.PI * cable.Diameter[at] * cable.Diameter[at]);

    private (double Near, double Far) Ends(int at) => IsSphere(at) ? (cable.Diameter[at], cable.Diameter[at])
        : (2 * cable.RLength1[at] * cable.Length[at] / (Math.PI * cable.Diameter[at]), 2 * cable.RLength2[at] * cable.Length[at] / (Math.PI * cable.Diameter[at]));

    private bool IsOf(int section, string[] words)
    {
        // Of a sphere without a name of its own, as of any other root that is one, people say that it is the soma.
        if (section == 0 && IsSphere(0) && cable.End(0) == 1)
            return words.Contains("soma");
        var name = cable.Names.IsEmpty ? string.Empty : cable.Names[section];
        return Array.Exists(words, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private string SectionName(int section)
    {
        if (section == 0 && IsSphere(0) && cable.End(0) == 1)
            return "soma";
        var name = cable.Names.IsEmpty ? $"section{section}" : string.Concat(cable.Names[section].Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return name.Length > 0 && char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }

    private string Unique(string name)
    {
        var unique = name;
        for (var twin = 2; !taken.Add(unique); twin++)
            unique = $"{name}_{twin}";
        return unique;
    }

    private static IEnumerable<XElement> Members(ImmutableArray<int> members) => members.Select(one => Xml.Element("member", ("segment", Number(one))));

    private static XElement Point(string name, (double X, double Y, double Z) place, double diameter) =>
        Xml.Element(name, ("x", Micrometres(place.X)), ("y", Micrometres(place.Y)), ("z", Micrometres(place.Z)), ("diameter", Micrometres(diameter)));

    private static string Micrometres(double metres) => (metres * 1e6).ToString("G15", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Distance((double X, double Y, double Z) one, (double X, double Y, double Z) other) =>
        Math.Sqrt(((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)) + ((one.Z - other.Z) * (one.Z - other.Z)));

    private static (double X, double Y, double Z) Between((double X, double Y, double Z) from, (double X, double Y, double Z) to, double fraction) =>
        (from.X + (fraction * (to.X - from.X)), from.Y + (fraction * (to.Y - from.Y)), from.Z + (fraction * (to.Z - from.Z)));

    private static bool Agree(double left, double right) => Math.Abs(left - right) <= Agreement * Math.Max(Math.Abs(left), Math.Abs(right));
}
