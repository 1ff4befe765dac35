using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Diagrams;

/// <summary>Something that is placed: a box, a text on the way of an arrow, or, without extent, a place that a long arrow passes.</summary>
/// <param name="Width">In points.</param>
/// <param name="Height">In points.</param>
internal readonly record struct Extent2(double Width, double Height);

/// <summary>A way from one placed thing to one in the next column, by index; <paramref name="IsBack"/> where the arrow goes the other way.</summary>
internal readonly record struct Step(int From, int To, int Arrow, bool IsBack);

/// <summary>
/// Boxes in columns, so that arrows go from left to right as far as they can (K. Sugiyama, S. Tagawa and M. Toda, IEEE Transactions on Systems, Man, and Cybernetics 11 (1981), 109): circles
/// are broken, columns found by the longest ways, crossings made fewer by medians, and rows pulled to their neighbours. Texts on arrows are placed like boxes, so that nothing covers them.
/// </summary>
internal sealed class LayeredGraph
{
    private const int Sweeps = 12;
    private readonly List<Extent2> extents;
    private readonly List<int> columns = [];
    private readonly List<Step> steps = [];
    private readonly List<List<int>> order = [];
    private double[] middles = [];

    private LayeredGraph(IEnumerable<Extent2> boxes) => extents = [.. boxes];

    /// <summary>Where each placed thing lies: first the boxes, then texts of arrows, in their order, then places of passage.</summary>
    public Box[] Places { get; private set; } = [];

    /// <summary>The text of each arrow: index among <see cref="Places"/>; −1 for none.</summary>
    public int[] Texts { get; private set; } = [];

    /// <summary>From column to column.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>Left and right edge of each column.</summary>
    public (double Left, double Right)[] Columns { get; private set; } = [];

    /// <summary>The column of a placed thing.</summary>
    public int ColumnOf(int place) => columns[place];

    /// <summary>Places all.</summary>
    /// <param name="boxes">Sizes of boxes.</param>
    /// <param name="arrows">Arrows, and the sizes of their texts, which may be none.</param>
    /// <param name="columnGap">Between columns, in points.</param>
    /// <param name="rowGap">Between what lies one above the other.</param>
    public static LayeredGraph Of(IReadOnlyList<Extent2> boxes, IReadOnlyList<(int From, int To, Extent2 Text)> arrows, double columnGap, double rowGap)
    {
        var graph = new LayeredGraph(boxes);
        graph.Connect(boxes.Count, arrows);
        graph.Order();
        graph.Place(columnGap, rowGap);
        return graph;
    }

    // Each arrow becomes ways over its text; those that close a circle are turned round.
    private void Connect(int boxes, IReadOnlyList<(int From, int To, Extent2 Text)> arrows)
    {
        var rank = Ranks(boxes, arrows);
        Texts = new int[arrows.Count];
        columns.AddRange(rank.Select(static one => 2 * one));
        var ways = new List<(int From, int To, int Arrow, bool IsBack)>();
        for (var index = 0; index < arrows.Count; index++)
        {
            var arrow = arrows[index];
            var isBack = rank[arrow.From] > rank[arrow.To];
            var (left, right) = isBack ? (arrow.To, arrow.From) : (arrow.From, arrow.To);
            // What returns to its own box, or to one in its column, goes out to the right and back.
            var isLoop = rank[left] == rank[right];
            Texts[index] = extents.Count;
            extents.Add(arrow.Text);
            columns.Add(isLoop ? columns[left] + 1 : columns[right] - 1);
            if (isLoop)
            {
                ways.Add((arrow.From, Texts[index], index, false));
                ways.Add((arrow.To, Texts[index], index, true));
                continue;
            }

            ways.Add((left, Texts[index], index, isBack));
            ways.Add((Texts[index], right, index, isBack));
        }

        foreach (var way in ways)
        {
            var from = way.From;
            for (var column = columns[way.From] + 1; column < columns[way.To]; column++)
            {
                extents.Add(default);
                columns.Add(column);
                steps.Add(new Step(from, extents.Count - 1, way.Arrow, way.IsBack));
                from = extents.Count - 1;
            }

            steps.Add(new Step(from, way.To, way.Arrow, way.IsBack));
        }
    }

