using System.Diagnostics;
using Neuroglot.Numerics;
using Neuroglot.Plotting.Figures;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Performance;

/// <summary>Alone, since it measures the processor time of the whole process: that of one thread, whatever else the machine does.</summary>
[CollectionDefinition(nameof(PerformanceTests), DisableParallelization = true)]
public sealed class PerformanceCollection;

[Collection(nameof(PerformanceTests))]
public sealed class PerformanceTests
{
    private const long Giga = 1_000_000_000;

    // Of the seeds' example: 10 000 neurons, each joined to those within 2000 with the probability exp(−(k/1000)²), which makes nearly 17 million synapses.
    [Fact]
    public void Seventeen_million_synapses_become_hexagons_in_five_seconds_and_one_and_a_half_gigabytes()
    {
        var (sources, targets) = (new int[18_000_000], new int[18_000_000]);
        var (count, draw) = (0, 88172645463325252UL);
        var chances = Enumerable.Range(-2000, 4000).Select(static k => (ulong)(Elementary.Exp(-(k / 1000.0) * (k / 1000.0)) * (1L << 53))).ToArray();
        for (var i = 0; i < 10_000; i++)
        {
            for (var k = -2000; k < 2000; k++)
            {
                draw ^= draw << 13;
                draw ^= draw >> 7;
                draw ^= draw << 17;
                if (i + k is >= 0 and < 10_000 && draw >> 11 < chances[k + 2000])
                    (sources[count], targets[count++]) = (i, i + k);
            }
        }

        Assert.InRange(count, 16_000_000, 18_000_000);
        (sources, targets) = (sources[..count], targets[..count]);
        var (seconds, bytes) = Measured(() =>
        {
            var axes = PlotSynapses(sources, targets);
            Assert.IsType<Hexagons>(axes.Marks[0]);
            Assert.True(axes.Figure.ToPng().Length > 1000);
        });
        Assert.InRange(seconds, 0, 5);
        Assert.InRange(bytes + 8L * count, 0, 3 * Giga / 2);
    }

    [Fact]
    public void Ten_million_spikes_become_a_picture_in_three_seconds_and_one_gigabyte()
    {
        var (neurons, times, draw) = (new int[10_000_000], new double[10_000_000], 88172645463325252UL);
        for (var spike = 0; spike < neurons.Length; spike++)
        {
            draw ^= draw << 13;
            draw ^= draw >> 7;
            draw ^= draw << 17;
            (neurons[spike], times[spike]) = ((int)(draw % 20_000), (draw >> 11) / 9e14);
        }

        var figure = PlotRaster(neurons, times).Figure;
        var (seconds, bytes) = Measured(() => Assert.True(figure.ToPng().Length > 1000));
        Assert.InRange(seconds, 0, 3);
        Assert.InRange(bytes + 12L * neurons.Length, 0, Giga);
        // In vectors and on pages they are one picture, and the file says so.
        var (svg, html) = (figure.ToSvg(), figure.ToHtml());
        Assert.InRange(svg.Length + html.Length, 0, 4_000_000);
        Assert.Contains("<metadata>10000000 markers are a picture with 300 pixels an inch.", svg, StringComparison.Ordinal);
        Assert.Contains("1 series have too many values for a page", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_million_points_is_drawn_with_what_can_be_seen_of_it()
    {
        double[] times = [.. Enumerable.Range(0, 1_000_000).Select(static step => step * 1e-5)];
        var svg = PlotState(times, [.. times.Select(static time => time % 0.01)], varName: "v").Figure.ToSvg();
        Assert.InRange(svg.Length, 0, 400_000);
        Assert.Contains("A line of 1000000 points is drawn with ", svg, StringComparison.Ordinal);
        Assert.Contains("the first, lowest, highest and last of each quarter of a point", svg, StringComparison.Ordinal);
    }

    // Seconds of processor time; all bytes that were allocated, which is more than were ever held.
    private static (double Seconds, long Bytes) Measured(Action draw)
    {
        using var process = Process.GetCurrentProcess();
        var (start, before) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
        draw();
        process.Refresh();
        return ((process.TotalProcessorTime - start).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - before);
    }
}
