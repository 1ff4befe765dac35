using System.Collections.Immutable;
using Neuroglot.Model.Units;

namespace Neuroglot.Morphologies;

/// <summary>A sphere of one compartment, with one potential throughout.</summary>
public sealed class Soma : Morphology
{
    private readonly double diameter;
    private readonly Point3? place;

    /// <summary>A sphere.</summary>
    /// <param name="diameter">A length above 0.</param>
    /// <param name="x">Its centre from the end of its parent; all three are left out for a sphere without place, and those left out of some are 0.</param>
    /// <param name="y">See <paramref name="x"/>.</param>
    /// <param name="z">See <paramref name="x"/>.</param>
    /// <param name="type">What it is.</param>
    /// <exception cref="MorphologyException">NG8165: that is no length, or the diameter is not above 0.</exception>
    public Soma(Quantity diameter, Quantity? x = null, Quantity? y = null, Quantity? z = null, string? type = "soma")
        : this(
            Lengths.Positive(diameter, "diameter"), x is null && y is null && z is null ? null : new Point3(Lengths.Place(x, "x"), Lengths.Place(y, "y"), Lengths.Place(z, "z")), type)
    {
    }

    internal Soma(double diameter, Point3? place, string? type)
        : base(1, type) => (this.diameter, this.place) = (diameter, place);

    /// <inheritdoc/>
    public override ImmutableArray<double> Length => [diameter];

    /// <inheritdoc/>
    public override ImmutableArray<double> Diameter => [diameter];

    /// <inheritdoc/>
    public override ImmutableArray<double> StartDiameter => [diameter];

    /// <inheritdoc/>
    public override ImmutableArray<double> EndDiameter => [diameter];

    /// <inheritdoc/>
    public override ImmutableArray<double> Area => [Math.PI * diameter * diameter];

    /// <inheritdoc/>
    public override ImmutableArray<double> Volume => [Math.PI * diameter * diameter * diameter / 6];

    /// <inheritdoc/>
    public override ImmutableArray<double> Distance => [StartDistance];

    /// <inheritdoc/>
    /// <remarks>1 m, so that within a sphere there is no resistance to speak of; as in Brian.</remarks>
    public override ImmutableArray<double> RLength1 => [1];

    /// <inheritdoc/>
    public override ImmutableArray<double> RLength2 => [1];

    /// <inheritdoc/>
    public override ImmutableArray<Point3> Start => place is { } own && EndOfParent() is { } from ? [from + own] : [];

    /// <inheritdoc/>
    public override ImmutableArray<Point3> End => Start;

    /// <inheritdoc/>
    public override bool HasCoordinates => place is not null;

    internal override double PathLength => 0;

    internal override Point3? EndOffset => place;

    internal override ImmutableArray<Point3> Offsets => place is { } own ? [own] : [];

    internal override Morphology Copy(Point3[]? places) => new Soma(diameter, places is null ? place : places[0], Type);
}
