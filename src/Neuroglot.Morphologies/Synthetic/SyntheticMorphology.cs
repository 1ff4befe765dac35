using Neuroglot.Numerics;

namespace Neuroglot.Morphologies.Synthetic;

/// <summary>
/// Neurons that nobody has traced: shapes of well-known kinds, grown by a few rules from a seed, for examples, tests and pictures. Sizes are about those of the cells that they are named
/// after; they stand for no measured cell. Where a branch forks, d³ᐟ² of the parent is that of its children together (W. Rall, Experimental Neurology 1 (1959), 491).
/// </summary>
public static class SyntheticMorphology
{
    /// <summary>The kinds, by name.</summary>
    public static IReadOnlyDictionary<string, Func<ulong, Morphology>> Kinds { get; } = new Dictionary<string, Func<ulong, Morphology>>(StringComparer.Ordinal)
    {
        ["bipolar"] = Bipolar,
        ["granule"] = Granule,
        ["motoneuron"] = Motoneuron,
        ["purkinje"] = Purkinje,
        ["pyramidal"] = Pyramidal,
        ["stellate"] = Stellate,
    };

    /// <summary>A pyramidal cell of the cortex: basal dendrites around the soma, an apical one with oblique branches and a tuft, an axon downwards.</summary>
    /// <param name="seed">The same gives the same cell.</param>
    public static Morphology Pyramidal(ulong seed = 1)
    {
        var growth = new Growth(seed, "soma", 18);
        growth.Around("dend", 6, new Point3(0, -0.35, 0), 1.0, new Branching(2.2, 45, 4, 34, 0.5));
        growth.Trunk("apic", new Point3(0, 1, 0), 4.2, 12, 38, obliques: new Branching(1.2, 40, 3, 38, 0.5), tuft: new Branching(2.4, 50, 4, 40, 0.8));
        growth.Trunk("axon", new Point3(0.05, -1, 0), 1.2, 10, 40, obliques: new Branching(0.6, 60, 2, 60, 0.4), tuft: new Branching(0.8, 80, 2, 40, 0.4));
        return growth.Root;
    }

    /// <summary>A Purkinje cell of the cerebellum: one dendrite that branches often, in a plane.</summary>
    /// <param name="seed">The same gives the same cell.</param>
    public static Morphology Purkinje(ulong seed = 1)
    {
        var growth = new Growth(seed, "soma", 24) { Flatness = 0.04 };
        growth.Around("dend", 1, new Point3(0, 1, 0), 0, new Branching(6, 26, 9, 36, 0.7));
        growth.Trunk("axon", new Point3(0, -1, 0), 1, 6, 30, obliques: null, tuft: new Branching(0.6, 50, 1, 40, 0.5));
        return growth.Root;
    }

    /// <summary>A granule cell of the cerebellum: a small soma, four short dendrites, an axon that ascends and forks into two parallel fibres.</summary>
    /// <param name="seed">The same gives the same cell.</param>
    public static Morphology Granule(ulong seed = 1)
    {
        var growth = new Growth(seed, "soma", 6);
        growth.Around("dend", 4, new Point3(0, -0.3, 0), 1, new Branching(0.8, 14, 1, 30, 0.5));
        var axon = growth.Trunk("axon", new Point3(0, 1, 0), 0.5, 8, 20, obliques: null, tuft: null);
        growth.Straight(axon, "axon", new Point3(1, 0, 0), 0.3, 12, 25);
        growth.Straight(axon, "axon", new Point3(-1, 0, 0), 0.3, 12, 25);
        return growth.Root;
    }

    /// <summary>A bipolar cell of the retina: a tree above, and one below at the end of an axon.</summary>
    /// <param name="seed">The same gives the same cell.</param>
    public static Morphology Bipolar(ulong seed = 1)
    {
        var growth = new Growth(seed, "soma", 9);
        growth.Around("dend", 2, new Point3(0, 1.5, 0), 1, new Branching(1, 9, 4, 50, 0.4));
        growth.Trunk("axon", new Point3(0, -1, 0), 1, 6, 8, obliques: null, tuft: new Branching(1, 8, 3, 60, 0.3));
        return growth.Root;
    }

