using System.Collections.Immutable;

namespace Neuroglot.Plotting.Colors;

/// <summary>A way through colours, from the one of the lowest value to that of the highest; held as 256 colours.</summary>
public sealed class ColorMap
{
    private const int Count = 256;
    private readonly ImmutableArray<Color> colors;

    private ColorMap(string name, ImmutableArray<Color> colors) => (Name, this.colors) = (name, colors);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The same the other way round, as <c>hot_r</c> is of <c>hot</c>.</summary>
    public ColorMap Reversed => new(Name.EndsWith("_r", StringComparison.Ordinal) ? Name[..^2] : $"{Name}_r", [.. colors.Reverse()]);

    /// <summary>The colour at <paramref name="place"/>, from 0 to 1; what lies beyond has the colour of that end.</summary>
    public Color this[double place] => colors[(int)Math.Clamp(place * Count, 0, Count - 1)];

    /// <summary>A map given by its components.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="at">Red, green and blue, 0 to 1, at a place from 0 to 1; what lies beyond is cut off.</param>
    public static ColorMap FromComponents(string name, Func<double, (double R, double G, double B)> at)
    {
        ArgumentNullException.ThrowIfNull(at);
        return new ColorMap(name, [.. Enumerable.Range(0, Count).Select(index =>
        {
            var (r, g, b) = at(index / (Count - 1.0));
            return new Color(ToByte(r), ToByte(g), ToByte(b));
        })]);
    }

    /// <summary>
    /// A map through <paramref name="anchors"/>, with even steps of lightness: the hue is interpolated along the anchors in Oklab, and places are such that lightness grows
    /// (or falls) in proportion. Equal differences of value are then seen as equal.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="anchors">Two colours or more, each lighter than the last or each darker.</param>
    public static ColorMap Uniform(string name, params ReadOnlySpan<Color> anchors)
    {
        var places = Lab(anchors);
        var (first, last) = (places[0].L, places[^1].L);
        var colors = ImmutableArray.CreateBuilder<Color>(Count);
        for (var index = 0; index < Count; index++)
        {
            var lightness = first + (last - first) * index / (Count - 1);
            var after = 1;
            while (after < places.Length - 1 && (last > first ? places[after].L < lightness : places[after].L > lightness))
                after++;
            var (from, to) = (places[after - 1], places[after]);
            colors.Add(Mix(from, to, (lightness - from.L) / (to.L - from.L)));
        }

        return new ColorMap(name, colors.MoveToImmutable());
    }

    /// <summary>A map through <paramref name="anchors"/> at equal distances, interpolated in Oklab: for maps with a light or dark middle.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="anchors">Two colours or more.</param>
    public static ColorMap Even(string name, params ReadOnlySpan<Color> anchors)
    {
        var places = Lab(anchors);
        var colors = ImmutableArray.CreateBuilder<Color>(Count);
        for (var index = 0; index < Count; index++)
        {
            var place = index / (Count - 1.0) * (places.Length - 1);
            var from = Math.Min((int)place, places.Length - 2);
            colors.Add(Mix(places[from], places[from + 1], place - from));
        }

        return new ColorMap(name, colors.MoveToImmutable());
    }

    private static (double L, double A, double B)[] Lab(ReadOnlySpan<Color> anchors)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(anchors.Length, 2, nameof(anchors));
        var places = new (double L, double A, double B)[anchors.Length];
        for (var index = 0; index < places.Length; index++)
            places[index] = Srgb.ToOklab(anchors[index]);
        return places;
    }

    private static Color Mix((double L, double A, double B) from, (double L, double A, double B) to, double part) =>
        Srgb.FromOklab(from.L + part * (to.L - from.L), from.A + part * (to.A - from.A), from.B + part * (to.B - from.B));

    private static byte ToByte(double value) => (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
}
