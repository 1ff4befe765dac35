using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Single nodes against independent integrations of the same equations.</summary>
public sealed class SingleNodeTests
{
    // The numbers are those of a scalar program in Python with the same steps, so that only roundings differ.
    private const double Rounding = 1e-10;

    [Fact]
    public void JansenRit_runs_by_itself_as_its_reference_does()
    {
        var (rows, _) = TvboRuns.Run(Dynamics.FromDb("JansenRit"));
        Assert.Equal(81_921, rows.Count);
        double[] expected = [0.138927857891, 24.3272823023, 19.2266093147, -0.00203671287560, 0.0302784199826, 0.342996332369];
        for (var i = 0; i < expected.Length; i++)
            TvboRuns.Near(expected[i], rows[^1][i], Rounding);
    }

    [Theory]
    [InlineData("euler", 0.1450183477030239)]
    [InlineData("heun", 0.12854500625154489)]
    [InlineData("rk4", 0.12854748434295718)]
    public void Each_method_gives_its_own_numbers(string method, double expected) =>
        TvboRuns.Near(expected, TvboRuns.Run(Dynamics.FromDb("JansenRit").With(method, 0.0244140625, 1000)).Rows[^1][0], Rounding);

    [Fact]
    public void Events_reset_the_state_after_the_step()
    {
        var (rows, spikes) = TvboRuns.Run(Dynamics.FromDb("IntegrateAndFire").With("euler", 0.01, 500));
        Assert.Equal(18, spikes.Count);
        Assert.Equal([27.72, 55.44], spikes.Take(2).Select(static time => Math.Round(time, 10)));
        TvboRuns.Near(-68.98633043065178, rows[^1][0], 1e-9);
    }

    [Fact]
    public void Izhikevich_spikes_when_his_model_does()
    {
        double[] expected = [2.64, 6.14, 18.97, 45.98, 72.74, 99.5];
        var (_, spikes) = TvboRuns.Run(Dynamics.FromDb("IzhikevichCell").With("euler", 0.005, 100));
        // The reference prints the times to a hundredth of a millisecond.
        Assert.Equal(expected.Length, spikes.Count);
        foreach (var (wanted, got) in expected.Zip(spikes))
            Assert.Equal(wanted, got, 0.0051);
    }

    [Fact]
    public void All_that_an_event_changes_comes_from_the_values_before()
    {
        var (rows, _) = TvboRuns.Run(Dynamics.FromString("""
            name: Swap
            parameters: {threshold: {value: 1}}
            derived_variables: {sum: {equation: {rhs: x + y}}}
            state_variables:
              x: {equation: {rhs: 1}, initial_value: 0.25}
              y: {equation: {rhs: 0}, initial_value: -7}
              z: {equation: {rhs: 0}, initial_value: 0}
            events: {swap: {condition: {rhs: x .gt. threshold}, affect: {rhs: "x = y; y = x; z = sum"}}}
            """).With("euler", 0.5, 1));
        Assert.Equal([-7, 1.25, -5.75], rows[^1]);
    }

    [Fact]
    public void Maps_take_all_next_values_from_the_present_ones()
    {
        var (rows, _) = TvboRuns.Run(Dynamics.FromDb("Henon").With("euler", 1, 4));
        double[] expected = [-0.7408864, 0.3228];
        Assert.Equal(5, rows.Count);
        TvboRuns.Near(expected[0], rows[^1][0], 1e-15);
        TvboRuns.Near(expected[1], rows[^1][1], 1e-15);
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("heun")]
    [InlineData("rk4")]
    public void Boundaries_hold_at_each_stage_and_after_each_step(string method)
    {
        var (rows, _) = TvboRuns.Run(Dynamics.FromString("""
            name: Bounded
            state_variables:
              x: {equation: {rhs: -3}, initial_value: 1, boundaries: {lo: 0.25, hi: .inf}}
              y: {equation: {rhs: x}, initial_value: 0}
            """).With(method, 1, 1));
        // x falls to −2 and is set back to 0.25; the stages of y see 1, and then 0.25 in place of −0.5 and −2.
        Assert.Equal(0.25, rows[^1][0]);
        Assert.Equal(method switch { "euler" => 1, "heun" => (1 + 0.25) / 2, _ => (1 + (2 * 0.25) + (2 * 0.25) + 0.25) / 6 }, rows[^1][1], 15);
    }

