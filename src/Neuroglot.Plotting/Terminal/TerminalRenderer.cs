using System.Globalization;
using System.Text;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Layout;

namespace Neuroglot.Plotting.Terminal;

/// <summary>
/// A quick look at a figure in a terminal: the axes below each other, lines and points as dots of braille, cells of colour as shaded blocks. Patterns and the places of legends are left aside;
/// the names in a legend follow below.
/// </summary>
public static class TerminalRenderer
{
    private const int LeastColumns = 30;
    private const int LeastRows = 4;
    private const int MostLetters = 12;

    /// <summary><paramref name="figure"/> as lines of text.</summary>
    /// <param name="figure">What to draw.</param>
    /// <param name="columns">Letters in a line.</param>
    /// <param name="rows">Lines for the marks of each axes.</param>
    public static string Text(Figure figure, int columns = 80, int rows = 12)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var text = new StringBuilder();
        if (figure.Title is { } title)
            text.Append(TextMarkup.Plain(title)).Append('\n');
        foreach (var axes in figure.Axes)
            Write(text, axes, Math.Max(columns, LeastColumns), Math.Max(rows, LeastRows));
        return text.ToString();
    }

    private static void Write(StringBuilder text, Axes axes, int columns, int rows)
    {
        var (x, y) = (AxisRange.Of(axes.X, axes.Figure.Axes), AxisRange.Of(axes.Y, axes.Figure.Axes));
        var numbers = RowNames(axes.Y, y, rows);
        var margin = numbers.Max(static number => number.Length);
        var canvas = new BrailleCanvas(columns - margin - 2, rows);
        var map = new CanvasMap(canvas, new AxisMap(axes.X, x, 0, canvas.Width - 1), new AxisMap(axes.Y, y, canvas.Height - 1, 0));
        foreach (var mark in axes.Marks.OrderBy(static mark => mark.Order))
            map.Draw(mark);
        if (axes.Title is { } title)
            text.Append(TextMarkup.Plain(title)).Append('\n');
        if (axes.Y.Text.Length > 0)
            text.Append(TextMarkup.Plain(axes.Y.Text)).Append('\n');
        for (var row = 0; row < rows; row++)
        {
            var number = numbers[row];
            text.Append(number.PadLeft(margin)).Append(number.Length > 0 ? " ┤" : " │").Append(canvas.Row(row)).Append('\n');
        }

        text.Append(' ', margin + 1).Append('└').Append('─', columns - margin - 2).Append('\n');
        var (left, right, label) = (Number(x.Low, x), Number(x.High, x), TextMarkup.Plain(axes.X.Text));
        var space = columns - margin - 2 - left.Length - right.Length;
        text.Append(' ', margin + 2).Append(left);
        text.Append(label.Length + 2 <= space ? label.PadLeft((space + label.Length) / 2).PadRight(space) : new string(' ', Math.Max(space, 1))).Append(right).Append('\n');
        if (label.Length + 2 > space)
            text.Append(' ', margin + 2).Append(label).Append('\n');
        var names = axes.Legend is null ? [] : axes.Marks.Select(static mark => mark.Label).OfType<string>().ToList();
        if (names.Count > 0)
            text.Append(' ', margin + 2).Append(string.Join(", ", names.Select(TextMarkup.Plain))).Append('\n');
        if (axes.ColorBar is { } bar)
            text.Append(' ', margin + 2).Append(CultureInfo.InvariantCulture, $"░ {bar.Colors.Low * bar.Factor:G4} … █ {bar.Colors.High * bar.Factor:G4} {TextMarkup.Plain(bar.Label)}").Append('\n');
    }

    // The numbers at the two ends; where ticks have names, those instead, at most one in a row.
    private static string[] RowNames(Axis axis, (double Low, double High) range, int rows)
    {
        var names = new string[rows];
        Array.Fill(names, string.Empty);
        if (axis.Ticks is not { } ticks)
        {
            (names[^1], names[0]) = (Number(range.Low, range), Number(range.High, range));
            return names;
        }

        var map = new AxisMap(axis, range, rows, 0);
        foreach (var tick in ticks)
        {
            var name = TextMarkup.Plain(tick.Text);
            if (map.OfNumber(tick.Value) is var row && row >= 0 && row < rows && names[(int)row].Length == 0)
                names[(int)row] = name.Length > MostLetters ? $"{name[..(MostLetters - 1)]}…" : name;
        }

        return names;
    }

    // As many digits as tell the two ends apart, and two more.
    private static string Number(double number, (double Low, double High) range)
    {
        var size = Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
        var digits = (int)Math.Clamp(Math.Ceiling(Math.Log10(Math.Max(size / Math.Abs(range.High - range.Low), 1))) + 3, 3, 15);
        return (Math.Abs(number) < 1e-12 * size ? 0 : number).ToString($"G{digits}", CultureInfo.InvariantCulture);
    }

    private sealed record CanvasMap(BrailleCanvas Canvas, AxisMap X, AxisMap Y)
    {
        public void Draw(Mark mark)
        {
            switch (mark)
            {
                case Line line:
                    Join(line.X, line.Y);
                    break;
                case Points points:
                    Scatter(points.X, points.Y);
                    break;
                case Circles circles:
                    Scatter(circles.X, circles.Y);
                    break;
                case Band band:
                    Join(band.X, band.Low);
                    Join(band.X, band.High);
                    break;
                case Bars bars:
                    Fill(bars);
                    break;
                case Image image:
                    Shade(image);
                    break;
                case Hexagons hexagons:
                    for (var cell = 0; cell < hexagons.Bins.X.Length; cell++)
                        ShadeAt(hexagons.Bins.X[cell], hexagons.Bins.Y[cell], hexagons.Bins.Values[cell], hexagons.Colors);
                    break;
                case Polygons polygons:
                    foreach (var corners in polygons.Corners)
                    {
                        for (var corner = 0; corner < corners.Length; corner++)
                            Segment(corners[corner].X, corners[corner].Y, corners[(corner + 1) % corners.Length].X, corners[(corner + 1) % corners.Length].Y);
                    }

                    break;
                case Span { IsVertical: true } span:
                    Canvas.Line(X[span.Low], 0, X[span.Low], Canvas.Height - 1);
                    Canvas.Line(X[span.High], 0, X[span.High], Canvas.Height - 1);
                    break;
                case Span span:
                    Canvas.Line(0, Y[span.Low], Canvas.Width - 1, Y[span.Low]);
                    Canvas.Line(0, Y[span.High], Canvas.Width - 1, Y[span.High]);
                    break;
            }
        }

        private void Segment(double x1, double y1, double x2, double y2) => Canvas.Line(X[x1], Y[y1], X[x2], Y[y2]);

        private void Join(Values x, Values y)
        {
            for (var point = 1; point < x.Count; point++)
                Segment(x[point - 1], y[point - 1], x[point], y[point]);
            if (x.Count == 1)
                Scatter(x, y);
        }

        private void Scatter(Values x, Values y)
        {
            for (var point = 0; point < x.Count; point++)
                Segment(x[point], y[point], x[point], y[point]);
        }

        private void Fill(Bars bars)
        {
            for (var bar = 0; bar < bars.Heights.Count; bar++)
            {
                var (top, bottom) = (Y[bars.Heights[bar]], Y.Edge(0, Canvas.Height - 1));
                for (var column = Math.Ceiling(X[bars.Edges[bar]]); column < X[bars.Edges[bar + 1]]; column++)
                {
                    if (bars.Heights[bar] != 0)
                        Canvas.Line(column, bottom, column, top);
                }
            }
        }

        // Cells lie closer than letters, or farther apart: each letter shows the cell at its middle.
        private void Shade(Image image)
        {
            var rows = image.Cells.Count / image.Columns;
            for (var row = 0; row < Canvas.Height / 4; row++)
            {
                for (var column = 0; column < Canvas.Width / 2; column++)
                {
                    var (first, last) = (X[image.Left], X[image.Left + image.CellWidth * image.Columns]);
                    var (lowest, highest) = (Y[image.Bottom], Y[image.Bottom + image.CellHeight * rows]);
                    var (cellX, cellY) = ((int)Math.Floor((2 * column + 0.5 - first) / (last - first) * image.Columns), (int)Math.Floor((4 * row + 1.5 - lowest) / (highest - lowest) * rows));
                    if (cellX >= 0 && cellX < image.Columns && cellY >= 0 && cellY < rows && image.Cells[cellY * image.Columns + cellX] is var value && !double.IsNaN(value))
                        Canvas.Shade(column, row, Part(value, image.Colors));
                }
            }
        }

        private void ShadeAt(double x, double y, double value, Colors.ColorScale colors)
        {
            var (column, row) = ((int)Math.Floor(X[x] / 2), (int)Math.Floor(Y[y] / 4));
            if (column >= 0 && row >= 0 && column < Canvas.Width / 2 && row < Canvas.Height / 4 && !double.IsNaN(value))
                Canvas.Shade(column, row, Part(value, colors));
        }

        private static double Part(double value, Colors.ColorScale colors) => colors.High > colors.Low ? (value - colors.Low) / (colors.High - colors.Low) : 0.5;
    }
}