    /// <summary>A motor neuron of the spinal cord: a large soma with thick dendrites to all sides, and a thick axon.</summary>
    /// <param name="seed">The same gives the same cell.</param>
    public static Morphology Motoneuron(ulong seed = 1)
    {
        var growth = new Growth(seed, "soma", 50);
        growth.Around("dend", 9, default, 1, new Branching(8, 130, 3, 30, 0.9));
        growth.Trunk("axon", new Point3(0.2, -1, 0.1), 6, 14, 60, obliques: null, tuft: null);
        return growth.Root;
    }

    /// <summary>A stellate cell: dendrites to all sides, an axon that branches near the soma.</summary>
    /// <param name="seed">The same gives the same cell.</param>
    public static Morphology Stellate(ulong seed = 1)
    {
        var growth = new Growth(seed, "soma", 12);
        growth.Around("dend", 7, default, 1, new Branching(1.4, 40, 3, 40, 0.4));
        growth.Around("axon", 1, new Point3(0, -1, 0), 0, new Branching(0.9, 35, 5, 50, 0.25));
        return growth.Root;
    }
}

/// <summary>How a tree branches.</summary>
/// <param name="Diameter">At its beginning, in µm.</param>
/// <param name="Length">Mean length of a section, in µm.</param>
/// <param name="Orders">How often it forks from root to tip.</param>
/// <param name="Angle">Mean angle between a branch and its parent, in degrees.</param>
/// <param name="Least">No branch gets thinner than this, in µm.</param>
internal sealed record Branching(double Diameter, double Length, int Orders, double Angle, double Least);

/// <summary>Grows one neuron.</summary>
internal sealed class Growth(ulong seed, string type, double diameter)
{
    private const double Micrometre = 1e-6;
    private const double Degree = Math.PI / 180;

    // About so long is a compartment, in µm: short against what a cable's length constant would be.
    private const double CompartmentLength = 12;
    private ulong draws;

    /// <summary>The soma with all that has grown.</summary>
    public Morphology Root { get; } = new Soma(diameter * Micrometre, default(Point3), type);

    /// <summary>How far branches leave the plane of x and y: 1 as far as others, 0 not at all.</summary>
    public double Flatness { get; init; } = 1;

    /// <summary>Trees from the surface of the soma.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="count">How many.</param>
    /// <param name="bias">Added to their directions, which are spread evenly over a sphere.</param>
    /// <param name="spread">0: all go along <paramref name="bias"/>.</param>
    /// <param name="branching">How they branch.</param>
    public void Around(string name, int count, Point3 bias, double spread, Branching branching)
    {
        for (var index = 0; index < count; index++)
        {
            // Points of a spiral from pole to pole, at equal areas.
            var height = 1 - (2 * index + 1.0) / count;
            var (around, radius) = (2.399963 * index + Draw(), Math.Sqrt(1 - height * height));
            var direction = Flat(spread * new Point3(radius * Elementary.Cos(around), height, radius * Elementary.Sin(around)) + bias);
            Branch(Root, name, direction, branching.Diameter * (0.8 + 0.4 * Draw()), branching, branching.Orders);
        }
    }

