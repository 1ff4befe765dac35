using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Morphologies.Swc;

namespace Neuroglot.Morphologies;

/// <summary>
/// A neuron's shape: a tree of sections without branches, each of one or more compartments, as in Brian 2. A <see cref="Morphology"/> is a section together with all that grows from its
/// end; make it as a <see cref="Soma"/>, a <see cref="Section"/> or a <see cref="Cylinder"/>, or read it from a file. Numbers are in SI units, one for each compartment of the section.
/// </summary>
/// <example><code>
/// var neuron = new Soma(30 * um);
/// neuron["axon"] = new Cylinder(diameter: 1 * um, n: 20, length: 200 * um);
/// neuron["axon"]["L"] = new Cylinder(0.5 * um, n: 10, length: 50 * um);
/// </code></example>
public abstract class Morphology
{
    // Beyond this a tree is no neuron, and what is computed from it would exhaust the machine.
    internal const int MostCompartments = 20_000_000;

    private readonly List<Morphology> children = [];
    private readonly List<string> names = [];
    private readonly Dictionary<string, Morphology> byName = new(StringComparer.Ordinal);

    // From which number on a name may be free.
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    private protected Morphology(int n, string? type)
    {
        if (n is < 1 or > MostCompartments)
            throw Wrong($"A section cannot have {n} compartments.", $"give it from 1 to {MostCompartments}");
        (N, Type) = (n, type);
    }

    /// <summary>How many compartments the section has.</summary>
    public int N { get; }

    /// <summary>What it is, such as <c>soma</c>, <c>axon</c>, <c>dend</c> or <c>apic</c>; or null.</summary>
    public string? Type { get; }

    /// <summary>The section that it grows from; null for the root.</summary>
    public Morphology? Parent { get; private set; }

    /// <summary>The subtrees that grow from its end, in the order in which they were added.</summary>
    public IReadOnlyList<Morphology> Children => children;

    /// <summary>Length of each compartment in metres; of a sphere its diameter.</summary>
    public abstract ImmutableArray<double> Length { get; }

    /// <summary>Diameter in the middle of each compartment, in metres.</summary>
    public abstract ImmutableArray<double> Diameter { get; }

    /// <summary>Diameter at the beginning of each compartment, in metres.</summary>
    public abstract ImmutableArray<double> StartDiameter { get; }

    /// <summary>Diameter at the end of each compartment, in metres.</summary>
    public abstract ImmutableArray<double> EndDiameter { get; }

    /// <summary>Membrane of each compartment in m²: the side of the frustum without its ends, or the whole sphere.</summary>
    public abstract ImmutableArray<double> Area { get; }

    /// <summary>Volume of each compartment in m³.</summary>
    public abstract ImmutableArray<double> Volume { get; }

    /// <summary>Way from the root to the middle of each compartment, in metres. A sphere is a point of it.</summary>
    public abstract ImmutableArray<double> Distance { get; }

    /// <summary>Way from the root to the end of the section, in metres.</summary>
    public double EndDistance => StartDistance + PathLength;

    /// <summary>Way from the root to the beginning of the section, in metres.</summary>
    public double StartDistance
    {
        get
        {
            var sum = 0.0;
            for (var at = Parent; at is not null; at = at.Parent)
                sum += at.PathLength;
            return sum;
        }
    }

    /// <summary>From the inside's resistivity to the conductance between beginning and middle of each compartment, in metres: divided by Ωm it gives siemens.</summary>
    public abstract ImmutableArray<double> RLength1 { get; }

    /// <summary>The same between middle and end.</summary>
    public abstract ImmutableArray<double> RLength2 { get; }

    /// <summary>Where each compartment begins; empty for sections that have no place, or that grow from one without.</summary>
    public abstract ImmutableArray<Point3> Start { get; }

    /// <summary>Where each compartment ends; empty as <see cref="Start"/>.</summary>
    public abstract ImmutableArray<Point3> End { get; }

    /// <summary>The middle of each compartment; empty as <see cref="Start"/>.</summary>
    public ImmutableArray<Point3> Middle => [.. Start.Zip(End, static (start, end) => 0.5 * (start + end))];

