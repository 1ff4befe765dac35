using System.Globalization;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>Draws solids as they are seen from one side. What the page's script draws when they are turned is the same.</summary>
internal sealed class SolidDrawing(Solids solids, PlotMap map, Axis axis, Theme theme, Color usual)
{
    // How much of the colour of the background the farthest part has.
    private const double Haze = 0.55;
    private const double DotSize = 2.4;

    private readonly double[] matrix = solids.View.Matrix;

    public IEnumerable<SceneItem> Draw()
    {
        var (near, far) = Depths();
        var pen = (Path: new OutlineBuilder(), Color: default(Color), IsLine: false, End: default(Solid), IsEmpty: true);
        foreach (var index in Order())
        {
            var part = solids.Parts[index];
            var isLine = solids.LineWidth is not null && !part.IsSphere;
            var color = Hazy(solids.ColorOf(index, usual).WithOpacity(solids.Opacity), part, near, far);
            if (!pen.IsEmpty && (pen.Color != color || pen.IsLine != isLine))
            {
                yield return Item(pen.Path, pen.Color, pen.IsLine);
                pen = (new OutlineBuilder(), color, isLine, default, true);
            }

            if (isLine)
                AddLine(pen.Path, part, isJoined: !pen.IsEmpty && (pen.End.X1, pen.End.Y1, pen.End.Z1) == (part.X0, part.Y0, part.Z0));
            else
                AddBody(pen.Path, part);
            pen = (pen.Path, color, isLine, part, false);
        }

        if (!pen.IsEmpty)
            yield return Item(pen.Path, pen.Color, pen.IsLine);
        if (solids.HasDots)
            yield return Dots();
        if (!solids.IsFlat)
        {
            foreach (var item in Triad().Concat(ScaleBar()))
                yield return item;
        }
    }

    private (double Near, double Far) Depths()
    {
        var (near, far) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (var part in solids.Parts)
            (near, far) = (Math.Max(near, Depth(part)), Math.Min(far, Depth(part)));
        return (near, far);
    }

    // From the farthest to the nearest; in the plane as they come.
    private IEnumerable<int> Order()
    {
        var all = Enumerable.Range(0, solids.Parts.Length);
        return solids.IsFlat ? all : all.OrderBy(index => Depth(solids.Parts[index]));
    }

    private double Depth(Solid part) => (matrix[6] * (part.X0 + part.X1) + matrix[7] * (part.Y0 + part.Y1) + matrix[8] * (part.Z0 + part.Z1)) / 2;

    private Color Hazy(Color color, Solid part, double near, double far)
    {
        if (solids.IsFlat || !(near > far))
            return color;
        // In steps, so that neighbours of one colour stay one path.
        var haze = Haze * Math.Round(8 * (near - Depth(part)) / (near - far)) / 8;
        byte Mix(byte one, byte other) => (byte)Math.Round(one + haze * (other - one));
        return new Color(Mix(color.R, theme.Background.R), Mix(color.G, theme.Background.G), Mix(color.B, theme.Background.B), color.A);
    }

    private Point Seen(double x, double y, double z) => map[matrix[0] * x + matrix[1] * y + matrix[2] * z, matrix[3] * x + matrix[4] * y + matrix[5] * z];

    private double Points(double length) => Math.Abs(map[length, 0].X - map[0, 0].X);

    private PathItem Item(OutlineBuilder path, Color color, bool isLine) =>
        isLine ? new PathItem(path.ToOutline(), null, new Stroke(color, solids.LineWidth!.Value) { Cap = LineCap.Round }) : new PathItem(path.ToOutline(), color, null);

    private void AddLine(OutlineBuilder path, Solid part, bool isJoined)
    {
        if (!isJoined)
            path.Move(Seen(part.X0, part.Y0, part.Z0));
        path.Line(Seen(part.X1, part.Y1, part.Z1));
    }

    // What a frustum hides: its sides, and a disc at its beginning, which fills the bend to the one before.
    private void AddBody(OutlineBuilder path, Solid part)
    {
        var (from, to) = (Seen(part.X0, part.Y0, part.Z0), Seen(part.X1, part.Y1, part.Z1));
        var (radius0, radius1) = (Points(part.Radius0), Points(part.Radius1));
        path.AddEllipse(from, radius0, radius0);
        var along = to - from;
        if (along.Length < 1e-9)
        {
            if (radius1 > radius0)
                path.AddEllipse(to, radius1, radius1);
            return;
        }

        // Corners in the sense of an ellipse, so that where both lie nothing is cut out.
        var side = 1 / along.Length * new Point(-along.Y, along.X);
        path.AddPolygon(from - radius0 * side, to - radius1 * side, to + radius1 * side, from + radius0 * side);
    }

    private MarkersItem Dots()
    {
        Solid[] parts = [.. solids.Parts.Where(static part => !part.IsSphere)];
        var places = Array.ConvertAll(parts, part => Seen((part.X0 + part.X1) / 2, (part.Y0 + part.Y1) / 2, (part.Z0 + part.Z1) / 2));
        return new MarkersItem(
            Marker.Parse("o").Shape.Place(DotSize, default), theme.Foreground.WithOpacity(0.75), null, Array.ConvertAll(places, static at => (float)at.X), Array.ConvertAll(places, static at => (float)at.Y));
    }

    // A round length, up to a fifth of the width, in the lower right corner.
    private IEnumerable<SceneItem> ScaleBar()
    {
        var point = 1 / (Points(1) / axis.Factor);
        var most = 0.2 * map.Box.Width * point;
        if (!double.IsFinite(most) || most <= 0)
            yield break;
        var power = PowerOfTen.Below(most);
        var digits = most >= PowerOfTen.Times(5, power) ? 5 : most >= PowerOfTen.Times(2, power) ? 2 : 1;
        var number = PowerOfTen.Times(digits, power);
        var (right, y) = (map.Box.Right - 8, map.Box.Bottom - 18);
        yield return new PathItem(Outline.Of(new Point(right - number / point, y), new Point(right, y)), null, new Stroke(theme.Foreground, 2));
        var text = number.ToString("G3", CultureInfo.InvariantCulture) + (axis.Unit is { } unit ? $" {UnitText.Symbol(unit.Symbol)}" : string.Empty);
        yield return new TextItem(text, new Point(right, y + 5 + 0.8 * theme.TickSize), theme.TickSize, theme.Foreground, TextAnchor.End);
    }

    // Which way x, y and z go, in the lower left corner.
    private IEnumerable<SceneItem> Triad()
    {
        const double length = 16;
        var origin = new Point(map.Box.Left + 26, map.Box.Bottom - 26);
        for (var axis = 0; axis < 3; axis++)
        {
            var way = new Point(matrix[axis], -matrix[3 + axis]);
            yield return new PathItem(Outline.Of(origin, origin + length * way), null, new Stroke(theme.Foreground, theme.EdgeWidth) { Cap = LineCap.Round });
            // An axis that points at the eye has no name, which would lie on the others.
            if (way.Length > 0.35)
            {
                yield return new TextItem(
                    "xyz"[axis].ToString(), origin + (length + 7 / way.Length) * way + new Point(0, TextMeasure.MiddleToBase(theme.TickSize)), theme.TickSize, theme.Foreground, TextAnchor.Middle);
            }
        }
    }
}