    /// <summary>A trunk of several sections, from which branches leave, and which ends in a tree.</summary>
    public Morphology Trunk(string name, Point3 direction, double thick, int count, double length, Branching? obliques, Branching? tuft)
    {
        var at = Root;
        var thin = tuft?.Diameter ?? 0.6 * thick;
        for (var index = 0; index < count; index++)
        {
            var (from, to) = (thick + (thin - thick) * index / count, thick + (thin - thick) * (index + 1) / count);
            at = Add(at, name, Flat(Tilted(direction, 5)), length * (0.8 + 0.4 * Draw()), from, to);
            if (obliques is not null && index > 0 && index < count - 1 && Draw() < 0.75)
                Branch(at, name, Flat(Tilted(direction, 65)), obliques.Diameter, obliques, obliques.Orders - (index > count / 2 ? 1 : 0));
        }

        if (tuft is not null)
        {
            Branch(at, name, Flat(Tilted(direction, tuft.Angle)), tuft.Diameter, tuft, tuft.Orders);
            Branch(at, name, Flat(Tilted(direction, tuft.Angle)), tuft.Diameter, tuft, tuft.Orders);
        }

        return at;
    }

    /// <summary>One long section.</summary>
    public void Straight(Morphology parent, string name, Point3 direction, double thick, int count, double length)
    {
        var places = new Point3[count + 1];
        for (var place = 0; place < count; place++)
            places[place + 1] = places[place] + length * Micrometre * Flat(Tilted(direction, 3));
        parent.AddAs(name, new Section([.. Enumerable.Repeat(thick * Micrometre, count + 1)], Lengths.Between(places), places, name));
    }

    private void Branch(Morphology parent, string name, Point3 direction, double thick, Branching branching, int orders)
    {
        var waiting = new Stack<(Morphology Parent, Point3 Direction, double Thick, int Orders)>([(parent, direction, thick, orders)]);
        while (waiting.TryPop(out var next))
        {
            var thin = Math.Max(branching.Least, 0.9 * next.Thick);
            var grown = Add(next.Parent, name, next.Direction, branching.Length * (0.6 + 0.8 * Draw()), next.Thick, thin);
            // Later branches end the sooner the thinner they are.
            if (next.Orders <= 0 || (next.Orders < branching.Orders - 1 && Draw() < 0.18))
                continue;
            var share = 0.35 + 0.3 * Draw();
            var axis = Side(next.Direction);
            foreach (var (part, sign) in new[] { (share, 1), (1 - share, -1) })
            {
                var angle = sign * branching.Angle * (0.5 + Draw()) * 2 * (1 - part) * Degree;
                waiting.Push((grown, Flat(next.Direction.Turned(axis, angle)), Math.Max(branching.Least, thin * Elementary.Pow(part, 2.0 / 3)), next.Orders - 1));
            }
        }
    }

    private Section Add(Morphology parent, string name, Point3 direction, double length, double from, double to)
    {
        var n = Math.Max(1, (int)Math.Round(length / CompartmentLength));
        var places = new Point3[n + 1];
        if (parent is Soma soma)
            places[0] = soma.Diameter[0] / 2 * direction;
        for (var place = 0; place < n; place++)
            places[place + 1] = places[place] + length / n * Micrometre * Flat(Tilted(direction, 7));
        var section = new Section([.. Enumerable.Range(0, n + 1).Select(place => (from + (to - from) * place / n) * Micrometre)], Lengths.Between(places), places, name);
        parent.AddAs(name, section);
        return section;
    }

    private Point3 Flat(Point3 direction) => (direction with { Z = Flatness * direction.Z }).Normalized();

    private Point3 Tilted(Point3 direction, double degrees) => direction.Normalized().Turned(Side(direction.Normalized()), degrees * (0.5 + Draw()) * Degree);

    // At right angles to a direction: in a flat cell out of its plane, to either side; else any.
    private Point3 Side(Point3 direction)
    {
        var side = Math.Abs(direction.Z) < 0.9 ? Point3.Cross(direction, new Point3(0, 0, 1)) : Point3.Cross(direction, new Point3(1, 0, 0));
        return side.Normalized().Turned(direction, Flatness < 0.5 ? Math.PI * (Math.Floor(2 * Draw()) + 0.5) : 2 * Math.PI * Draw());
    }

    private double Draw() => Philox.Uniform(seed, 2, 0, draws++, 0);
}
