using Neuroglot.Export.Lems;
using Neuroglot.Testing;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Programs in Python compute what the engine does.</summary>
public sealed class PythonProgramTests : IDisposable
{
    // Both round differently, a few units in the last place in each of a hundred steps.
    private const double Rounding = 1e-10;

    private readonly string folder = Directory.CreateTempSubdirectory("tvbo-python").FullName;

    public static TheoryData<string> Groups => [.. TvboLibrary.Names(EntryKind.Dynamics).Select(static (name, place) => (name, place)).GroupBy(static one => one.place / 8, static one => one.name).Select(static group => string.Join(' ', group))];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [NumPyTheory]
    [MemberData(nameof(Groups))]
    public void Every_dynamics_of_the_library_gives_the_native_trajectory(string names)
    {
        foreach (var name in names.Split(' '))
        {
            var dynamics = Dynamics.FromDb(name);
            var experiment = dynamics.IsDiscrete ? dynamics.With("euler", 1, 20) : dynamics.With("rk4", 0.01, 1);
            Same(experiment, name);
        }
    }

    [NumPyTheory]
    [InlineData("JansenRit", "euler")]
    [InlineData("JansenRit", "heun")]
    [InlineData("MontbrioPazoRoxin", "heun")]
    [InlineData("IzhikevichCell", "euler")]
    [InlineData("IntegrateAndFire", "rk4")]
    [InlineData("VanDerPolForced", "heun")]
    public void Each_method_gives_the_native_trajectory(string name, string method) => Same(Dynamics.FromDb(name).With(method, 0.05, 50), name);

    [NumPyFact]
    public void Events_that_hold_the_state_for_a_time_do_so()
    {
        var experiment = SimulationExperiment.FromString("""
            dynamics:
              name: Held
              state_variables:
                v: {equation: {rhs: "1 + w"}, initial_value: 0}
                w: {equation: {rhs: "-w/5"}, initial_value: 0}
              events: {spike: {condition: {rhs: v > 10}, affect: {rhs: "v = 0"}, parameters: {refract: {value: 3}}}}
            integration: {step_size: 0.1, duration: 31}
            """);
        var (rows, spikes) = TvboRuns.Run(experiment);
        Assert.Equal([10.1, 23.2], spikes.Select(static time => Math.Round(time, 9)));
        Same(experiment, "Held");
        Assert.Equal(0, rows[115][0]);
        Assert.Equal(0, rows[131][0], 12);
        Assert.Equal(0.1, rows[132][0], 12);
    }

    [Fact]
    public void Noise_has_its_strength_however_it_is_stated()
    {
        const string Text = "dynamics: {name: OU, state_variables: {x: {equation: {rhs: -x/10}, initial_value: 0, noise: {NOISE}}}}\nintegration: {method: heun, step_size: 0.1, duration: 100}\n";
        string Of(string noise) => SimulationExperiment.FromString(Text.Replace("NOISE", noise, StringComparison.Ordinal)).Render("python");
        Assert.Equal(Of("intensity: {value: 0.125}"), Of("parameters: {sigma: {value: 0.5}}"));
        Assert.Equal(Of("intensity: {value: 0.125}"), Of("parameters: {nsig: {value: 0.125}}"));
    }

    [NumPyFact]
    public void Noise_has_the_variance_that_it_should()
    {
        // Of dx = -x/10 dt + √(2D) dW the variance is 10·D; over 400 nodes a standard error is 7 %.
        var program = SimulationExperiment.FromString("""
            dynamics: {name: OU, coupling_inputs: {c: {}}, state_variables: {x: {equation: {rhs: "-x/10 + c"}, initial_value: 0}}}
            network: {number_of_nodes: 400}
            integration: {method: heun, step_size: 0.1, duration: 100, noise: {intensity: {value: 0.02}, seed: 3}}
            """).Render("python");
        Assert.Contains("SEED = 3", program, StringComparison.Ordinal);
        var last = PythonRuns.Last(program, folder);
        Assert.Equal(400, last.Length);
        var mean = last.Average();
        Assert.InRange(last.Sum(one => (one - mean) * (one - mean)) / 399, 0.2 * 0.79, 0.2 * 1.21);
    }

