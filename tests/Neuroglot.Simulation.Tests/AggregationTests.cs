using System.Globalization;
using System.Text;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;
using Neuroglot.Simulation.Kernels;
using Xunit;

namespace Neuroglot.Simulation.Tests;

public class AggregationTests
{
    // Sums in another order differ in the last bits; 400 steps of a leaky membrane do not amplify that.
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData("expOneSynapse", "gbase=\"2nS\" erev=\"0mV\" tauDecay=\"3ms\"", 1.5)]
    [InlineData("expTwoSynapse", "gbase=\"2nS\" erev=\"0mV\" tauDecay=\"3ms\" tauRise=\"1ms\"", 1.5)]
    [InlineData("alphaCurrentSynapse", "tau=\"2ms\" ibase=\"50pA\"", 1.5)]
    [InlineData("expOneSynapse", "gbase=\"2nS\" erev=\"0mV\" tauDecay=\"3ms\"", 0.0)]
    public void A_network_with_aggregated_synapses_runs_like_one_without(string synapse, string attributes, double delay)
    {
        var text = Network(synapse, attributes, delay);
        var (plain, separate) = Run(text, aggregate: false);
        var (merged, aggregated) = Run(text, aggregate: true);

        Assert.DoesNotContain(separate.Sets, set => set.Name.EndsWith("/sum", StringComparison.Ordinal));
        Assert.Contains(aggregated.Sets, set => set.Name.EndsWith("/sum", StringComparison.Ordinal) && set.Count == 20);
        Assert.Equal(plain.Count, merged.Count);
        Assert.True(plain.Max(row => row[0]) - plain.Min(row => row[0]) > 1e-3);
        foreach (var (expected, actual) in plain.Zip(merged))
        {
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], Tolerance);
        }
    }

    [Fact]
    public void Synapses_with_a_nonlinear_state_stay_separate()
    {
        var (_, plan) = Run(Network(
            "blockingPlasticSynapse",
            "gbase=\"2nS\" erev=\"0mV\" tauDecay=\"3ms\" tauRise=\"1ms\"><plasticityMechanism type=\"tsodyksMarkramDepMechanism\" initReleaseProb=\"0.5\" tauRec=\"100 ms\"/></blockingPlasticSynapse>",
            1.5), aggregate: true);
        Assert.DoesNotContain(plan.Sets, set => set.Name.EndsWith("/sum", StringComparison.Ordinal));
    }

    private static (List<double[]> Rows, LevelPlan Plan) Run(string text, bool aggregate)
    {
        var diagnostics = new DiagnosticBag();
        var read = LemsReader.ReadText(text, "network.xml");
        diagnostics.AddRange(read.Diagnostics);
        Assert.Empty(diagnostics);
        var experiment = LemsElaborator.Elaborate(LemsModel.Resolve(read.Document!, diagnostics), diagnostics);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        var plan = Planner.Plan(experiment!, new PlannerOptions { Aggregate = aggregate }, diagnostics);
        var levels = Assert.IsType<LevelPlan>(plan);
        using var engine = new Engine(levels, new EngineOptions { Compiler = new VectorKernelCompiler(KernelWidth.Best) });
        var rows = new Rows();
        Assert.Null(engine.Run(rows).Problem);
        return (rows.All, levels);
    }

    private static string Network(string synapse, string attributes, double delay)
    {
        var text = new StringBuilder();
        var random = new JavaRandom(7);
        var end = attributes.Contains('>', StringComparison.Ordinal) ? string.Empty : "/>";
        text.Append(CultureInfo.InvariantCulture, $"""
            <Lems>
            <Target component="sim"/>
            <Include file="Cells.xml"/><Include file="Networks.xml"/><Include file="Simulation.xml"/>
            <iafCell id="cell" leakConductance="10nS" leakReversal="-60mV" thresh="-50mV" reset="-65mV" C="200pF"/>
            <pulseGenerator id="drive" delay="1ms" duration="100ms" amplitude="0.15nA"/>
            <{synapse} id="syn" {attributes}{end}
            <network id="net"><population id="pop" component="cell" size="20"/>
            """);
        for (var i = 0; i < 100; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                <synapticConnectionWD from="pop[{random.NextInt(20)}]" to="pop[{i % 20}]" synapse="syn" destination="synapses" weight="{random.NextDouble()}" delay="{delay * (1 + random.NextInt(3))} ms"/>
                """);
        }

        for (var i = 0; i < 10; i++)
            text.Append(CultureInfo.InvariantCulture, $"<explicitInput target=\"pop[{i}]\" input=\"drive\" destination=\"synapses\"/>");
        text.Append("</network><Simulation id=\"sim\" length=\"40ms\" step=\"0.1ms\" target=\"net\"><OutputFile id=\"o\" fileName=\"v.dat\">");
        for (var i = 0; i < 20; i++)
            text.Append(CultureInfo.InvariantCulture, $"<OutputColumn id=\"c{i}\" quantity=\"pop[{i}]/v\"/>");
        return text.Append("</OutputFile></Simulation></Lems>").ToString();
    }

    private sealed class Rows : IRunListener
    {
        public List<double[]> All { get; } = [];

        public void OnSample(double time, ReadOnlySpan<double> values) => All.Add(values.ToArray());

        public void OnEvent(double time, int recording)
        {
        }
    }
}
