using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Runs;

/// <summary>Several runs: one simulation in which values change, or a file for each, which begins with what those before have left.</summary>
public sealed class RunExportTests : IDisposable
{
    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData("2*ms")]
    [InlineData("v > 0.5")]
    [InlineData(null)]
    public void Values_change_in_one_simulation(string? refractory) => lab.AssertSame(Driven(refractory, "drive*2"));

    [Theory]
    [InlineData("2*ms")]
    [InlineData("v > 0.5")]
    [InlineData(null)]
    public void Runs_go_on_with_values_and_refractoriness(string? refractory) => Assert.Empty(lab.AssertSameRuns(Driven(refractory, "drive*(1.5 + rand())")));

    [Theory]
    [InlineData("v = 0.25")]
    [InlineData("v = 0.5*v + 0.1*i")]
    [InlineData("v[0, 2] = 0.25")]
    [InlineData("v[i > 0] = 0.3*x")]
    public void What_arrives_as_values_change_counts_as_much_as_is_left_of_it(string change)
    {
        // Each neuron of the given group spikes in the last step of the first run, or around it.
        var given = new SpikeGeneratorGroup("given", 4, [0, 1, 2, 3, 0], [9.8e-3, 9.9e-3, 10e-3, 10.1e-3, 9.9e-3]);
        var cells = ExportLab.Group("g", 4, "dv/dt = -v/(5*ms) : 1\nx : 1", "v > 0.9", "v = 0.5*v");
        var value = new Initializer("g", "v", change[(change.IndexOf('=', StringComparison.Ordinal) + 2)..])
        {
            Condition = change.Contains("i >", StringComparison.Ordinal) ? "i > 0" : null,
            Indices = change.Contains("0, 2", StringComparison.Ordinal) ? [0, 2] : default,
        };
        foreach (var equations in (string[])[string.Empty, "w : 1"])
        {
            var synapses = new Synapses("s", "given", "g", EquationParser.Parse(equations)) { Pathways = [new SynapticPathway("pre", true, equations.Length == 0 ? "v_post += 0.31" : "v_post += w")] };
            BrianAction[] before = [new Connect("s"), new Initializer("g", "x", "0.5 + i"), .. equations.Length == 0 ? (BrianAction[])[] : [new Initializer("s", "w", "0.1 + 0.3*rand()")]];
            lab.AssertSame(new BrianNetwork(
                [cells, given, synapses, new EventMonitor("spikes", "g"), new PoissonInput("p", "g", "v", 1, 1e4, "0.02")],
                [new BrianRun(0.01) { Before = [.. before] }, new BrianRun(0.01) { Before = [value, new Initializer("g", "x", new BrianValue.List([1, 0, 2, 3], Dimension.None))] }, new BrianRun(0.005)]));
        }
    }

    [Fact]
    public void Events_under_way_arrive_in_one_simulation()
    {
        var network = Stimulated();
        var delayed = network with { Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Initializer("s", "delay", new Quantity(3e-3, Dimension.Time))] }, network.Runs[1]] };
        lab.AssertSame(network);
        lab.AssertSame(delayed);
    }

    [Theory]
    [InlineData("v_post += w", "", "w", "0.5*w", null)]
    [InlineData("v_post += w", "", "w", "w_max", null)]
    [InlineData("v_post += w", "", "w", "list", null)]
    [InlineData("v_post += w; w *= 0.9", "", "w", "2*w", "w > 0.25")]
    [InlineData("r += 0.5; v_post += w*r", "\ndr/dt = -r/(6*ms) : 1 (event-driven)", "r", "0.25", null)]
    [InlineData("r += 2", "\ndr/dt = -r/(6*ms) : 1 (clock-driven)\nx_post = w*r : 1 (summed)", "w", "list", null)]
    public void Values_of_synapses_change_in_one_simulation(string code, string equations, string variable, string value, string? condition)
    {
        // Neurons of the given group spike in each step around the end of the first run.
        var given = new SpikeGeneratorGroup("given", 4, [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1], [1e-3, 2e-3, 8e-3, 8.1e-3, 9.7e-3, 9.8e-3, 9.9e-3, 10e-3, 10e-3, 10.1e-3, 13e-3, 15e-3, 15e-3, 17e-3]);
        var cells = ExportLab.Group("g", 3, "dv/dt = (x - v)/(5*ms) : 1\nx : 1", "v > 0.7", "v = 0");
        var synapses = new Synapses("s", "given", "g", EquationParser.Parse("w : 1" + equations))
        {
            Pathways = [new SynapticPathway("pre", true, code)], Method = "euler", Namespace = new Namespace("the synapses", [KeyValuePair.Create("w_max", (NamespaceValue)0.7)]),
        };
        var change = new Initializer("s", variable, value == "list" ? new BrianValue.List([.. Enumerable.Range(0, 12).Select(index => 0.1 * (index % 5))], Dimension.None) : value) { Condition = condition };
        var network = new BrianNetwork(
            [cells, given, synapses, new EventMonitor("spikes", "g")],
            [new BrianRun(0.01) { Before = [new Connect("s"), new Initializer("s", "w", 0.3)] }, new BrianRun(0.02) { Before = [change] }]);
        Assert.Single(ExportLab.Export(network).Models);
        lab.AssertSame(network);
    }

    [Fact]
    public void Values_that_events_and_steps_read_change_between_files()
    {
        var cells = ExportLab.Group("g", 3, "dv/dt = (x + 1.2 - v)/(5*ms) : 1\nx : 1", "v > 0.7", "v = 0");
        var synapses = new Synapses("s", "g", "g", EquationParser.Parse("w : 1\nx_post = w : 1 (summed)")) { Pathways = [new SynapticPathway("pre", true, "w *= 0.9")] };
        var network = new BrianNetwork(
            [cells, synapses, new EventMonitor("spikes", "g")],
            [new BrianRun(0.01) { Before = [new Connect("s"), new Initializer("s", "w", 0.3)] }, new BrianRun(0.02) { Before = [new Initializer("s", "w", 0.2)] }]);
        Assert.Empty(lab.AssertSameRuns(network));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.02)]
    [InlineData(0.04)]
    [InlineData(0.07)]
    public void A_spike_in_the_last_step_of_a_run_counts_once(double duration)
    {
        // One neuron spikes in the last step, and its synapses grow with it; then all are driven by what they weigh.
        var last = (FormattableString)$"int(t > {duration - 1.5e-4}*second)*int(t < {duration - 0.5e-4}*second)*int(i == 0)";
        var cells = ExportLab.Group("g", 3, $"dv/dt = (1.2 + g - v)/(5*ms) : 1\ndg/dt = -g/(5*ms) : 1\nforced = {FormattableString.Invariant(last)} : 1", "v > 1 or forced > 0.5", "v = 0");
        var synapses = new Synapses("s", "g", "g", EquationParser.Parse("w : 1")) { Pathways = [new SynapticPathway("pre", true, "g_post += w"), new SynapticPathway("post", false, "w += 0.2")] };
        var network = new BrianNetwork(
            [cells, synapses, new EventMonitor("spikes", "g")],
            [new BrianRun(duration) { Before = [new Connect("s") { Condition = "i != j" }, new Initializer("g", "v", "0.1*i")] }, new BrianRun(0.02) { Before = [new Initializer("s", "w", "w + 0.001*rand()")] }]);
        Assert.Empty(lab.AssertSameRuns(network));
    }

    [Fact]
    public void Sources_stimuli_and_synapses_go_on()
    {
        var network = Stimulated();
        network = network with { Runs = [network.Runs[0], network.Runs[1] with { Before = [new Initializer("s", "w", "w + 0.1*rand()")] }] };
        Assert.Empty(lab.AssertSameRuns(network));
    }

    [Theory]
    [InlineData("v_post += 0.2", "", "1*ms")]
    [InlineData("v_post += 0.2", "", "0.5*ms + 0.3*ms*j + 0.1*ms*i")]
    [InlineData("v_pre -= 0.1", "", "2*ms")]
    [InlineData("v_post += w; w *= 0.9", "w : 1", "1*ms")]
    [InlineData("v_post += w; w *= 0.9", "w : 1", "3*ms*rand()")]
    [InlineData("r += 0.5; v_post += w*r", "w : 1\ndr/dt = -r/(6*ms) : 1 (event-driven)", "3*ms*rand()")]
    [InlineData("r += 2", "w : 1\ndr/dt = -r/(6*ms) : 1 (clock-driven)\nx_post = w*r : 1 (summed)", "2*ms + 0.1*ms*i")]
    public void Events_on_their_way_arrive_in_the_next_file(string code, string equations, string delay)
    {
        // Neurons send up to three spikes within the delay before the end of the first run.
        var cells = ExportLab.Group("g", 3, "dv/dt = (x + drive - v)/(5*ms) : 1\nx : 1\ndrive : 1", "v > 0.7", "v = 0.1");
        var given = new SpikeGeneratorGroup("given", 3, [0, 1, 2, 0, 1, 2, 0, 0], [1e-3, 2e-3, 8e-3, 9e-3, 9.4e-3, 9.8e-3, 9.9e-3, 12e-3]);
        var source = code.Contains("_pre", StringComparison.Ordinal) ? "g" : "given";
        var synapses = new Synapses("s", source, "g", EquationParser.Parse(equations)) { Pathways = [new SynapticPathway("pre", true, code)], Method = "euler" };
        ImmutableArray<BrianAction> values = equations.Length == 0 ? [] : [new Initializer("s", "w", "0.1 + 0.1*rand()")];
        var network = new BrianNetwork(
            [cells, given, synapses, new EventMonitor("spikes", "g")],
            [
                new BrianRun(0.01) { Before = [new Connect("s"), new Initializer("s", "delay", delay), new Initializer("g", "drive", "0.6 + 0.2*i"), .. values] },
                new BrianRun(0.02) { Before = [new Initializer("g", "drive", "drive + 0.1*rand()")] },
            ])
        { Seed = 5 };
        Assert.Empty(lab.AssertSameRuns(network));

        // The same from a network that says itself what is on its way.
        var started = network with { Start = new BrianStart(0.01, [new EventsUnderWay("s_pre", [1e-4, 1e-4, 5e-4], [0, 1, 0])]), Runs = [network.Runs[0]] };
        lab.AssertSame(started);
    }

    [Fact]
    public void What_cannot_change_within_a_simulation_gets_a_file_of_its_own()
    {
        var network = Driven("2*ms", "drive*2");
        Assert.Single(ExportLab.Export(network).Models);
        Assert.Equal(2, Files(new BrianRun(0.01) { Step = 5e-5 }));
        Assert.Equal(2, Files(new BrianRun(0.01) { Namespace = new Namespace("the run", [KeyValuePair.Create("tau", (NamespaceValue)2.0)]) }));
        Assert.Equal(2, Files(new BrianRun(0.01) { Before = [new Initializer("g", "v", "lastspike/second")] }));
        Assert.Equal(1, Files(new BrianRun(0.01) { Before = [new Initializer("g", "v", "v*v")] }));

        int Files(BrianRun second) => ExportLab.Export(network with { Runs = [network.Runs[0], second] }).Models.Length;
    }

    private static BrianNetwork Driven(string? refractory, string drive)
    {
        var flag = refractory is null ? string.Empty : " (unless refractory)";
        var cells = ExportLab.Group("g", 4, $"dv/dt = (drive + sin(t/(3*ms)) - v)/(5*ms) : 1{flag}\ndw/dt = -w/(20*ms) : 1\ndrive : 1", "v > 1 + w", "v = 0; w += 0.05", refractory);
        return new BrianNetwork(
            [cells, new EventMonitor("spikes", "g"), new RunRegularly("regular", "g", "drive += 0.02") { Step = 4e-4 }],
            [
                new BrianRun(0.0203) { Before = [new Initializer("g", "drive", "2 + i")] }, new BrianRun(0.0151) { Before = [new Initializer("g", "drive", drive)] },
                new BrianRun(0.01) { Before = [new Initializer("g", "v", "0.1*i")] },
            ]);
    }

    private static BrianNetwork Stimulated()
    {
        var stimulus = new Namespace("the group", [KeyValuePair.Create("stimulus", (NamespaceValue)new TimedArray([0, 0.5, -0.2, 0.7, 0.1, 0.9], 3.5e-3, Dimension.None))]);
        var cells = ExportLab.Group("g", 3, "dv/dt = (stimulus(t) - v)/(5*ms) : 1", "v > 0.8", "v = 0", "1*ms") with { Namespace = stimulus };
        var synapses = new Synapses("s", "given", "g", EquationParser.Parse("w : 1\ndr/dt = -r/(6*ms) : 1 (event-driven)")) { Pathways = [new SynapticPathway("pre", true, "r += 0.5; v_post += w*r")] };
        return new BrianNetwork(
            [cells, new SpikeGeneratorGroup("given", 2, [0, 1, 0], [1e-3, 2e-3, 4.5e-3]) { Period = 5e-3 }, synapses, new EventMonitor("spikes", "g")],
            [new BrianRun(0.0122) { Before = [new Connect("s"), new Initializer("s", "w", "1 + rand()")] }, new BrianRun(0.02)]);
    }
}
