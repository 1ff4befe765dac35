using Neuroglot.Numerics;

namespace Neuroglot.Morphologies;

/// <summary>A place in space, or a way from one to another, in metres.</summary>
/// <param name="X">Along x.</param>
/// <param name="Y">Along y.</param>
/// <param name="Z">Along z.</param>
public readonly record struct Point3(double X, double Y, double Z)
{
    /// <summary>Distance from the origin.</summary>
    public double Length => Math.Sqrt(X * X + Y * Y + Z * Z);

    /// <summary>Sum of two ways.</summary>
    public static Point3 operator +(Point3 a, Point3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>The way from <paramref name="b"/> to <paramref name="a"/>.</summary>
    public static Point3 operator -(Point3 a, Point3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>So many times as far.</summary>
    public static Point3 operator *(double factor, Point3 a) => new(factor * a.X, factor * a.Y, factor * a.Z);

    internal static double Dot(Point3 a, Point3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

    internal static Point3 Cross(Point3 a, Point3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    /// <summary>The same direction with length 1; the origin stays where it is.</summary>
    internal Point3 Normalized() => Length is var length && length > 0 ? 1 / length * this : this;

    /// <summary>Turned around <paramref name="axis"/>, of length 1, as a right-handed screw (O. Rodrigues, 1840).</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="angle">In radians.</param>
    internal Point3 Turned(Point3 axis, double angle)
    {
        var (sin, cos) = (Elementary.Sin(angle), Elementary.Cos(angle));
        return cos * this + sin * Cross(axis, this) + (1 - cos) * Dot(axis, this) * axis;
    }
}
