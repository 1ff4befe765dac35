using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Networks;

namespace Neuroglot.Brian.Objects;

/// <summary>
/// The shape of a spatial neuron, whose compartments are the neurons of its group: sections without branches, each after the one from whose end it grows. Values of compartments are in SI
/// units, in the order of the compartments.
/// </summary>
/// <param name="Parents">For each section the one that it grows from; −1 for the first, the root.</param>
/// <param name="Firsts">The first compartment of each section.</param>
public sealed record Cable(ImmutableArray<int> Parents, ImmutableArray<int> Firsts)
{
    // Reconstructions have thousands.
    private const int MostNames = 12;

    /// <summary>Names of the sections on the way from the root, such as <c>axon.L</c>; empty where none are known.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Lengths.</summary>
    public required ImmutableArray<double> Length { get; init; }

    /// <summary>Diameters in the middle.</summary>
    public required ImmutableArray<double> Diameter { get; init; }

    /// <summary>Membrane areas.</summary>
    public required ImmutableArray<double> Area { get; init; }

    /// <summary>Volumes.</summary>
    public required ImmutableArray<double> Volume { get; init; }

    /// <summary>Way from the root to the middle.</summary>
    public required ImmutableArray<double> Distance { get; init; }

    /// <summary>Conductance between beginning and middle, times the resistivity, in metres.</summary>
    public required ImmutableArray<double> RLength1 { get; init; }

    /// <summary>Conductance between middle and end, times the resistivity, in metres.</summary>
    public required ImmutableArray<double> RLength2 { get; init; }

    /// <summary>Places of the middles; empty for a shape without places.</summary>
    public ImmutableArray<double> X { get; init; } = [];

    /// <summary>See <see cref="X"/>.</summary>
    public ImmutableArray<double> Y { get; init; } = [];

    /// <summary>See <see cref="X"/>.</summary>
    public ImmutableArray<double> Z { get; init; } = [];

    /// <summary>Capacitance of the membrane at the start in F/m²: one for all, or one for each compartment.</summary>
    public required ImmutableArray<double> Capacitance { get; init; }

    /// <summary>Resistivity of the inside at the start in Ωm.</summary>
    public required double Resistivity { get; init; }

    /// <summary>Number of compartments.</summary>
    public int Count => Length.Length;

    /// <summary>Whether compartments have places.</summary>
    public bool HasPlaces => !X.IsEmpty;

    /// <summary>It in a few words: <c>23 compartments in 5 sections: main, axon, axon.L, axon.R, dend</c>.</summary>
    public string Summary => $"{Count} {(Count == 1 ? "compartment" : "compartments")} in {Parents.Length} {(Parents.Length == 1 ? "section" : "sections")}"
        + (Names.Length is 0 or 1 ? string.Empty : Names.Length <= MostNames ? $": {string.Join(", ", Names)}" : $": {string.Join(", ", Names.Take(MostNames))} and {Names.Length - MostNames} more");

    /// <summary>Why this is no shape; null where it is one.</summary>
    public string? Why()
    {
        if (Parents.IsEmpty || Parents.Length != Firsts.Length || (!Names.IsEmpty && Names.Length != Parents.Length))
            return "there must be sections, each with a parent and a first compartment";
        for (var section = 0; section < Parents.Length; section++)
        {
            if (section == 0 ? Parents[0] != -1 : Parents[section] < 0 || Parents[section] >= section)
                return $"section {section} does not grow from one before it";
            if (section == 0 ? Firsts[0] != 0 : Firsts[section] <= Firsts[section - 1] || Firsts[section] >= Count)
                return $"section {section} does not begin after the one before it";
        }

        foreach (var (name, values) in Values)
        {
            if (values.Length != Count && !(name == "Cm" && values.Length == 1))
                return $"there are {values.Length} values of `{name}` for {Count} compartments";
            if (values.FirstOrDefault(value => !double.IsFinite(value) || (value <= 0 && name is not ("x" or "y" or "z" or "distance" or "volume"))) is var wrong && wrong != 0)
                return $"`{name}` of a compartment is {wrong}";
            if (name is not ("x" or "y" or "z" or "distance" or "volume") && values.Contains(0))
                return $"`{name}` of a compartment is 0";
        }

        return Resistivity > 0 && double.IsFinite(Resistivity) ? null : $"`Ri` is {Resistivity}";
    }

    /// <summary>The values of its compartments under the names of Brian.</summary>
    public IEnumerable<(string Name, ImmutableArray<double> Values)> Values =>
    [
        ("length", Length), ("diameter", Diameter), ("area", Area), ("volume", Volume), ("distance", Distance), ("r_length_1", RLength1), ("r_length_2", RLength2), ("Cm", Capacitance),
        .. HasPlaces ? [("x", X), ("y", Y), ("z", Z)] : Array.Empty<(string, ImmutableArray<double>)>(),
    ];

    /// <summary>The first compartment beyond a section.</summary>
    public int End(int section) => section + 1 < Firsts.Length ? Firsts[section + 1] : Count;

    /// <summary>How its compartments are joined. Where two or more sections grow from an end, there is a point between them; ends from which nothing grows are sealed.</summary>
    public CableTree Tree()
    {
        var parents = ImmutableArray.CreateBuilder<int>(Count);
        var instances = ImmutableArray.CreateBuilder<int>(Count);
        var lengths = ImmutableArray.CreateBuilder<double>(Count);
        var children = new int[Parents.Length];
        foreach (var parent in Parents.Where(parent => parent >= 0))
            children[parent]++;

        // The node from which children grow, and the conductance up to the end where that is not a node itself.
        var ends = new (int Node, double Length)[Parents.Length];
        for (var section = 0; section < Parents.Length; section++)
        {
            var (node, half) = Parents[section] < 0 ? (-1, 0) : ends[Parents[section]];
            for (var at = Firsts[section]; at < End(section); at++)
            {
                Add(node, at, node < 0 ? 0 : half == 0 ? RLength1[at] : half * RLength1[at] / (half + RLength1[at]));
                (node, half) = (instances.Count - 1, RLength2[at]);
            }

            if (children[section] > 1)
            {
                Add(node, -1, half);
                (node, half) = (instances.Count - 1, 0);
            }

            ends[section] = (node, half);
        }

        return new CableTree(parents.ToImmutable(), instances.ToImmutable(), lengths.ToImmutable());

        void Add(int parent, int instance, double length)
        {
            parents.Add(parent);
            instances.Add(instance);
            lengths.Add(length);
        }
    }

    /// <summary>The author's equations with those of compartments.</summary>
    public Equations Complete(Equations own) => CompartmentEquations.Complete(own, HasPlaces);
}
