using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scenes;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Html;

/// <summary>Pages in a real browser: Chromium without a window, if this machine has it.</summary>
[Collection("browser")]
public sealed class BrowserTests
{
    // What a person does, with a pause between, and what can then be seen; in the figure's own points.
    private const string Person = """
        const seen = { errors: [] };
        window.addEventListener('error', event => seen.errors.push(event.message));
        window.addEventListener('securitypolicyviolation', event => seen.errors.push(event.blockedURI));
        // What is saved is taken at once: to read it from the blob would need time that the browser's own clock, which runs ahead, does not give.
        window.Blob = class extends Blob { constructor(parts, options) { super(parts, options); seen.saved = parts.join(''); } };
        URL.createObjectURL = () => 'about:blank';
        HTMLAnchorElement.prototype.click = () => {};
        // Without a window there are few frames.
        window.requestAnimationFrame = draw => setTimeout(draw, 0);
        const svg = document.querySelector('svg'), find = id => document.getElementById(id);
        const at = (x, y) => {
          const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
          return { clientX: point.x, clientY: point.y, bubbles: true, cancelable: true, pointerId: 1, button: 0 };
        };
        const move = (x, y) => svg.dispatchEvent(new PointerEvent('pointermove', at(x, y)));
        const ticks = name => [...find(`ng-axes0-${name}`).querySelectorAll('text')].map(text => text.textContent);
        const line = () => find('ng-axes0-mark0').querySelector('path').getAttribute('d');
        const steps = [
          () => { move(X, Y); seen.tip = find('ng-tip').textContent; seen.ticks = ticks('x'); seen.line = line(); },
          () => svg.dispatchEvent(new WheelEvent('wheel', { ...at(X, Y), deltaY: -1000 })),
          () => { seen.zoomedTicks = ticks('x'); seen.zoomedLine = line(); move(X, Y); seen.zoomedTip = find('ng-tip').textContent; find('ng-save').click(); },
          () => { find('ng-axes0-mark1-legend').dispatchEvent(new MouseEvent('click', { bubbles: true })); seen.hidden = find('ng-axes0-mark1').style.display; },
          () => find('ng-reset').click(),
          () => { seen.lastTicks = ticks('x'); seen.lastLine = line(); find('seen').textContent = JSON.stringify(seen); },
        ];
        steps.forEach((step, index) => setTimeout(step, 300 * (index + 1)));
        """;

    [Fact]
    public void A_page_shows_values_zooms_hides_series_saves_and_goes_back()
    {
        var axes = PlotState([0, 0.25, 0.5, 0.75, 1], [-0.07, 0, -0.05, -0.04, 0.01, -0.02, -0.06, 0, -0.07, 0], varName: "v", varUnit: CommonUnits.mV, labels: ["one", "two"]);
        axes.ShowLegend();
        var area = axes.Figure.ToScene().Areas[0];
        var third = new Point(area.Box.Left + area.Box.Width * (500 - area.X.Low) / (area.X.High - area.X.Low), area.Box.Bottom - area.Box.Height * (10 - area.Y.Low) / (area.Y.High - area.Y.Low));
        if (Visit(axes.Figure.ToHtml(), third) is not { } seen)
            return;
        string Text(string name) => seen.GetProperty(name).GetString()!;
        string Ticks(string name) => string.Join(' ', seen.GetProperty(name).EnumerateArray());
        Assert.Equal(0, seen.GetProperty("errors").GetArrayLength());
        Assert.Equal("one\ntime (ms): 500\nv (mV): 10", Text("tip"));
        Assert.Equal(Text("tip"), Text("zoomedTip"));
        Assert.Equal("0 200 400 600 800 1000", Ticks("ticks"));
        Assert.NotEqual(Ticks("ticks"), Ticks("zoomedTicks"));
        Assert.All(seen.GetProperty("zoomedTicks").EnumerateArray(), static tick => Assert.InRange(double.Parse(tick.GetString()!, CultureInfo.InvariantCulture), 350, 650));
        Assert.NotEqual(Text("line"), Text("zoomedLine"));
        Assert.Equal("none", Text("hidden"));
        Assert.Equal((Ticks("ticks"), Text("line")), (Ticks("lastTicks"), Text("lastLine")));
        var saved = XDocument.Parse(Text("saved"));
        Assert.Contains(saved.Descendants(), element => (string?)element.Attribute("d") == Text("zoomedLine"));
    }

