namespace Neuroglot.Plotting.Terminal;

/// <summary>Dots in the letters of a terminal: each letter of braille has two columns and four rows of them.</summary>
internal sealed class BrailleCanvas
{
    private const char Empty = '\u2800';

    // Which bit of a letter stands for a dot, by row and column.
    private static readonly int[,] Bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly byte[,] letters;
    private readonly char[,] shades;

    /// <summary>An empty canvas.</summary>
    /// <param name="columns">Letters in a row.</param>
    /// <param name="rows">Rows of letters.</param>
    public BrailleCanvas(int columns, int rows) => (letters, shades) = (new byte[rows, columns], new char[rows, columns]);

    /// <summary>Dots in a row.</summary>
    public int Width => 2 * letters.GetLength(1);

    /// <summary>Rows of dots.</summary>
    public int Height => 4 * letters.GetLength(0);

    /// <summary>Sets a dot; one outside is left out.</summary>
    /// <param name="x">From the left.</param>
    /// <param name="y">From the top.</param>
    public void Dot(int x, int y)
    {
        if (x >= 0 && y >= 0 && x < Width && y < Height)
            letters[y / 4, x / 2] |= (byte)Bits[y % 4, x % 2];
    }

    /// <summary>Sets the dots between two places, as far as they are on the canvas.</summary>
    public void Line(double x1, double y1, double x2, double y2)
    {
        if (double.IsNaN(x1 + y1 + x2 + y2) || !Clip(ref x1, ref y1, ref x2, ref y2))
            return;
        var steps = (int)Math.Ceiling(Math.Max(Math.Abs(x2 - x1), Math.Abs(y2 - y1)));
        for (var step = 0; step <= steps; step++)
        {
            var part = steps == 0 ? 0 : (double)step / steps;
            Dot((int)Math.Round(x1 + (x2 - x1) * part), (int)Math.Round(y1 + (y2 - y1) * part));
        }
    }

    /// <summary>Puts a block of a shade in place of a letter.</summary>
    /// <param name="column">Letters from the left.</param>
    /// <param name="row">Rows from the top.</param>
    /// <param name="part">How dark, 0 to 1.</param>
    public void Shade(int column, int row, double part) => shades[row, column] = "░▒▓█"[(int)Math.Clamp(part * 4, 0, 3)];

    /// <summary>A row of letters.</summary>
    public string Row(int row) => string.Create(letters.GetLength(1), row, (text, place) =>
    {
        for (var column = 0; column < text.Length; column++)
            text[column] = shades[place, column] is not '\0' and var shade ? shade : (char)(Empty + letters[place, column]);
    });

    // By Liang and Barsky: what part of the line lies on the canvas.
    private bool Clip(ref double x1, ref double y1, ref double x2, ref double y2)
    {
        var (dx, dy, from, to) = (x2 - x1, y2 - y1, 0.0, 1.0);
        foreach (var (direction, distance) in new[] { (-dx, x1 + 0.5), (dx, Width - 0.5 - x1), (-dy, y1 + 0.5), (dy, Height - 0.5 - y1) })
        {
            if (direction == 0 && distance < 0)
                return false;
            if (direction < 0)
                from = Math.Max(from, distance / direction);
            else if (direction > 0)
                to = Math.Min(to, distance / direction);
        }

        (x1, y1, x2, y2) = (x1 + dx * from, y1 + dy * from, x1 + dx * to, y1 + dy * to);
        return from <= to;
    }
}
