using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Png;

/// <summary>Draws scenes as pictures of pixels, with smooth edges.</summary>
public static class PngRenderer
{
    /// <summary>Pictures have so many pixels at most.</summary>
    public const double MostPixels = 200_000_000;

    /// <summary>Writes <paramref name="scene"/> as PNG.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="dotsPerInch">Pixels of an inch; 72 makes one pixel of each point. Journals want 300 for pictures and 600 for lines.</param>
    /// <exception cref="PlottingException">NG8010: the resolution is no positive number, or the picture would be larger than <see cref="MostPixels"/>.</exception>
    public static void Write(Scene scene, Stream stream, double dotsPerInch = 200)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var canvas = Draw(scene, dotsPerInch);
        PngFile.Write(stream, canvas.Pixels, canvas.Width, dotsPerInch,
            ("Title", scene.Title), ("Description", scene.Description), ("Software", "Neuroglot"), ("Comment", string.Join(' ', scene.Notes)));
    }

    internal static Canvas Draw(Scene scene, double dotsPerInch)
    {
        var scale = dotsPerInch / 72;
        if (!(scale > 0) || scene.Width * scene.Height * scale * scale > MostPixels)
            throw new PlottingException("NG8010", $"A picture of {scene.Width:0} by {scene.Height:0} points cannot have {dotsPerInch:G6} pixels an inch.", "take 72 to 600, and a smaller figure");
        var canvas = new Canvas(new Box(0, 0, scene.Width, scene.Height), scale, scene.Background);
        foreach (var item in scene.Items)
            Draw(canvas, item, scene.Typeface);
        return canvas;
    }

    /// <summary>The markers alone, as cells of colour over <paramref name="area"/>, for vector files that would be too large with each of them.</summary>
    internal static ImageItem Picture(MarkersItem markers, Box area, double dotsPerInch)
    {
        var canvas = new Canvas(area, dotsPerInch / 72, Color.Transparent);
        canvas.Paint(markers);
        return new ImageItem(area, canvas.Width, canvas.Height, canvas.Pixels);
    }

    /// <summary>Draws <paramref name="item"/>.</summary>
    internal static void Draw(Canvas canvas, SceneItem item, Typeface typeface)
    {
        switch (item)
        {
            case GroupItem group:
                var unclip = group.Clip is { } box ? canvas.Clip(box) : null;
                foreach (var inner in group.Items)
                    Draw(canvas, inner, typeface);
                unclip?.Invoke();
                break;
            case PathItem path:
                if (path.Fill is { A: > 0 } fill)
                    canvas.Fill(path.Outline, fill);
                if (path.Stroke is { Color.A: > 0 } stroke)
                    canvas.Draw(path.Outline, stroke);
                break;
            case TextItem text:
                var (filled, followed) = TextOutlines.Of(text, typeface);
                if (!filled.Outline.IsEmpty)
                    canvas.Fill(filled.Outline, text.Color);
                if (!followed.Outline.IsEmpty)
                    canvas.Draw(followed.Outline, followed.Stroke!);
                break;
            case ImageItem image:
                canvas.Paint(image);
                break;
            case MarkersItem markers:
                canvas.Paint(markers);
                break;
            default:
                throw new NotSupportedException($"No renderer knows {item.GetType().Name}.");
        }
    }
}
