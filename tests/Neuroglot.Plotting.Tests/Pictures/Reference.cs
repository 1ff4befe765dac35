using System.Runtime.CompilerServices;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Tests.Png;
using Xunit;

namespace Neuroglot.Plotting.Tests.Pictures;

/// <summary>
/// Compares pictures with those that a person has looked at, <c>NAME.verified.png</c> in this folder: as the eye does, over areas of a few pixels, so that a rounding is nothing and a
/// moved letter is something. <c>NEUROGLOT_ACCEPT=1 dotnet test</c> takes over what is new, to be looked at.
/// </summary>
internal static class Reference
{
    // Of 255. Rounding in single precision changes a pixel by 1 at most; a line of text that moves by a pixel changes areas by 20 and more.
    private const double MostOfAnArea = 6;
    private const double MostOnAverage = 0.2;
    private const int Area = 3;

    public static void Verify(byte[] png, string name, [CallerFilePath] string testFile = "")
    {
        var verified = Path.Combine(Path.GetDirectoryName(testFile)!, $"{name}.verified.png");
        var received = Path.Combine(Path.GetDirectoryName(testFile)!, $"{name}.received.png");
        var difference = File.Exists(verified) ? Difference(PngReading.Of(File.ReadAllBytes(verified)), PngReading.Of(png)) : "it is new";
        if (difference is null)
        {
            File.Delete(received);
            return;
        }

        var accepts = Environment.GetEnvironmentVariable("NEUROGLOT_ACCEPT") == "1";
        File.WriteAllBytes(accepts ? verified : received, png);
        Assert.True(accepts, $"{received}: {difference}; look at it, and accept it with NEUROGLOT_ACCEPT=1.");
    }

    /// <summary>Where the two differ more than the eye lets pass; null where they do not.</summary>
    public static string? Difference(PngReading one, PngReading other, double mostOfAnArea = MostOfAnArea, double mostOnAverage = MostOnAverage)
    {
        if ((one.Width, one.Height) != (other.Width, other.Height))
            return $"{one.Width} by {one.Height} and {other.Width} by {other.Height} pixels";
        var (sum, worst, place) = (0.0, 0.0, (X: 0, Y: 0));
        for (var y = 0; y + Area <= one.Height; y++)
        {
            for (var x = 0; x + Area <= one.Width; x++)
            {
                var difference = Mean(one, other, x, y);
                sum += difference;
                if (difference > worst)
                    (worst, place) = (difference, (x, y));
            }
        }

        var average = sum / (one.Width * one.Height);
        return worst > mostOfAnArea || average > mostOnAverage ? $"they differ by {worst:0.0} at ({place.X}, {place.Y}), and by {average:0.00} on average" : null;
    }

    private static double Mean(PngReading one, PngReading other, int x, int y)
    {
        var (r, g, b) = (0, 0, 0);
        for (var row = y; row < y + Area; row++)
        {
            for (var column = x; column < x + Area; column++)
            {
                Color from = one.Pixels[row * one.Width + column], to = other.Pixels[row * one.Width + column];
                (r, g, b) = (r + from.R - to.R, g + from.G - to.G, b + from.B - to.B);
            }
        }

        return (Math.Abs(r) + Math.Abs(g) + Math.Abs(b)) / (3.0 * Area * Area);
    }
}
