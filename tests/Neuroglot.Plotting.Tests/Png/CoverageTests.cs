using FsCheck.Fluent;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Png;
using Neuroglot.Plotting.Scenes;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Plotting.Tests.Png;

public sealed class CoverageTests
{
    // Coverage is held in single precision and painted in 255ths: half of one for each pixel that an edge crosses.
    private const double PerEdgePixel = 0.5 / 255;

    [Fact]
    public void A_rectangle_covers_its_area() => Assert.Equal(12.5 * 4.25, Covered(Outline.Of(new Box(3.25, 5.5, 12.5, 4.25))), 40 * PerEdgePixel);

    [Fact]
    public void A_circle_covers_its_area() =>
        // A polygon within a twentieth of a pixel of it.
        Assert.Equal(Math.PI * 100, Covered(new OutlineBuilder().AddEllipse(new Point(20, 20), 10, 10).ToOutline()), 2 * Math.PI * 10 * 0.05 + 80 * PerEdgePixel);

    [Fact]
    public void Triangles_cover_their_area_wherever_they_lie() => Prop.ForAll<int, int, int>((a, b, c) =>
    {
        Point Corner(int seed, double x, double y) => new(x + Math.Abs(seed % 97) / 10.0, y + Math.Abs(seed / 7 % 83) / 8.0);
        var (p, q, r) = (Corner(a, 1, 2), Corner(b, 22, 3), Corner(c, 12, 20));
        var area = Math.Abs((q.X - p.X) * (r.Y - p.Y) - (r.X - p.X) * (q.Y - p.Y)) / 2;
        return Math.Abs(Covered(new OutlineBuilder().AddPolygon(p, q, r).ToOutline()) - area) < 120 * PerEdgePixel;
    }).Holds(300);

    [Fact]
    public void What_lies_outside_is_cut_off() =>
        Assert.Equal(40 * 40, Covered(Outline.Of(new Box(-1e6, -1e5, 3e6, 7e5))), 0.0);

    [Fact]
    public void Half_of_it_outside_on_each_side() =>
        Assert.Equal(10 * 40, Covered(Outline.Of(new Box(-50, -50, 60, 200))), 0.0);

    [Fact]
    public void A_line_covers_its_length_times_its_width() =>
        Assert.Equal(3 * 20, Drawn(Outline.Of(new Point(5, 5), new Point(17, 21)), new Stroke(default, 3)), 90 * PerEdgePixel);

    [Fact]
    public void A_dot_is_a_disc() =>
        Assert.Equal(Math.PI * 9, Drawn(Outline.Of(new Point(20, 20), new Point(20, 20)), new Stroke(default, 6) { Cap = LineCap.Round }), Math.PI * 6 * 0.05 + 60 * PerEdgePixel);

    [Fact]
    public void A_dot_smaller_than_a_pixel_is_a_disc() =>
        Assert.Equal(Math.PI * 0.5 * 0.5, Drawn(Outline.Of(new Point(20.3, 20.6), new Point(20.3, 20.6)), new Stroke(default, 1) { Cap = LineCap.Round }), 0.1);

    [Fact]
    public void A_corner_with_a_miter_is_a_square() =>
        // Two legs of 15 by 4; the quarter of the corner that both cover is as large as that which only the miter does.
        Assert.Equal(15 * 4 + 15 * 4, Drawn(Outline.Of(new Point(5, 25), new Point(20, 25), new Point(20, 10)), new Stroke(default, 4) { Join = LineJoin.Miter }), 120 * PerEdgePixel);

    [Fact]
    public void Dashes_cover_their_part() =>
        Assert.Equal(2 * 16, Drawn(Outline.Of(new Point(4, 10), new Point(36, 10)), new Stroke(default, 2) { Dashes = [4, 4] }), 80 * PerEdgePixel);

    [Fact]
    public void A_line_that_turns_back_has_a_round_end() =>
        Assert.Equal(20 * 4 + Math.PI * 4 / 2, Drawn(Outline.Of(new Point(5, 20), new Point(25, 20), new Point(5, 20)), new Stroke(default, 4)), 1.0);

    private static double Covered(Outline outline) => Sum(canvas => canvas.Fill(outline, new Color(0, 0, 0)));

    private static double Drawn(Outline outline, Stroke stroke) => Sum(canvas => canvas.Draw(outline, stroke with { Color = new Color(0, 0, 0) }));

    private static double Sum(Action<Canvas> draw)
    {
        var canvas = new Canvas(new Box(0, 0, 40, 40), 1, new Color(255, 255, 255));
        draw(canvas);
        return canvas.Pixels.Sum(static pixel => (255 - pixel.R) / 255.0);
    }
}
