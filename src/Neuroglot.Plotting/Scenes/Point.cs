namespace Neuroglot.Plotting.Scenes;

/// <summary>A place on the page, or a distance, in points (1/72 inch); y grows downwards.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
public readonly record struct Point(double X, double Y)
{
    /// <summary>Distance from the origin.</summary>
    public double Length => Math.Sqrt(X * X + Y * Y);

    /// <summary>Sum of two distances.</summary>
    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    /// <summary>From <paramref name="b"/> to <paramref name="a"/>.</summary>
    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    /// <summary>So many times as long.</summary>
    public static Point operator *(double factor, Point a) => new(factor * a.X, factor * a.Y);
}
