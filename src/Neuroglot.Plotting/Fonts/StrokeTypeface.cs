using System.Collections.Frozen;
using System.Text;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Fonts;

/// <summary>
/// The built-in font: letters drawn by a round pen, for machines without any, and for pictures that look the same on all. <see cref="StrokeLetters"/> has the letters.
/// </summary>
public sealed class StrokeTypeface : Typeface
{
    // The letters are drawn on a grid of which the height of the font has 14 units; the base line is the fourth.
    private const double Unit = 1.0 / 14;
    private const int BaseLine = 4;
    private const double Bearing = 1.1;

    private static readonly FrozenDictionary<Rune, Letter> Letters = ReadLetters();
    private static readonly Letter Missing = Read(7, "04-0e-6e-64-04");

    private StrokeTypeface()
    {
    }

    /// <summary>The font.</summary>
    public static StrokeTypeface Instance { get; } = new();

    /// <inheritdoc/>
    public override string Family => "Neuroglot Stroke";

    /// <inheritdoc/>
    public override double Ascent => 0.8;

    /// <inheritdoc/>
    public override double Descent => 0.33;

    /// <inheritdoc/>
    public override double PenWidth => 0.075;

    /// <inheritdoc/>
    public override bool Has(Rune letter) => Letters.ContainsKey(letter);

    /// <inheritdoc/>
    public override double Advance(Rune letter) => Of(letter).Advance;

    /// <inheritdoc/>
    public override Outline Shape(Rune letter) => Of(letter).Shape;

    private static Letter Of(Rune letter) => Letters.TryGetValue(letter, out var known) ? known : Missing;

    private static FrozenDictionary<Rune, Letter> ReadLetters()
    {
        var letters = new Dictionary<Rune, Letter>();
        foreach (var line in StrokeLetters.Table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', 3);
            var letter = Read(Digit(parts[1][0]), parts.Length > 2 ? parts[2] : string.Empty);
            foreach (var name in parts[0].EnumerateRunes())
                letters.Add(name, letter);
        }

        letters[new Rune(' ')] = letters[new Rune('\u00a0')] = new Letter(new OutlineBuilder().ToOutline(), 4 * Unit);
        foreach (var (small, large, rise) in StrokeLetters.SmallLetters)
        {
            var (shape, advance) = letters[new Rune(large)];
            letters[new Rune(small)] = new Letter(shape.Place(0.6, new Point(0, rise ? -0.32 : 0.14)), 0.6 * advance);
        }

        return letters.ToFrozenDictionary();
    }

    // Parts are separated by blanks. A point is two hexadecimal digits, x and y; '-' leads to the next by a straight line, ')' by a quarter of an ellipse that starts horizontally, '('
    // by one that starts vertically.
    private static Letter Read(int width, string parts)
    {
        var builder = new OutlineBuilder();
        foreach (var part in parts.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            for (var at = 0; at < part.Length; at += 3)
            {
                var point = new Point((Digit(part[at]) + Bearing) * Unit, (BaseLine - Digit(part[at + 1])) * Unit);
                _ = at == 0 ? builder.Move(point) : part[at - 1] switch
                {
                    '-' => builder.Line(point),
                    _ => builder.Quarter(point, startsLevel: part[at - 1] == ')'),
                };
            }
        }

        return new Letter(builder.ToOutline(), (width + 2 * Bearing) * Unit);
    }

    private static int Digit(char digit) => Convert.ToInt32(digit.ToString(), 16);

    private sealed record Letter(Outline Shape, double Advance);
}
