using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Html;

/// <summary>What people see and do with a mouse, in a real browser, if this machine has one; no page complains or asks anything of the network.</summary>
// One browser at a time: under load, two keep each other from drawing frames in time.
[Collection("browser")]
public sealed class MouseTests
{
    [Fact]
    public async Task Values_under_the_mouse_are_told_before_and_after_zoom_and_pan()
    {
        var axes = PlotState([0, 0.25, 0.5, 0.75, 1], [-0.07, -0.05, 0.01, -0.06, -0.07], varName: "v", varUnit: CommonUnits.mV, labels: ["one"]);
        var place = Place(axes, 500, 10);
        using var browser = await Browser.Open(axes.Figure.ToHtml());
        if (browser is null)
            return;
        await browser.Move(place.X, place.Y);
        Assert.Equal("one\ntime (ms): 500\nv (mV): 10", await Tip(browser));
        var before = await browser.Evaluate("document.getElementById('ng-axes0-mark0').innerHTML");
        await browser.Wheel(place.X, place.Y, -500);
        Assert.NotEqual(before, await browser.Evaluate("document.getElementById('ng-axes0-mark0').innerHTML"));
        await browser.Move(place.X + 1, place.Y);
        Assert.Equal("one\ntime (ms): 500\nv (mV): 10", await Tip(browser));
        await browser.Drag(place, (place.X + 40, place.Y + 30));
        await browser.Move(place.X + 40, place.Y + 30);
        Assert.Equal("one\ntime (ms): 500\nv (mV): 10", await Tip(browser));
        await browser.Evaluate("document.getElementById('ng-reset').click()");
        await browser.Move(place.X, place.Y);
        Assert.Equal("one\ntime (ms): 500\nv (mV): 10", await Tip(browser));
        AssertQuiet(browser);
    }

    [Fact]
    public async Task Bars_tell_their_edges_and_heights()
    {
        var axes = new Figure().AddAxes().Add(new Bars([0, 0.01, 0.02, 0.03], [5, 0, 3]) { Label = "intervals" });
        (axes.X.Name, axes.X.Unit, axes.Y.Name) = ("interval", CommonUnits.ms, "count");
        using var browser = await Browser.Open(axes.Figure.ToHtml());
        if (browser is null)
            return;
        var bar = Place(axes, 24, 2);
        await browser.Move(bar.X, bar.Y);
        Assert.Equal("intervals\ninterval (ms): 20 to 30\ncount: 3", await Tip(browser));
        await browser.Wheel(bar.X, bar.Y, -200);
        await browser.Move(bar.X + 1, bar.Y);
        Assert.Equal("intervals\ninterval (ms): 20 to 30\ncount: 3", await Tip(browser));
        AssertQuiet(browser);
    }

    [Fact]
    public async Task Hexagons_tell_their_values()
    {
        var axes = PlotSynapses([0, 0, 1, 2, 2, 2], [0, 0, 1, 2, 2, 2], plotType: "hexbin", gridSize: 4);
        using var browser = await Browser.Open(axes.Figure.ToHtml());
        if (browser is null)
            return;
        var cell = Place(axes, 2, 2);
        await browser.Move(cell.X - 1, cell.Y + 1);
        Assert.EndsWith("number of synapses: 3", await Tip(browser), StringComparison.Ordinal);
        AssertQuiet(browser);
    }

    private static void AssertQuiet(Browser browser)
    {
        Assert.Empty(browser.Complaints);
        Assert.Empty(browser.Requests);
    }

    private static Task<string> Tip(Browser browser) => browser.Evaluate("document.getElementById('ng-tip').hidden ? '' : document.getElementById('ng-tip').textContent");

    private static (double X, double Y) Place(Axes axes, double x, double y)
    {
        var area = axes.Figure.ToScene().Areas[0];
        return (area.Box.Left + area.Box.Width * (x - area.X.Low) / (area.X.High - area.X.Low), area.Box.Bottom - area.Box.Height * (y - area.Y.Low) / (area.Y.High - area.Y.Low));
    }
}
