using System.Collections.Immutable;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Layout;
using Neuroglot.Plotting.Scales;
using Neuroglot.Plotting.Tests.Svg;
using Xunit;

namespace Neuroglot.Plotting.Tests.Layout;

public sealed class LabelTests
{
    private static readonly TextMeasure Measure = new(StrokeTypeface.Instance, Theme.Light);

    [Fact]
    public void Labels_break_at_spaces_into_lines_of_about_the_same_width()
    {
        const string label = "distance from the root (µm)";
        var whole = Measure.Width(label, 9);
        Assert.Equal([label], Measure.Lines(label, 9, whole));
        Assert.Equal(["distance from", "the root (µm)"], Measure.Lines(label, 9, 0.6 * whole));
        Assert.Equal(3, Measure.Lines(label, 9, 0.42 * whole).Count);
        Assert.Empty(Measure.Lines(string.Empty, 9, 10));
    }

    [Fact]
    public void Formulas_are_not_broken()
    {
        Assert.Equal(["rate of", "$v_{th} + 3$"], Measure.Lines("rate of $v_{th} + 3$", 9, 0.7 * Measure.Width("rate of $v_{th} + 3$", 9)));
        Assert.Equal(["$v_{th} + 3 + 5$"], Measure.Lines("$v_{th} + 3 + 5$", 9, 10));
    }

    [Fact]
    public void What_has_no_room_at_all_is_shortened_and_the_metadata_say_so()
    {
        Assert.All(Measure.Lines("antidisestablishmentarianism", 9, 40), static line => Assert.EndsWith("…", line, StringComparison.Ordinal));
        var figure = new Figure(80, 60) { Typeface = StrokeTypeface.Instance };
        figure.AddAxes().Y.Label = "antidisestablishmentarianism";
        Assert.Contains("The text &quot;antidisestablishmentarianism&quot; is shortened.", figure.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_at_ticks_that_would_touch_are_left_out_but_not_their_ticks()
    {
        var figure = new Figure(200, 160) { Typeface = StrokeTypeface.Instance };
        var axes = figure.AddAxes().Add(new Line([0, 99], [0, 99]));
        ImmutableArray<Tick> ticks = [.. Enumerable.Range(0, 100).Select(static place => new Tick(place, $"region {place}"))];
        (axes.X.Ticks, axes.Y.Ticks, axes.X.HasUprightTicks) = (ticks, ticks, true);
        var texts = TextBoxes.Of(figure.ToScene());
        Assert.InRange(texts.Count, 10, 60);
        foreach (var (one, other) in from one in texts from other in texts where !ReferenceEquals(one, other) select (one, other))
            Assert.False(one.Box.Overlaps(other.Box), $"{one} and {other} overlap");
        var set = AxisTicks.Of(axes.X, (0, 99), 150, isX: true, Measure);
        Assert.Equal(100, set.Major.Count + set.Minor.Count);
    }
}
