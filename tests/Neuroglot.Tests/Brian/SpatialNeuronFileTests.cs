using System.Collections.Immutable;
using Neuroglot.Brian.Exchange;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Brian;

/// <summary>A file with a spatial neuron, from what it says to what it does.</summary>
public sealed class SpatialNeuronFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void It_is_valid_and_planned_and_run()
    {
        var model = Load();
        Assert.Empty(model.Validate());
        var prepared = model.Prepare(new RunOptions { OutputFolder = folder });
        Assert.Contains("cell_spatialstateupdater", prepared.Plan, StringComparison.Ordinal);
        Assert.Contains("solve for 'v' of set 0 over a tree of 5 nodes", prepared.Plan, StringComparison.Ordinal);
        Assert.Equal(RunOutcome.Completed, prepared.Run().Outcome);
        Assert.Equal("time [ms],cell[0]/v [mV],cell[3]/v [mV],cell[0]/Ic [uA_per_cm2],cell[3]/Ic [uA_per_cm2]", File.ReadLines(Path.Join(folder, "m.csv")).First());
        Assert.True(Last(1) > -70 && Last(2) < Last(1));
    }

    [Fact]
    public void Its_shape_is_described()
    {
        var description = Load().Describe();
        Assert.Equal(new PopulationDescription("cell", "cell", "SpatialNeuron", 4), Assert.Single(description.Populations));
        Assert.Contains("shape: 4 compartments in 3 sections: main, axon, dend", Assert.Single(description.Equations).Lines);
        Assert.Equal("SpatialNeuron", Load().Diagrams().Dynamics[0].Type);
        var text = Assert.Single(ExportTargets.Find("markdown")!.Export(Load(), ExportOptions.Default).Files).Text;
        Assert.Contains("4 compartments in 3 sections: main, axon, dend", text, StringComparison.Ordinal);
        Assert.Contains("one implicit Euler step", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Resistivity_and_capacitance_can_be_overridden()
    {
        Run();
        var (apart, before) = (Last(1) - Last(2), Last(1));
        Run(new ParameterOverride("cell.Ri", "0.01*ohm*meter"));
        Assert.True(Last(1) - Last(2) < apart / 20);
        Run(new ParameterOverride("cell.Cm", "10*uF/cm**2"));
        Assert.True(Last(1) < before);

        void Run(params ImmutableArray<ParameterOverride> overrides)
        {
            var prepared = Load().Prepare(new RunOptions { OutputFolder = folder, Overrides = overrides });
            Assert.DoesNotContain(prepared.Diagnostics, one => one.Severity == Severity.Error);
            Assert.Equal(RunOutcome.Completed, prepared.Run().Outcome);
        }
    }

    private double Last(int column) => double.Parse(File.ReadLines(Path.Join(folder, "m.csv")).Last().Split(',')[column], System.Globalization.CultureInfo.InvariantCulture);

    private NeuralModel Load()
    {
        var cable = new Cable([-1, 0, 0], [0, 1, 3])
        {
            Names = ["main", "axon", "dend"], Length = [3e-5, 2e-5, 2e-5, 2e-5], Diameter = [3e-5, 1e-6, 1e-6, 1e-6], Area = [3e-9, 6e-11, 6e-11, 6e-11], Volume = [1e-14, 1e-17, 1e-17, 1e-17],
            Distance = [0, 1e-5, 3e-5, 1e-5], RLength1 = [1, 8e-8, 8e-8, 8e-8], RLength2 = [1, 8e-8, 8e-8, 8e-8], Capacitance = [0.01], Resistivity = 1.5,
        };
        ImmutableArray<BrianObject> objects =
        [
            new NeuronGroup("cell", 4, EquationParser.Parse("Im = 1*siemens/meter**2*(-70*mV - v) : amp/meter**2\nI : amp (point current)")) { Cable = cable },
            new StateMonitor("m", "cell", ["v", "Ic"], [0, 3]),
        ];
        var network = new BrianNetwork(objects, [new BrianRun(5e-3) { Before = [new Initializer("cell", "v", "-70*mV"), new Initializer("cell", "I", new Quantity(1e-10, Dimension.Current)) { Indices = [0] }] }]) { Name = "cell" };
        var path = Path.Join(folder, "cell.brian.json");
        File.WriteAllText(path, BrianJson.Write(network));
        return NeuralModel.Load(path);
    }
}