    [NumPyFact]
    public void Programs_with_JAX_are_Python()
    {
        // JAX is on no machine of ours, so that they are read and not run.
        List<string> programs = [.. TvboLibrary.Names(EntryKind.Dynamics).Select(static name => Dynamics.FromDb(name).Render("jax"))];
        programs.Add(SimulationExperiment.FromString("dynamics: {name: JansenRit}\ncoupling: {name: Difference}\nnetwork: {name: TwoHemispheres12}\nintegration: {noise: {intensity: {value: 0.1}}}").Render("jax"));
        Assert.Contains("jax.lax.scan", programs[^1], StringComparison.Ordinal);
        PythonRuns.CheckSyntax(programs, folder);
    }

    [Fact]
    public void A_program_reads_as_a_person_would_write_it() =>
        Golden.Verify(Dynamics.FromDb("JansenRit").Render("python"), "JansenRit.python");

    [Fact]
    public void A_program_of_a_network_reads_as_a_person_would_write_it() => Golden.Verify(
        SimulationExperiment.FromString("""
            label: Two columns
            dynamics: {name: JansenRit}
            coupling: {name: SigmoidalJansenRit, incoming_states: [y1, y2]}
            network:
              nodes: [{id: 0}, {id: 1, parameters: {mu: {value: 0.15}}}]
              edges: [{source: 0, target: 1, directed: true, parameters: {weight: {value: 0.5}, delay: {value: 10}}}]
            integration: {method: heun, step_size: 0.1, duration: 100, noise: {intensity: {value: 0.001}}}
            """).Render("jax"), "TwoColumns.jax");

    [Fact]
    public void A_description_has_equations_values_units_and_literature() => Golden.Verify(
        SimulationExperiment.FromString("""
            label: Gated columns
            dynamics:
              name: Gated
              references: ["Nobody 2026, Journal of Examples 1:1"]
              parameters: {tau: {value: 20, unit: ms, domain: {lo: 1, hi: 100}, description: Time constant}, V_th: {value: 15, unit: mV}}
              derived_parameters: {rate: {equation: {rhs: 1/tau}}}
              coupling_inputs: {c_pop0: {}}
              derived_variables: {gain: {equation: {rhs: "Piecewise((2*V, V > 0), (exp(V), True))"}}}
              state_variables: {V: {equation: {rhs: "rate*(c_pop0 - gain)"}, unit: mV, boundaries: {lo: -80, hi: .inf}, coupling_variable: true}}
              events: {spike: {condition: {rhs: V >= V_th}, affect: {rhs: V = 0}}}
            coupling: {name: Linear}
            network: {weights: [[0, 1], [0.5, 0]]}
            integration: {method: heun, step_size: 0.1, duration: 100}
            """).Render("markdown"), "Gated.markdown");

    [Theory]
    [InlineData("state_variables: {x: {equation: {rhs: factorial(x)}}}", "NG7202")]
    [InlineData("local_coupling_term: {name: c}\nstate_variables: {x: {equation: {rhs: -x}}}", "NG7200")]
    [InlineData("state_variables: {x: {equation: {rhs: -x}, noise: {additive: false, intensity: {value: 1}}}}", "NG7200")]
    public void What_a_program_cannot_say_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Single(Assert.Throws<TvboException>(() => Dynamics.FromString(text).Render("python")).Diagnostics).Code);

    [Fact]
    public void A_program_is_not_written_of_more_nodes_than_its_matrices_can_have() => Assert.Equal("NG7200", Assert.Single(Assert.Throws<TvboException>(static () => SimulationExperiment.FromString(
        "dynamics: {name: Kuramoto}\ncoupling: {name: Difference}\nnetwork: {number_of_nodes: 500000, graph_generator: {type: Cycle}}").Render("python")).Diagnostics).Code);

    private void Same(SimulationExperiment experiment, string name)
    {
        var native = TvboRuns.Run(experiment).Rows[^1];
        var last = PythonRuns.Last(experiment.Render("python"), folder);
        Assert.Equal(native.Length, last.Length);
        for (var i = 0; i < native.Length; i++)
            Assert.True(Math.Abs(native[i] - last[i]) <= Rounding * Math.Max(1, Math.Abs(native[i])), FormattableString.Invariant($"{name}: {last[i]:R} instead of {native[i]:R}"));
    }
}
