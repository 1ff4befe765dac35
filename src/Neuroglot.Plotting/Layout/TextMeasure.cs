using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;

namespace Neuroglot.Plotting.Layout;

/// <summary>How large texts are in a figure.</summary>
internal sealed record TextMeasure(Typeface Typeface, Theme Theme)
{
    // Height of capitals and digits in nearly all fonts of this kind, as a part of the height of the font.
    private const double CapitalHeight = 0.72;

    public static TextMeasure Of(Figure figure) => new(figure.Typeface ?? SystemTypefaces.Default, figure.Theme);

    public double Width(string text, double size) => TextShape.Width(Typeface, text, size);

    /// <summary>From the highest to the lowest that a line of text can reach.</summary>
    public double Height(double size) => (Typeface.Ascent + Typeface.Descent) * size;

    /// <summary>How far below the middle of capitals and digits the base line is.</summary>
    public static double MiddleToBase(double size) => CapitalHeight / 2 * size;
}
