using System.Xml.Linq;
using Xunit;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>Scripts that write their model as NeuroML 2 and LEMS.</summary>
public sealed class DeviceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public DeviceTests() => StartScope();

    private string Model => Path.Combine(folder, "model.xml");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_run_writes_the_model_and_the_constants()
    {
        SetDevice("neuroml2", filename: Model);
        var (_, spikes) = Neurons();
        Run(1 * second);
        var types = XDocument.Load(Model).Root!.Elements().Where(one => one.Name.LocalName == "ComponentType").Select(one => (string?)one.Attribute("name"));
        Assert.Contains("neuron1", types);
        Assert.True(File.Exists(Path.Combine(folder, "LEMSUnitsConstants.xml")));
        Assert.Contains("nothing is simulated", Assert.Throws<ModelException>(() => spikes.Count).Message, StringComparison.Ordinal);
        Assert.Contains("Build()", Assert.Throws<ModelException>(() => Run(1 * second)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_is_built_when_the_script_says_so()
    {
        SetDevice("neuroml2", filename: Model, buildOnRun: false, lemsConstSave: false);
        var (group, _) = Neurons();
        Assert.Throws<ModelException>(() => Build());
        Run(1 * second);
        Assert.False(File.Exists(Model));
        Build();
        Assert.True(File.Exists(Model));
        Assert.False(File.Exists(Path.Combine(folder, "LEMSUnitsConstants.xml")));
        SetDevice("runtime");
        Run(1 * ms);
        Assert.Equal(100, group.Plain("v").Length);
    }

    [Fact]
    public void A_neuron_with_a_shape_is_written_as_its_compartments()
    {
        SetDevice("neuroml2", filename: Model);
        var neuron = new SpatialNeuron(new Morphologies.Cylinder(1 * um, 5, 200 * um), "Im = 1*siemens/meter**2*(-70*mV - v) : amp/meter**2", ri: 100 * ohm * cm);
        neuron["v"] = "-70*mV + i*mV";
        _ = new StateMonitor(neuron.Main.Between(0 * um, 80 * um), "v");
        Run(1 * ms);
        var root = XDocument.Load(Model).Root!;
        Assert.Contains(root.Descendants(), one => (string?)one.Attribute("name") == "axial_part");
        Assert.Equal(2, root.Descendants().Count(one => one.Name.LocalName == "OutputColumn"));
    }

    [Fact]
    public void Devices_that_are_not_there_are_told()
    {
        Assert.Throws<ModelException>(() => SetDevice("cpp_standalone"));
        Assert.Throws<ModelException>(() => SetDevice("neuroml2"));
        Assert.Throws<ModelException>(() => Build());
    }

    private static (NeuronGroup Group, SpikeMonitor Spikes) Neurons()
    {
        var tau = 10 * ms;
        var group = new NeuronGroup(
            100, $"dv/dt = (v0 - v)/{tau} : volt (unless refractory)\nv0 : volt", threshold: "v > 10*mV", reset: "v = 0*mV", refractory: 5 * ms, method: "linear");
        group["v"] = 0 * mV;
        group["v0"] = "20*mV * i / (N-1)";
        _ = new StateMonitor(group, "v", record: [2, 63]);
        return (group, new SpikeMonitor(group, record: [2, 63]));
    }
}
