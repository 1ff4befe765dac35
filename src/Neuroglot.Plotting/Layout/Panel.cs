using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>Axes on their way to the page: where they lie, and how much room what is written around them needs.</summary>
internal sealed class Panel
{
    public const double TickLength = 3.5;
    public const double TickGap = 2;
    public const double LabelGap = 3.5;
    public const double BarGap = 8;

    // A label stands out by this much: half of it at each end, which is less than what lies between axes.
    private const double MostOverhang = 6;

    // So wide or high are axes with numbers at least, where units are as long on both.
    private const double LeastNumbered = 70;

    private const double MostNamed = 0.3;
    private readonly Figure figure;
    private readonly TextMeasure measure;

    public Panel(Axes axes, Figure figure, TextMeasure measure)
    {
        (Axes, this.figure, this.measure) = (axes, figure, measure);
        var all = figure.Axes.Concat(figure.Axes.SelectMany(static one => one.Insets));
        (RangeX, RangeY) = (AxisRange.Of(axes.X, all), AxisRange.Of(axes.Y, all));
        // Of axes that are shared, the lowest and the leftmost have the numbers.
        ShowsX = axes.X.IsVisible && !figure.Axes.Any(other => other != axes && ReferenceEquals(other.X, axes.X) && other.Column == axes.Column && other.Row > axes.Row);
        ShowsY = axes.Y.IsVisible && !figure.Axes.Any(other => other != axes && ReferenceEquals(other.Y, axes.Y) && other.Row == axes.Row && other.Column < axes.Column);
    }

    public Axes Axes { get; }

    public (double Low, double High) RangeX { get; private set; }

    public (double Low, double High) RangeY { get; private set; }

    public bool ShowsX { get; }

    public bool ShowsY { get; }

    public TickSet TicksX { get; private set; } = new([], [], string.Empty);

    public TickSet TicksY { get; private set; } = new([], [], string.Empty);

    public TickSet TicksColor { get; private set; } = new([], [], string.Empty);

    /// <summary>Where the marks are drawn.</summary>
    public Box Box { get; set; }

    /// <summary>The room that a legend outside of the axes takes; null where it lies within.</summary>
    public LegendRoom? LegendRoom { get; set; }

    /// <summary>The left edge of a legend to the right of the axes.</summary>
    public double LegendLeft => Box.Right + Right - LegendRoom!.Legend.Width;

    /// <summary>Between the upper edge of the axes and what lies above them, a legend or the title.</summary>
    public double AboveBox => LabelGap + (ShowsY && TicksY.Common.Length > 0 ? measure.Height(figure.Theme.TickSize) : 0);

    /// <summary>Between the upper edge of the axes and the title.</summary>
    public double BelowTitle => AboveBox + (LegendRoom is { IsAbove: true } room ? room.Legend.Height + LabelGap : 0);

    /// <summary>Room needed to the left of <see cref="Box"/>.</summary>
    public double Left { get; private set; }

    /// <summary>Room needed to the right.</summary>
    public double Right { get; private set; }

    /// <summary>Room needed above.</summary>
    public double Top { get; private set; }

    /// <summary>Room needed below.</summary>
    public double Bottom { get; private set; }

    /// <summary>Width of the numbers at the vertical axis.</summary>
    public double NumbersY { get; private set; }

    /// <summary>Height of what is written at the ticks of the horizontal axis.</summary>
    public double NumbersX { get; private set; }

    /// <summary>The label of the horizontal axis, in as many lines as it needs.</summary>
    public IReadOnlyList<string> LabelX { get; private set; } = [];

    /// <summary>The label of the vertical axis.</summary>
    public IReadOnlyList<string> LabelY { get; private set; } = [];

    /// <summary>The label of the colour bar.</summary>
    public IReadOnlyList<string> LabelColor { get; private set; } = [];

    /// <summary>Names at ticks, whole and as they are written.</summary>
    public IEnumerable<(string Whole, IReadOnlyList<string> Written)> Names => new[] { (Axes.X, TicksX, ShowsX), (Axes.Y, TicksY, ShowsY) }.Where(static one => one.Item1.Ticks is not null && one.Item3)
        .SelectMany(static one => one.Item2.Major.Select(tick => (one.Item1.Ticks!.Value.First(given => given.Value == tick.Value).Text, (IReadOnlyList<string>)[tick.Text])));

    /// <summary>The title.</summary>
    public IReadOnlyList<string> Title { get; private set; } = [];

    public double BarWidth => Math.Clamp(0.05 * Box.Width, 7, 14);

    /// <summary>Finds ticks for axes of these lengths, and the room that all needs.</summary>
    public void Measure(double width, double height) => Measure(width, height, width, height);

