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
    public void Names_without_spaces_break_behind_underscores_where_nothing_else_helps()
    {
        const string label = "membrane_potential_of_dendrite (mV)";
        var whole = Measure.Width(label, 9);
        Assert.Equal(["membrane_potential_of_dendrite", "(mV)"], Measure.Lines(label, 9, 0.95 * whole));
        Assert.Equal(["membrane_potential_", "of_dendrite (mV)"], Measure.Lines(label, 9, 0.6 * whole));
    }

    [Theory]
    [InlineData(241, 170)]
    [InlineData(420, 280)]
    public void Long_names_at_ticks_and_in_legends_leave_room_for_the_axes(double width, double height)
    {
        string[] names = [.. Enumerable.Range(0, 3).Select(static place => $"a population with quite a long name, and more to say of it, [{place}]")];
        var figure = new Figure(width, height) { Typeface = StrokeTypeface.Instance };
        var axes = figure.AddAxes();
        axes.Y.Ticks = [.. names.Select(static (name, place) => new Tick(place, name))];
        foreach (var (name, place) in names.Select(static (name, place) => (name, place)))
            axes.Add(new Line([0, 1, 2], [place, 1, place]) { Label = name });
        axes.ShowLegend();
        var scene = figure.ToScene();
        Assert.True(scene.Areas[0].Box.Width > width / 2, $"{scene.Areas[0].Box} of {width}");
        Assert.All(TextBoxes.Of(scene), text => Assert.True(text.Box.Left >= 0 && text.Box.Right <= width, $"{text} is cut off"));
        Assert.Contains(scene.Notes, static note => note.Contains("is shortened", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_many_ticks_every_second_fifth_or_tenth_has_its_number_the_first_among_them()
    {
        var axis = new Axis { Ticks = [.. Enumerable.Range(0, 60).Select(static place => new Tick(59 - place, $"{place}"))] };
        var named = AxisTicks.Of(axis, (-0.5, 59.5), 150, isX: false, Measure).Major.Select(static tick => int.Parse(tick.Text, System.Globalization.CultureInfo.InvariantCulture)).Order().ToArray();
        Assert.Equal([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55], named);
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
