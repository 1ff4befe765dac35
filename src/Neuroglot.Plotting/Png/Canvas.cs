using System.Runtime.CompilerServices;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Png;

/// <summary>A picture of pixels that outlines, images and markers are painted on. Lengths are in points; <c>scale</c> pixels are one of them.</summary>
internal sealed class Canvas
{
    private const int FewMarkers = 2000;
    private readonly Coverage coverage;
    private readonly double scale;
    private readonly Point origin;
    private (int Left, int Top, int Right, int Bottom) clip;

    /// <summary>An empty canvas.</summary>
    /// <param name="area">The part of the page that it shows.</param>
    /// <param name="scale">Pixels of a point.</param>
    /// <param name="background">Colour of all pixels.</param>
    public Canvas(Box area, double scale, Color background)
    {
        Width = Math.Max(1, (int)Math.Round(area.Width * scale));
        Height = Math.Max(1, (int)Math.Round(area.Height * scale));
        this.scale = scale;
        origin = -scale * new Point(area.Left, area.Top);
        Pixels = new Color[Width * Height];
        Pixels.AsSpan().Fill(background);
        coverage = new Coverage(Width, Height);
        clip = (0, 0, Width, Height);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The pixels, row by row from the top.</summary>
    public Color[] Pixels { get; }

    /// <summary>What is painted from here on stays inside of <paramref name="box"/>, to the nearest pixel, and of what was stated before.</summary>
    /// <returns>What puts it back.</returns>
    public Action Clip(Box box)
    {
        var before = clip;
        var (leftTop, rightBottom) = (scale * new Point(box.Left, box.Top) + origin, scale * new Point(box.Right, box.Bottom) + origin);
        clip = (
            Math.Max(clip.Left, Pixel(leftTop.X)), Math.Max(clip.Top, Pixel(leftTop.Y)),
            Math.Min(clip.Right, Pixel(rightBottom.X)), Math.Min(clip.Bottom, Pixel(rightBottom.Y)));
        return () => clip = before;
    }

    /// <summary>Fills the inside of <paramref name="outline"/>, moved by <paramref name="offset"/>.</summary>
    public void Fill(Outline outline, Color color, Point offset = default)
    {
        AddInside(outline, offset);
        Paint(color);
    }

    /// <summary>Draws along <paramref name="outline"/>, moved by <paramref name="offset"/>.</summary>
    public void Draw(Outline outline, Stroke stroke, Point offset = default)
    {
        AddStroke(outline, stroke, offset);
        Paint(stroke.Color);
    }

    /// <summary>Paints the cells of <paramref name="image"/>, each as a rectangle with sharp edges.</summary>
    public void Paint(ImageItem image)
    {
        var (left, top) = (image.Area.Left * scale + origin.X, image.Area.Top * scale + origin.Y);
        var (wide, high) = (image.Area.Width * scale / image.Columns, image.Area.Height * scale / image.Rows);
        var firstRow = Math.Max(clip.Top, Pixel(top));
        var lastRow = Math.Min(clip.Bottom, Pixel(top + high * image.Rows));
        var firstColumn = Math.Max(clip.Left, Pixel(left));
        var lastColumn = Math.Min(clip.Right, Pixel(left + wide * image.Columns));
        for (var y = firstRow; y < lastRow; y++)
        {
            var row = Math.Clamp((int)((y + 0.5 - top) / high), 0, image.Rows - 1);
            for (var x = firstColumn; x < lastColumn; x++)
            {
                var column = Math.Clamp((int)((x + 0.5 - left) / wide), 0, image.Columns - 1);
                Blend(ref Pixels[y * Width + x], image.Cells[row * image.Columns + column], 255);
            }
        }
    }

    /// <summary>Paints a shape at many places; these count to an eighth of a pixel where there are very many.</summary>
    public void Paint(MarkersItem markers)
    {
        if (markers.X.Length > FewMarkers)
        {
            PaintStamps(markers, new MarkerStamps(markers, scale));
            return;
        }

        for (var index = 0; index < markers.X.Length; index++)
        {
            var at = new Point(markers.X[index], markers.Y[index]);
            if ((markers.Fills is { } fills ? fills[index] : markers.Fill) is { A: > 0 } inside)
                Fill(markers.Shape, inside, at);
            if (markers.Stroke is { } stroke)
                Draw(markers.Shape, stroke, at);
        }
    }

    private void PaintStamps(MarkersItem markers, MarkerStamps stamps)
    {
        if (markers.Fills is null && (markers.Fill is null || markers.Stroke is null))
        {
            PaintLayer(markers, stamps, markers.Fill ?? markers.Stroke!.Color);
            return;
        }

        for (var index = 0; index < markers.X.Length; index++)
        {
            var place = scale * new Point(markers.X[index], markers.Y[index]) + origin;
            if ((markers.Fills is { } fills ? fills[index] : markers.Fill) is { A: > 0 } color)
                Paint(stamps.Fill(place), place, color);
            if (markers.Stroke is { } pen)
                Paint(stamps.Stroke(place), place, pen.Color);
        }
    }

    // Markers of one colour only take away from what can be seen through them, in 255ths; the colour comes at the end.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PaintLayer(MarkersItem markers, MarkerStamps stamps, Color color)
    {
        var seen = new byte[Pixels.Length];
        seen.AsSpan().Fill(255);
        var isFilled = markers.Fill is not null;
        int opacity = color.A;
        for (var index = 0; index < markers.X.Length; index++)
        {
            var place = scale * new Point(markers.X[index], markers.Y[index]) + origin;
            var stamp = isFilled ? stamps.Fill(place) : stamps.Stroke(place);
            var (left, top) = ((int)Math.Floor(place.X) + stamp.Left, (int)Math.Floor(place.Y) + stamp.Top);
            var (from, to) = (Math.Max(0, clip.Left - left), Math.Min(stamp.Width, clip.Right - left));
            for (var row = Math.Max(0, clip.Top - top); row < Math.Min(stamp.Height, clip.Bottom - top); row++)
            {
                var (below, parts) = ((top + row) * Width + left, row * stamp.Width);
                for (var column = from; column < to; column++)
                    seen[below + column] = (byte)(seen[below + column] * (256 - (stamp.Parts[parts + column] * opacity + 127) / 255) >> 8);
            }
        }

        for (var index = 0; index < seen.Length; index++)
        {
            if (seen[index] < 255)
                Blend(ref Pixels[index], color with { A = 255 }, 255 - seen[index]);
        }
    }

    private static int Pixel(double place) => (int)Math.Clamp(Math.Round(place), -1e9, 1e9);

    // In whole 255ths.
    private static void Blend(ref Color below, Color above, int part)
    {
        var a = above.A == 255 ? part : (above.A * part + 127) / 255;
        if (a == 255)
        {
            below = above with { A = 255 };
        }
        else if (below.A == 255)
        {
            below = new Color(Mix(below.R, above.R, a, 255), Mix(below.G, above.G, a, 255), Mix(below.B, above.B, a, 255));
        }
        else if (a > 0)
        {
            var all = a + (below.A * (255 - a) + 127) / 255;
            below = new Color(Mix(below.R, above.R, a, all), Mix(below.G, above.G, a, all), Mix(below.B, above.B, a, all), (byte)all);
        }
    }

    private static byte Mix(int from, int to, int part, int all) => (byte)((from * (all - part) + to * part + all / 2) / all);

    private void AddInside(Outline outline, Point offset)
    {
        foreach (var (points, _) in Polylines.Of(outline, scale, scale * offset + origin))
        {
            for (var index = 0; index < points.Count; index++)
                coverage.Edge(points[index], points[(index + 1) % points.Count]);
        }
    }

    private void AddStroke(Outline outline, Stroke stroke, Point offset)
    {
        var pen = new Pen(Math.Max(stroke.Width * scale, 0.1), stroke.Cap, stroke.Join, points =>
        {
            for (var index = 0; index < points.Length; index++)
                coverage.Edge(points[index], points[(index + 1) % points.Length]);
        });
        double[] dashes = [.. stroke.Dashes.Select(length => Math.Max(length * scale, 0.05))];
        foreach (var line in Polylines.Of(outline, scale, scale * offset + origin))
        {
            if (dashes.Length == 0)
            {
                pen.Draw(line);
                continue;
            }

            foreach (var dash in Pen.Dashes(line, dashes))
                pen.Draw(dash);
        }
    }

    private void Paint(Color color) => coverage.Sweep((row, column, parts) =>
    {
        if (row < clip.Top || row >= clip.Bottom)
            return;
        for (var index = Math.Max(0, clip.Left - column); index < Math.Min(parts.Length, clip.Right - column); index++)
        {
            if (parts[index] > 0.002f)
                Blend(ref Pixels[row * Width + column + index], color, (int)(255 * parts[index] + 0.5f));
        }
    });

    private void Paint(MarkerStamps.Stamp stamp, Point place, Color color)
    {
        var (left, top) = ((int)Math.Floor(place.X) + stamp.Left, (int)Math.Floor(place.Y) + stamp.Top);
        for (var row = Math.Max(0, clip.Top - top); row < Math.Min(stamp.Height, clip.Bottom - top); row++)
        {
            for (var column = Math.Max(0, clip.Left - left); column < Math.Min(stamp.Width, clip.Right - left); column++)
                Blend(ref Pixels[(top + row) * Width + left + column], color, stamp.Parts[row * stamp.Width + column]);
        }
    }
}
