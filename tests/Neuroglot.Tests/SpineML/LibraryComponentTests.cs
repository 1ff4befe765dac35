using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.SpineML;

/// <summary>Each component of <c>library/spineml</c> against a closed form, or against the same model in the language of Brian.</summary>
public sealed class LibraryComponentTests : IDisposable
{
    private const double Step = 0.1;
    private const string Lif = """<Property name="cm"><FixedValue value="0.2"/></Property><Property name="tau_m"><FixedValue value="20"/></Property><Property name="v_rest"><FixedValue value="-60"/></Property><Property name="v_thresh"><FixedValue value="-50"/></Property><Property name="v_reset"><FixedValue value="-65"/></Property><Property name="tau_refractory"><FixedValue value="5"/></Property><Property name="i_offset"><FixedValue value="0.15"/></Property><Property name="v"><FixedValue value="-60"/></Property><Property name="t_spike"><FixedValue value="-1000"/></Property>""";

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public LibraryComponentTests()
    {
        foreach (var component in Directory.GetFiles(Path.Join(ExampleFolder.Path, "..", "library", "spineml"), "*.xml"))
            File.Copy(component, Path.Join(folder, Path.GetFileName(component)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>
    /// With RI = 15 mV the potential is v_rest + RI (1 - exp(-t/τ)); Runge–Kutta of order 4 follows it to a part in 10⁻¹⁰. From v_reset to the threshold it takes
    /// τ ln((RI + 5)/(RI - 10)) = 20 ms · ln 4, to which a rest of 5 ms comes; crossing and rest are each found up to a step late, and seen in the step after.
    /// </summary>
    [Fact]
    public void LIF_charges_and_fires_as_the_solution_of_its_equation()
    {
        Run($"""<Population><Neuron name="cell" url="LIF.xml" size="1">{Lif}</Neuron></Population>""", "0.3", 4, """<LogOutput name="v" target="cell" port="v"/><LogOutput name="s" target="cell" port="spike"/>""");
        var v = Values("cell_v");
        var drive = 0.15 / 0.2 * 20;
        for (var step = 0; step < 200; step++)
            Assert.Equal(-60 + (drive * -Elementary.Expm1(-(step + 1) * Step / 20)), v[step], 1e-8);
        var spikes = Times("cell_spike");
        Assert.InRange(spikes[0], (20 * Elementary.Log(drive / (drive - 10))) - Step, (20 * Elementary.Log(drive / (drive - 10))) + Step);
        var period = (20 * Elementary.Log((drive + 5) / (drive - 10))) + 5;
        for (var spike = 1; spike < spikes.Length; spike++)
            Assert.InRange(spikes[spike] - spikes[spike - 1], period, period + (3 * Step));
    }

    /// <summary>After a spike at 10 ms over a weight of 0.7 nA, without delay: w exp(-t/τ), exact to the fifth power of 0.1/5.</summary>
    [Fact]
    public void ExponentialCurrent_and_FixedWeight_give_an_exponential()
    {
        Synapse("ExponentialCurrent");
        var current = Values("current_I_syn");
        for (var step = 0; step < current.Length; step++)
            Assert.Equal(step < 100 ? 0 : 0.7 * Elementary.Exp(-(step - 99) * Step / 5), current[step], 1e-8);
    }

    /// <summary>w e t/τ exp(-t/τ), whose largest value is w, after τ = 5 ms.</summary>
    [Fact]
    public void AlphaCurrent_reaches_its_weight_after_its_time_constant()
    {
        Synapse("AlphaCurrent");
        var current = Values("current_I_syn");
        for (var step = 0; step < current.Length; step++)
        {
            var time = (step - 99) * Step / 5;
            Assert.Equal(step < 100 ? 0 : 0.7 * time * Elementary.Exp(1 - time), current[step], 1e-8);
        }

        var peak = Array.IndexOf(current, current.Max());
        Assert.Equal(10 + 5, (peak + 1) * Step, 1e-9);
        Assert.Equal(0.7, current[peak], 1e-8);
    }

    /// <summary>The same steps of Euler in the language of Brian: the same spikes to the step, for a quarter of a second. There milliseconds are a factor, and how it rounds shows in the end.</summary>
    [Theory]
    [InlineData(0.02, 0.2, -65, 8, 10)]
    [InlineData(0.1, 0.2, -65, 2, 10)]
    [InlineData(0.02, 0.2, -50, 2, 10)]
    public void Izhikevich_spikes_as_in_the_language_of_Brian(double a, double b, double c, double d, double current)
    {
        string Value(string name, double value) => FormattableString.Invariant($"""<Property name="{name}"><FixedValue value="{value}"/></Property>""");
        Run(
            $"""<Population><Neuron name="cell" url="Izhikevich.xml" size="1">{Value("a", a)}{Value("b", b)}{Value("c", c)}{Value("d", d)}{Value("v", -65)}{Value("u", -13)}</Neuron></Population>""",
            "0.25", 1, """<LogOutput name="s" target="cell" port="spike"/>""", FormattableString.Invariant($"""<ConstantInput name="i" target="cell" port="I" value="{current}"/>"""));

        var found = new DiagnosticBag();
        var equations = EquationParser.Parse("dv/dt = (0.04*v*v + 5*v + 140 - u + I)/ms : 1\ndu/dt = a*(b*v - u)/ms : 1\na : 1\nb : 1\nc : 1\nd : 1\nI : 1", "equations", found);
        var cell = new NeuronGroup("cell", 1, equations) { Threshold = "v > 30", Reset = "v = c; u += d", Method = "euler" };
        ImmutableArray<BrianAction> before = [.. new (string Name, double Value)[] { ("a", a), ("b", b), ("c", c), ("d", d), ("I", current), ("v", -65), ("u", -13) }
            .Select(static one => new Initializer("cell", one.Name, one.Value))];
        var session = new BrianSession(new BrianNetwork([cell, new EventMonitor("spikes", "cell")], [new BrianRun(0.25) { Before = before }]));
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        Assert.InRange(session.Events["spikes"].Count, 5, 100);
        Assert.Equal(session.Events["spikes"].Times.Select(static time => (int)Math.Round(time * 1e4)), Times("cell_spike").Select(static time => (int)Math.Round(time / Step)));
    }

    /// <summary>
    /// Pairs of spikes at several distances: gain exp(-Δt/τ) where the cell follows, -loss exp(Δt/τ) where it leads. A spike of the cell comes back to the weight a step later.
    /// </summary>
    [Fact]
    public void STDP_gives_the_two_exponentials_of_its_window()
    {
        // One cell, made to fire at about 100 ms, and inputs before and after it, too weak to make it fire.
        double[] arrivals = [40, 60, 80, 90, 95, 99, 105, 110, 120, 140, 160];
        const double Gain = 0.01, Loss = 0.012, Before = 20, After = 30;
        var times = string.Concat(arrivals.Select((time, index) => FormattableString.Invariant($"""<TimePointArrayValue index="{index}" array_time="{time}" array_value="1"/>""")));
        Run(
            $"""
            <Population><Neuron name="inputs" url="SpikeSource" size="{arrivals.Length}"/><Projection dst_population="cell"><Synapse><AllToAllConnection><Delay><FixedValue value="0"/></Delay></AllToAllConnection>
              <WeightUpdate name="w" url="STDP.xml" input_src_port="spike" input_dst_port="spike" feedback_src_port="spike" feedback_dst_port="post_spike"><Property name="w"><FixedValue value="0.05"/></Property>
                <Property name="tau_pre"><FixedValue value="20"/></Property><Property name="tau_post"><FixedValue value="30"/></Property><Property name="gain"><FixedValue value="0.01"/></Property><Property name="loss"><FixedValue value="0.012"/></Property><Property name="w_max"><FixedValue value="1"/></Property></WeightUpdate>
              <PostSynapse name="c" url="ExponentialCurrent.xml" input_src_port="w" input_dst_port="w" output_src_port="I_syn" output_dst_port="I_syn"><Property name="tau_syn"><FixedValue value="2"/></Property></PostSynapse></Synapse></Projection></Population>
            <Population><Neuron name="cell" url="LIF.xml" size="1">{Lif.Replace("\"0.15\"", "\"0\"", StringComparison.Ordinal)}</Neuron></Population>
            """,
            "0.2", 4, """<LogOutput name="s" target="cell" port="spike"/><LogOutput name="w" target="w" port="w"/>""",
            $"""
            <TimeVaryingArrayInput name="in" target="inputs" port="spike" array_size="{arrivals.Length}">{times}</TimeVaryingArrayInput>
            <TimeVaryingInput name="push" target="cell" port="I_syn"><TimePointValue time="0" value="0"/><TimePointValue time="100" value="20"/><TimePointValue time="101" value="0"/></TimeVaryingInput>
            """);
        var fired = Assert.Single(Times("cell_spike")) + Step;
        var learned = Values("w_w")[^arrivals.Length..];
        for (var input = 0; input < arrivals.Length; input++)
        {
            var distance = fired - arrivals[input];
            var expected = distance > 0 ? Gain * Elementary.Exp(-distance / Before) : -Loss * Elementary.Exp(distance / After);

            // The step in which each of both is handled: a part of 0.1 ms over 20 ms.
            Assert.Equal(expected, learned[input] - 0.05, 0.006 * Math.Abs(expected));
        }
    }

    private void Synapse(string component) => Run(
        $"""
        <Population><Neuron name="source" url="SpikeSource" size="1"/><Projection dst_population="cell"><Synapse><OneToOneConnection><Delay><FixedValue value="0"/></Delay></OneToOneConnection>
          <WeightUpdate name="weight" url="FixedWeight.xml" input_src_port="spike" input_dst_port="spike"><Property name="w"><FixedValue value="0.7"/></Property></WeightUpdate>
          <PostSynapse name="current" url="{component}.xml" input_src_port="w" input_dst_port="w" output_src_port="I_syn" output_dst_port="I_syn"><Property name="tau_syn"><FixedValue value="5"/></Property></PostSynapse></Synapse></Projection></Population>
        <Population><Neuron name="cell" url="LIF.xml" size="1">{Lif}</Neuron></Population>
        """,
        "0.05", 4, """<LogOutput name="i" target="current" port="I_syn"/>""",
        """<TimeVaryingArrayInput name="spikes" target="source" port="spike" array_size="1"><TimePointArrayValue index="0" array_time="10" array_value="1"/></TimeVaryingArrayInput>""");

    private void Run(string network, string seconds, int order, string outputs, string inputs = "")
    {
        File.WriteAllText(Path.Join(folder, "model.xml"), $"""<SpineML xmlns="http://www.shef.ac.uk/SpineMLNetworkLayer" name="net">{network}</SpineML>""");
        var method = order == 1 ? "<EulerIntegration dt=\"0.1\"/>" : $"<RungeKuttaIntegration dt=\"0.1\" order=\"{order}\"/>";
        File.WriteAllText(
            Path.Join(folder, "experiment.xml"),
            $"""<SpineML xmlns="http://www.shef.ac.uk/SpineMLExperimentLayer"><Experiment name="e"><Model network_layer_url="model.xml"/><Simulation duration="{seconds}">{method}</Simulation>{inputs}{outputs}</Experiment></SpineML>""");
        var summary = NeuralModel.Load(Path.Join(folder, "experiment.xml")).Prepare(new RunOptions { OutputFolder = folder }).Run();
        Assert.True(summary.Outcome == RunOutcome.Completed, string.Join('\n', summary.Diagnostics));
    }

    private double[] Values(string log) => MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Join(folder, $"{log}_log.bin"))).ToArray();

    private double[] Times(string log) =>
        [.. File.ReadLines(Path.Join(folder, $"{log}_log.csv")).Select(static line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture))];
}
