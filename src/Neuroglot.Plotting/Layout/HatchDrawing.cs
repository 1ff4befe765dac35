using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>Patterns of lines, as matplotlib's hatches: each letter a direction, each repetition twice as dense or so.</summary>
internal static class HatchDrawing
{
    private const double Spacing = 18;

    public static IEnumerable<SceneItem> Draw(Pattern pattern, Box box, double width)
    {
        if (pattern.Fill is { } fill)
            yield return new PathItem(Outline.Of(box), fill.WithOpacity(pattern.Opacity), null);
        var builder = new OutlineBuilder();
        Lines(builder, box, Count(pattern.Hatch, '|', '+'), 0);
        Lines(builder, box, Count(pattern.Hatch, '/', 'x'), 1);
        Lines(builder, box, Count(pattern.Hatch, '\\', 'x'), -1);
        Levels(builder, box, Count(pattern.Hatch, '-', '+'));
        yield return new PathItem(builder.ToOutline(), null, new Stroke(pattern.LineColor.WithOpacity(pattern.Opacity), width));
    }

    /// <summary>Refuses what is no pattern.</summary>
    /// <exception cref="PlottingException">NG8014.</exception>
    public static void Check(string hatch)
    {
        if (!hatch.All(static letter => letter is '/' or '\\' or '|' or '-' or '+' or 'x') || hatch.Length is 0 or > 20)
            throw new PlottingException("NG8014", $"There is no hatch `{hatch}`.", @"write some of / \ | - + x, each up to a few times");
    }

    private static int Count(string hatch, char one, char other) => hatch.Count(letter => letter == one || letter == other);

    // Lines that lean by so much to the right on their way up.
    private static void Lines(OutlineBuilder builder, Box box, int density, int lean)
    {
        var step = Spacing / Math.Max(density, 1);
        var reach = Math.Abs(lean) * box.Height;
        for (var x = box.Left - reach; density > 0 && x <= box.Right + reach; x += step)
            builder.Move(new(x, box.Bottom)).Line(new(x + lean * box.Height, box.Top));
    }

    private static void Levels(OutlineBuilder builder, Box box, int density)
    {
        var step = Spacing / Math.Max(density, 1);
        for (var y = box.Top; density > 0 && y <= box.Bottom; y += step)
            builder.Move(new(box.Left, y)).Line(new(box.Right, y));
    }
}
