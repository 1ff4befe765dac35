using System.Collections.Frozen;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Figures;

/// <summary>A small shape, around the origin, of size 1, under the name that matplotlib's users write.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its outline.</param>
/// <param name="IsFilled">Whether it is filled; else a pen follows it.</param>
public sealed record Marker(string Name, Outline Shape, bool IsFilled)
{
    private static readonly FrozenDictionary<string, Marker> Known = Make().ToFrozenDictionary(static marker => marker.Name);

    /// <summary>The marker called <paramref name="name"/>: <c>. , o v ^ &lt; &gt; 1 2 3 4 8 s p P * h H + x X D d | _</c>.</summary>
    /// <exception cref="PlottingException">NG8004: there is no such marker.</exception>
    public static Marker Parse(string name) => Known.GetValueOrDefault(name) ?? throw new PlottingException(
        "NG8004", $"There is no marker `{name}`.", $"there are {string.Join(' ', Known.Keys.Order(StringComparer.Ordinal))}");

    private static IEnumerable<Marker> Make()
    {
        yield return Filled("o", new OutlineBuilder().AddEllipse(default, 0.5, 0.5));
        yield return Filled(".", new OutlineBuilder().AddEllipse(default, 0.25, 0.25));
        // About a pixel of a screen, at the usual size of 6.
        yield return Filled(",", Polygon(-0.06, -0.06, 0.06, -0.06, 0.06, 0.06, -0.06, 0.06));
        yield return Filled("v", Polygon(-0.5, -0.5, 0.5, -0.5, 0, 0.5));
        yield return Filled("^", Polygon(-0.5, 0.5, 0, -0.5, 0.5, 0.5));
        yield return Filled("<", Polygon(-0.5, 0, 0.5, -0.5, 0.5, 0.5));
        yield return Filled(">", Polygon(0.5, 0, -0.5, 0.5, -0.5, -0.5));
        yield return Filled("s", Polygon(-0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5, 0.5));
        yield return Filled("D", Polygon(0, -0.7071, 0.7071, 0, 0, 0.7071, -0.7071, 0));
        yield return Filled("d", Polygon(0, -0.7071, 0.4243, 0, 0, 0.7071, -0.4243, 0));
        yield return Filled("p", Polygon(0, -0.5, 0.4755, -0.1545, 0.2939, 0.4045, -0.2939, 0.4045, -0.4755, -0.1545));
        yield return Filled("h", Polygon(0, -0.5, 0.433, -0.25, 0.433, 0.25, 0, 0.5, -0.433, 0.25, -0.433, -0.25));
        yield return Filled("H", Polygon(-0.5, 0, -0.25, -0.433, 0.25, -0.433, 0.5, 0, 0.25, 0.433, -0.25, 0.433));
        yield return Filled("8", Polygon(0.2071, -0.5, 0.5, -0.2071, 0.5, 0.2071, 0.2071, 0.5, -0.2071, 0.5, -0.5, 0.2071, -0.5, -0.2071, -0.2071, -0.5));
        yield return Filled("*", Polygon(
            0, -0.5, 0.1123, -0.1545, 0.4755, -0.1545, 0.1816, 0.059, 0.2939, 0.4045, 0, 0.191, -0.2939, 0.4045, -0.1816, 0.059, -0.4755, -0.1545, -0.1123, -0.1545));
        yield return Filled("P", Polygon(
            -0.167, -0.5, 0.167, -0.5, 0.167, -0.167, 0.5, -0.167, 0.5, 0.167, 0.167, 0.167, 0.167, 0.5, -0.167, 0.5, -0.167, 0.167, -0.5, 0.167, -0.5, -0.167, -0.167, -0.167));
        yield return Filled("X", Polygon(
            -0.25, -0.5, 0, -0.25, 0.25, -0.5, 0.5, -0.25, 0.25, 0, 0.5, 0.25, 0.25, 0.5, 0, 0.25, -0.25, 0.5, -0.5, 0.25, -0.25, 0, -0.5, -0.25));
        yield return Lines("+", -0.5, 0, 0.5, 0, 0, -0.5, 0, 0.5);
        yield return Lines("x", -0.5, -0.5, 0.5, 0.5, -0.5, 0.5, 0.5, -0.5);
        yield return Lines("|", 0, -0.5, 0, 0.5);
        yield return Lines("_", -0.5, 0, 0.5, 0);
        yield return Lines("1", 0, 0, 0, 0.5, 0, 0, 0.4, -0.25, 0, 0, -0.4, -0.25);
        yield return Lines("2", 0, 0, 0, -0.5, 0, 0, 0.4, 0.25, 0, 0, -0.4, 0.25);
        yield return Lines("3", 0, 0, -0.5, 0, 0, 0, 0.25, -0.4, 0, 0, 0.25, 0.4);
        yield return Lines("4", 0, 0, 0.5, 0, 0, 0, -0.25, -0.4, 0, 0, -0.25, 0.4);
    }

    private static Marker Filled(string name, OutlineBuilder shape) => new(name, shape.ToOutline(), IsFilled: true);

    private static OutlineBuilder Polygon(params ReadOnlySpan<double> corners)
    {
        var points = new Point[corners.Length / 2];
        for (var index = 0; index < points.Length; index++)
            points[index] = new Point(corners[2 * index], corners[2 * index + 1]);
        return new OutlineBuilder().AddPolygon(points);
    }

    // Lines from one point to the next, each with four numbers.
    private static Marker Lines(string name, params ReadOnlySpan<double> ends)
    {
        var builder = new OutlineBuilder();
        for (var index = 0; index < ends.Length; index += 4)
            builder.Move(new Point(ends[index], ends[index + 1])).Line(new Point(ends[index + 2], ends[index + 3]));
        return new Marker(name, builder.ToOutline(), IsFilled: false);
    }
}
