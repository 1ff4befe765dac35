using System.Globalization;
using System.Text.Json;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Tvbo;

/// <summary>The stationary variance of a linear node with additive noise, which differs between methods.</summary>
public sealed class NoiseStatisticsTests(ITestOutputHelper output)
{
    private const int Nodes = 4000;
    private const int Between = 100;
    private const int Snapshots = 20;

    [Theory]
    [InlineData("euler", "stationary_variance_euler_maruyama")]
    [InlineData("heun", "var_heun")]
    public void Variance_is_that_of_the_method(string method, string expected)
    {
        if (ConformanceData.Folder("tvbo", output) is not { } folder)
            return;
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Join(folder, "OU_statistics.json")));
        double Number(string name) => document.RootElement.GetProperty(name).GetDouble();
        var experiment = TvboBuilder.Build(
            SimulationExperiment.FromString(string.Create(CultureInfo.InvariantCulture, $"""
                dynamics:
                  name: Linear
                  parameters:
                    gamma:
                      value: {Number("gamma")}
                  state_variables:
                    x:
                      equation:
                        rhs: gamma*x
                      initial_value: 0
                      noise:
                        intensity:
                          value: {Number("nsig_D")}
                integration:
                  method: {method}
                  step_size: {Number("dt")}
                  duration: {Number("dt") * Between * (Snapshots + 1)}
                """)),
            [])!;
        experiment = experiment with
        {
            Network = experiment.Network with { Sets = [experiment.Network.Sets[0] with { Count = Nodes }] },
            Recordings = [.. Enumerable.Range(0, Nodes).Select(node => experiment.Recordings[0] with { Instance = node })],
        };
        var moments = new Moments();
        using var engine = new Engine((LevelPlan)Planner.Plan(experiment, new PlannerOptions(), [])!, new EngineOptions { Compiler = new VectorKernelCompiler(KernelWidth.Best), Seed = experiment.Seed });
        Assert.Null(engine.Run(moments).Problem);

        // A hundred steps part values that are correlated by 0.9 a step, so that all are independent: the variance of n has the standard error √(2/n) of itself.
        var count = Nodes * Snapshots;
        Assert.Equal(count, moments.Count);
        var variance = moments.Squares / count;
        Assert.Equal(Number(expected), variance, 3 * Math.Sqrt(2.0 / count) * Number(expected));
    }

    private sealed class Moments : IRunListener
    {
        private int step = -1;

        public int Count { get; private set; }

        public double Squares { get; private set; }

        public void OnSample(double time, ReadOnlySpan<double> values)
        {
            if (++step == 0 || step % Between != 0 || step == Between)
                return;
            foreach (var value in values)
                Squares += value * value;
            Count += values.Length;
        }

        public void OnEvent(double time, int recording)
        {
        }
    }
}
