using Neuroglot.Export.Lems;
using Neuroglot.Running;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Programs run documents of TVBO in memory, natively and through LEMS.</summary>
public sealed class RunTests
{
    // The exported document has the same steps; only roundings differ.
    private const double Rounding = 1e-11;

    [Fact]
    public void A_run_through_LEMS_gives_what_a_native_run_gives()
    {
        var experiment = SimulationExperiment.FromString("label: JansenRit LEMS Export\ndynamics: {name: JansenRit}\nintegration: {duration: 50}");
        var native = experiment.Run();
        Assert.Equal("JansenRit LEMS Export\n└── integration\n        data: (4097, 6)", native.ToString());
        Same(native, experiment.Run("neuroml"));
        Same(native, new NeuroMLAdapter(experiment).Run());
        Same(Dynamics.FromDb("IzhikevichCell").With("euler", 0.1, 100).Run(), Dynamics.FromDb("IzhikevichCell").With("euler", 0.1, 100).Run("neuroml"));
    }

    [Fact]
    public void Events_with_a_refractory_time_become_regimes_that_do_the_same()
    {
        var experiment = SimulationExperiment.FromString("""
            dynamics:
              name: Held
              derived_variables: {drive: {equation: {rhs: "1 + w"}}, level: {equation: {rhs: 2*v}}}
              state_variables:
                v: {equation: {rhs: drive}, initial_value: 0}
                w: {equation: {rhs: "0.3 - w/5"}, initial_value: 0}
              events:
                spike: {condition: {rhs: level > 20}, affect: {rhs: "v = -w; w = w + 0.1*v"}, parameters: {refract: {value: 3}}}
                low: {condition: {rhs: w > 1.2}, affect: {rhs: "w = 1.1"}}
            integration: {step_size: 0.1, duration: 61}
            """);
        var text = experiment.Render("lems");
        Assert.Contains("<Regime name=\"integrating\" initial=\"true\">", text, StringComparison.Ordinal);
        Assert.Contains("refract=\"3.0ms\"", text, StringComparison.Ordinal);
        var native = experiment.Run();
        Assert.Contains(native.Trace("v")!.Values, static value => value < 0);
        Same(native, experiment.Run("neuroml"));
    }

    [Fact]
    public void Matrices_beside_a_document_are_files_of_the_model()
    {
        var folder = Directory.CreateTempSubdirectory("tvbo-files").FullName;
        File.WriteAllText(Path.Combine(folder, "weights.csv"), "0,1\n1,0\n");
        File.WriteAllText(Path.Combine(folder, "model.yaml"), "dynamics: {name: Kuramoto}\ncoupling: {name: Difference}\nnetwork: {weights: {file: weights.csv}}\nintegration: {step_size: 0.1, duration: 1}");
        var model = NeuralModel.Load(Path.Combine(folder, "model.yaml"));
        Assert.Equal(["model.yaml", "weights.csv"], model.Fingerprint().Select(static one => Path.GetFileName(one.Name)));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_map_is_one_by_its_method_too()
    {
        static TvboRunResult Run(string method) => SimulationExperiment.FromString($"dynamics: {{name: Henon}}\nintegration: {{method: {method}, step_size: 1, duration: 20, time_scale: s}}").Run();
        Assert.Equal(Run("euler").Trace("x")!.Values.AsEnumerable(), Run("Identity").Trace("x")!.Values);
        var refusal = Assert.Throws<TvboException>(static () => SimulationExperiment.FromString("dynamics: {name: JansenRit}\nintegration: {method: Identity}").Run()).Diagnostics[0];
        Assert.Equal("NG7071", refusal.Code);
        Assert.Contains("system_type: discrete", refusal.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_run_is_refused()
    {
        var dynamics = Dynamics.FromDb("JansenRit");
        Assert.Equal("error NG7205: Nothing runs models as 'eden'. (There are native and neuroml.)", Assert.Throws<TvboException>(() => dynamics.Run("eden")).Message);
        var other = SimulationExperiment.FromString("dynamics: {name: JansenRit}\nintegration: {method: VODE}");
        var refusal = Assert.Throws<TvboException>(() => other.Run()).Diagnostics[0];
        Assert.Equal("NG7071", refusal.Code);
        Assert.Contains("dopri5", refusal.Hint, StringComparison.Ordinal);
    }

    private static void Same(TvboRunResult expected, TvboRunResult actual)
    {
        Assert.Equal(expected.ToString().Split('\n')[1..], actual.ToString().Split('\n')[1..]);
        foreach (var trace in expected.Branches[0].Traces)
        {
            var other = actual.Trace(trace.Name)!;
            for (var row = 0; row < trace.Length; row++)
                Assert.True(Math.Abs(trace.Values[row] - other.Values[row]) <= Rounding * Math.Max(1, Math.Abs(trace.Values[row])), FormattableString.Invariant($"{trace.Name}, row {row}: {other.Values[row]:R} instead of {trace.Values[row]:R}"));
        }
    }
}
