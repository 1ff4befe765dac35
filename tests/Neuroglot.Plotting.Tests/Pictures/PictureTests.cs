using System.Diagnostics;
using Neuroglot.Plotting.Svg;
using Neuroglot.Plotting.Tests.Png;
using Neuroglot.Plotting.Tests.Svg;
using Xunit;

namespace Neuroglot.Plotting.Tests.Pictures;

public sealed class PictureTests
{
    public static TheoryData<string> Names() => [.. Examples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pictures_are_those_that_have_been_looked_at(string name) => Reference.Verify(Examples.All[name]().ToPng(110), name);

    [Theory]
    [MemberData(nameof(Names))]
    public void No_texts_touch_and_none_is_cut_off(string name)
    {
        var scene = Examples.All[name]().ToScene();
        var boxes = TextBoxes.Of(scene);
        foreach (var box in boxes)
            Assert.True(box.Box.Left >= 0 && box.Box.Top >= 0 && box.Box.Right <= scene.Width && box.Box.Bottom <= scene.Height, $"{box} is cut off");
        foreach (var (one, other) in from one in boxes from other in boxes where !ReferenceEquals(one, other) select (one, other))
            Assert.False(one.Box.Overlaps(other.Box), $"{one} and {other} overlap");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_independent_renderer_draws_the_document_as_the_picture(string name)
    {
        var figure = Examples.All[name]();
        if (Rasterised(figure.ToSvg(new SvgOptions { TextAsPaths = true }), 110) is not { } other)
            return;
        // The two round sizes, place pixels of images and smooth edges differently: a pixel along an edge may be another. Nothing else may.
        var (own, drawn) = (PngReading.Of(figure.ToPng(110)), PngReading.Of(other));
        var (width, height) = (Math.Min(own.Width, drawn.Width), Math.Min(own.Height, drawn.Height));
        Assert.True(Math.Abs(own.Width - drawn.Width) <= 1 && Math.Abs(own.Height - drawn.Height) <= 1);
        Assert.Null(Reference.Difference(Cut(own, width, height), Cut(drawn, width, height), mostOfAnArea: 110, mostOnAverage: 3));
    }

    private static PngReading Cut(PngReading picture, int width, int height) => picture with
    {
        Width = width,
        Height = height,
        Pixels = [.. Enumerable.Range(0, width * height).Select(index => picture.Pixels[index / width * picture.Width + index % width])],
    };

    // By librsvg's command, if this machine has it.
    private static byte[]? Rasterised(string svg, int dotsPerInch)
    {
        var path = Path.Combine(Path.GetTempPath(), $"neuroglot-{Guid.NewGuid():N}.svg");
        File.WriteAllText(path, svg);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("rsvg-convert", ["-d", $"{dotsPerInch}", "-p", $"{dotsPerInch}", path]) { RedirectStandardOutput = true })!;
            using var png = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(png);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return png.ToArray();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
