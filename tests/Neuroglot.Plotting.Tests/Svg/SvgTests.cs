using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Svg;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Svg;

public sealed class SvgTests
{
    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    [Fact]
    public void Texts_are_texts()
    {
        var axes = PlotState([0, 0.1], [-0.07, -0.05], varName: "$v_{th}$ & <τ>", varUnit: CommonUnits.mV);
        axes.Title = "A title";
        var document = Parse(axes);
        var texts = document.Descendants(Space + "text").Select(static text => text.Value).ToArray();
        Assert.Contains("time (ms)", texts);
        Assert.Contains("vth & <τ> (mV)", texts);
        Assert.Contains("A title", texts);
        Assert.Contains("−70", texts);
    }

    [Fact]
    public void A_document_says_what_it_shows()
    {
        var axes = PlotRaster(new[] { 0, 1 }, new[] { 0.1, 0.2 });
        axes.Title = "Spikes";
        var root = Parse(axes).Root!;
        Assert.Equal("img", (string?)root.Attribute("role"));
        var ids = ((string)root.Attribute("aria-labelledby")!).Split(' ');
        Assert.Equal("Spikes", root.Elements(Space + "title").Single(title => (string?)title.Attribute("id") == ids[0]).Value);
        Assert.Equal("Spikes: neuron index against time (ms).", root.Elements(Space + "desc").Single(description => (string?)description.Attribute("id") == ids[1]).Value);
    }

    [Fact]
    public void A_line_goes_through_its_points()
    {
        var axes = new Figure(200, 200) { Typeface = StrokeTypeface.Instance }.AddAxes().Add(new Line(new[] { 0.0, 1, 2 }, new[] { 0.0, 4, 2 }));
        (axes.X.Limits, axes.Y.Limits) = ((0, 2), (0, 4));
        var box = axes.Figure.ToScene().Areas[0].Box;
        var path = (string)Group(Parse(axes), "ng-axes0-mark0").Element(Space + "path")!.Attribute("d")!;
        Assert.Equal([box.Left, box.Bottom, box.Left + box.Width / 2, box.Top, box.Right, box.Top + box.Height / 2], Numbers(path), new Close());
    }

    [Fact]
    public void A_gap_is_a_gap()
    {
        var axes = new Figure().AddAxes().Add(new Line(new[] { 0.0, 1, 2, 3, 4 }, new[] { 0, 1, double.NaN, 1, 0 }));
        Assert.Equal(2, ((string)Group(Parse(axes), "ng-axes0-mark0").Element(Space + "path")!.Attribute("d")!).Count(static letter => letter == 'M'));
    }

    [Fact]
    public void Long_lines_keep_their_extremes_and_the_metadata_say_so()
    {
        var x = Enumerable.Range(0, 200_000).Select(static index => index / 1000.0).ToArray();
        var y = x.Select(static (_, index) => index == 77_777 ? 9.0 : index == 123_456 ? -9.0 : index % 2).ToArray();
        var axes = new Figure(400, 200).AddAxes().Add(new Line(x, y));
        var document = Parse(axes);
        var path = (string)Group(document, "ng-axes0-mark0").Element(Space + "path")!.Attribute("d")!;
        var area = axes.Figure.ToScene().Areas[0];
        double Place(double value) => area.Box.Bottom - (value - area.Y.Low) / (area.Y.High - area.Y.Low) * area.Box.Height;
        var heights = Numbers(path).Where(static (_, index) => index % 2 == 1).ToArray();
        Assert.InRange(heights.Length, 1000, 8000);
        Assert.Equal(Place(9), heights.Min(), 0.02);
        Assert.Equal(Place(-9), heights.Max(), 0.02);
        Assert.Contains("of 200000 points", document.Root!.Element(Space + "metadata")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Very_many_markers_are_a_picture_and_the_metadata_say_so()
    {
        var many = Enumerable.Range(0, 60_000).ToArray();
        var document = Parse(PlotRaster(many, many.Select(static index => index / 1000.0).ToArray()));
        var image = Assert.Single(document.Descendants(Space + "image"));
        Assert.StartsWith("data:image/png;base64,", image.Attributes().Single(static one => one.Name.LocalName == "href").Value, StringComparison.Ordinal);
        Assert.Contains("60000 markers are a picture", document.Root!.Element(Space + "metadata")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_XML_has_no_place_for_is_replaced()
    {
        var axes = new Figure().AddAxes();
        axes.X.Label = "a\u0001b\ud800c\nd";
        axes.Title = "\uffff";
        Assert.Contains("a b\ufffdc d", Parse(axes).Descendants(Space + "text").Select(static text => text.Value));
    }

    [Fact]
    public void Nothing_overlaps_and_nothing_is_cut_off()
    {
        var figure = new Figure(300, 300) { Typeface = StrokeTypeface.Instance };
        var grid = figure.AddGrid(2, 2);
        for (var index = 0; index < 4; index++)
        {
            var scale = new[] { 1e-7, 12345.6, 1, 1e9 }[index];
            var axes = grid[index / 2, index % 2].Add(new Line(new[] { 0, scale }, new[] { -scale, 3 * scale }));
            (axes.X.Label, axes.Y.Label, axes.Title) = ("a horizontal label", "a vertical one", $"title {index}");
        }

        var boxes = TextBoxes.Of(figure.ToScene());
        Assert.True(boxes.Count > 30);
        Assert.All(boxes, box => Assert.True(box.Box.Left >= 0 && box.Box.Top >= 0 && box.Box.Right <= 300 && box.Box.Bottom <= 300, $"{box} is cut off"));
        foreach (var (one, other) in from one in boxes from other in boxes where !ReferenceEquals(one, other) select (one, other))
            Assert.False(one.Box.Overlaps(other.Box), $"{one} and {other} overlap");
    }

    [Fact]
    public void Letters_can_be_outlines()
    {
        var axes = PlotRaster(new[] { 0, 1 }, new[] { 0.1, 0.2 });
        var document = XDocument.Parse(axes.Figure.ToSvg(new SvgOptions { TextAsPaths = true, Prefix = "a-" }));
        Assert.Empty(document.Descendants(Space + "text"));
        Assert.All(document.Descendants().Attributes("id"), static id => Assert.StartsWith("a-", id.Value, StringComparison.Ordinal));
    }

    private static XDocument Parse(Axes axes) => XDocument.Parse(axes.Figure.ToSvg());

    private static XElement Group(XDocument document, string id) => document.Descendants(Space + "g").Single(group => (string?)group.Attribute("id") == id);

    private static double[] Numbers(string path) =>
        [.. path.Split(['M', 'L', 'Z', ' '], StringSplitOptions.RemoveEmptyEntries).Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];

    // Documents state hundredths of a point.
    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 0.006;

        public int GetHashCode(double obj) => 0;
    }
}
