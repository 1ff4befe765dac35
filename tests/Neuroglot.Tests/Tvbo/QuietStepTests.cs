using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Long runs of a single node go through their steps in a loop of their own; short ones do not.</summary>
public sealed class QuietStepTests
{
    // Runs of fewer steps are the engine's usual ones.
    private const int Fewest = 10_000;

    [Theory]
    [InlineData("dynamics: {name: JansenRit}\nintegration: {method: euler, step_size: 0.01", 1)]
    [InlineData("dynamics: {name: JansenRit}\nintegration: {method: heun, step_size: 0.01", 3)]
    [InlineData("dynamics: {name: Generic2dOscillator}\nintegration: {method: rk4, step_size: 0.1, noise: {intensity: {value: 0.01}}", 1)]
    [InlineData("dynamics: {name: VanDerPolForced}\nintegration: {method: heun, time_scale: s, step_size: 0.01", 1)]
    [InlineData("dynamics: {name: Henon}\nintegration: {method: identity, time_scale: s, step_size: 1", 1)]
    [InlineData("dynamics: {name: IntegrateAndFire}\nintegration: {method: euler, step_size: 0.01", 1)]
    public void The_steps_have_the_bits_of_short_runs(string text, int nodes)
    {
        var step = double.Parse(text[(text.IndexOf("step_size: ", StringComparison.Ordinal) + 11)..].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
        List<double[]> Of(int steps) => TvboRuns.Run(SimulationExperiment.FromString(FormattableString.Invariant($"{text}, duration: {steps * step}}}\n")), nodes, 1).Rows;
        var (some, all) = (Of(Fewest - 1), Of(Fewest + 100));
        Assert.Equal((Fewest, Fewest + 101), (some.Count, all.Count));
        for (var row = 0; row < some.Count; row++)
            Assert.Equal(some[row], all[row]);
    }

    [Theory]
    [InlineData("{name: Burst, state_variables: {x: {equation: {rhs: x**2}, initial_value: 1}}}")]
    [InlineData("{name: Burst, output: [y], state_variables: {x: {equation: {rhs: x**2}, initial_value: 1}, y: {equation: {rhs: -y}}}}")]
    public void What_is_no_number_ends_them_where_it_ends_others(string dynamics)
    {
        Assert.Equal(Problem(5), Problem(15));

        string? Problem(double duration) => Run($"dynamics: {dynamics}\nintegration: {{method: euler, step_size: 0.001, duration: {duration}}}\n", CancellationToken.None).Problem?.Message;
    }

    [Fact]
    public void They_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var result = Run("dynamics: {name: JansenRit}\nintegration: {method: euler, step_size: 0.001, duration: 10000}\n", stop.Token);
        Assert.True(result.Cancelled);
        Assert.InRange(result.Steps, 1, 9_999_999);
    }

    private static EngineResult Run(string text, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        var plan = (LevelPlan)Planner.Plan(TvboBuilder.Build(SimulationExperiment.FromString(text), diagnostics)!, new PlannerOptions(), diagnostics)!;
        Assert.Empty(diagnostics);
        using var engine = new Engine(plan, new EngineOptions { Compiler = new VectorKernelCompiler(KernelWidth.Best) });
        return engine.Run(new Deaf(), null, cancellation);
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
