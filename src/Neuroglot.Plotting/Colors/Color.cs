namespace Neuroglot.Plotting.Colors;

/// <summary>A colour of the sRGB space.</summary>
/// <param name="R">Red, 0 to 255.</param>
/// <param name="G">Green, 0 to 255.</param>
/// <param name="B">Blue, 0 to 255.</param>
/// <param name="A">0 for transparent to 255 for opaque.</param>
public readonly record struct Color(byte R, byte G, byte B, byte A = 255)
{
    /// <summary>No colour at all.</summary>
    public static Color Transparent { get; } = new(0, 0, 0, 0);

    /// <summary>Relative luminance, 0 for black to 1 for white, after WCAG 2.1.</summary>
    public double Luminance => 0.2126 * Srgb.ToLinear(R / 255.0) + 0.7152 * Srgb.ToLinear(G / 255.0) + 0.0722 * Srgb.ToLinear(B / 255.0);

    /// <summary>The same, so opaque: 0 to 1, times what it was.</summary>
    public Color WithOpacity(double opacity) => this with { A = (byte)Math.Round(A * Math.Clamp(opacity, 0, 1)) };

    /// <summary>How well this can be told from <paramref name="other"/>, 1 to 21, after WCAG 2.1; texts should have 4.5 and lines 3.</summary>
    public double Contrast(Color other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary><c>#rrggbb</c>, without what <see cref="A"/> says.</summary>
    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";
}
