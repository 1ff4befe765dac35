using System.Collections.Immutable;
using Neuroglot.Model.Units;

namespace Neuroglot.Morphologies;

/// <summary>Frusta that follow one another without branches. Where places are given, they count from the end of the parent, and lengths follow from them.</summary>
public class Section : Morphology
{
    private readonly double[] diameters;
    private readonly double[] lengths;
    private readonly Point3[]? places;

    /// <summary>A section.</summary>
    /// <param name="diameter">One more than compartments: at its beginning, and at the end of each.</param>
    /// <param name="n">How many compartments.</param>
    /// <param name="length">Of each compartment; or places in its stead.</param>
    /// <param name="x">One more than compartments: its beginning and the ends; where some of the three are given, the others are 0.</param>
    /// <param name="y">See <paramref name="x"/>.</param>
    /// <param name="z">See <paramref name="x"/>.</param>
    /// <param name="type">What it is.</param>
    /// <exception cref="MorphologyException">NG8165: not as many values as needed, no lengths, not above 0, or both or neither of lengths and places.</exception>
    public Section(
        IReadOnlyList<Quantity> diameter, int n = 1, IReadOnlyList<Quantity>? length = null, IReadOnlyList<Quantity>? x = null, IReadOnlyList<Quantity>? y = null,
        IReadOnlyList<Quantity>? z = null, string? type = null)
        : base(n, type)
    {
        diameters = Lengths.Positive(diameter, n + 1, "diameter");
        if (Lengths.Places(n, n + 1, length is not null, x, y, z) is { } given)
            (places, lengths) = (given, Lengths.Between(given));
        else
            lengths = Lengths.Positive(length!, n, "length");
    }

    /// <summary>A section of values that have been looked at: diameters and places one more than lengths.</summary>
    internal Section(double[] diameters, double[] lengths, Point3[]? places, string? type)
        : base(lengths.Length, type) => (this.diameters, this.lengths, this.places) = (diameters, lengths, places);

    /// <inheritdoc/>
    public override ImmutableArray<double> Length => [.. lengths];

    /// <inheritdoc/>
    public override ImmutableArray<double> StartDiameter => [.. diameters[..^1]];

    /// <inheritdoc/>
    public override ImmutableArray<double> EndDiameter => [.. diameters[1..]];

    /// <inheritdoc/>
    public override ImmutableArray<double> Diameter => Each(static (_, start, end) => (start + end) / 2);

    /// <inheritdoc/>
    public override ImmutableArray<double> Area => Each(static (length, start, end) => Math.PI / 2 * (start + end) * Math.Sqrt((start - end) * (start - end) / 4 + length * length));

    /// <inheritdoc/>
    public override ImmutableArray<double> Volume => Each(static (length, start, end) => Math.PI / 12 * length * (start * start + start * end + end * end));

    /// <inheritdoc/>
    public override ImmutableArray<double> Distance
    {
        get
        {
            var way = StartDistance;
            return [.. lengths.Select(length => (way += length) - length / 2)];
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<double> RLength1 => Each(static (length, start, end) => Math.PI / 2 * start * ((start + end) / 2) / length);

    /// <inheritdoc/>
    public override ImmutableArray<double> RLength2 => Each(static (length, start, end) => Math.PI / 2 * end * ((start + end) / 2) / length);

    /// <inheritdoc/>
    public override ImmutableArray<Point3> Start => Places(0);

    /// <inheritdoc/>
    public override ImmutableArray<Point3> End => Places(1);

    /// <inheritdoc/>
    public override bool HasCoordinates => places is not null;

    internal override double PathLength => lengths.Sum();

    internal override Point3? EndOffset => places?[^1];

    internal override ImmutableArray<Point3> Offsets => places is null ? [] : [.. places];

    internal override Morphology Copy(Point3[]? given) => new Section(diameters, lengths, given ?? places, Type);

    private ImmutableArray<Point3> Places(int first) => places is { } own && EndOfParent() is { } from ? [.. own.Skip(first).Take(N).Select(place => from + place)] : [];

    private ImmutableArray<double> Each(Func<double, double, double, double> value) => [.. lengths.Select((length, index) => value(length, diameters[index], diameters[index + 1]))];
}
