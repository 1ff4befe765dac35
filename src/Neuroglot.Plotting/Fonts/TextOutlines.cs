using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Fonts;

/// <summary>Texts of a scene as outlines at their places.</summary>
internal static class TextOutlines
{
    /// <summary>The letters of <paramref name="text"/> that are filled, and those that are followed by a pen.</summary>
    public static (PathItem Filled, PathItem Followed) Of(TextItem text, Typeface typeface)
    {
        var (filled, followed, pen) = TextShape.Outlines(typeface, text.Text, text.Size);
        var back = text.Anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => -0.5, _ => -1.0 } * TextShape.Width(typeface, text.Text, text.Size);
        return (new PathItem(Place(filled, text, back), text.Color, null),
            new PathItem(Place(followed, text, back), null, new Stroke(text.Color, pen) { Cap = LineCap.Round }));
    }

    private static Outline Place(Outline outline, TextItem text, double back) =>
        (text.IsUpright ? outline.Place(1, new Point(back, 0)).Turned() : outline.Place(1, new Point(back, 0))).Place(1, text.At);
}
