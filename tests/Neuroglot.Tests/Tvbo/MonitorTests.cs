using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Observations of an experiment as files: names, times, numbers of values.</summary>
public sealed class MonitorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Each_observation_has_a_file_with_its_own_times()
    {
        var files = Run("""
            label: Watched
            dynamics: {name: Ramp, state_variables: {x: {equation: {rhs: '1'}, initial_value: 0}, y: {equation: {rhs: 2*y - 2*y + 2}, initial_value: 0}}}
            integration: {step_size: 0.1, duration: 10}
            observations:
              Raw: {}
              TemporalAverage: {period: 2.0}
              slow: {period: 5.0, voi: y}
              all: {class_reference: GlobalAverage, period: 2.5}
            """);
        Assert.Equal(["results/Ramp_Raw.dat", "results/Ramp_TemporalAverage.dat", "results/Ramp_all.dat", "results/Ramp_slow.dat"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(100, files["results/Ramp_Raw.dat"].Count);

        // Printed with about seven digits.
        Near([0.0001, 0.1, 0.2], files["results/Ramp_Raw.dat"][0]);
        Assert.Equal(5, files["results/Ramp_TemporalAverage.dat"].Count);
        Near([0.001, 1.05, 2.1], files["results/Ramp_TemporalAverage.dat"][0]);
        Assert.Equal([2, 2], files["results/Ramp_slow.dat"].Select(static row => row.Length));
        Near([0.01, 20], files["results/Ramp_slow.dat"][1]);
        Near([0.0025, 2.5, 5], files["results/Ramp_all.dat"][0]);
    }

    [Fact]
    public void Sub_samples_come_1024_times_a_second()
    {
        var files = Run("""
            dynamics: {name: Ramp, state_variables: {x: {equation: {rhs: '1'}, initial_value: 0}}}
            integration: {duration: 1000}
            observations: {SubSample: {}, EEG: {gain: [[2], [-1], [0.5]]}}
            """);
        var rows = files["results/Ramp_SubSample.dat"];

        // The usual step is 80 to the 1024th of a second.
        Assert.Equal(1024, rows.Count);
        Near([1.0 / 1024, 1000.0 / 1024], rows[0]);
        var sensors = files["results/Ramp_EEG.dat"];
        Assert.Equal(1024, sensors.Count);
        var middle = 1000.0 / 1024 * (40.5 / 80);
        Near([0.5 / 1024, 2 * middle, -middle, middle / 2], sensors[0]);
    }

    [Fact]
    public void Sensors_and_groups_see_the_nodes_of_a_network_in_their_order()
    {
        // Node n rises with n + 1; nodes 0 and 2 have other dynamics than node 1, so that they are another set.
        var files = Run("""
            network:
              nodes: [{id: 0, dynamics: A}, {id: 1, dynamics: B}, {id: 2, dynamics: A, parameters: {a: {value: 3}}}]
              dynamics:
                A: {parameters: {a: {value: 1}}, state_variables: {x: {equation: {rhs: a}, initial_value: 0}}}
                B: {state_variables: {x: {equation: {rhs: '2'}, initial_value: 0}}}
            integration: {step_size: 0.5, duration: 2}
            observations:
              Raw: {}
              EEG: {period: 1, gain: [[1, 10, 100], [0, 1, 0]]}
              GlobalAverage: {period: 2}
              SpatialAverage: {period: 2, spatial_mask: [0, 1, 0]}
            """);
        Near([0.0005, 0.5, 1, 1.5], files["results/A_Raw.dat"][0]);
        var rows = files["results/A_EEG.dat"];
        Assert.Equal(2, rows.Count);

        // The mean over the steps to 0.5 and 1 ms is 0.75 ms of rise.
        Near([0.0005, 0.75 * 321, 0.75 * 2], rows[0]);
        Near([0.002, 4], Assert.Single(files["results/A_GlobalAverage.dat"]));
        Near([0.002, 4, 4], Assert.Single(files["results/A_SpatialAverage.dat"]));
    }

    [Fact]
    public void Variables_are_observed_by_their_place_and_recorded_unless_they_say_otherwise()
    {
        var files = Run("""
            dynamics: {name: Ramp, state_variables: {x: {equation: {rhs: '1'}, initial_value: 0, record: false}, y: {equation: {rhs: '2'}, initial_value: 0}}}
            integration: {step_size: 0.5, duration: 1}
            observations: {place: {voi: 0, class_reference: Raw}, all: {class_reference: Raw}}
            """);
        Near([0.0005, 0.5], files["results/Ramp_place.dat"][0]);
        Near([0.0005, 1], files["results/Ramp_all.dat"][0]);
    }

    [Fact]
    public void What_lies_before_the_transient_time_is_seen_but_not_recorded()
    {
        var files = Run("""
            dynamics: {name: Ramp, state_variables: {x: {equation: {rhs: '1'}, initial_value: 0}}}
            integration: {step_size: 0.1, duration: 0.3, transient_time: 0.7}
            """);
        Assert.Equal([0.7, 0.8, 0.9, 1.0], files["results/Ramp.dat"].Select(static row => Math.Round(row[1], 6)));
    }

    [Fact]
    public void Bold_of_a_node_that_rests_at_one_tends_to_the_sum_of_the_kernel()
    {
        var files = Run("""
            dynamics: {name: Rest, state_variables: {x: {equation: {rhs: 0*x}, initial_value: 1}}}
            integration: {step_size: 1, duration: 24000}
            observations: {signal: {imaging_modality: BOLD}}
            """);
        var rows = files["results/Rest_signal.dat"];
        Assert.Equal(12, rows.Count);
        Assert.Equal(2, rows[0][0], 1e-6);

        // ∫h = 1/3·1/(1/(2τs)² + ω²) = τf/3 = 0.1333 for the whole kernel; a sum over steps of 4 ms differs from it by less than a thousandth.
        Assert.Equal(5.6 * 0.02 * ((0.4 / 3 / 0.004) - 1), rows[^1][1], 5e-3);
    }

    [Fact]
    public void Averages_and_blood_are_those_of_each_mode_and_sensors_see_their_sum()
    {
        // Modes differ by the values at the start, which are drawn.
        var files = Run("""
            dynamics: {name: Ramp, number_of_modes: 2, parameters: {a: {value: 1}}, state_variables: {x: {equation: {rhs: a}, initial_value: 0, distribution: {domain: {lo: 0, hi: 1}}}}}
            network: {nodes: [{id: 0}, {id: 1, parameters: {a: {value: 3}}}]}
            integration: {step_size: 0.5, duration: 2400}
            observations:
              Raw: {}
              GlobalAverage: {period: 2}
              SpatialAverage: {period: 2, spatial_mask: [1, 0]}
              EEG: {period: 1.3, gain: [[1, 10]]}
              Bold: {}
            """);
        var raw = files["results/Ramp_Raw.dat"];
        // Node 0 in its modes 0 and 1, then node 1; values are printed with seven digits.
        Assert.Equal(5, raw[3].Length);
        Near([0.002, (raw[3][1] + raw[3][3]) / 2, (raw[3][2] + raw[3][4]) / 2], files["results/Ramp_GlobalAverage.dat"][0]);
        Near([0.002, raw[3][3], raw[3][4], raw[3][1], raw[3][2]], files["results/Ramp_SpatialAverage.dat"][0]);
        // 1.3 ms are two steps of 0.5 ms, rounded down.
        var sum = Enumerable.Range(0, 2).Average(row => raw[row][1] + raw[row][2] + (10 * (raw[row][3] + raw[row][4])));
        Near([0.0005, sum], files["results/Ramp_EEG.dat"][0]);

        // By the definition: means over 4 ms, the kernel from the last one back, for each mode by itself.
        var blood = Assert.Single(files["results/Ramp_Bold.dat"]);
        Assert.Equal((5, 2.0), (blood.Length, Math.Round(blood[0], 9)));
        var frequency = Math.Sqrt((1 / 0.4) - (1 / (4 * 0.8 * 0.8)));
        for (var column = 1; column <= 4; column++)
        {
            var answer = 0.0;
            for (var age = 0; age < 500; age++)
            {
                var mean = Enumerable.Range(4000 - ((age + 1) * 8), 8).Average(row => raw[row][column]);
                var time = age * 0.004;
                answer += mean * Neuroglot.Numerics.Elementary.Exp(-time / 1.6) * Neuroglot.Numerics.Elementary.Sin(frequency * time) / (3 * frequency);
            }

            // Both sides are made of numbers with seven digits.
            Assert.Equal(5.6 * 0.02 * (answer - 1), blood[column], 1e-6 * Math.Abs(blood[column]));
        }
    }

    [Theory]
    [InlineData("odd: {class_reference: Sonar}", "NG7154")]
    [InlineData("fast: {period: 0.01, voi: x}", "NG7154")]
    [InlineData("lost: {voi: q}", "NG7154")]
    [InlineData("EEG: {}", "NG7154")]
    [InlineData("EEG: {gain: [[1, 2]]}", "NG7154")]
    [InlineData("SpatialAverage: {spatial_mask: [1]}", "NG7154")]
    [InlineData("Bold: {parameters: {tau_f: {value: 9}}}", "NG7154")]
    public void What_cannot_be_observed_is_refused(string observation, string code)
    {
        var found = new DiagnosticBag();
        var document = SimulationExperiment.FromString($"dynamics: {{name: One, state_variables: {{x: {{equation: {{rhs: -x}}}}}}}}\nintegration: {{step_size: 0.1, duration: 1}}\nobservations: {{{observation}}}\n");
        Assert.Null(TvboBuilder.Build(document, found));
        Assert.Equal(code, Assert.Single(found, static one => one.Severity == Severity.Error).Code);
    }

    [Theory]
    [InlineData("SpatialAverage: {spatial_mask: [GROUPS]}", 20_000)]
    [InlineData("Bold: {parameters: {hrf_length: {value: 4000000}}}", 1000)]
    public void What_would_not_fit_into_memory_is_refused(string observation, int nodes)
    {
        var found = new DiagnosticBag();
        var groups = string.Join(", ", Enumerable.Range(0, nodes));
        var text = $"dynamics: {{name: One, state_variables: {{x: {{equation: {{rhs: -x}}}}}}}}\nnetwork: {{number_of_nodes: {nodes}}}\nintegration: {{step_size: 0.1, duration: 1}}\nobservations: {{{observation.Replace("GROUPS", groups, StringComparison.Ordinal)}}}\n";
        Assert.Null(TvboBuilder.Build(SimulationExperiment.FromString(text), found));
        Assert.Equal("NG7154", Assert.Single(found, static one => one.Severity == Severity.Error).Code);
    }

    [Theory]
    [InlineData("derived_observations: {fc: {source: bold}}")]
    [InlineData("algorithms: {fic: {}}")]
    [InlineData("observations: {order: {source: [y0], pipeline: [{function: f}]}}\nfunctions: {f: {source_code: jnp.mean(data), arguments: {data: {}}}}")]
    [InlineData("optimizations: {fit: {}}")]
    [InlineData("continuations: {branch: {}}")]
    [InlineData("execution: {n_workers: 2, find_fixpoint: true}")]
    public void What_a_run_does_not_do_besides_is_said(string line)
    {
        var found = new DiagnosticBag();
        Assert.NotNull(TvboBuilder.Build(SimulationExperiment.FromString($"dynamics: {{name: JansenRit}}\n{line}\n"), found));
        Assert.Equal("NG7155", Assert.Single(found, static one => one.Severity == Severity.Warning).Code);
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual))
            Assert.Equal(one, other, 2e-7 * Math.Abs(one));
    }

    private Dictionary<string, List<double[]>> Run(string text)
    {
        var path = Path.Join(folder, "experiment.yaml");
        File.WriteAllText(path, text);
        var summary = NeuralModel.Load(path).Prepare(new RunOptions { OutputFolder = folder }).Run();
        Assert.True(summary.Outcome == RunOutcome.Completed, string.Join("\n", summary.Diagnostics));
        return summary.Files.Where(static path => path.EndsWith(".dat", StringComparison.Ordinal)).ToDictionary(
            file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
            static file => File.ReadLines(file).Select(static line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToList());
    }
}
