using System.Xml.Linq;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Tests.Gallery;
using Xunit;

namespace Neuroglot.Plotting.Tests.Accessibility;

public sealed class ReadingTests
{
    public static TheoryData<string> Names() => [.. GalleryFigures.All.Keys];

    /// <summary>Letters of indices and exponents are smaller, as in print.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_is_below_seven_points(string name)
    {
        var document = XDocument.Parse(GalleryFigures.All[name]().ToSvg());
        var sizes = document.Descendants().Where(static one => one.Name.LocalName == "text").Select(static one => (double)one.Attribute("font-size")!).ToArray();
        Assert.NotEmpty(sizes);
        Assert.All(sizes, static size => Assert.True(size >= 7));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pictures_say_what_they_show(string name)
    {
        var root = XDocument.Parse(GalleryFigures.All[name]().ToSvg()).Root!;
        Assert.Equal("img", (string?)root.Attribute("role"));
        var ids = ((string)root.Attribute("aria-labelledby")!).Split(' ');
        foreach (var (kind, id) in new[] { ("title", ids[0]), ("desc", ids[1]) })
            Assert.NotEqual(string.Empty, root.Elements().Single(one => one.Name.LocalName == kind && (string?)one.Attribute("id") == id).Value.Trim());
    }

    /// <summary>WCAG 2.1: 4.5 for texts, 3 for lines that mean something; in the dark theme for all of its colours.</summary>
    [Fact]
    public void Texts_and_lines_of_the_dark_theme_stand_out_from_its_background()
    {
        Assert.True(Theme.Dark.Foreground.Contrast(Theme.Dark.Background) >= 7);
        Assert.All(Theme.Dark.Cycle, static color => Assert.True(color.Contrast(Theme.Dark.Background) >= 3, $"{color}"));
        foreach (var theme in new[] { Theme.Light, Theme.Paper })
            Assert.True(theme.Foreground.Contrast(theme.Background) >= 7);
        Assert.All(new[] { Theme.Light, Theme.Dark, Theme.Paper }, static theme => Assert.True(theme.TickSize >= 7));
    }

    [Fact]
    public void A_figure_without_a_title_is_described_by_its_axes()
    {
        var axes = new Figure().AddAxes();
        (axes.X.Label, axes.Y.Label) = ("time (ms)", "v (mV)");
        Assert.Contains("v (mV) against time (ms)", axes.Figure.ToSvg(), StringComparison.Ordinal);
    }
}
