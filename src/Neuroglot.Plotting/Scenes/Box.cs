namespace Neuroglot.Plotting.Scenes;

/// <summary>A rectangle on the page, in points.</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Width">How wide it is, not negative.</param>
/// <param name="Height">How high it is, not negative.</param>
public readonly record struct Box(double Left, double Top, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => Left + Width;

    /// <summary>The lower edge.</summary>
    public double Bottom => Top + Height;

    /// <summary>Whether <paramref name="point"/> lies in it or on its edge.</summary>
    public bool Contains(Point point) => point.X >= Left && point.X <= Right && point.Y >= Top && point.Y <= Bottom;

    /// <summary>Whether the two have more than an edge in common.</summary>
    public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>The same, larger by <paramref name="by"/> on each side.</summary>
    public Box Grow(double by) => new(Left - by, Top - by, Width + 2 * by, Height + 2 * by);

    /// <summary>What both have in common; without extent where they have nothing.</summary>
    public Box Intersect(Box other)
    {
        var (left, top) = (Math.Max(Left, other.Left), Math.Max(Top, other.Top));
        return new Box(left, top, Math.Max(0, Math.Min(Right, other.Right) - left), Math.Max(0, Math.Min(Bottom, other.Bottom) - top));
    }
}
