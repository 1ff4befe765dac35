using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Png;

/// <summary>The pixels of one marker, for each eighth of a pixel at which it can lie; painting millions of markers is then copying.</summary>
internal sealed class MarkerStamps
{
    private const int Parts = 8;
    private readonly Stamp[] fills;
    private readonly Stamp[] strokes;

    public MarkerStamps(MarkersItem markers, double scale)
    {
        var reach = markers.Stroke?.Width ?? 0;
        foreach (var point in markers.Shape.Points)
            reach = Math.Max(reach, Math.Max(Math.Abs(point.X), Math.Abs(point.Y)) + (markers.Stroke?.Width ?? 0));
        fills = new Stamp[Parts * Parts];
        strokes = new Stamp[Parts * Parts];
        for (var index = 0; index < fills.Length; index++)
        {
            fills[index] = Make(canvas => canvas.Fill(markers.Shape, new Color(255, 255, 255)), reach, scale, index);
            if (markers.Stroke is { } stroke)
                strokes[index] = Make(canvas => canvas.Draw(markers.Shape, stroke with { Color = new Color(255, 255, 255) }), reach, scale, index);
        }
    }

    /// <summary>The inside of a marker at <paramref name="place"/>, in pixels.</summary>
    public Stamp Fill(Point place) => fills[Index(place)];

    /// <summary>The pen's part of a marker at <paramref name="place"/>, in pixels.</summary>
    public Stamp Stroke(Point place) => strokes[Index(place)];

    private static int Index(Point place) => (int)((place.X - Math.Floor(place.X)) * Parts) * Parts + (int)((place.Y - Math.Floor(place.Y)) * Parts);

    private static Stamp Make(Action<Canvas> draw, double reach, double scale, int index)
    {
        var pixels = (int)Math.Ceiling(reach * scale) + 1;
        var (x, y) = ((index / Parts + 0.5) / Parts, (index % Parts + 0.5) / Parts);
        var size = 2 * pixels + 1;
        var canvas = new Canvas(new Box((-pixels - x) / scale, (-pixels - y) / scale, size / scale, size / scale), scale, Color.Transparent);
        draw(canvas);
        return Trimmed(canvas.Pixels, canvas.Width, -pixels);
    }

    // Without the empty rows and columns around.
    private static Stamp Trimmed(Color[] pixels, int size, int start)
    {
        var (left, top, right, bottom) = (size, size, 0, 0);
        for (var index = 0; index < pixels.Length; index++)
        {
            if (pixels[index].A == 0)
                continue;
            var (x, y) = (index % size, index / size);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
        }

        if (right == 0)
            return new Stamp(0, 0, 0, 0, []);
        var width = right - left;
        var parts = new byte[width * (bottom - top)];
        for (var index = 0; index < parts.Length; index++)
            parts[index] = pixels[(top + index / width) * size + left + index % width].A;
        return new Stamp(start + left, start + top, width, bottom - top, parts);
    }

    /// <summary>How much of each pixel is covered, 0 to 255, from the pixel of the marker's place.</summary>
    internal sealed record Stamp(int Left, int Top, int Width, int Height, byte[] Parts);
}
