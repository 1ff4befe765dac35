using Neuroglot.Morphologies;
using Neuroglot.Plotting.Scenes;
using Xunit;
using static Neuroglot.Model.Units.CommonUnits;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Html;

/// <summary>Neurons in space, on pages: turned, zoomed, over time.</summary>
public sealed class SolidsInBrowserTests
{
    private const string Person = """
        const seen = { errors: [] };
        window.addEventListener('error', event => seen.errors.push(event.message));
        window.addEventListener('securitypolicyviolation', event => seen.errors.push(event.blockedURI));
        window.requestAnimationFrame = draw => setTimeout(draw, 0);
        const svg = document.querySelector('svg'), find = id => document.getElementById(id);
        svg.setPointerCapture = () => {};
        const at = (x, y) => {
          const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
          return { clientX: point.x, clientY: point.y, bubbles: true, cancelable: true, pointerId: 1, button: 0 };
        };
        const act = (type, x, y) => svg.dispatchEvent(new PointerEvent(type, at(x, y)));
        const group = find('ng-axes0-mark0');
        const paths = () => [...group.querySelectorAll('path')].map(path => path.getAttribute('d')).join(' ');
        const fills = () => [...group.querySelectorAll('path')].map(path => path.getAttribute('stroke') + path.getAttribute('fill')).join(' ');
        const texts = () => [...group.querySelectorAll('text')].map(text => text.textContent).join(' ');
        const [x, y] = [X, Y];
        const steps = [
          () => { seen.start = paths(); seen.texts = texts(); act('pointerdown', x, y); act('pointermove', x + 40, y + 10); act('pointerup', x + 40, y + 10); },
          () => { seen.turned = paths(); seen.turnedTexts = texts(); svg.dispatchEvent(new WheelEvent('wheel', { ...at(x, y), deltaY: -500 })); },
          () => { seen.zoomed = paths(); seen.before = fills(); find('ng-time').value = 1; find('ng-time').dispatchEvent(new Event('input')); },
          () => { seen.after = fills(); seen.clock = find('ng-time').nextSibling.textContent; find('ng-reset').click(); },
          () => { seen.end = paths(); seen.clockAtEnd = find('ng-time').nextSibling.textContent; find('seen').textContent = JSON.stringify(seen); },
        ];
        steps.forEach((step, index) => setTimeout(step, 300 * (index + 1)));
        """;

    [Fact]
    public void A_neuron_is_turned_zoomed_and_followed_over_time()
    {
        var soma = new Soma(20 * um, x: 0 * um);
        soma["dend"] = new Cylinder(2 * um, n: 2, x: [0 * um, 50 * um], z: [0 * um, 30 * um]);
        soma["axon"] = new Cylinder(2 * um, x: [0 * um, -50 * um], y: [0 * um, 40 * um]);
        var axes = PlotMorphology(soma, showDiameter: true, values: [0, 1, 2, 3, 3, 2, 1, 0], times: [0, 0.0025], valueName: "v");
        var box = axes.Figure.ToScene().Areas[0].Box;
        if (BrowserTests.Visit(axes.Figure.ToHtml(), new Point(box.Left + box.Width / 2, box.Top + box.Height / 2), Person) is not { } seen)
            return;
        string Text(string name) => seen.GetProperty(name).GetString()!;
        Assert.Equal(0, seen.GetProperty("errors").GetArrayLength());
        Assert.NotEqual(Text("start"), Text("turned"));
        Assert.NotEqual(Text("turned"), Text("zoomed"));
        Assert.NotEqual(Text("before"), Text("after"));
        Assert.Equal((" time: 2.5 ms", " time: 0 ms"), (Text("clock"), Text("clockAtEnd")));
        Assert.Equal(Text("start"), Text("end"));
        // The page's own drawing has the bar and the directions of the first one.
        Assert.Equal(Text("texts"), Text("turnedTexts"));
        Assert.Contains(" µm", Text("texts"), StringComparison.Ordinal);
    }
}