    /// <summary>Whether the section itself has been given a place.</summary>
    public abstract bool HasCoordinates { get; }

    /// <summary>Compartments of the section and of all that grows from it.</summary>
    public int TotalCompartments => Sections().Sum(static section => section.N);

    /// <summary>Sections of this subtree, this one included.</summary>
    public int TotalSections => Sections().Count();

    /// <summary>How far the way from the root gets longer along the section.</summary>
    internal abstract double PathLength { get; }

    /// <summary>From the end of the parent to the end of the section; nothing where it has no place.</summary>
    internal abstract Point3? EndOffset { get; }

    /// <summary>
    /// A subtree: by the name under which it was added, by its number (<c>"1"</c> for the first), by a path of such names (<c>"axon.L"</c>), or by letters and digits alone (<c>"LLR"</c>).
    /// Assigning adds a subtree; assigning null takes it away.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <exception cref="MorphologyException">
    /// NG8167: there is no such subtree. NG8166: another has the name. NG8168: the subtree grows somewhere already, or contains this section.
    /// </exception>
    [AllowNull]
    public Morphology this[string name]
    {
        get => Find(name) ?? throw new MorphologyException(
            "NG8167", $"There is no subtree `{name}`.", NearNames.Hint(name, byName.Keys) ?? (names.Count == 0 ? "nothing grows from this section" : $"there are {string.Join(", ", names)}"));
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            if (value is null)
                Remove(name);
            else
                Add(name, value);
        }
    }

    /// <summary>Whether there is a subtree <paramref name="name"/>, by the rules of the indexer.</summary>
    public bool Contains(string name) => Find(name) is not null;

    /// <summary>The name under which <paramref name="child"/> was added.</summary>
    /// <exception cref="MorphologyException">NG8167: it does not grow from here.</exception>
    public string NameOf(Morphology child) => children.IndexOf(child) is >= 0 and var index
        ? names[index] : throw new MorphologyException("NG8167", "The subtree does not grow from this section.", "ask its parent for its name");

    /// <summary>The name under which the child at <paramref name="index"/> was added.</summary>
    internal string NameAt(int index) => names[index];

    /// <summary>All sections of this subtree, each before what grows from it: the order in which Brian numbers compartments.</summary>
    public IEnumerable<Morphology> Sections()
    {
        var waiting = new Stack<Morphology>([this]);
        while (waiting.TryPop(out var next))
        {
            yield return next;
            for (var index = next.children.Count - 1; index >= 0; index--)
                waiting.Push(next.children[index]);
        }
    }

    /// <summary>A shape from a file of SWC.</summary>
    /// <param name="path">A file that ends in <c>.swc</c>.</param>
    /// <param name="sphericalSoma">Whether a soma of one point, or of three that stand for a sphere, is a sphere.</param>
    /// <param name="tree">Which of several trees, from 1; null for the only one.</param>
    /// <exception cref="MorphologyException">NG8150–NG8158: it cannot be read; NG8155: there are several trees and none was asked for.</exception>
    public static Morphology FromFile(string path, bool sphericalSoma = true, int? tree = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.GetExtension(path).Equals(".swc", StringComparison.OrdinalIgnoreCase))
            throw new MorphologyException("NG8150", $"`{path}` is no file of SWC.", "name a file that ends in .swc; cells of NeuroML are read with their model");
        return SwcFile.Read(path, sphericalSoma).Tree(tree);
    }

    /// <summary>
    /// The same shape with places for all sections that have none, for pictures; lengths, diameters and areas stay. Children of a sphere start at its surface, in equal angles around it.
    /// Others spread over half a turn about the direction of their parent, in the plane of the root unless it leaves that.
    /// </summary>
    /// <param name="sectionRandomness">Mean deviation (of an exponential distribution) of a section from the direction of its parent, in degrees; 0 for the regular spread.</param>
    /// <param name="compartmentRandomness">The same of each compartment from the direction of its section; 0 for straight sections.</param>
    /// <param name="overwriteExisting">Whether places that there are get replaced.</param>
    /// <param name="seed">Of the random numbers; the same gives the same shape.</param>
    /// <exception cref="MorphologyException">NG8165: a randomness is negative or no number.</exception>
    public Morphology GenerateCoordinates(double sectionRandomness = 0, double compartmentRandomness = 0, bool overwriteExisting = false, ulong seed = 0)
    {
        if (!(sectionRandomness >= 0 && compartmentRandomness >= 0 && double.IsFinite(sectionRandomness + compartmentRandomness)))
            throw Wrong("A randomness is not an angle.", "give degrees from 0 on");
        return new CoordinateGeneration(sectionRandomness, compartmentRandomness, overwriteExisting, seed).Of(this);
    }

    /// <summary>Its places, counted from the end of the parent: of a sphere its centre, else one more than compartments; empty where it has none.</summary>
    internal abstract ImmutableArray<Point3> Offsets { get; }

    /// <summary>The section without parent and children; with these places in place of its own where they are given.</summary>
    internal abstract Morphology Copy(Point3[]? places);

    internal static MorphologyException Wrong(string message, string hint) => new("NG8165", message, hint);

    /// <summary>Adds a subtree under a name that none has yet: <paramref name="name"/>, or that with a number after it.</summary>
    internal void AddAs(string name, Morphology subtree)
    {
        var free = name;
        for (var number = numbers.GetValueOrDefault(name, 2); byName.ContainsKey(free); numbers[name] = ++number)
            free = $"{name}{number}";
        Add(free, subtree);
    }

    /// <summary>One more name for a child, unless another has it.</summary>
    internal void AddName(string name, Morphology child) => byName.TryAdd(name, child);

    /// <summary>The end of the section; null where it has no place.</summary>
    internal Point3? EndOfParent()
    {
        Point3 end = default;
        for (var at = Parent; at is not null; at = at.Parent)
        {
            if (at.EndOffset is not { } offset)
                return null;
            end += offset;
        }

        return end;
    }

    private void Add(string name, Morphology subtree)
    {
        if (byName.TryGetValue(name, out var known))
        {
            if (ReferenceEquals(known, subtree))
                return;
            throw new MorphologyException("NG8166", $"There is a subtree `{name}` already.", $"take it away first, by assigning null, or name the other one `{name}2`");
        }

        // What has no branches of its own can only be this section.
        for (var at = this; at is not null; at = subtree.children.Count == 0 ? null : at.Parent)
        {
            if (ReferenceEquals(at, subtree))
                throw new MorphologyException("NG8168", $"A section cannot grow from itself, as `{name}` would.", "make a section of its own");
        }

        if (subtree.Parent is not null)
            throw new MorphologyException("NG8168", $"What is to be `{name}` grows from another section already.", "take it away there, by assigning null, or make another one");
        children.Add(subtree);
        names.Add(name);
        byName[name] = subtree;
        byName.TryAdd($"{children.Count}", subtree);
        subtree.Parent = this;
    }

    private void Remove(string name)
    {
        var child = this[name];
        if (!ReferenceEquals(child.Parent, this))
            throw new MorphologyException("NG8167", $"The subtree `{name}` does not grow from this section.", "take it away from its parent");
        var index = children.IndexOf(child);
        children.RemoveAt(index);
        names.RemoveAt(index);
        foreach (var alias in byName.Where(pair => ReferenceEquals(pair.Value, child)).Select(static pair => pair.Key).ToArray())
            byName.Remove(alias);
        child.Parent = null;
    }

    private Morphology? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (byName.TryGetValue(name, out var exact))
            return exact;
        if (name.Contains('.', StringComparison.Ordinal))
            return name.Split('.').Aggregate((Morphology?)this, static (at, step) => at?.byName.GetValueOrDefault(step) ?? at?.Letters(step));
        return Letters(name);
    }

    private Morphology? Letters(string path) => path.Length < 2 || !path.All(static letter => letter is 'L' or 'R' or (>= '1' and <= '9'))
        ? null : path.Aggregate((Morphology?)this, static (at, letter) => at?.byName.GetValueOrDefault(letter.ToString()));
}
