using System.Text.Json;
using System.Text.RegularExpressions;
using Neuroglot.Plotting.Figures;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Html;

public sealed partial class HtmlTests
{
    [Fact]
    public void A_page_holds_the_values_in_the_units_that_are_shown()
    {
        var page = PlotState([0, 0.1, 0.2], [-0.07, double.NaN, -0.05], varName: "v", varUnit: Neuroglot.Model.Units.CommonUnits.mV).Figure.ToHtml();
        var series = Data(page).GetProperty("areas")[0].GetProperty("series")[0];
        Assert.Equal([0, 100, 200], Numbers(series.GetProperty("x")), new Close());
        Assert.Equal([-70, double.NaN, -50], Numbers(series.GetProperty("y")), new Close());
        Assert.Equal("v (mV)", Data(page).GetProperty("areas")[0].GetProperty("y").GetProperty("label").GetString());
    }

    [Fact]
    public void Shared_axes_are_linked()
    {
        var figure = new Figure();
        figure.AddGrid(2, 1, shareX: true);
        var areas = Data(figure.ToHtml()).GetProperty("areas");
        int Link(int area, string name) => areas[area].GetProperty(name).GetProperty("link").GetInt32();
        Assert.Equal(Link(0, "x"), Link(1, "x"));
        Assert.Equal(3, new HashSet<int> { Link(0, "x"), Link(0, "y"), Link(1, "y") }.Count);
    }

    [Fact]
    public void Nothing_of_the_network_is_asked_for()
    {
        var page = PlotRaster(new[] { 1 }, new[] { 0.1 }).Figure.ToHtml();
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.All(Address().Matches(page), static match => Assert.StartsWith("http://www.w3.org/", match.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_cannot_end_the_script()
    {
        var axes = PlotRate(new[] { 0.0, 1 }, new[] { 1.0, 2 }, label: "</script><script>alert(1)</script>");
        axes.Title = "<b>";
        var page = axes.ShowLegend().Figure.ToHtml();
        Assert.Equal(2, page.Split("<script").Length - 1);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Equal("</script><script>alert(1)</script>", Data(page).GetProperty("areas")[0].GetProperty("series")[0].GetProperty("label").GetString());
    }

    [Fact]
    public void Very_many_values_stay_outside_and_the_page_says_so()
    {
        var times = new double[Neuroglot.Plotting.Html.HtmlRenderer.MostValues + 1];
        var page = PlotRaster(new int[times.Length], times).Figure.ToHtml();
        Assert.Equal(0, Data(page).GetProperty("areas")[0].GetProperty("series").GetArrayLength());
        Assert.Contains("1 series have too many values for a page", page, StringComparison.Ordinal);
        Assert.True(page.Length < 1_000_000);
    }

    private static JsonElement Data(string page) => JsonDocument.Parse(DataBlock().Match(page).Groups[1].Value).RootElement;

    private static double[] Numbers(JsonElement column)
    {
        Assert.Equal(64, column.GetProperty("bits").GetInt32());
        var bytes = column.GetProperty("data").GetBytesFromBase64();
        return [.. Enumerable.Range(0, bytes.Length / 8).Select(index => BitConverter.ToDouble(bytes, 8 * index))];
    }

    [GeneratedRegex("""<script type="application/json" id="ng-data">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex DataBlock();

    [GeneratedRegex("""https?://[^"' )]*""")]
    private static partial Regex Address();

    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => x.Equals(y) || Math.Abs(x - y) < 1e-12 * Math.Abs(x);

        public int GetHashCode(double obj) => 0;
    }
}