    [Theory]
    [InlineData("euler", 10 * 9.5)]
    [InlineData("heun", 10 * 10)]
    [InlineData("rk4", 10 * 10)]
    public void Time_in_equations_is_that_of_the_model_at_the_stage(string method, double expected)
    {
        var (rows, _) = TvboRuns.Run(Dynamics.FromString("state_variables: {x: {equation: {rhs: 2*t}, initial_value: 0}}").With(method, 0.5, 10));
        Assert.Equal(expected, rows[^1][0], 12);
    }

    [Theory]
    [InlineData("integration: {noise: {intensity: {value: 0.1}}}", "NG7070")]
    [InlineData("network: {number_of_nodes: 2, normalization: {rhs: W}}", "NG7070")]
    [InlineData("stimulation: {equation: {rhs: '1'}}", "NG7070")]
    [InlineData("integration: {transient_time: 10}", "NG7070")]
    [InlineData("observations: {bold: {imaging_modality: BOLD}}", "NG7070")]
    [InlineData("integration: {method: Dopri5}", "NG7071")]
    [InlineData("integration: {method: magic}", "NG7053")]
    [InlineData("field_dynamics: {x: 1}", "NG7070")]
    public void What_would_change_results_and_is_not_run_is_refused(string more, string code)
    {
        var diagnostics = new Neuroglot.Model.Diagnostics.DiagnosticBag();
        var document = SimulationExperiment.FromString($"dynamics: {{name: JansenRit}}\n{more}");
        Assert.Null(Neuroglot.Tvbo.Building.TvboBuilder.Build(document, diagnostics));
        Assert.Equal(code, Assert.Single(diagnostics).Code);
    }

    [Theory]
    [InlineData("WilsonCowan", "P", 2.0, 500, 0.489407013712, 0.261981980775)]
    [InlineData("MontbrioPazoRoxin", "I", 3.0, 50, 1.37323926923, -0.11592491008)]
    public void Small_steps_meet_the_adaptive_reference(string entry, string parameter, double value, double duration, double first, double second)
    {
        var dynamics = Dynamics.FromDb(entry);
        var changed = dynamics with { Parameters = [.. dynamics.Parameters.Select(one => one.Name == parameter ? one with { Value = value } : one)] };
        var last = TvboRuns.Run(changed.With("rk4", 0.005, duration)).Rows[^1];
        // The reference is printed with twelve digits; the method errs by less.
        TvboRuns.Near(first, last[0], 1e-9);
        TvboRuns.Near(second, last[1], 1e-9);
    }

    public static TheoryData<string> Entries => [.. Neuroglot.Tvbo.Library.TvboLibrary.Names(Neuroglot.Tvbo.Library.EntryKind.Dynamics)];

    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_entry_of_the_library_runs(string name)
    {
        var dynamics = Dynamics.FromDb(name);
        var (rows, _) = TvboRuns.Run(dynamics.IsDiscrete ? dynamics.With("euler", 1, 20) : dynamics.With("rk4", 0.01, 5));
        Assert.All(rows[^1], static value => Assert.True(double.IsFinite(value)));
        Assert.NotEqual(rows[0], rows[^1]);
    }

    [Fact]
    public void A_coupling_by_itself_is_nothing_to_run() => Assert.Equal("NG7072", Assert.Single(NeuralModel.Load("Linear").Prepare(new RunOptions()).Diagnostics).Code);
}
