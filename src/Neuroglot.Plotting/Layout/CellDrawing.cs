using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>Cells of colour: images and hexagons.</summary>
internal static class CellDrawing
{
    public static ImageItem Draw(Image image, PlotMap map)
    {
        var rows = image.Cells.Count / image.Columns;
        var lowerLeft = map[image.Left, image.Bottom];
        var upperRight = map[image.Left + image.Columns * image.CellWidth, image.Bottom + rows * image.CellHeight];
        if (!double.IsFinite(lowerLeft.X + lowerLeft.Y + upperRight.X + upperRight.Y))
            throw ReachesZero("An image");
        var (isTurnedX, isTurnedY) = (upperRight.X < lowerLeft.X, upperRight.Y > lowerLeft.Y);
        var cells = new Color[image.Cells.Count];
        for (var row = 0; row < rows; row++)
        {
            // The first row of an image is the lowest, that of an item of the scene the uppermost.
            var from = isTurnedY ? row : rows - 1 - row;
            for (var column = 0; column < image.Columns; column++)
                cells[row * image.Columns + column] = image.Colors[image.Cells[from * image.Columns + (isTurnedX ? image.Columns - 1 - column : column)]].WithOpacity(image.Opacity);
        }

        return new ImageItem(
            new Box(Math.Min(lowerLeft.X, upperRight.X), Math.Min(lowerLeft.Y, upperRight.Y), Math.Abs(upperRight.X - lowerLeft.X), Math.Abs(upperRight.Y - lowerLeft.Y)),
            image.Columns, rows, cells);
    }

    private static PlottingException ReachesZero(string what) =>
        new("NG8021", $"{what} cannot be drawn on a logarithmic axis that it would reach 0 on.", "use a linear axis");

    /// <summary>One path for each colour, since most of thousands of cells have one of few.</summary>
    public static IEnumerable<SceneItem> Draw(Hexagons hexagons, PlotMap map, double opacity)
    {
        var bins = hexagons.Bins;
        var paths = new SortedDictionary<uint, (Color Color, OutlineBuilder Builder)>();
        var corners = new Point[6];
        for (var index = 0; index < bins.X.Length; index++)
        {
            var color = hexagons.Colors[bins.Values[index]].WithOpacity(opacity);
            var key = (uint)(color.R << 16 | color.G << 8 | color.B);
            if (!paths.TryGetValue(key, out var path))
                paths.Add(key, path = (color, new OutlineBuilder()));
            var (x, y, wide, high) = (bins.X[index], bins.Y[index], bins.Width / 2, bins.Height / 6);
            corners[0] = map[x, y + 2 * high];
            corners[1] = map[x + wide, y + high];
            corners[2] = map[x + wide, y - high];
            corners[3] = map[x, y - 2 * high];
            corners[4] = map[x - wide, y - high];
            corners[5] = map[x - wide, y + high];
            if (Array.Exists(corners, static corner => double.IsNaN(corner.X + corner.Y)))
                throw ReachesZero("A hexagon");
            path.Builder.AddPolygon(corners);
        }

        // A hair of the same colour covers the seams between cells.
        return paths.Values.Select(static path => new PathItem(path.Builder.ToOutline(), path.Color, path.Color.A == 255 ? new Stroke(path.Color, 0.2) { Join = LineJoin.Miter } : null));
    }
}
