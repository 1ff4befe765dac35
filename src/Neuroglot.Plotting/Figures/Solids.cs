using System.Collections.Immutable;
using Neuroglot.Numerics;
using Neuroglot.Plotting.Colors;

namespace Neuroglot.Plotting.Figures;

/// <summary>A frustum between two points, with a radius at each; a sphere where the points are the same. In the units of the data.</summary>
/// <param name="X0">Where it begins.</param>
/// <param name="Y0">Where it begins.</param>
/// <param name="Z0">Where it begins.</param>
/// <param name="Radius0">Radius there.</param>
/// <param name="X1">Where it ends.</param>
/// <param name="Y1">Where it ends.</param>
/// <param name="Z1">Where it ends.</param>
/// <param name="Radius1">Radius there.</param>
public readonly record struct Solid(double X0, double Y0, double Z0, double Radius0, double X1, double Y1, double Z1, double Radius1)
{
    /// <summary>Whether it is a sphere.</summary>
    public bool IsSphere => X0 == X1 && Y0 == Y1 && Z0 == Z1;
}

/// <summary>From where solids are seen: from far away, so that what is parallel stays so.</summary>
/// <param name="Azimuth">Turn around the y axis in degrees: 0 with the eye on the z axis, 90 on the x axis.</param>
/// <param name="Elevation">How high above the plane of x and z the eye is, in degrees.</param>
public sealed record View3(double Azimuth, double Elevation)
{
    /// <summary>Along z: x to the right and y upwards, as a drawing in the plane.</summary>
    public static View3 Front { get; } = new(0, 0);

    /// <summary>Three rows: to the right, upwards, and towards the eye, of x, y and z.</summary>
    internal double[] Matrix
    {
        get
        {
            var (sinA, cosA) = (Elementary.Sin(Azimuth * Math.PI / 180), Elementary.Cos(Azimuth * Math.PI / 180));
            var (sinE, cosE) = (Elementary.Sin(Elevation * Math.PI / 180), Elementary.Cos(Elevation * Math.PI / 180));
            return [cosA, 0, -sinA, -sinA * sinE, cosE, -cosA * sinE, sinA * cosE, sinE, cosA * cosE];
        }
    }
}

/// <summary>Frusta and spheres in space, such as the compartments of a neuron. Pages let people turn them, and go through values over time.</summary>
/// <param name="Parts">The solids; one that begins where the last one ends is joined to it.</param>
public sealed record Solids(ImmutableArray<Solid> Parts) : Mark
{
    /// <summary>From where they are seen.</summary>
    public View3 View { get; init; } = View3.Front;

    /// <summary>Whether it is a drawing in the plane: in the order of the parts, not to be turned. Else the nearer hides the farther, which is paler.</summary>
    public bool IsFlat { get; init; } = true;

    /// <summary>A colour for each, one for all, or none for the next of the cycle.</summary>
    public ImmutableArray<Color> Fills { get; init; } = [];

    /// <summary>Values that say the colour of each through <see cref="Colors"/>, row by row for each of <see cref="Times"/>; or null.</summary>
    public Values? Values { get; init; }

    /// <summary>The colours of <see cref="Values"/>.</summary>
    public ColorScale? Colors { get; init; }

    /// <summary>Times of the rows of <see cref="Values"/>, in seconds; null for one row.</summary>
    public Values? Times { get; init; }

    /// <summary>Which row of <see cref="Values"/> is drawn.</summary>
    public int Frame { get; init; }

    /// <summary>Width in points of a line in place of each frustum; null for true widths. Spheres have their true size in either case.</summary>
    public double? LineWidth { get; init; }

    /// <summary>Whether there is a dot in the middle of each frustum.</summary>
    public bool HasDots { get; init; }

    /// <summary>The colour of each part, in the row that is drawn.</summary>
    internal Color ColorOf(int part, Color usual) => Colors is { } colors && Values is { } values
        ? colors[values[Frame * Parts.Length + part]] : Fills.Length > 1 ? Fills[part % Fills.Length] : Fills.Length == 1 ? Fills[0] : usual;

    /// <summary>What of the axis from below to above, or from left to right, the solids fill; null where there are none.</summary>
    internal (double Low, double High)? Range(bool isX)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        var matrix = View.Matrix.AsSpan(isX ? 0 : 3, 3);
        foreach (var part in Parts)
        {
            var (from, to) = (matrix[0] * part.X0 + matrix[1] * part.Y0 + matrix[2] * part.Z0, matrix[0] * part.X1 + matrix[1] * part.Y1 + matrix[2] * part.Z1);
            var (radius0, radius1) = LineWidth is null || part.IsSphere ? (part.Radius0, part.Radius1) : (0, 0);
            (low, high) = (Math.Min(low, Math.Min(from - radius0, to - radius1)), Math.Max(high, Math.Max(from + radius0, to + radius1)));
        }

        return low <= high ? (low, high) : null;
    }
}
