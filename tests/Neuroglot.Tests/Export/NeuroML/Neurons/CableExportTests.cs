using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Neurons;

/// <summary>Spatial neurons as LEMS: compartments joined by gap junctions, integrated explicitly.</summary>
public sealed class CableExportTests : IDisposable
{
    private const double Area = 6e-11;

    // A sphere, from which an axon with two branches and a dendrite grow.
    private static readonly Cable Shape = new([-1, 0, 1, 1, 0], [0, 1, 3, 4, 5])
    {
        Length = [3e-5, 2e-5, 2e-5, 2e-5, 2e-5, 2e-5], Diameter = [3e-5, 1e-6, 1e-6, 1e-6, 1e-6, 2e-6], Area = [3e-10, Area, Area, Area, Area, 2 * Area],
        Volume = [1e-14, 1e-17, 1e-17, 1e-17, 1e-17, 3e-17], Distance = [0, 1e-5, 3e-5, 5e-5, 5e-5, 1e-5],
        RLength1 = [1, 4e-8, 4e-8, 4e-8, 4e-8, 1.6e-7], RLength2 = [1, 4e-8, 4e-8, 4e-8, 4e-8, 1.6e-7], Capacitance = [0.01], Resistivity = 2,
    };

    private const string Membrane = """
        Im = gL*(-70*mV - v) + gK*n*(-90*mV - v) : amp/meter**2
        dn/dt = (1/(1 + exp((-50*mV - v)/(5*mV))) - n)/(2*ms) : 1
        gL : siemens/meter**2 (constant)
        gK : siemens/meter**2 (constant)
        Is = gs*(0*mV - v) : amp (point current)
        dgs/dt = -gs/(3*ms) : siemens
        I : amp (point current)
        """;

    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    public void The_export_is_what_explicit_integration_makes_of_it()
    {
        var network = Cell(25e-6);
        var points = CableCurrents.AsSynapses(network, [], new DiagnosticBag());
        Assert.DoesNotContain(points.Objects.OfType<NeuronGroup>(), group => group.Cable is not null);
        lab.AssertSame(network, rowsLate: 0, said: ["NG4115"], twin: points);
    }

    [Fact]
    public void Random_values_are_those_of_the_run()
    {
        var network = Cell(25e-6);
        var before = network.Runs[0].Before.Add(new Initializer("cell", "v", "-70*mV + 5*mV*rand()"));
        network = network with { Seed = 3, Runs = [network.Runs[0] with { Before = before, Duration = 1e-4 }] };
        var values = ExportLab.Run(network).States["m"].Samples[0];
        Assert.True(values.Distinct().Count() > 1);
        Assert.Equal(values, ExportLab.Run(CableCurrents.AsSynapses(network, [], new DiagnosticBag())).States["m"].Samples[0]);
    }

    [Fact]
    public void The_export_comes_nearer_to_the_implicit_integration_as_the_step_gets_small()
    {
        double Difference(double step)
        {
            using var own = new ExportLab();
            var network = Cell(step);
            var exported = own.RunExport(network, said: ["NG4115"]);
            var record = ExportLab.Run(network).States["m"];
            Assert.NotEmpty(exported.Events);
            return record.Samples.Index().Max(row => row.Item.Index().Max(one => Math.Abs(one.Item - exported.Values[row.Index][one.Index])));
        }

        // Nothing is reset, so that values depend on the step alone; the largest stable one is some 30 us.
        var (coarse, middle, fine) = (Difference(8e-6), Difference(4e-6), Difference(2e-6));
        Assert.InRange(coarse, 1e-6, 2e-3);
        Assert.InRange(coarse / middle, 1.7, 2.3);
        Assert.InRange(middle / fine, 1.7, 2.3);
    }

    [Fact]
    public void A_star_is_a_mesh_and_neighbours_are_in_series()
    {
        var pairs = CableCurrents.Pairs(Shape).ToDictionary(pair => (pair.One, pair.Other), pair => pair.Length);

        // From the sphere, the axon and the dendrite: 1, 4e-8 and 1.6e-7.
        var sum = 1 + 4e-8 + 1.6e-7;
        Assert.Equal(4e-8 / sum, pairs[(0, 1)], 1e-20);
        Assert.Equal(1.6e-7 / sum, pairs[(0, 5)], 1e-20);
        Assert.Equal(4e-8 * 1.6e-7 / sum, pairs[(1, 5)], 1e-24);
        Assert.Equal(2e-8, pairs[(1, 2)], 1e-20);

        // Where the axon branches three equal arms meet.
        Assert.Equal(4e-8 / 3, pairs[(2, 3)], 1e-20);
        Assert.Equal(4e-8 / 3, pairs[(2, 4)], 1e-20);
        Assert.Equal(4e-8 / 3, pairs[(3, 4)], 1e-20);
        Assert.Equal(7, pairs.Count);
    }