    [Fact]
    public void A_large_raster_is_a_picture_until_it_is_zoomed()
    {
        int[] neurons = [.. Enumerable.Range(0, 60_000).Select(static index => index * 7919 % 1000)];
        double[] times = [.. Enumerable.Range(0, 60_000).Select(static index => index / 60_000.0)];
        var axes = PlotRaster(neurons, times, label: "spikes").Add(new Line([0, 1], [0, 1000]) { Label = "line" });
        axes.ShowLegend();
        var box = axes.Figure.ToScene().Areas[0].Box;
        if (Visit(axes.Figure.ToHtml(), new Point(box.Left + box.Width / 2, box.Top + box.Height / 2), Person.Replace(
                "querySelector('path').getAttribute('d')", "querySelector('image, path').nodeName", StringComparison.Ordinal)) is not { } seen)
        {
            return;
        }

        Assert.Equal(0, seen.GetProperty("errors").GetArrayLength());
        Assert.Equal("image", seen.GetProperty("line").GetString());
        Assert.StartsWith("spikes\ntime (ms): ", seen.GetProperty("tip").GetString(), StringComparison.Ordinal);
        // A sixth of the figure in each direction is left: fewer than can be shapes.
        Assert.Equal("path", seen.GetProperty("zoomedLine").GetString());
    }

    [Theory]
    [InlineData("image")]
    [InlineData("scatter")]
    public void Values_that_colours_stand_for_are_told(string type)
    {
        var axes = PlotSynapses([0, 1, 2], [1, 2, 0], [0.001, 0.002, 0.003], varName: "weight", varUnit: CommonUnits.mV, plotType: type);
        var box = axes.Figure.ToScene().Areas[0].Box;
        if (Visit(axes.Figure.ToHtml(), new Point(box.Left + box.Width / 2, box.Top + box.Height / 6), Person
                .Replace("querySelector('path').getAttribute('d')", "querySelector('image, path').nodeName", StringComparison.Ordinal)
                .Replace("find('ng-axes0-mark1-legend').dispatchEvent(new MouseEvent('click', { bubbles: true })); seen.hidden = find('ng-axes0-mark1').style.display;", string.Empty, StringComparison.Ordinal)) is not { } seen)
        {
            return;
        }

        Assert.Equal(0, seen.GetProperty("errors").GetArrayLength());
        const string Told = "source neuron index: 1\ntarget neuron index: 2\nweight (mV): 2";
        Assert.Equal((Told, Told), (seen.GetProperty("tip").GetString(), seen.GetProperty("zoomedTip").GetString()));
    }

    internal static JsonElement? Visit(string page, Point point, string person = Person)
    {
        var path = Path.Combine(Path.GetTempPath(), $"neuroglot-{Guid.NewGuid():N}.html");
        var script = person.Replace("X, Y", string.Create(CultureInfo.InvariantCulture, $"{point.X}, {point.Y}"), StringComparison.Ordinal);
        File.WriteAllText(path, page.Replace("</body>", $"<pre id=\"seen\"></pre><script>{script}</script></body>", StringComparison.Ordinal));
        try
        {
            string[] arguments =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--run-all-compositor-stages-before-draw", "--virtual-time-budget=8000", "--window-size=1000,800", "--dump-dom", $"file://{path}",
            ];
            using var process = Process.Start(new ProcessStartInfo("chromium", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var reading = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail("the browser hangs");
            }

            var dom = reading.GetAwaiter().GetResult();
            var start = dom.IndexOf("<pre id=\"seen\">", StringComparison.Ordinal) + 15;
            return JsonDocument.Parse(System.Net.WebUtility.HtmlDecode(dom[start..dom.IndexOf("</pre>", start, StringComparison.Ordinal)])).RootElement;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
