using Neuroglot.Model.Units;

namespace Neuroglot.Morphologies;

/// <summary>A straight section of one diameter, cut into equal compartments.</summary>
public sealed class Cylinder : Section
{
    /// <summary>A cylinder.</summary>
    /// <param name="diameter">A length above 0.</param>
    /// <param name="n">How many compartments.</param>
    /// <param name="length">Of the whole; or places in its stead.</param>
    /// <param name="x">Its beginning and its end, from the end of its parent; where some of the three are given, the others are 0.</param>
    /// <param name="y">See <paramref name="x"/>.</param>
    /// <param name="z">See <paramref name="x"/>.</param>
    /// <param name="type">What it is.</param>
    /// <exception cref="MorphologyException">NG8165: as for <see cref="Section"/>.</exception>
    public Cylinder(
        Quantity diameter, int n = 1, Quantity? length = null, IReadOnlyList<Quantity>? x = null, IReadOnlyList<Quantity>? y = null, IReadOnlyList<Quantity>? z = null, string? type = null)
        : this(Lengths.Positive(diameter, "diameter"), Checked(n), length is { } whole ? Lengths.Positive(whole, "length") : null, Lengths.Places(1, 2, length is not null, x, y, z), type)
    {
    }

    private Cylinder(double diameter, int n, double? length, Point3[]? ends, string? type)
        : base(
            [.. Enumerable.Repeat(diameter, n + 1)],
            [.. Enumerable.Repeat((length ?? (ends![1] - ends[0]).Length) / n, n)],
            ends is null ? null : [.. Enumerable.Range(0, n + 1).Select(place => ends[0] + (double)place / n * (ends[1] - ends[0]))],
            type)
    {
    }

    private static int Checked(int n) => n is >= 1 and <= MostCompartments ? n : throw Wrong($"A section cannot have {n} compartments.", $"give it from 1 to {MostCompartments}");
}
