using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Fonts;

/// <summary>The outlines of glyphs (<c>glyf</c>), those made of others among them.</summary>
internal sealed class GlyphTable(FontData places, FontData table, bool hasLongPlaces, int count)
{
    private const int MostLevels = 6;
    private const int MostPoints = 20_000;

    /// <summary>The outline of <paramref name="glyph"/>, y downwards.</summary>
    public Outline Shape(int glyph, double scale)
    {
        var builder = new OutlineBuilder();
        var left = MostPoints;
        Add(glyph, new Placement(scale, 0, 0, -scale, 0, 0), builder, 0, ref left);
        return builder.ToOutline();
    }

    private void Add(int glyph, Placement placement, OutlineBuilder builder, int level, ref int left)
    {
        if (glyph < 0 || glyph >= count)
            throw new InvalidFontException("a glyph does not exist");
        if (level > MostLevels)
            throw new InvalidFontException("glyphs consist of each other without end");
        var (start, end) = hasLongPlaces
            ? (places.UInt32(4L * glyph), places.UInt32(4L * glyph + 4))
            : (2u * places.UInt16(2L * glyph), 2u * places.UInt16(2L * glyph + 2));
        if (end <= start)
            return;
        var data = table.From(start, end - start);
        var contours = data.Int16(0);
        if (contours >= 0)
            AddSimple(data, contours, placement, builder, ref left);
        else
            AddComposite(data, placement, builder, level, ref left);
    }

    private void AddComposite(FontData data, Placement placement, OutlineBuilder builder, int level, ref int left)
    {
        var at = 10L;
        int flags;
        do
        {
            if (--left < 0)
                throw new InvalidFontException("a glyph has too many parts");
            flags = data.UInt16(at);
            var part = data.UInt16(at + 2);
            at += 4;
            var isWide = (flags & 1) != 0;
            // Otherwise the two are numbers of points to be joined, which no common font uses; the part stays where it is.
            var isOffset = (flags & 2) != 0;
            double x = 0, y = 0;
            if (isOffset)
                (x, y) = isWide ? (data.Int16(at), data.Int16(at + 2)) : ((sbyte)data.Byte(at), (sbyte)data.Byte(at + 1));
            at += isWide ? 4 : 2;
            double xx = 1, xy = 0, yx = 0, yy = 1;
            if ((flags & 0x08) != 0)
            {
                xx = yy = Fraction(data, at);
                at += 2;
            }
            else if ((flags & 0x40) != 0)
            {
                (xx, yy) = (Fraction(data, at), Fraction(data, at + 2));
                at += 4;
            }
            else if ((flags & 0x80) != 0)
            {
                (xx, xy, yx, yy) = (Fraction(data, at), Fraction(data, at + 2), Fraction(data, at + 4), Fraction(data, at + 6));
                at += 8;
            }

            Add(part, placement.After(new Placement(xx, xy, yx, yy, x, y)), builder, level + 1, ref left);
        }
        while ((flags & 0x20) != 0);
    }

    private static void AddSimple(FontData data, int contours, Placement placement, OutlineBuilder builder, ref int left)
    {
        if (contours == 0)
            return;
        var total = data.UInt16(8 + 2L * contours) + 1;
        left -= total;
        if (left < 0)
            throw new InvalidFontException("a glyph has too many points");
        var at = 10 + 2L * contours;
        at += 2 + data.UInt16(at);
        var flags = ReadFlags(data, total, ref at);
        var x = ReadCoordinates(data, flags, 0x02, 0x10, ref at);
        var y = ReadCoordinates(data, flags, 0x04, 0x20, ref at);
        var first = 0;
        for (var contour = 0; contour < contours; contour++)
        {
            var last = data.UInt16(10 + 2L * contour);
            if (last < first - 1 || last >= total)
                throw new InvalidFontException("the parts of a glyph are not in order");
            AddContour(first, last, flags, x, y, placement, builder);
            first = last + 1;
        }
    }

    private static byte[] ReadFlags(FontData data, int total, ref long at)
    {
        var flags = new byte[total];
        for (var index = 0; index < total;)
        {
            var flag = data.Byte(at++);
            var times = (flag & 8) != 0 ? data.Byte(at++) + 1 : 1;
            for (; times > 0 && index < total; times--)
                flags[index++] = flag;
        }

        return flags;
    }

    private static int[] ReadCoordinates(FontData data, byte[] flags, int isShort, int isSameOrPositive, ref long at)
    {
        var values = new int[flags.Length];
        var value = 0;
        for (var index = 0; index < flags.Length; index++)
        {
            var isSet = (flags[index] & isSameOrPositive) != 0;
            if ((flags[index] & isShort) != 0)
            {
                value += isSet ? data.Byte(at) : -data.Byte(at);
                at++;
            }
            else if (!isSet)
            {
                value += data.Int16(at);
                at += 2;
            }

            values[index] = value;
        }

        return values;
    }

    // Points on the curve and control points of quadratic curves; between two control points lies a point on the curve that is not stated.
    private static void AddContour(int first, int last, byte[] flags, int[] x, int[] y, Placement placement, OutlineBuilder builder)
    {
        var count = last - first + 1;
        if (count < 2)
            return;
        Point At(int index) => placement.Of(x[first + index % count], y[first + index % count]);
        bool IsOn(int index) => (flags[first + index % count] & 1) != 0;
        var begin = 0;
        while (begin < count && !IsOn(begin))
            begin++;
        var isAllControl = begin == count;
        if (isAllControl)
            begin = 0;
        builder.Move(isAllControl ? 0.5 * (At(0) + At(count - 1)) : At(begin));
        for (var step = isAllControl ? 0 : 1; step <= (isAllControl ? count - 1 : count); step++)
        {
            var index = begin + step;
            if (IsOn(index))
            {
                builder.Line(At(index));
                continue;
            }

            var isNextOn = IsOn(index + 1);
            builder.Quadratic(At(index), isNextOn ? At(index + 1) : 0.5 * (At(index) + At(index + 1)));
            if (isNextOn)
                step++;
        }

        builder.Close();
    }

    private static double Fraction(FontData data, long at) => data.Int16(at) / 16384.0;

    private readonly record struct Placement(double XX, double XY, double YX, double YY, double X, double Y)
    {
        public Point Of(double x, double y) => new(XX * x + YX * y + X, XY * x + YY * y + Y);

        public Placement After(Placement inner)
        {
            var origin = Of(inner.X, inner.Y);
            return new Placement(
                XX * inner.XX + YX * inner.XY, XY * inner.XX + YY * inner.XY, XX * inner.YX + YX * inner.YY, XY * inner.YX + YY * inner.YY, origin.X, origin.Y);
        }
    }
}