    [Fact]
    public void The_largest_step_is_told_and_a_greater_one_is_warned_of()
    {
        var exporter = new NeuroMLExporter();
        Assert.True(exporter.CreateLemsModel(Uniform(5e-6)));
        var told = Assert.Single(exporter.Diagnostics);
        Assert.Equal(("NG4115", Severity.Note), (told.Code, told.Severity));

        // Two neighbours of 2e-8 m over 2 Ωm and a membrane of 1 S/m² around 6e-11 m² of 0.01 F/m²: (6e-11 + 4·1e-8) S over 6e-13 F.
        var largest = 2 * 6e-13 / (6e-11 + 4e-8);
        Assert.Contains($"stable in steps of up to {1e6 * largest:F0} us", told.Message, StringComparison.Ordinal);
        Assert.True(exporter.CreateLemsModel(Uniform(1.2 * largest)));
        told = exporter.Diagnostics[^1];
        Assert.Equal(("NG4115", Severity.Warning), (told.Code, told.Severity));
        Assert.Contains("will grow without bound", told.Message, StringComparison.Ordinal);
        Assert.Contains("Take a step of", told.Hint, StringComparison.Ordinal);

        // What alternates from compartment to compartment decays below the bound, and grows above.
        Assert.True(Last(0.95 * largest) < 0.1);
        Assert.True(Last(1.1 * largest) > 10);

        double Last(double step)
        {
            using var own = new ExportLab();
            var values = own.RunExport(Uniform(step), said: ["NG4115"]).Values;
            return values[^1].Max(one => Math.Abs(one + 0.07)) / values[0].Max(one => Math.Abs(one + 0.07));
        }
    }

    [Theory]
    [InlineData("I", "10*pA")]
    [InlineData("Ri", "1*ohm*meter")]
    [InlineData("gK", "5*siemens/meter**2")]
    public void Several_runs_are_one_file(string variable, string value)
    {
        var network = Cell(10e-6);
        network = network with { Runs = [network.Runs[0] with { Duration = 4e-3 }, new BrianRun(4e-3) { Step = 10e-6, Before = [new Initializer("cell", variable, value)] }] };
        var exporter = ExportLab.Export(network, said: ["NG4115"]);
        Assert.Single(exporter.Models);
        lab.AssertSame(network, said: ["NG4115"], twin: CableCurrents.AsSynapses(network, [], new DiagnosticBag()));
    }

    // A cable of equal compartments whose potentials alternate.
    private static BrianNetwork Uniform(double step)
    {
        const int N = 12;
        ImmutableArray<double> Each(double value) => [.. Enumerable.Repeat(value, N)];
        var cable = new Cable([-1], [0])
        {
            Length = Each(2e-5), Diameter = Each(1e-6), Area = Each(Area), Volume = Each(1e-17), Distance = Each(1), RLength1 = Each(4e-8), RLength2 = Each(4e-8), Capacitance = [0.01], Resistivity = 2,
        };
        return new BrianNetwork(
            [
                new NeuronGroup("cable", N, EquationParser.Parse("Im = 1*siemens/meter**2*(-70*mV - v) : amp/meter**2")) { Cable = cable },
                new StateMonitor("m", "cable", ["v"], [.. Enumerable.Range(0, N)]),
            ],
            [new BrianRun(200 * step) { Step = step, Before = [new Initializer("cable", "v", "-70*mV + 1*mV*(-1)**i")] }]);
    }

    // Events drive the dendrite until the tip of the axon passes the threshold.
    private static BrianNetwork Cell(double step) => new(
        [
            new NeuronGroup("cell", 6, EquationParser.Parse(Membrane)) { Cable = Shape, Threshold = "v > -62*mV and i == 3", Refractory = "100*ms", Method = "exponential_euler" },
            new SpikeGeneratorGroup("source", 1, [0, 0], [1e-3, 2e-3]),
            new Synapses("s", "source", "cell", EquationParser.Parse("w : siemens (constant)")) { Pathways = [new SynapticPathway("pre", true, "gs_post += w")] },
            new StateMonitor("m", "cell", ["v"], [0, 1, 3, 5]),
            new EventMonitor("e", "cell"),
        ],
        [
            new BrianRun(8e-3)
            {
                Step = step,
                Before =
                [
                    new Initializer("cell", "v", new Quantity(-0.07, Dimension.Voltage)), new Initializer("cell", "gL", new Quantity(1, Dimension.ConductanceDensity)),
                    new Initializer("cell", "gK", "2*siemens/meter**2*int(distance > 5*um)"), new Initializer("cell", "Cm", new Quantity(0.012, Dimension.SpecificCapacitance)) { Indices = [0] },
                    new Initializer("cell", "I", new Quantity(5e-12, Dimension.Current)) { Indices = [0] },
                    new Connect("s") { I = [0, 0], J = [5, 4] }, new Initializer("s", "w", new BrianValue.List([3e-9, 0.5e-9], Dimension.Conductance)),
                ],
            },
        ]);
}
