using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Png;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>How much of a part of an axes something is drawn on: the marks as pixels of a point each, summed from the upper left corner.</summary>
internal sealed class CoveredPlaces
{
    private readonly int[] sums;
    private readonly int columns;
    private readonly int rows;
    private readonly Box area;

    /// <summary>Draws what covers.</summary>
    /// <param name="area">Where marks are drawn.</param>
    /// <param name="items">The marks.</param>
    /// <param name="full">Rectangles that are covered as a whole.</param>
    /// <param name="typeface">The font of texts.</param>
    public CoveredPlaces(Box area, IEnumerable<SceneItem> items, IEnumerable<Box> full, Fonts.Typeface typeface)
    {
        this.area = area;
        var canvas = new Canvas(area, 1, Color.Transparent);
        foreach (var item in items.Concat(full.Select(static box => new PathItem(Outline.Of(box), new Color(0, 0, 0), null))))
            PngRenderer.Draw(canvas, item, typeface);
        (columns, rows) = (canvas.Width + 1, canvas.Height + 1);
        sums = new int[columns * rows];
        for (var row = 1; row < rows; row++)
        {
            for (var (column, inRow) = (1, 0); column < columns; column++)
            {
                inRow += canvas.Pixels[(row - 1) * canvas.Width + column - 1].A > 0 ? 1 : 0;
                sums[row * columns + column] = sums[(row - 1) * columns + column] + inRow;
            }
        }
    }

    /// <summary>How many square points of <paramref name="box"/> are covered.</summary>
    public int Within(Box box)
    {
        var (left, right) = (Place(Math.Floor(box.Left - area.Left), columns), Place(Math.Ceiling(box.Right - area.Left), columns));
        var (top, bottom) = (Place(Math.Floor(box.Top - area.Top), rows), Place(Math.Ceiling(box.Bottom - area.Top), rows));
        return sums[bottom * columns + right] - sums[top * columns + right] - sums[bottom * columns + left] + sums[top * columns + left];
    }

    private static int Place(double at, int count) => (int)Math.Clamp(at, 0, count - 1);
}
