using System.Xml.Linq;
using Neuroglot.Export.Lems;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Running;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Dynamics whose units are known and agree are written to LEMS with dimensions.</summary>
public sealed class DimensionedTests : IDisposable
{
    private const string Neuron = """
        dynamics:
          name: Leaky
          parameters:
            tau: {value: 20, unit: ms}
            rest: {value: -70, unit: mV}
            R: {value: 5, unit: Mohm}
            I: {value: 4, unit: nA}
            threshold: {value: -55, unit: mV}
            k: {value: 0.5, unit: per_ms}
          coupling_inputs: {c_pop0: {}}
          derived_parameters: {half: {equation: {rhs: tau/2}}}
          derived_variables:
            drive: {equation: {rhs: "R*I + c_pop0"}}
            pulse: {equation: {rhs: "Piecewise((k, t < half), (2*k, True))"}}
          state_variables:
            V: {equation: {rhs: "(rest - V + drive)/tau"}, unit: mV, initial_value: -70, boundaries: {lo: -80, hi: 40}}
            u: {equation: {rhs: "-u*pulse + k*local_coupling*u"}, unit: mV, initial_value: 1}
            s: {equation: {rhs: "k*u/tau"}, unit: mV_per_ms, initial_value: 0.5}
          events: {spike: {condition: {rhs: V >= threshold}, affect: {rhs: "V = rest - u; u = V - rest"}, parameters: {refract: {value: 2}}}}
        integration: {step_size: 0.1, duration: 60}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("tvbo-dimensioned").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Values_have_units_and_the_run_is_the_native_one_in_SI_units()
    {
        var experiment = SimulationExperiment.FromString(Neuron);
        var adapter = new NeuroMLAdapter(experiment, new LemsAdapterOptions { Dimensioned = true });
        var document = XDocument.Parse(adapter.RenderCode()).Root!;
        var type = document.Elements("ComponentType").Single(static one => (string)one.Attribute("name")! == "Leaky");
        Assert.DoesNotContain("SEC", type.ToString(), StringComparison.Ordinal);
        string DimensionOf(string name) => (string)type.Descendants().First(one => (string?)one.Attribute("name") == name && one.Attribute("dimension") is not null).Attribute("dimension")!;
        Assert.Equal(["time", "voltage", "resistance", "per_time", "voltage_per_time", "time", "voltage", "per_time"], new[] { "tau", "V", "R", "k", "s", "half", "drive", "pulse" }.Select(DimensionOf));
        var instance = document.Element("Component")!;
        Assert.Equal(["20.0ms", "-70.0mV", "5.0Mohm", "0.5mV_per_ms", "2.0ms"], new[] { "tau", "V_0", "R", "s_0", "refract" }.Select(name => (string)instance.Attribute(name)!));
        Assert.True(adapter.Validate());
        var (native, exported) = (experiment.Run(), adapter.Run());
        foreach (var (name, factor) in new[] { ("V", 1e-3), ("u", 1e-3), ("s", 1.0) })
        {
            var (wanted, got) = (native.Trace(name)!.Values, exported.Trace(name)!.Values);
            Assert.Equal(wanted.Length, got.Length);
            for (var row = 0; row < wanted.Length; row++)
                // The same steps in other units: only roundings differ.
                Assert.Equal(wanted[row] * factor, got[row], 1e-10 * Math.Max(factor, Math.Abs(got[row])));
        }
    }

    [Theory]
    [InlineData("hhcell_1")]
    [InlineData("HodgkinHuxley")]
    [InlineData("JansenRit")]
    [InlineData("IaFCell")]
    [InlineData("IntegrateAndFire")]
    public void Dynamics_of_the_library_that_have_all_units_are_written_with_them(string name)
    {
        var adapter = new NeuroMLAdapter(Dynamics.FromDb(name).With("euler", 0.01, 150), new LemsAdapterOptions { Dimensioned = true });
        Assert.True(adapter.Validate());
        var (native, exported) = (Dynamics.FromDb(name).With("euler", 0.01, 150).Run().Branches[0].Traces[0].Values, adapter.Run().Branches[0].Traces[0].Values);
        for (var row = 0; row < native.Length; row++)
            Assert.Equal(native[row] * 1e-3, exported[row], 1e-11);
    }

    [Theory]
    [InlineData("tau: {value: 20, unit: ms}", "tau: {value: 20}", "`tau` has no unit")]
    [InlineData("tau: {value: 20, unit: ms}", "tau: {value: 20, unit: furlong}", "'furlong'")]
    [InlineData("R*I + c_pop0", "R*I + 3", "voltage")]
    [InlineData("unit: mV_per_ms", "unit: mV", "the rate of `s`")]
    public void What_does_not_agree_is_refused(string old, string changed, string part)
    {
        var experiment = SimulationExperiment.FromString(Neuron.Replace(old, changed, StringComparison.Ordinal));
        var refusal = Assert.Throws<TvboException>(() => new NeuroMLAdapter(experiment, new LemsAdapterOptions { Dimensioned = true })).Diagnostics.First(static one => one.Severity == Severity.Error);
        Assert.Equal("NG7206", refusal.Code);
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_units_serves_documents_that_do_not_define_them()
    {
        var model = Path.Combine(folder, "model.yaml");
        var units = Path.Combine(folder, "units.yaml");
        File.WriteAllText(model, "name: M\nparameters: {a: {value: 1, unit: mA/cm2}}\nstate_variables: {x: {equation: {rhs: a - x}}}");
        File.WriteAllText(units, "units: {mA/cm2: {dimension: currentDensity, power: 1}}");
        Assert.Equal("NG7045", Assert.Single(NeuralModel.Load(model).Validate()).Code);
        Assert.Empty(NeuralModel.Load(model, new LoadOptions { UnitsFile = units }).Validate());
        File.WriteAllText(units, "unit: {}");
        Assert.Contains(NeuralModel.Load(model, new LoadOptions { UnitsFile = units }).Validate(), static one => one.Code == "NG7010");
        Assert.Contains(NeuralModel.Load(model, new LoadOptions { UnitsFile = Path.Combine(folder, "none.yaml") }).Validate(), static one => one.Code == "NG7002");
    }
}
