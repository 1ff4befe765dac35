namespace Neuroglot.Plotting.Colors;

/// <summary>
/// From sRGB (IEC 61966-2-1) to light and to Oklab (B. Ottosson, A perceptual color space for image processing, 2020), and back. With roots instead of general powers, so that
/// the bits are the same on every machine.
/// </summary>
internal static class Srgb
{
    /// <summary>Light of a component of sRGB, both 0 to 1.</summary>
    public static double ToLinear(double value)
    {
        if (value <= 0.04045)
            return value / 12.92;
        var x = (value + 0.055) / 1.055;
        var root = FifthRoot(x);
        return x * x * root * root;
    }

    /// <summary>Component of sRGB for so much light, both 0 to 1.</summary>
    public static double FromLinear(double light)
    {
        if (light <= 0.0031308)
            return 12.92 * Math.Max(light, 0);
        var root = Math.Cbrt(Math.Sqrt(Math.Sqrt(light)));
        var square = root * root;
        return 1.055 * square * square * root - 0.055;
    }

    /// <summary>Lightness and the two axes of hue of a colour.</summary>
    public static (double L, double A, double B) ToOklab(Color color)
    {
        var (r, g, b) = (ToLinear(color.R / 255.0), ToLinear(color.G / 255.0), ToLinear(color.B / 255.0));
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    /// <summary>The colour nearest to this place of Oklab.</summary>
    public static Color FromOklab(double lightness, double a, double b)
    {
        var l = Cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        var m = Cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        var s = Cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new Color(
            ToByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            ToByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            ToByte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static byte ToByte(double light) => (byte)Math.Round(255 * Math.Clamp(FromLinear(light), 0, 1));

    private static double Cube(double x) => x * x * x;

    // Newton's iteration; from 1 it comes down to the root of any x in (0, 1], four fifths of the way at least each time.
    private static double FifthRoot(double x)
    {
        var root = 1.0;
        for (var step = 0; step < 12; step++)
        {
            var square = root * root;
            root -= (root - x / (square * square)) / 5;
        }

        return root;
    }
}