    // The longest way that leads to each box, without the arrows that close circles; what only sends stands just before what hears of it.
    private static int[] Ranks(int boxes, IReadOnlyList<(int From, int To, Extent2 Text)> arrows)
    {
        var outgoing = arrows.Where(static arrow => arrow.From != arrow.To).ToLookup(static arrow => arrow.From, static arrow => arrow.To);
        var isFound = new bool[boxes];
        var finished = new List<int>();
        var forward = new HashSet<(int, int)>();
        var heard = arrows.Where(static arrow => arrow.From != arrow.To).Select(static arrow => arrow.To).ToHashSet();
        foreach (var start in Enumerable.Range(0, boxes).OrderBy(box => heard.Contains(box)))
        {
            var waiting = new Stack<(int Box, bool IsLeft)>([(start, false)]);
            while (waiting.TryPop(out var next))
            {
                if (next.IsLeft)
                {
                    finished.Add(next.Box);
                    continue;
                }

                if (isFound[next.Box])
                    continue;
                isFound[next.Box] = true;
                waiting.Push((next.Box, true));
                foreach (var to in outgoing[next.Box].Reverse())
                {
                    if (!isFound[to])
                        waiting.Push((to, false));
                }
            }
        }

        // In the order in which the search left them, from the last to the first, all arrows but those that close circles lead onwards.
        finished.Reverse();
        var place = new int[boxes];
        for (var index = 0; index < boxes; index++)
            place[finished[index]] = index;
        foreach (var arrow in arrows.Where(arrow => place[arrow.From] < place[arrow.To]))
            forward.Add((arrow.From, arrow.To));
        var rank = new int[boxes];
        foreach (var box in finished)
        {
            foreach (var to in outgoing[box].Where(to => forward.Contains((box, to))))
                rank[to] = Math.Max(rank[to], rank[box] + 1);
        }

        var isHeard = forward.Select(static pair => pair.Item2).ToHashSet();
        foreach (var box in finished.Where(box => !isHeard.Contains(box)))
        {
            var next = outgoing[box].Where(to => forward.Contains((box, to))).Select(to => rank[to]).DefaultIfEmpty(1).Min();
            rank[box] = next - 1;
        }

        return rank;
    }

    private void Order()
    {
        for (var column = 0; column <= columns.Max(); column++)
            order.Add([.. Enumerable.Range(0, columns.Count).Where(place => columns[place] == column)]);
        var left = steps.ToLookup(static step => step.To, static step => step.From);
        var right = steps.ToLookup(static step => step.From, static step => step.To);
        var row = new double[columns.Count];
        Number();
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isForward = sweep % 2 == 0;
            foreach (var column in isForward ? order : Enumerable.Reverse(order))
            {
                var key = column.ToDictionary(static place => place, place => Mean((isForward ? left : right)[place], row, row[place]));
                column.Sort((one, other) => key[one].CompareTo(key[other]) is not 0 and var by ? by : row[one].CompareTo(row[other]));
                Number();
            }
        }

        void Number()
        {
            foreach (var column in order)
            {
                for (var index = 0; index < column.Count; index++)
                    row[column[index]] = (index + 0.5) / column.Count;
            }
        }
    }

    private void Place(double columnGap, double rowGap)
    {
        middles = new double[columns.Count];
        foreach (var column in order)
        {
            var y = 0.0;
            foreach (var place in column)
            {
                middles[place] = y + extents[place].Height / 2;
                y += extents[place].Height + rowGap;
            }

            foreach (var place in column)
                middles[place] -= y / 2;
        }

        var neighbours = steps.Select(static step => (One: step.From, Other: step.To)).Concat(steps.Select(static step => (One: step.To, Other: step.From))).ToLookup(static pair => pair.One, static pair => pair.Other);
        for (var sweep = 0; sweep < 2 * Sweeps; sweep++)
        {
            foreach (var column in sweep % 2 == 0 ? order : Enumerable.Reverse(order))
                Pull(column, [.. column.Select(place => Mean(neighbours[place], middles, middles[place]))], rowGap);
        }

        Columns = new (double, double)[order.Count];
        var x = 0.0;
        for (var column = 0; column < order.Count; column++)
        {
            var wide = order[column].Max(place => extents[place].Width);
            Columns[column] = (x, x + wide);
            x += wide + (wide > 0 || column % 2 == 0 ? columnGap : columnGap / 3);
        }

        var top = Enumerable.Range(0, columns.Count).Min(place => middles[place] - extents[place].Height / 2);
        Places = [.. Enumerable.Range(0, columns.Count).Select(place =>
        {
            var (from, to) = Columns[columns[place]];
            return new Box((from + to - extents[place].Width) / 2, middles[place] - extents[place].Height / 2 - top, extents[place].Width, extents[place].Height);
        })];
    }

    // As near to what is wished as the order and the gaps allow: the mean of pushing all down and pushing all up, which both keep them.
    private void Pull(List<int> column, double[] wished, double rowGap)
    {
        var (down, up) = (new double[column.Count], new double[column.Count]);
        for (var index = 0; index < column.Count; index++)
            down[index] = index == 0 ? wished[0] : Math.Max(wished[index], down[index - 1] + Distance(index - 1, index));
        for (var index = column.Count - 1; index >= 0; index--)
            up[index] = index == column.Count - 1 ? wished[index] : Math.Min(wished[index], up[index + 1] - Distance(index, index + 1));
        for (var index = 0; index < column.Count; index++)
            middles[column[index]] = (down[index] + up[index]) / 2;

        double Distance(int one, int other) => (extents[column[one]].Height + extents[column[other]].Height) / 2 + rowGap;
    }

    private static double Mean(IEnumerable<int> places, double[] values, double otherwise)
    {
        var (sum, count) = (0.0, 0);
        foreach (var place in places)
            (sum, count) = (sum + values[place], count + 1);
        return count == 0 ? otherwise : sum / count;
    }
}
