using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>The method of Dormand and Prince, which chooses its steps itself.</summary>
public sealed class AdaptiveTests
{
    private const string Oscillator = "dynamics: {name: Ring, state_variables: {x: {equation: {rhs: y}, initial_value: 1}, y: {equation: {rhs: -x}, initial_value: 0}}}\n";

    [Theory]
    [InlineData(0.01, 1000)]
    [InlineData(2.5, 4)]
    public void Values_at_the_steps_of_the_document_come_from_the_same_trajectory(double step, int count)
    {
        var rows = TvboRuns.Run(SimulationExperiment.FromString(FormattableString.Invariant($"{Oscillator}integration: {{method: dopri5, step_size: {step}, duration: 10}}\n"))).Rows;
        Assert.Equal(count + 1, rows.Count);
        for (var k = 0; k <= count; k++)
        {
            // Some hundred steps with errors of 1e-10, and an interpolation of order 4 between.
            Assert.Equal(Elementary.Cos(k * step), rows[k][0], 2e-8);
            Assert.Equal(-Elementary.Sin(k * step), rows[k][1], 2e-8);
        }
    }

    [Fact]
    public void A_larger_tolerance_gives_a_larger_error()
    {
        double Error(string tolerance) => Math.Abs(TvboRuns.Run(SimulationExperiment.FromString($"{Oscillator}integration: {{method: Dopri5, step_size: 1, duration: 100, abs_tol: {tolerance}, rel_tol: {tolerance}}}\n")).Rows[^1][0] - Elementary.Cos(100));
        Assert.InRange(Error("1e-4"), 1e-5, 1e-1);
        Assert.InRange(Error("1e-8"), 1e-10, 1e-5);
    }

    [Fact]
    public void Bounds_hold_and_time_goes_on_within_a_step()
    {
        var rows = TvboRuns.Run(SimulationExperiment.FromString("""
            dynamics: {name: Kept, state_variables: {x: {equation: {rhs: 3*t**2}, initial_value: 0, boundaries: {lo: 0, hi: 8}}}}
            integration: {method: dopri5, step_size: 0.5, duration: 3}
            """)).Rows;
        Assert.Equal(1, rows[2][0], 1e-8);
        Assert.Equal(8, rows[^1][0]);
    }

    [Fact]
    public void A_singularity_ends_the_run()
    {
        // x' = x² from 1 on is infinite at the time 1.
        var problem = Problem("dynamics: {name: Burst, state_variables: {x: {equation: {rhs: x**2}, initial_value: 1}}}\nintegration: {method: dopri5, step_size: 0.5, duration: 3}\n");
        Assert.Equal("NG7158", problem?.Code);
    }

    [Theory]
    [InlineData("{name: One, state_variables: {x: {equation: {rhs: -x}, noise: {intensity: {value: 1}}}}}")]
    [InlineData("{name: One, state_variables: {x: {equation: {rhs: -x}}}, events: {up: {condition: {rhs: x > 1}, affect: {rhs: x = 0}}}}")]
    [InlineData("{name: One, state_variables: {x: {equation: {rhs: -x}}}}\nstimulation: {equation: {rhs: sin(t)}}")]
    [InlineData("{name: One, state_variables: {x: {equation: {rhs: c - x}, coupling_variable: true}}, coupling_inputs: {c: {}}}\ncoupling: {name: Linear}\nnetwork: {weights: [[0, 1], [1, 0]], lengths: [[0, 9], [9, 0]]}")]
    public void What_needs_fixed_steps_is_refused(string dynamics)
    {
        var found = new DiagnosticBag();
        Assert.Null(TvboBuilder.Build(SimulationExperiment.FromString($"dynamics: {dynamics}\nintegration: {{method: dopri5, duration: 1}}\n"), found));
        Assert.Equal("NG7071", Assert.Single(found, static one => one.Severity == Severity.Error).Code);
    }

    private static Diagnostic? Problem(string text)
    {
        var plan = (LevelPlan)Planner.Plan(TvboBuilder.Build(SimulationExperiment.FromString(text), [])!, new PlannerOptions(), [])!;
        using var engine = new Engine(plan, new EngineOptions { Compiler = new VectorKernelCompiler(KernelWidth.Best) });
        return engine.Run(new Deaf()).Problem;
    }

    private sealed class Deaf : IRunListener
    {
        public void OnSample(double time, ReadOnlySpan<double> values)
        {
        }

        public void OnEvent(double time, int recording)
        {
        }
    }
}
