using System.Globalization;
using System.Text;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Svg;

/// <summary>Numbers and outlines as SVG writes them; to a hundredth of a point, which nobody sees.</summary>
internal static class SvgNumbers
{
    public static string Of(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The commands of a path.</summary>
    public static string Path(Outline outline)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var step in outline.Steps)
        {
            var count = step switch { OutlineStep.Cubic => 3, OutlineStep.Close => 0, _ => 1 };
            text.Append(step switch { OutlineStep.Move => 'M', OutlineStep.Line => 'L', OutlineStep.Cubic => 'C', _ => 'Z' });
            for (var index = 0; index < count; index++, at++)
                text.Append(index > 0 ? " " : string.Empty).Append(Of(outline.Points[at].X)).Append(' ').Append(Of(outline.Points[at].Y));
        }

        return text.ToString();
    }
}
