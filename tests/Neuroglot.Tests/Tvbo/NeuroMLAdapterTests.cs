using System.Xml.Linq;
using Neuroglot.Export.Lems;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>What is exported to LEMS says, and does, the same.</summary>
public sealed class NeuroMLAdapterTests : IDisposable
{
    private const double Steps = 200;

    private readonly string folder = Directory.CreateTempSubdirectory("tvbo-lems").FullName;

    public static TheoryData<string> Continuous => [.. TvboLibrary.Names(EntryKind.Dynamics).Where(static name => !Dynamics.FromDb(name).IsDiscrete)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Continuous))]
    public void The_exported_document_is_valid_and_runs_as_the_native_engine_does(string name)
    {
        var experiment = Dynamics.FromDb(name).With("euler", 0.01, Steps * 0.01);
        var path = Path.Combine(folder, $"{name}.xml");
        File.WriteAllText(path, new NeuroMLAdapter(experiment).RenderCode());
        var model = NeuralModel.Load(path);
        Assert.DoesNotContain(model.Validate(), static one => one.Severity == Severity.Error);
        var run = model.Prepare(new RunOptions { Semantics = "neural-mass", Method = "euler", OutputFolder = folder }).Run();
        Assert.Equal(RunOutcome.Completed, run.Outcome);
        var rows = File.ReadLines(Path.Combine(folder, "results", $"{name}.dat")).Select(static line => line.Split('\t', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(double.Parse).ToArray()).ToList();
        var native = TvboRuns.Run(experiment).Rows;
        Assert.Equal(native.Count, rows.Count);
        for (var i = 0; i < native[^1].Length; i++)
            // The file has single precision, which is all that parts them.
            Assert.Equal(native[^1][i], rows[^1][i], 2e-7 * Math.Max(1e-6, Math.Abs(native[^1][i])));
    }

    [Fact]
    public void Choices_become_conditional_variables()
    {
        var type = Type(Dynamics.FromString("""
            name: M
            derived_variables:
              alpha: {equation: {rhs: "Piecewise((1.0, Eq(V, -40)), (0.1*(V+40)/(1-exp(-(V+40)/10)), True))"}}
              nested: {equation: {rhs: "2*Piecewise((1, ~(V > 0) & (V < 3)), (V, True)) + Max(V, 2)"}}
            state_variables: {V: {equation: {rhs: "alpha + nested + sign(V) - floor(V) + Mod(V, 3) + t"}}}
            """));
        var variables = type.Element("Dynamics")!.Elements().Where(static one => one.Name.LocalName.EndsWith("DerivedVariable", StringComparison.Ordinal)).ToList();
        Assert.Equal(["alpha", "nested_piece1", "nested_piece2", "nested"], variables.Select(static one => (string)one.Attribute("name")!));
        Assert.Equal(["ConditionalDerivedVariable", "ConditionalDerivedVariable", "ConditionalDerivedVariable", "DerivedVariable"], variables.Select(static one => one.Name.LocalName));
        Assert.Equal("V .eq. -40", (string)variables[0].Element("Case")!.Attribute("condition")!);
        Assert.Equal("V .leq. 0 .and. V .lt. 3", ((string)variables[1].Element("Case")!.Attribute("condition")!).Replace("(", string.Empty).Replace(")", string.Empty));
        var rate = (string)type.Element("Dynamics")!.Element("TimeDerivative")!.Attribute("value")!;
        Assert.Contains("H(V) - H((-1)*V)", rate, StringComparison.Ordinal);
        Assert.Contains("-ceil(-V)", rate, StringComparison.Ordinal);
        Assert.Contains("t/SEC", rate, StringComparison.Ordinal);
        Assert.EndsWith(" / SEC", rate, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_become_conditions_with_declared_ports()
    {
        var type = Type(Dynamics.FromDb("IntegrateAndFire"));
        Assert.Equal("spike", (string)type.Element("EventPort")!.Attribute("name")!);
        var condition = type.Element("Dynamics")!.Element("OnCondition")!;
        Assert.Equal("V .geq. V_th", (string)condition.Attribute("test")!);
        Assert.Equal(["StateAssignment", "EventOut"], condition.Elements().Select(static one => one.Name.LocalName));
        Assert.Equal("V_reset", (string)condition.Element("StateAssignment")!.Attribute("value")!);
    }

    [Fact]
    public void The_time_constant_is_a_unit_of_model_time()
    {
        Assert.Equal("1ms", Sec(new NeuroMLAdapter(Dynamics.FromDb("IntegrateAndFire"))));
        Assert.Equal("1s", Sec(new NeuroMLAdapter(Dynamics.FromDb("IntegrateAndFire"), new LemsAdapterOptions { CompatibleSec = true })));
        Assert.Equal("1ms", Sec(new NeuroMLAdapter(Dynamics.FromDb("GenericLinear"), new LemsAdapterOptions { CompatibleSec = true })));
        Assert.Equal("1s", Sec(new NeuroMLAdapter(SimulationExperiment.FromDb("FitzHughNagumo_Ex9"))));
    }

    [Fact]
    public void Three_files_include_each_other_and_run_as_one_does()
    {
        var experiment = SimulationExperiment.FromString("id: 2\nlabel: alpha rhythm\ndynamics: {name: JansenRit}\nintegration: {step_size: 0.1, duration: 20}");
        var adapter = new NeuroMLAdapter(experiment);
        var paths = adapter.Export(folder, split: true);
        Assert.Equal(["dynamics", "network", "simulation"], paths.Keys);
        Assert.Equal(Path.Combine(folder, "ses-2_desc-alpha_rhythm_dynamics.xml"), paths["dynamics"]);
        Assert.DoesNotContain("<Simulation", File.ReadAllText(paths["dynamics"]), StringComparison.Ordinal);
        var simulation = NeuralModel.Load(paths["simulation"]);
        Assert.Equal(RunOutcome.Completed, simulation.Prepare(new RunOptions { Semantics = "neural-mass", Method = "euler", OutputFolder = folder }).Run().Outcome);
        var native = TvboRuns.Run(experiment).Rows[^1];
        for (var i = 0; i < 6; i++)
        {
            var last = File.ReadLines(Path.Combine(folder, "results", $"JansenRit_y{i}.dat")).Last().Split('\t', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(native[i], double.Parse(last[1]), 2e-7 * Math.Max(1e-6, Math.Abs(native[i])));
        }
    }

    [Fact]
    public void Parts_name_the_files_they_are_told_to()
    {
        var adapter = new NeuroMLAdapter(Dynamics.FromDb("JansenRit"));
        Assert.Contains("<Include file=\"my_dynamics.xml\" />", adapter.RenderNetwork("my_dynamics.xml"), StringComparison.Ordinal);
        Assert.Contains("<Include file=\"my_network.xml\" />", adapter.RenderSimulation("my_network.xml"), StringComparison.Ordinal);
        Assert.Contains("<Include file=\"ses-1_desc-JansenRit_network.xml\" />", adapter.RenderSimulation(), StringComparison.Ordinal);
        Assert.True(adapter.Validate());
    }

    [Fact]
    public void Forms_have_the_names_that_TVBO_has_for_them()
    {
        var dynamics = Dynamics.FromDb("JansenRit");
        Assert.Equal(new NeuroMLAdapter(dynamics).RenderCode(), dynamics.Render("lems"));
        Assert.Equal(dynamics.Render("lems"), dynamics.Render("neuroml"));
        Assert.Equal(dynamics.Render("lems"), dynamics.Render("nml"));
        Assert.Equal(dynamics.Render("yaml"), Dynamics.FromString(dynamics.Render("yaml")).Render("yaml"));
        var experiment = SimulationExperiment.FromDb("JansenRit_Alpha");
        Assert.Equal(experiment.Render("yaml"), SimulationExperiment.FromString(experiment.Render("yaml")).Render("yaml"));
        Assert.Equal("error NG7082: There is no form 'jaxx'. (did you mean `jax`?)", Assert.Throws<TvboException>(() => dynamics.Render("jaxx")).Message);
    }

    [Fact]
    public void Experiments_name_the_simulation_and_give_its_times()
    {
        var document = XDocument.Parse(new NeuroMLAdapter(SimulationExperiment.FromString("label: JansenRit LEMS Export\ndynamics: {name: JansenRit}")).RenderCode()).Root!;
        Assert.Equal("sim_JansenRit_LEMS_Export", (string)document.Element("Target")!.Attribute("component")!);
        var simulation = document.Element("Simulation")!;
        Assert.Equal(["sim_JansenRit_LEMS_Export", "1000.0ms", "0.01220703125ms", "JansenRit_inst"], simulation.Attributes().Select(static one => one.Value));
    }

    [Theory]
    [InlineData("name: M\nsystem_type: discrete\nstate_variables: {x: {equation: {rhs: x/2}}}", "NG7081")]
    [InlineData("name: M\nstate_variables: {x: {equation: {rhs: atan(x)}}}", "NG7080")]
    [InlineData("name: M\nlocal_coupling_term: {name: c}\nstate_variables: {x: {equation: {rhs: -x}}}", "NG7081")]
    [InlineData("name: M\nstate_variables: {x: {equation: {rhs: -y}}}", "NG7040")]
    [InlineData("name: M\nparameters: {a: {value: 1}}\nderived_parameters: {b: {equation: {rhs: 'Max(a, 2)'}}}\nstate_variables: {x: {equation: {rhs: -b}}}", "NG7080")]
    public void What_LEMS_cannot_say_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Single(Assert.Throws<TvboException>(() => new NeuroMLAdapter(Dynamics.FromString(text))).Diagnostics).Code);

    [Theory]
    [InlineData(22, "22.0")]
    [InlineData(-0.0025, "-0.0025")]
    [InlineData(0.01220703125, "0.01220703125")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(-1.5e-7, "-1.5e-07")]
    [InlineData(1e16, "1e+16")]
    [InlineData(123456789012345680, "1.2345678901234568e+17")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(0, "0.0")]
    [InlineData(100, "100.0")]
    public void Numbers_are_printed_as_Python_does(double value, string expected)
    {
        var dynamics = Dynamics.FromDb("GenericLinear");
        var document = XDocument.Parse(new NeuroMLAdapter(dynamics with { Parameters = [dynamics.Parameters[0] with { Value = value }] }).RenderCode());
        Assert.Equal(expected, (string)document.Root!.Element("Component")!.Attribute("gamma")!);
    }

    private static XElement Type(Dynamics dynamics) =>
        XDocument.Parse(new NeuroMLAdapter(dynamics).RenderCode()).Root!.Elements("ComponentType").Single(one => (string)one.Attribute("name")! == dynamics.Name);

    private static string Sec(NeuroMLAdapter adapter) => (string)XDocument.Parse(adapter.RenderCode()).Descendants("Constant").Single().Attribute("value")!;
}
