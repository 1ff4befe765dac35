using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Png;
using Neuroglot.Plotting.Scenes;
using Xunit;

namespace Neuroglot.Plotting.Tests.Png;

public sealed class PngTests
{
    [Theory]
    [InlineData(255)]
    [InlineData(128)]
    public void Pixels_come_back_as_they_were(byte opacity)
    {
        Color[] pixels = [.. Enumerable.Range(0, 77 * 13).Select(index => new Color((byte)(7 * index), (byte)(index / 3), (byte)(index * index), index % 5 == 0 ? opacity : (byte)255))];
        using var stream = new MemoryStream();
        PngFile.Write(stream, pixels, 77, 300, ("Title", "τ <µ>"));
        var read = PngReading.Of(stream.ToArray());
        Assert.Equal((77, 13), (read.Width, read.Height));
        Assert.Equal(pixels, read.Pixels);
        Assert.Equal("τ <µ>", read.Texts["Title"]);
        Assert.Equal(["IHDR", "pHYs", "iTXt", "IDAT", "IEND"], read.Chunks);
    }

    [Fact]
    public void A_figure_has_the_size_of_its_page_and_says_what_it_is()
    {
        var figure = new Figure(100, 80) { Title = "Spikes" };
        figure.AddAxes().Add(new Line(new[] { 0.0, 1 }, new[] { 0.0, 1 }));
        var read = PngReading.Of(figure.ToPng(144));
        Assert.Equal((200, 160), (read.Width, read.Height));
        Assert.Equal("Spikes", read.Texts["Title"]);
    }

    [Fact]
    public void Many_markers_look_as_few_do()
    {
        // The same 3000 places, as stamps in one go and one by one; stamps lie within a sixteenth of a pixel of their place.
        float[] x = [.. Enumerable.Range(0, 3000).Select(static index => index * 37 % 1000 / 10f)];
        float[] y = [.. Enumerable.Range(0, 3000).Select(static index => index * 91 % 997 / 10f)];
        var shape = Marker.Parse("o").Shape.Place(3, default);
        var (at_once, one_by_one) = (new Canvas(new Box(0, 0, 100, 100), 2, Theme.Light.Background), new Canvas(new Box(0, 0, 100, 100), 2, Theme.Light.Background));
        at_once.Paint(new MarkersItem(shape, new Color(0, 0, 0, 90), null, x, y));
        for (var index = 0; index < x.Length; index++)
            one_by_one.Fill(shape, new Color(0, 0, 0, 90), new Point(x[index], y[index]));
        var difference = at_once.Pixels.Zip(one_by_one.Pixels, static (a, b) => Math.Abs(a.R - b.R)).Average();
        Assert.True(difference < 2, $"{difference}");
    }

    [Fact]
    public void Clipping_keeps_markers_and_lines_inside()
    {
        var scene = new Scene(
            50, 50, new Color(255, 255, 255),
            [
                new GroupItem([
                    new MarkersItem(Marker.Parse("s").Shape.Place(10, default), new Color(0, 0, 0), null, [.. Enumerable.Repeat(10f, 3000)], [.. Enumerable.Range(0, 3000).Select(static y => y / 60f)]),
                    new PathItem(Outline.Of(new Point(0, 30), new Point(50, 30)), null, new Stroke(new Color(0, 0, 0), 6)),
                ]) { Clip = new Box(10, 10, 20, 30) },
            ],
            StrokeTypeface.Instance);
        var canvas = PngRenderer.Draw(scene, 72);
        for (var index = 0; index < canvas.Pixels.Length; index++)
        {
            var (x, y) = (index % 50, index / 50);
            if (x is < 10 or >= 30 || y is < 10 or >= 40)
                Assert.Equal(255, canvas.Pixels[index].R);
        }

        Assert.Equal(0, canvas.Pixels[12 + 20 * 50].R);
        Assert.Equal(0, canvas.Pixels[25 + 30 * 50].R);
    }
}
