using Neuroglot.Plotting.Colors;
using Xunit;

namespace Neuroglot.Plotting.Tests.Accessibility;

/// <summary>
/// What people without one kind of cones see, after G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, IEEE Transactions on Visualization and Computer Graphics 15 (2009), 1291: a matrix on
/// linear red, green and blue. Distances are those of CIE 1976 L*a*b* under D65; 2.3 of them are just noticed side by side, lines apart from each other need several times as much.
/// </summary>
public sealed class ColorVisionTests
{
    private static readonly double[] Protanopia = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998];
    private static readonly double[] Deuteranopia = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881];
    private static readonly double[] Usual = [1, 0, 0, 0, 1, 0, 0, 0, 1];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var theme in new[] { "light", "dark", "paper" })
        {
            foreach (var vision in new[] { "usual", "protanopia", "deuteranopia" })
                cases.Add(theme, vision);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_colours_of_the_cycle_can_be_told_apart(string theme, string vision)
    {
        var colors = Theme.Parse(theme).Cycle.Select(color => Seen(color, Matrix(vision))).ToArray();
        for (var one = 0; one < colors.Length; one++)
        {
            for (var other = 0; other < one; other++)
                Assert.True(Distance(colors[one], colors[other]) >= 15, $"{theme}, {vision}: {other} and {one} differ by {Distance(colors[one], colors[other]):0.0}");
        }
    }

    [Theory]
    [InlineData("viridis")]
    [InlineData("cividis")]
    [InlineData("plasma")]
    [InlineData("inferno")]
    [InlineData("magma")]
    public void Uniform_maps_stay_in_order_for_everybody(string name)
    {
        var map = ColorMaps.Parse(name);
        foreach (var vision in new[] { "usual", "protanopia", "deuteranopia" })
        {
            // Ten steps, each lighter than the last; by what is just noticed, but near black, where hues differ as well.
            var lightness = Enumerable.Range(0, 11).Select(step => Seen(map[step / 10.0], Matrix(vision)).L).ToArray();
            for (var step = 1; step < lightness.Length; step++)
                Assert.True(lightness[step] - lightness[step - 1] > (step < 3 ? 1 : 2.3), $"{name}, {vision}: step {step} is {lightness[step] - lightness[step - 1]:0.0}");
        }
    }

    private static double[] Matrix(string vision) => vision switch { "protanopia" => Protanopia, "deuteranopia" => Deuteranopia, _ => Usual };

    private static (double L, double A, double B) Seen(Color color, double[] matrix)
    {
        double[] light = [Srgb.ToLinear(color.R / 255.0), Srgb.ToLinear(color.G / 255.0), Srgb.ToLinear(color.B / 255.0)];
        double Row(int row) => Math.Clamp(matrix[3 * row] * light[0] + matrix[3 * row + 1] * light[1] + matrix[3 * row + 2] * light[2], 0, 1);
        var (r, g, b) = (Row(0), Row(1), Row(2));
        var (x, y, z) = (F((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047), F(0.2126729 * r + 0.7151522 * g + 0.0721750 * b), F((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883));
        return (116 * y - 16, 500 * (x - y), 200 * (y - z));
        static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    private static double Distance((double L, double A, double B) one, (double L, double A, double B) other) =>
        Math.Sqrt((one.L - other.L) * (one.L - other.L) + (one.A - other.A) * (one.A - other.A) + (one.B - other.B) * (one.B - other.B));
}
