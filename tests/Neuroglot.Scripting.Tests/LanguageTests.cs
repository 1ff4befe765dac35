using Neuroglot.Numerics;
using Xunit;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>What the page on scripts says there is of Brian's language, by what it does.</summary>
public sealed class LanguageTests
{
    public LanguageTests() => StartScope();

    [Theory]
    [InlineData("exact", 1e-12)]
    [InlineData("linear", 1e-12)]
    [InlineData("independent", 1e-12)]
    [InlineData("exponential_euler", 1e-12)]
    [InlineData("euler", 6e-3)]
    [InlineData("rk2", 3e-5)]
    [InlineData("rk4", 1e-9)]
    [InlineData("heun", 6e-3)]
    [InlineData("milstein", 6e-3)]
    [InlineData(null, 1e-12)]
    public void Every_method_integrates_a_decay(string? method, double bound)
    {
        // After a time constant of 10 ms in steps of 0.1 ms, the error is that of the order of the method; Brian's heun corrects the noise alone, and is Euler's without any.
        var group = new NeuronGroup(1, "dv/dt = -v/(10*ms) : 1", method: method);
        group["v"] = 1;
        Run(10 * ms);
        Assert.Equal(Elementary.Exp(-1), group.Plain("v")[0], bound);
    }

    [Theory]
    [InlineData("euler", "xi")]
    [InlineData("heun", "xi")]
    [InlineData("milstein", "xi")]
    [InlineData("euler", "(0.6*xi_one + 0.8*xi_two)")]
    public void Noise_has_its_variance(string method, string noise)
    {
        var group = new NeuronGroup(4000, $"dv/dt = -v/tau + (2/tau)**0.5*{noise} : 1".Replace("tau", "(5*ms)", StringComparison.Ordinal), method: method);
        Run(50 * ms);

        // The variance is 1, and of 4000 neurons known to 2.2 %: five times that.
        Assert.InRange(group.Plain("v").Average(v => v * v), 0.89, 1.11);
    }

    [Fact]
    public void Without_a_method_the_first_is_taken_that_can_do_it_and_that_is_told()
    {
        var before = Console.Error;
        using var told = new StringWriter();
        Console.SetError(told);
        try
        {
            _ = new NeuronGroup(1, "dv/dt = -v**2/ms : 1");
            Run(1 * ms);
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Contains("integrated by 'euler'", told.ToString(), StringComparison.Ordinal);
        Assert.Contains("exact", told.ToString(), StringComparison.Ordinal);
        Assert.Contains("not linear", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_of_neurons_do_what_they_say()
    {
        var source = new NeuronGroup(1, "dx/dt = 1/ms : 1", method: "euler");
        var group = new NeuronGroup(
            2,
            """
            dv/dt = 1/ms : 1 (unless refractory)
            dw/dt = 1/ms : 1
            gain : 1 (shared)
            offset : 1 (constant)
            total = gain + 1 : 1 (shared)
            noise = rand() : 1 (constant over dt)
            same = noise - noise : 1
            x : 1 (linked)
            isOn : boolean
            count : integer
            """,
            threshold: "v > 0.95", reset: "v = 0; count += 1; isOn = not isOn", refractory: 2 * ms, method: "euler");
        group["gain"] = 3;
        group["offset"] = "i";
        group["x"] = LinkedVar(source, "x");
        Run(5 * ms);

        // A spike when v has grown for 1 ms, at rest for 2 ms, and again.
        Assert.Equal(2, group.Plain("count")[0]);
        Assert.Equal(0, group.Plain("isOn")[0]);
        Assert.Equal(5, group.Plain("w")[0], 1e-9);
        Assert.Equal([4, 4], group.Plain("total").Length == 1 ? [group.Plain("total")[0], group.Plain("total")[0]] : group.Plain("total"));
        Assert.Equal([0.0, 1.0], group.Plain("offset"));
        Assert.Equal(0, group.Plain("same")[0]);
        Assert.Equal(5, group.Plain("x")[1], 1e-9);
    }

    [Fact]
    public void Flags_of_synapses_do_what_they_say()
    {
        var source = new SpikeGeneratorGroup(1, [0, 0], [1 * ms, 5 * ms]);
        var target = new NeuronGroup(1, "total : 1");
        var synapses = new Synapses(
            source, target,
            """
            dtrace/dt = -trace/(4*ms) : 1 (event-driven)
            ds/dt = -s/(4*ms) : 1 (clock-driven)
            w : 1 (constant)
            scale : 1 (shared)
            total_post = w*scale : 1 (summed)
            """,
            onPre: "trace += 1; s += 1", method: "exact");
        synapses.Connect(n: 3);
        synapses["w"] = "1 + j";
        synapses["scale"] = 2;
        Run(5.1 * ms);
        Assert.Equal(1 + Elementary.Exp(-1), synapses.Plain("trace")[0], 1e-12);
        Assert.Equal(1 + Elementary.Exp(-1), synapses.Plain("s")[0], 1e-12);
        Assert.Equal(6, target.Plain("total")[0]);
    }

    [Theory]
    [InlineData("k for k in range(2)", false, 20)]
    [InlineData("k for k in range(1, 10, 3)", false, 30)]
    [InlineData("k for k in sample(0, 10, p=1)", false, 100)]
    [InlineData("k for k in sample(0, 10, size=4)", false, 40)]
    [InlineData("k for k in range(i) if k != 3", false, 39)]
    [InlineData("i + k for k in range(-1, 2)", true, 28)]
    public void Generators_make_synapses(string targets, bool skips, int count)
    {
        var group = new NeuronGroup(10, "");
        var synapses = new Synapses(group, group);
        synapses.Connect(j: targets, skipIfInvalid: skips);
        Assert.Equal(count, synapses.N);
    }

    [Theory]
    [InlineData("2*ms", 20)]
    [InlineData("1*ms + i*ms", 10)]
    [InlineData("v < 0.45", 6)]
    public void Refractoriness_has_three_forms(string refractory, int steps)
    {
        // The threshold is always passed; v, which the reset sets to 0, grows by 0.1 in a step, and is looked at before it grows.
        var group = new NeuronGroup(2, "dv/dt = 1/ms : 1", threshold: "v > -1", reset: "v = 0", refractory: refractory, method: "euler");
        var spikes = new SpikeMonitor(group);
        Run(6 * ms);
        var first = spikes.PlainT.Zip(spikes.I).Where(one => one.Second == 0).Select(one => one.First).ToArray();
        Assert.Equal(steps, Math.Round((first[1] - first[0]) / 1e-4));
    }
}