    // Axes that got smaller, so that units are as long on both, have labels as long as the room that they had.
    private void Measure(double width, double height, double roomWidth, double roomHeight)
    {
        var theme = figure.Theme;
        var size = theme.TickSize;
        TicksX = Named(AxisTicks.Of(Axes.X, RangeX, width, isX: true, measure), Axes.X, Axes.X.HasUprightTicks ? figure.Height : double.PositiveInfinity);
        TicksY = Named(AxisTicks.Of(Axes.Y, RangeY, height, isX: false, measure), Axes.Y, figure.Width);
        NumbersY = ShowsY ? Widest(TicksY) : 0;
        NumbersX = ShowsX ? Axes.X.HasUprightTicks ? Widest(TicksX) + 2 : measure.Height(size) : 0;
        LabelX = ShowsX ? measure.Lines(Axes.X.Text, theme.FontSize, roomWidth + MostOverhang) : [];
        LabelY = ShowsY ? measure.Lines(Axes.Y.Text, theme.FontSize, roomHeight + MostOverhang) : [];
        Title = measure.Lines(Axes.Title ?? string.Empty, theme.TitleSize, roomWidth + MostOverhang);
        double Room(int lines) => lines == 0 ? 0 : lines * measure.Height(theme.FontSize) + LabelGap;
        Left = ShowsY ? TickLength + TickGap + NumbersY + Room(LabelY.Count) : 0;
        Bottom = ShowsX ? TickLength + TickGap + NumbersX + Room(Math.Max(LabelX.Count, TicksX.Common.Length > 0 ? 1 : 0)) : 0;
        // Half a number stands out at each end.
        Top = Math.Max(BelowTitle - LabelGap + (Title.Count == 0 ? 0 : Title.Count * measure.Height(theme.TitleSize) + LabelGap), ShowsY ? size / 2 : 0);
        Bottom = Math.Max(Bottom, ShowsY ? size / 2 : 0);
        Right = ShowsX ? Overhang(width) : 0;
        Left = Math.Max(Left, ShowsX ? OverhangLeft(width) : 0);
        if (Axes.ColorBar is { } bar)
        {
            TicksColor = ColorBarLayout.Ticks(bar, height, measure);
            LabelColor = measure.Lines(bar.Label, theme.FontSize, roomHeight + MostOverhang);
            Right = BarGap + 14 + TickLength + TickGap + Widest(TicksColor) + Room(LabelColor.Count);
            Top = Math.Max(Top, TicksColor.Common.Length > 0 ? measure.Height(size) : size / 2);
        }

        if (LegendRoom is { IsAbove: false } beside)
            Right += BarGap + beside.Legend.Width;
    }

    /// <summary>Makes a unit as long on both axes, where that is wanted.</summary>
    public void Settle()
    {
        if (Axes.IsEqual)
        {
            var (unitsX, unitsY) = (Math.Abs(RangeX.High - RangeX.Low), Math.Abs(RangeY.High - RangeY.Low));
            var scale = Math.Min(Box.Width / unitsX, Box.Height / unitsY);
            // Axes too narrow for numbers show more than is asked for; without numbers, they take all of the room.
            var (leastWidth, leastHeight) = Axes.X.IsVisible || Axes.Y.IsVisible ? (Math.Min(LeastNumbered, Box.Width), Math.Min(LeastNumbered, Box.Height)) : (Box.Width, Box.Height);
            var (width, height) = (Math.Max(unitsX * scale, leastWidth), Math.Max(unitsY * scale, leastHeight));
            (RangeX, RangeY) = (Widened(RangeX, width / (unitsX * scale)), Widened(RangeY, height / (unitsY * scale)));

            var room = Box;
            Box = new Box(Box.Left + (Box.Width - width) / 2, Box.Top + (Box.Height - height) / 2, width, height);
            Measure(Box.Width, Box.Height, room.Width, room.Height);
            return;
        }

        Measure(Box.Width, Box.Height);
    }

    private static (double Low, double High) Widened((double Low, double High) range, double factor)
    {
        if (factor <= 1)
            return range;
        var (middle, half) = ((range.Low + range.High) / 2, (range.High - range.Low) / 2);
        return (middle - factor * half, middle + factor * half);
    }

    // Names at ticks take a part of the page at most, so that there is room for what they are the names of.
    private TickSet Named(TickSet ticks, Axis axis, double page) => axis.Ticks is null ? ticks
        : ticks with { Major = [.. ticks.Major.Select(tick => tick with { Text = measure.Shortened(tick.Text, figure.Theme.TickSize, MostNamed * page) })] };

    private double Widest(TickSet ticks) => ticks.Major.Select(tick => measure.Width(tick.Text, figure.Theme.TickSize)).DefaultIfEmpty(0).Max();

    private double Overhang(double width) => TicksX.Major.Count == 0
        ? 0 : Math.Max(0, HalfTick(TicksX.Major[^1]) - width + Map(width).OfNumber(TicksX.Major[^1].Value));

    private double OverhangLeft(double width) => TicksX.Major.Count == 0
        ? 0 : Math.Max(0, HalfTick(TicksX.Major[0]) - Map(width).OfNumber(TicksX.Major[0].Value));

    private double HalfTick(Tick tick) => (Axes.X.HasUprightTicks ? figure.Theme.TickSize : measure.Width(tick.Text, figure.Theme.TickSize)) / 2;

    private AxisMap Map(double width) => new(Axes.X, RangeX, 0, width);
}
