using System.Collections.Immutable;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>
/// Lays a figure out. Each row and column of the grid gets the room that its numbers and labels need, and what is left is shared out equally among the axes. Since fewer numbers fit on
/// shorter axes, this is done a few times over.
/// </summary>
internal static class FigureLayout
{
    private const int Rounds = 4;
    private const double LeastAxis = 12;

    public static Scene Of(Figure figure)
    {
        var measure = TextMeasure.Of(figure);
        var drawing = new SceneDrawing(figure, measure);
        var titleHeight = figure.Title is null ? 0 : measure.Height(figure.Theme.TitleSize + 1) + 2;
        var page = new Box(figure.Padding, figure.Padding + titleHeight, figure.Width - 2 * figure.Padding, figure.Height - 2 * figure.Padding - titleHeight);
        var panels = figure.Axes.Select(axes => new Panel(axes, figure, measure)).ToArray();
        var marks = Placed(panels, page, figure, measure);
        var items = ImmutableArray.CreateBuilder<SceneItem>();
        if (figure.Title is { } title)
        {
            items.Add(new TextItem(
                title, new Point(figure.Width / 2, figure.Padding + measure.Typeface.Ascent * (figure.Theme.TitleSize + 1)), figure.Theme.TitleSize + 1, figure.Theme.Foreground, TextAnchor.Middle));
        }

        foreach (var drawn in marks)
            items.Add(drawing.Draw(drawn));
        return new Scene(figure.Width, figure.Height, figure.Theme.Background, items.ToImmutable(), measure.Typeface)
        {
            Title = TextMarkup.Plain(figure.Title ?? figure.Axes.FirstOrDefault(static axes => axes.Title is not null)?.Title ?? "Figure"),
            Description = figure.Description ?? Describe(figure),
            Notes = [.. drawing.Notes, .. figure.Warnings.Select(static one => one.Message)],
            Areas = [.. drawing.Areas],
        };
    }

    // Legends that find no free place ask for room, which moves all axes; once moved, others may ask.
    private static PanelMarks[] Placed(Panel[] panels, Box page, Figure figure, TextMeasure measure)
    {
        while (true)
        {
            Place(panels, page, figure.Padding);
            var marks = new List<PanelMarks>();
            var number = 0;
            foreach (var panel in panels)
            {
                marks.Add(new PanelMarks(panel, measure, $"axes{number}", isInset: false));
                number += Count(panel.Axes);
            }

            if (marks.TrueForAll(static one => one.Lacks is null))
                return [.. marks];
            foreach (var one in marks)
                one.Panel.LegendRoom ??= one.Lacks;
        }
    }

    private static int Count(Axes axes) => 1 + axes.Insets.Sum(Count);

    private static void Place(Panel[] panels, Box page, double gap)
    {
        if (panels.Length == 0)
            return;
        var rows = panels.Max(static panel => panel.Axes.Row) + 1;
        var columns = panels.Max(static panel => panel.Axes.Column) + 1;
        var (width, height) = (page.Width / columns, page.Height / rows);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var panel in panels)
                panel.Measure(width, height);
            var lefts = Enumerable.Range(0, columns).Select(column => Most(panels, panel => panel.Axes.Column == column, static panel => panel.Left)).ToArray();
            var rights = Enumerable.Range(0, columns).Select(column => Most(panels, panel => panel.Axes.Column == column, static panel => panel.Right)).ToArray();
            var tops = Enumerable.Range(0, rows).Select(row => Most(panels, panel => panel.Axes.Row == row, static panel => panel.Top)).ToArray();
            var bottoms = Enumerable.Range(0, rows).Select(row => Most(panels, panel => panel.Axes.Row == row, static panel => panel.Bottom)).ToArray();
            width = (page.Width - lefts.Sum() - rights.Sum() - (columns - 1) * gap) / columns;
            height = (page.Height - tops.Sum() - bottoms.Sum() - (rows - 1) * gap) / rows;
            if (width < LeastAxis || height < LeastAxis)
            {
                throw new PlottingException(
                    "NG8012", $"{panels.Length} axes have no room on {page.Width:0} by {page.Height:0} points.", "make the figure larger, or the labels shorter");
            }

            foreach (var panel in panels)
            {
                var (row, column) = (panel.Axes.Row, panel.Axes.Column);
                panel.Box = new Box(
                    page.Left + lefts[..(column + 1)].Sum() + rights[..column].Sum() + column * (width + gap),
                    page.Top + tops[..(row + 1)].Sum() + bottoms[..row].Sum() + row * (height + gap), width, height);
            }
        }

        foreach (var panel in panels)
            panel.Settle();
    }

    private static double Most(Panel[] panels, Func<Panel, bool> which, Func<Panel, double> what) => panels.Where(which).Select(what).DefaultIfEmpty(0).Max();

    private static string Describe(Figure figure) => string.Join(' ', figure.Axes.Select(static axes =>
    {
        var (x, y) = (TextMarkup.Plain(axes.X.Text), TextMarkup.Plain(axes.Y.Text));
        var names = axes.Marks.Where(static mark => !string.IsNullOrEmpty(mark.Label)).Select(static mark => TextMarkup.Plain(mark.Label!)).ToArray();
        var what = axes.Title is null ? "A plot" : TextMarkup.Plain(axes.Title);
        return $"{what}: {(y.Length == 0 ? "values" : y)} against {(x.Length == 0 ? "their place" : x)}{(names.Length == 0 ? string.Empty : $", of {string.Join(", ", names)}")}.";
    }));
}
