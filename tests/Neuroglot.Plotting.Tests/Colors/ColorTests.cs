using Neuroglot.Plotting.Colors;
using Xunit;

namespace Neuroglot.Plotting.Tests.Colors;

public sealed class ColorTests
{
    [Theory]
    [InlineData("darkblue", "#00008b")]
    [InlineData("DarkBlue", "#00008b")]
    [InlineData("k", "#000000")]
    [InlineData("g", "#008000")]
    [InlineData("tab:orange", "#ff7f0e")]
    [InlineData("0.75", "#bfbfbf")]
    [InlineData("#1af", "#11aaff")]
    [InlineData("#102030", "#102030")]
    [InlineData("C0", "#0072b2")]
    [InlineData("C8", "#0072b2")]
    public void Colours_are_known_by_the_names_of_matplotlib(string name, string expected) => Assert.Equal(expected, NamedColors.Parse(name).ToString());

    [Fact]
    public void The_last_digits_are_opacity() => Assert.Equal(new Color(0x10, 0x20, 0x30, 0x80), NamedColors.Parse("#10203080"));

    [Fact]
    public void None_is_no_colour() => Assert.Equal(0, NamedColors.Parse("none").A);

    [Theory]
    [InlineData("blu")]
    [InlineData("#12345")]
    [InlineData("1.5")]
    [InlineData("-0.5")]
    [InlineData("C")]
    [InlineData("")]
    public void Other_names_are_refused(string name) => Assert.Equal("NG8001", Refusals.Of(() => NamedColors.Parse(name)));

    [Fact]
    public void A_near_name_is_told() =>
        Assert.Contains("did you mean `blue`?", Assert.Throws<PlottingException>(() => NamedColors.Parse("bleu")).Message, StringComparison.Ordinal);

    [Fact]
    public void Light_and_components_are_inverse()
    {
        for (var value = 0; value <= 255; value++)
            Assert.Equal(value / 255.0, Srgb.FromLinear(Srgb.ToLinear(value / 255.0)), 1e-6);
    }

    [Fact]
    public void Every_colour_survives_Oklab()
    {
        for (var value = 0; value < 256 * 256 * 256; value += 4099)
        {
            var color = new Color((byte)(value >> 16), (byte)(value >> 8), (byte)value);
            var (l, a, b) = Srgb.ToOklab(color);
            Assert.Equal(color, Srgb.FromOklab(l, a, b));
        }
    }

    [Fact]
    public void Black_on_white_has_a_contrast_of_21() => Assert.Equal(21, new Color(0, 0, 0).Contrast(new Color(255, 255, 255)), 1e-9);

    // WCAG 2.1: 4.5 for texts (success criterion 1.4.3), 3 for what else carries meaning (1.4.11).
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    [InlineData("paper")]
    public void Themes_can_be_read(string name)
    {
        var theme = Theme.Parse(name);
        Assert.True(theme.Foreground.Contrast(theme.Background) > 7);
        Assert.True(theme.TickSize >= 7);
    }

    [Fact]
    public void Lines_of_the_dark_theme_stand_out() => Assert.All(Theme.Dark.Cycle, static color => Assert.True(color.Contrast(Theme.Dark.Background) >= 3));

    [Fact]
    public void A_wrong_theme_is_refused() => Assert.Equal("NG8003", Refusals.Of(() => Theme.Parse("drak")));
}
