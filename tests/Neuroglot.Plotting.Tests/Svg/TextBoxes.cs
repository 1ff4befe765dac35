using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Tests.Svg;

/// <summary>A text of a scene and the rectangle that its letters fill.</summary>
internal sealed record TextBoxes(string Text, Box Box)
{
    public static List<TextBoxes> Of(Scene scene)
    {
        var boxes = new List<TextBoxes>();
        Collect(scene.Items, scene.Typeface, boxes);
        return boxes;
    }

    private static void Collect(IEnumerable<SceneItem> items, Typeface typeface, List<TextBoxes> boxes)
    {
        foreach (var item in items)
        {
            if (item is GroupItem group)
                Collect(group.Items, typeface, boxes);
            if (item is not TextItem { Text.Length: > 0 } text)
                continue;
            var (filled, followed) = TextOutlines.Of(text, typeface);
            Point[] points = [.. filled.Outline.Points, .. followed.Outline.Points];
            var (left, top) = (points.Min(static point => point.X), points.Min(static point => point.Y));
            boxes.Add(new TextBoxes(text.Text, new Box(left, top, points.Max(static point => point.X) - left, points.Max(static point => point.Y) - top)));
        }
    }
}
