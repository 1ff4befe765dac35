using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Tests.Svg;
using Xunit;

namespace Neuroglot.Plotting.Tests.Gallery;

/// <summary>
/// The pictures of <c>examples/plots</c>. <c>NEUROGLOT_ACCEPT=1 dotnet test tests/Neuroglot.Plotting.Tests --filter Gallery</c> makes them anew, to be looked at by the list of
/// <c>docs/gallery.md</c>.
/// </summary>
public sealed partial class GalleryTests
{
    // Pictures are laid out with the letters of this font; a machine without it lays them out otherwise.
    private const string Family = "DejaVu Sans";
    private const long MostBytes = 3_000_000;

    private static bool Accepts => Environment.GetEnvironmentVariable("NEUROGLOT_ACCEPT") == "1";

    public static TheoryData<string> Names() => [.. GalleryFigures.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pictures_are_those_that_have_been_looked_at(string name)
    {
        if (SystemTypefaces.Default.Family != Family)
            return;
        var path = Path.Combine(Root(), "examples", "plots", $"{name}.svg");
        var svg = GalleryFigures.All[name]().ToSvg();
        if (Accepts)
            File.WriteAllText(path, svg, new UTF8Encoding(false));
        Assert.True(File.Exists(path), $"{path} is missing; make it with NEUROGLOT_ACCEPT=1.");
        Assert.Equal(Skeleton(File.ReadAllText(path)), Skeleton(svg));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_texts_touch_and_none_is_cut_off(string name)
    {
        var scene = GalleryFigures.All[name]().ToScene();
        var boxes = TextBoxes.Of(scene);
        Assert.NotEmpty(boxes);
        foreach (var box in boxes)
            Assert.True(box.Box.Left >= 0 && box.Box.Top >= 0 && box.Box.Right <= scene.Width && box.Box.Bottom <= scene.Height, $"{box} is cut off");
        foreach (var (one, other) in from one in boxes from other in boxes where !ReferenceEquals(one, other) select (one, other))
            Assert.False(one.Box.Overlaps(other.Box), $"{one} and {other} overlap");
        Assert.DoesNotContain(scene.Notes, static note => note.Contains("shortened", StringComparison.Ordinal));
    }

    /// <summary>Axes with numbers have a unit, unless they count things or name what has none.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_axis_says_what_it_shows_in_which_unit(string name)
    {
        foreach (var axes in GalleryFigures.All[name]().Axes)
        {
            foreach (var axis in new[] { axes.X, axes.Y }.Where(static axis => axis.IsVisible))
                Assert.Matches(@"\(.+\)|index|count|number|region|coefficient|one step", axis.Text);
            if (axes.ColorBar is { } bar)
                Assert.Matches(@"\(.+\)|number", bar.Label);
        }
    }

    [Fact]
    public void The_page_shows_all_pictures_and_they_are_small()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "gallery.md"));
        Assert.Equal(GalleryFigures.All.Keys.Order(StringComparer.Ordinal), PictureLink().Matches(page).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        var files = new DirectoryInfo(Path.Combine(Root(), "examples", "plots")).GetFiles("*.svg");
        Assert.Equal(GalleryFigures.All.Count, files.Length);
        Assert.InRange(files.Sum(static file => file.Length), 0, MostBytes);
    }

    // Numbers may differ in their last digit from machine to machine; what is compared is all but the digits after the point, and pictures within.
    private static string Skeleton(string svg) => Fraction().Replace(Embedded().Replace(svg, "picture"), string.Empty);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(@"\.\d+")]
    private static partial Regex Fraction();

    [GeneratedRegex("data:image/png;base64,[^\"]*")]
    private static partial Regex Embedded();

    [GeneratedRegex(@"\(\.\./examples/plots/([a-z-]+)\.svg\)")]
    private static partial Regex PictureLink();
}
