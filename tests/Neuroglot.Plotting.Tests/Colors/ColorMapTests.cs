using Neuroglot.Plotting.Colors;
using Xunit;

namespace Neuroglot.Plotting.Tests.Colors;

public sealed class ColorMapTests
{
    public static TheoryData<string> UniformMaps() => ["viridis", "plasma", "inferno", "magma", "cividis", "Blues", "Greens", "Reds", "Oranges", "Purples", "Greys"];

    public static TheoryData<string> AllMaps() => [.. ColorMaps.Names];

    [Theory]
    [MemberData(nameof(UniformMaps))]
    public void Lightness_changes_in_even_steps(string name)
    {
        var map = ColorMaps.Parse(name);
        var (first, last) = (Srgb.ToOklab(map[0]).L, Srgb.ToOklab(map[1]).L);
        for (var place = 0.0; place <= 1; place += 1.0 / 255)
        {
            // Rounded to bytes, of which the first two are 0.067 apart, and cut off where a hue is outside of sRGB.
            var expected = first + place * (last - first);
            Assert.Equal(expected, Srgb.ToOklab(map[place]).L, expected < 0.1 ? 0.067 : 0.02);
        }
    }

    [Theory]
    [MemberData(nameof(AllMaps))]
    public void Each_map_has_its_reverse(string name)
    {
        var (map, reversed) = (ColorMaps.Parse(name), ColorMaps.Parse($"{name}_r"));
        for (var index = 0; index < 256; index++)
            Assert.Equal(map[(index + 0.5) / 256], reversed[1 - (index + 0.5) / 256]);
        Assert.Equal(name, reversed.Reversed.Name);
    }

    [Theory]
    [InlineData("hot", 0, "#0b0000")]
    [InlineData("hot", 1, "#ffffff")]
    [InlineData("gray", 0.5, "#808080")]
    [InlineData("binary", 0, "#ffffff")]
    [InlineData("viridis", 0, "#440154")]
    [InlineData("viridis", 1, "#fde725")]
    public void Ends_are_those_that_people_know(string name, double place, string expected) => Assert.Equal(expected, ColorMaps.Parse(name)[place].ToString());

    [Fact]
    public void Other_names_are_refused() => Assert.Equal("NG8002", Refusals.Of(() => ColorMaps.Parse("virids")));

    [Fact]
    public void Levels_use_both_ends()
    {
        var scale = new ColorScale(ColorMaps.Parse("gray"), 0.5, 3.5) { Levels = 3 };
        Assert.Equal(["#000000", "#808080", "#ffffff"], new[] { 1.0, 2, 3 }.Select(value => scale[value].ToString()));
        Assert.Equal(0, scale[double.NaN].A);
    }
}
