using Neuroglot.Model.Diagnostics;
using Neuroglot.Sweeps;
using Xunit;

namespace Neuroglot.Tests.Sweeps;

public sealed class SweepAxisTests
{
    [Theory]
    [InlineData("p.x=1:3:3", "p.x", "", new[] { 1.0, 2, 3 })]
    [InlineData("p.x=0.1mV:0.5mV:5", "p.x", "mV", new[] { 0.1, 0.2, 0.3, 0.4, 0.5 })]
    [InlineData("p.x=-60 mV : -40 mV : 3", "p.x", "mV", new[] { -60.0, -50, -40 })]
    [InlineData("p.x=1ms:100ms:3:log", "p.x", "ms", new[] { 1.0, 10, 100 })]
    [InlineData("p.x=3:1:2:linear", "p.x", "", new[] { 3.0, 1 })]
    [InlineData("p.x=7:9:1", "p.x", "", new[] { 7.0 })]
    [InlineData("A to B weights.w=1e-3nA,.5nA,2.nA", "A to B weights.w", "nA", new[] { 1e-3, 0.5, 2 })]
    [InlineData("a:b[0].delay=1ms,2ms", "a:b[0].delay", "ms", new[] { 1.0, 2 })]
    [InlineData("p.x=2eV", "p.x", "eV", new[] { 2.0 })]
    public void Ranges_and_lists_are_read(string text, string path, string unit, double[] values)
    {
        var axis = SweepAxis.Parse(text, new DiagnosticBag())!;
        Assert.Equal((path, unit), (axis.Path, axis.Unit));
        Assert.Equal(values, axis.Values);
        Assert.Equal(values[0].ToString("R", System.Globalization.CultureInfo.InvariantCulture) + unit, axis.TextOf(0));
    }

    [Theory]
    [InlineData("x=1,2")]
    [InlineData("p.x")]
    [InlineData("p.x=")]
    [InlineData("p.x=1:2")]
    [InlineData("p.x=1:2:0")]
    [InlineData("p.x=1:2:3:4")]
    [InlineData("p.x=1:2:3:log:log")]
    [InlineData("p.x=1:2:1000000000")]
    [InlineData("p.x=0:2:3:log")]
    [InlineData("p.x=1mV:2V:3")]
    [InlineData("p.x=1mV,2")]
    [InlineData("p.x=one,two")]
    [InlineData("p.x=1e999,2")]
    public void What_is_neither_is_refused_with_an_example(string text)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(SweepAxis.Parse(text, diagnostics));
        var found = Assert.Single(diagnostics);
        Assert.Equal("NG4130", found.Code);
        Assert.Contains("pop.thresh=-60mV:-40mV:5", found.Hint, StringComparison.Ordinal);
    }
}
