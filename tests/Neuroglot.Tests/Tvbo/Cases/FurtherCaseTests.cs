using System.Xml.Linq;
using Neuroglot.Export.Lems;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Running;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using Xunit;

namespace Neuroglot.Tests.Tvbo.Cases;

/// <summary>What somebody who comes from TVBO does: the second half, names, units, experiments, forms, networks.</summary>
public sealed class FurtherCaseTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tvbo-case").FullName;

    /// <summary>Every unit of the schema.</summary>
    public static TheoryData<string> Units =>
    [
        .. "s ms us per_s per_ms Hz kHz V mV per_mV mV_per_ms mV_per_s A nA pA pF nF nS uS per_nC per_pC mol_per_m3 mmol_per_m3 um3 m mm cm m_per_s mm_per_ms Hz_per_nA S_per_m H_per_m rad_per_ms dimensionless percent arbitrary_unit kg kg_per_s m_per_s2 N_per_m rad rad_per_s s2 per_unit".Split(' '),
        .. "Millivolt ms^-1 ms**-1 1/ms s^-1 mV^-1 mV*ms^-1 (pC)^-1 mMol/m**3 mol.m**-3 umeter**3 rad/ms µF/cm² uF/cm2 Kilohertz".Split(' '),
    ];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Case_12_names_of_the_model_win()
    {
        var experiment = CaseFile.Experiment(12);
        Assert.Equal(2 + 3 + 5 + 7 + 11 + 13 + 17 + 19 + 23, experiment.Run().Trace("x")!.Values[^1]);
        Assert.Equal(100, experiment.Run("neuroml").Trace("x")!.Values[^1]);
        var document = XDocument.Parse(experiment.Render("lems")).Root!;
        Assert.Equal("sim_My_model__2nd_run", (string)document.Element("Target")!.Attribute("component")!);
        Assert.Equal("_2D_model_x_inst", (string)document.Element("Component")!.Attribute("id")!);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void Case_13_every_unit_of_the_schema_is_known(string unit) => Assert.NotNull(DefinedUnits.Find(UnitTables.Tvbo, unit));

    [Fact]
    public void Case_13_an_unknown_unit_is_none_with_a_warning()
    {
        var warning = Assert.Single(NeuralModel.Load(CaseFile.Find(13)).Validate());
        Assert.Equal(("NG7045", Severity.Warning), (warning.Code, warning.Severity));
        Assert.Contains("'mA/cm2'", warning.Message, StringComparison.Ordinal);
        var defined = CaseFile.Text(13) + "units: {mA/cm2: {dimension: currentDensity, power: 1}}\n";
        Assert.Single(new NeuroMLAdapter(CaseFile.Dynamics(13)).Diagnostics);
        Assert.Empty(new NeuroMLAdapter(Dynamics.FromString(defined)).Diagnostics);
    }

    [Theory]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("us")]
    public void Case_13_the_unit_of_time_is_that_of_the_experiment(string scale)
    {
        var experiment = SimulationExperiment.FromString($"dynamics: {{name: GenericLinear}}\nintegration: {{time_scale: {scale}, step_size: 0.5, duration: 2}}");
        var document = XDocument.Parse(experiment.Render("lems")).Root!;
        Assert.Equal($"1{scale}", (string)document.Descendants("Constant").Single().Attribute("value")!);
        Assert.Equal(["2.0" + scale, "0.5" + scale], [(string)document.Element("Simulation")!.Attribute("length")!, (string)document.Element("Simulation")!.Attribute("step")!]);
        CaseTests.Same(experiment);
    }

    [Fact]
    public void Case_14_times_in_seconds_are_seconds_in_both_forms()
    {
        var experiment = CaseFile.Experiment(14);
        foreach (var text in (string[])[experiment.Render("lems"), new NeuroMLAdapter(experiment).RenderSimulation()])
        {
            var simulation = XDocument.Parse(text).Root!.Element("Simulation")!;
            Assert.Equal(("200.0s", "0.01s"), ((string)simulation.Attribute("length")!, (string)simulation.Attribute("step")!));
        }

        CaseTests.Same(experiment);
        var (v, w) = (0.0, 0.0);
        for (var step = 0; step < 20_000; step++)
            (v, w) = (v + (0.01 * (v - (v * v * v / 3) - w + 0.8)), w + (0.01 * 0.08 * (v + 0.7 - (0.8 * w))));
        var trace = experiment.Run().Trace("V")!;
        Assert.Equal(200, trace.Times[^1], 9);
        Assert.Equal(v, trace.Values[^1], 1e-9);
    }

    [Fact]
    public void Case_15_a_coupled_network_has_its_types_and_works()
    {
        var experiment = CaseFile.Experiment(15);
        var document = XDocument.Parse(experiment.Render("lems")).Root!;
        var coupling = document.Elements("ComponentType").Single(static one => (string)one.Attribute("name")! == "Coupling");
        Assert.Equal(["pre", "gx"], coupling.Descendants("DerivedVariable").Select(static one => (string)one.Attribute("name")!).Skip(1));
        Assert.Equal("0.00390625", (string)document.Elements("Component").Single(static one => (string)one.Attribute("id")! == "coupling").Attribute("global_coupling")!);
        var run = experiment.Run("neuroml");
        Assert.Equal("four oscillators\n└── integration\n        data: (1001, 2, 4)", run.ToString());
        CaseTests.Same(experiment);
    }

    [Fact]
    public void Case_16_three_files_include_each_other()
    {
        var adapter = new NeuroMLAdapter(CaseFile.Experiment(16));
        var paths = adapter.Export(folder, split: true);
        Assert.Equal(["ses-2_desc-JansenRit_dynamics.xml", "ses-2_desc-JansenRit_network.xml", "ses-2_desc-JansenRit_simulation.xml"], paths.Values.Select(Path.GetFileName));
        Assert.DoesNotContain("<Simulation", adapter.RenderDynamics(), StringComparison.Ordinal);
        var network = XDocument.Parse(adapter.RenderNetwork("my_dynamics.xml")).Root!;
        Assert.Equal("my_dynamics.xml", (string)network.Element("Include")!.Attribute("file")!);
        Assert.Equal(("net", "network"), ((string)network.Element("Component")!.Attribute("id")!, (string)network.Element("Component")!.Attribute("type")!));
        Assert.Equal("pop0", (string)network.Element("Component")!.Element("Component")!.Attribute("id")!);
        var simulation = XDocument.Parse(adapter.RenderSimulation("my_network.xml")).Root!;
        Assert.Equal("my_network.xml", (string)simulation.Element("Include")!.Attribute("file")!);
        Assert.Equal(("sim1", "net"), ((string)simulation.Element("Simulation")!.Attribute("id")!, (string)simulation.Element("Simulation")!.Attribute("target")!));
        Assert.Equal(["of_y0", "of_y1", "of_y2", "of_y3", "of_y4", "of_y5"], simulation.Element("Simulation")!.Elements("OutputFile").Select(static one => (string)one.Attribute("id")!));
        var run = NeuralModel.Load(paths["simulation"]).Prepare(new RunOptions { Semantics = "neural-mass", Method = "euler", OutputFolder = folder }).Run();
        Assert.Equal(RunOutcome.Completed, run.Outcome);
        var last = File.ReadLines(Path.Combine(folder, "results", "JansenRit_y1.dat")).Last().Split('\t', StringSplitOptions.RemoveEmptyEntries);
        // Files in the manner of the reference simulator have single precision.
        Assert.Equal(CaseFile.Experiment(16).Run().Trace("y1")!.Values[^1], double.Parse(last[1], System.Globalization.CultureInfo.InvariantCulture), 1e-5);
    }

    [Fact]
    public void Case_17_forms_have_aliases_and_unknown_ones_are_refused()
    {
        var experiment = CaseFile.Experiment(17);
        Assert.Equal(experiment.Render("lems"), experiment.Render("neuroml"));
        Assert.Equal(experiment.Render("lems"), experiment.Render("nml"));
        Assert.Equal(experiment.Render("yaml"), SimulationExperiment.FromString(experiment.Render("yaml")).Render("yaml"));
        Assert.Contains("lems, neuroml, nml, yaml, python, jax, markdown", Assert.Throws<TvboException>(() => experiment.Render("openminds")).Message, StringComparison.Ordinal);
        Assert.Equal("NG7205", Assert.Throws<TvboException>(() => experiment.Run("netpyne")).Diagnostics.Single().Code);
    }

    [Fact]
    public void Case_18_every_dynamics_of_the_library_is_written_or_refused()
    {
        foreach (var name in TvboLibrary.Names(EntryKind.Dynamics))
        {
            var dynamics = Dynamics.FromDb(name);
            if (dynamics.IsDiscrete)
            {
                Assert.Equal("NG7081", Assert.Throws<TvboException>(() => dynamics.Render("lems")).Diagnostics.Single().Code);
                continue;
            }

            var text = dynamics.Render("lems");
            foreach (var part in (string[])["<Lems>", "<ComponentType", "<Simulation"])
                Assert.Contains(part, text, StringComparison.Ordinal);
            Assert.True(new NeuroMLAdapter(dynamics).Validate(), name);
        }
    }

    [Fact]
    public void Case_19_delays_and_noise_are_refused_by_LEMS_and_written_as_a_program()
    {
        var experiment = CaseFile.Experiment(19);
        Assert.Equal(["NG7081", "NG7201"], Assert.Throws<TvboException>(() => experiment.Render("lems")).Diagnostics.Where(static one => one.Severity == Severity.Error).Select(static one => one.Code).Order());
        var program = experiment.Render("python");
        Assert.Contains("[0, 100, 200, 0],", program, StringComparison.Ordinal);
        Assert.Contains("SEED = 5", program, StringComparison.Ordinal);
        var first = experiment.Run();
        Assert.Equal("four with delays\n└── integration\n        data: (501, 2, 4)", first.ToString());
        Assert.Equal(first.Trace("V_3")!.Values.AsEnumerable(), experiment.Run().Trace("V_3")!.Values);
        Assert.NotEqual(first.Trace("V_3")!.Values.AsEnumerable(), SimulationExperiment.FromString(CaseFile.Text(19).Replace("seed: 5", "seed: 6", StringComparison.Ordinal)).Run().Trace("V_3")!.Values);
    }

    [Fact]
    public void Case_20_monitors_have_the_times_of_the_original()
    {
        var run = CaseFile.Experiment(20).Run();
        Assert.Equal(["average", "sampled", "bold"], run.Branches.Select(static one => one.Name));
        // A mean of four steps of 0.5 ms stands at their middle.
        var average = run.Branches[0].Traces.Single();
        Assert.Equal([1e-3, 3e-3, 5e-3], average.Times.Take(3).Select(static time => Math.Round(time, 12)));
        Assert.All(average.Values, static value => Assert.Equal(1, value, 12));
        // 0.9765625 ms are two steps.
        Assert.Equal(8000, run.Branches[1].Traces.Single().Length);
        Assert.Equal([2.0, 4.0, 6.0, 8.0], run.Branches[2].Traces.Single().Times.Select(static time => Math.Round(time, 9)));
    }

    [Fact]
    public void Case_20_a_program_tells_that_it_leaves_monitors_out()
    {
        var path = Path.Combine(folder, "monitors.yaml");
        File.Copy(CaseFile.Find(20), path);
        var result = Neuroglot.Export.ExportTargets.Find("python")!.Export(NeuralModel.Load(path), Neuroglot.Export.ExportOptions.Default);
        Assert.Equal(["NG7203", "NG7203", "NG7203"], result.Diagnostics.Select(static one => one.Code));
        Assert.Contains("STEPS = 16000", result.Files.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Case_21_inputs_stand_in_either_dialect()
    {
        var old = CaseFile.Dynamics(21);
        var mapping = Dynamics.FromString(CaseFile.Text(21).Replace("coupling_terms", "coupling_inputs", StringComparison.Ordinal));
        var list = Dynamics.FromString(CaseFile.Text(21).Replace("coupling_terms: {c_pop0: {}}", "coupling_inputs: [c_pop0]", StringComparison.Ordinal));
        Assert.Equal(old.Render("lems"), mapping.Render("lems"));
        Assert.Equal(old.Render("lems"), list.Render("lems"));
        Assert.Contains("v .gt. thresh", old.Render("lems"), StringComparison.Ordinal);
        Assert.Equal(("NG7051", Severity.Note), new NeuroMLAdapter(old).Diagnostics.Select(static one => (one.Code, one.Severity)).Single());
    }

    [Fact]
    public void Case_22_bounds_hold_natively_and_in_LEMS()
    {
        var experiment = CaseFile.Experiment(22);
        var run = experiment.Run();
        Assert.Equal([1, 0.25, 0.25], run.Trace("x")!.Values.Take(3));
        Assert.Equal(1.5, run.Trace("y")!.Values[^1]);
        CaseTests.Same(experiment);
    }

    [Fact]
    public void An_event_with_a_choice_is_told_of()
    {
        var dynamics = Dynamics.FromString("state_variables: {x: {equation: {rhs: '1'}}}\nevents: {e: {condition: {rhs: 'Max(x, 0) > 1'}, affect: {rhs: 'x = 0'}}}");
        Assert.Equal("NG7204", new NeuroMLAdapter(dynamics).Diagnostics.Single().Code);
    }

    [Fact]
    public void No_case_is_missing()
    {
        var names = typeof(CaseTests).GetMethods().Concat(typeof(FurtherCaseTests).GetMethods()).Select(static one => one.Name).Where(static one => one.StartsWith("Case_", StringComparison.Ordinal)).Select(static one => int.Parse(one[5..7], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, 22), names.Distinct().Order());
    }
}
