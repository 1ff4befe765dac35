using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Png;

/// <summary>
/// How much of each pixel lies inside of outlines, exactly: each edge adds to a pixel the signed area between itself and the right side of that pixel, and to the next what it is
/// high; the running sum along a row is then the part that is covered (the signed-area accumulation of font rasterisers). Outlines that turn the same way add up, to 1 at most.
/// </summary>
internal sealed class Coverage
{
    private readonly int stride;
    private readonly float[] cells;

    // Of each row, the first and the last cell that anything was added to.
    private readonly int[] first;
    private readonly int[] last;

    public Coverage(int width, int height)
    {
        (Width, Height, stride) = (width, height, width + 2);
        cells = new float[stride * height];
        first = new int[height];
        last = new int[height];
        first.AsSpan().Fill(int.MaxValue);
        last.AsSpan().Fill(-1);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Adds an edge, in pixels from the upper left corner; it may lie outside.</summary>
    public void Edge(Point from, Point to)
    {
        if (from.Y == to.Y || !double.IsFinite(from.X + from.Y + to.X + to.Y))
            return;
        var direction = 1.0;
        if (from.Y > to.Y)
            (from, to, direction) = (to, from, -1.0);
        if (to.Y <= 0 || from.Y >= Height)
            return;
        var slope = (to.X - from.X) / (to.Y - from.Y);
        var x = from.Y < 0 ? from.X - from.Y * slope : from.X;
        var top = Math.Max(from.Y, 0);
        var bottom = Math.Min(to.Y, Height);
        for (var row = (int)top; row < bottom; row++)
        {
            var high = Math.Min(row + 1, bottom) - Math.Max(row, top);
            var next = x + slope * high;
            AddRow(row, Math.Min(x, next), Math.Max(x, next), direction * high);
            x = next;
        }
    }

    /// <summary>Hands out row by row what is covered, and forgets it.</summary>
    /// <param name="paint">Takes the row, the first column, and how much of each pixel from there on is covered, 0 to 1.</param>
    public void Sweep(Action<int, int, ReadOnlySpan<float>> paint)
    {
        var line = new float[Width];
        for (var row = 0; row < Height; row++)
        {
            if (last[row] < 0)
                continue;
            var from = Math.Min(first[row], Width);
            var part = cells.AsSpan(row * stride + from, last[row] - from + 1);
            var sum = 0f;
            for (var index = 0; index < part.Length; index++)
            {
                sum += part[index];
                if (from + index < Width)
                    line[from + index] = Math.Min(Math.Abs(sum), 1);
            }

            // What reaches beyond the right edge has no cell there that would end it.
            var to = Math.Min(last[row], Width - 1);
            if (Math.Abs(sum) > 1e-3f && to + 1 < Width)
            {
                line.AsSpan(to + 1).Fill(Math.Min(Math.Abs(sum), 1));
                to = Width - 1;
            }

            part.Clear();
            if (to >= from)
                paint(row, from, line.AsSpan(from, to - from + 1));
            (first[row], last[row]) = (int.MaxValue, -1);
        }
    }

    // An edge from left to right across one row, of this signed height.
    private void AddRow(int row, double left, double right, double high)
    {
        if (left >= Width)
            return;
        if (right <= 0)
        {
            Add(row, 0, high);
            return;
        }

        if (left < 0)
        {
            var outside = high * (-left / (right - left));
            Add(row, 0, outside);
            (left, high) = (0, high - outside);
        }

        if (right > Width)
        {
            high *= (Width - left) / (right - left);
            right = Width;
        }

        var column = (int)left;
        if (right <= column + 1)
        {
            var inside = high * (column + 1 - (left + right) / 2);
            Add(row, column, inside);
            Add(row, column + 1, high - inside);
            return;
        }

        var perColumn = high / (right - left);
        var before = 0.0;
        while (column < right)
        {
            // Up to the right side of this column: what lies above the edge in it, and its height so far.
            var (from, to) = (Math.Max(left, column), Math.Min(right, column + 1));
            var part = perColumn * (to - from);
            var inside = before + part * (column + 1 - (from + to) / 2);
            Add(row, column, inside);
            before = part - (inside - before);
            column++;
        }

        Add(row, column, before);
    }

    private void Add(int row, int column, double amount)
    {
        cells[row * stride + column] += (float)amount;
        first[row] = Math.Min(first[row], column);
        last[row] = Math.Max(last[row], column);
    }
}
