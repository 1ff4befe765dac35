using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Noise, stimuli, random values at the start and events at given times, step by step against the rules of The Virtual Brain.</summary>
public sealed class NoiseTests
{
    private const double Step = 0.1;

    // Increments are differences of sums near 1, so that they have lost three digits.
    private const double Lost = 1e-12;

    [Theory]
    [InlineData("euler")]
    [InlineData("heun")]
    [InlineData("rk4")]
    public void Noise_without_strength_leaves_every_bit(string method)
    {
        var quiet = Document(method, "-x**3 + t", string.Empty);
        var noisy = Document(method, "-x**3 + t", "noise: {intensity: {value: 0}}");
        Assert.Equal(TvboRuns.Run(quiet).Rows, TvboRuns.Run(noisy).Rows);
    }

    [Fact]
    public void The_seed_is_that_of_the_noise_else_that_of_the_execution()
    {
        static SimulationExperiment Seeded(string seed, string execution) => SimulationExperiment.FromString(
            $"dynamics: {{name: One, state_variables: {{x: {{equation: {{rhs: -x}}, noise: {{intensity: {{value: 0.5}}{seed}}}}}}}}}\nintegration: {{method: euler, step_size: 0.1, duration: 3}}\nexecution: {{{execution}}}\n");
        var usual = TvboRuns.Run(Seeded(string.Empty, string.Empty)).Rows;
        Assert.Equal(usual, TvboRuns.Run(Seeded(string.Empty, "random_seed: 42")).Rows);
        var seventh = TvboRuns.Run(Seeded(string.Empty, "random_seed: 7")).Rows;
        Assert.NotEqual(usual, seventh);
        Assert.Equal(seventh, TvboRuns.Run(Seeded(", seed: 7", "random_seed: 9")).Rows);
        var found = new DiagnosticBag();
        TvboBuilder.Build(Seeded(string.Empty, "random_seed: often"), found);
        Assert.Equal("NG7153", Assert.Single(found, static one => one.Severity == Severity.Error).Code);
    }

    [Fact]
    public void Euler_adds_noise_as_strong_as_at_the_beginning_of_the_step()
    {
        var increments = Increments();
        var rows = TvboRuns.Run(Document("euler", "-x**3", "noise: {additive: false, parameters: {sigma: {value: 0.5}}, equation: {rhs: 1 + x**2}}")).Rows;
        var x = 1.0;
        for (var k = 0; k < increments.Length; k++)
        {
            x = x - (Step * x * x * x) + (0.5 * (1 + (x * x)) * increments[k]);
            Assert.Equal(x, rows[k + 1][0], Lost);
        }
    }

    [Fact]
    public void Heun_has_the_same_draw_in_predictor_and_step()
    {
        var increments = Increments();
        var rows = TvboRuns.Run(Document("heun", "-x**3", "noise: {parameters: {nsig: {value: 0.125}}}")).Rows;
        var x = 1.0;
        for (var k = 0; k < increments.Length; k++)
        {
            var noise = 0.5 * increments[k];
            var predicted = x - (Step * x * x * x) + noise;
            x = x - (Step / 2 * ((x * x * x) + (predicted * predicted * predicted))) + noise;
            Assert.Equal(x, rows[k + 1][0], Lost);
        }
    }

    [Fact]
    public void Rk4_takes_noise_for_a_rate_that_holds_over_the_step()
    {
        var increments = Increments();
        var rows = TvboRuns.Run(Document("rk4", "-x**3", "noise: {intensity: {value: 0.125}}")).Rows;
        var x = 1.0;
        for (var k = 0; k < increments.Length; k++)
        {
            double F(double at) => (-at * at * at) + (0.5 * increments[k] / Step);
            var one = F(x);
            var two = F(x + (Step / 2 * one));
            var three = F(x + (Step / 2 * two));
            var four = F(x + (Step * three));
            x += Step / 6 * (one + (2 * (two + three)) + four);
            Assert.Equal(x, rows[k + 1][0], Lost);
        }
    }

    [Fact]
    public void Multiplied_noise_without_an_equation_is_linear_in_the_variable()
    {
        var increments = Increments();
        var rows = TvboRuns.Run(Document("euler", "0*x", "noise: {additive: false, parameters: {sigma: {value: 0.5}, a: {value: 2}, b: {value: 3}}}")).Rows;
        Assert.Equal(1 + (0.5 * (2 + 3) * increments[0]), rows[1][0], Lost);
    }

    [Fact]
    public void Noise_of_the_integrator_is_on_every_variable_that_has_none_of_its_own()
    {
        const string Text = """
            dynamics:
              name: Two
              state_variables:
                x: {equation: {rhs: 0*x}, initial_value: 0, noise: {parameters: {sigma: {value: 3}}}}
                y: {equation: {rhs: 0*y}, initial_value: 0}
                z: {equation: {rhs: 0*z}, initial_value: 0}
            integration: {step_size: 0.1, duration: 1, noise: {parameters: {sigma: {value: 1}}}}
            """;
        var common = TvboRuns.Run(SimulationExperiment.FromString(Text)).Rows;
        var listed = TvboRuns.Run(SimulationExperiment.FromString(Text.Replace("noise: {parameters: {sigma: {value: 1}}}}", "state_wise_sigma: [9, 1, 0]}", StringComparison.Ordinal))).Rows;
        Assert.NotEqual(common[^1][1], common[^1][2]);
        Assert.Equal(common.Select(static row => row[0]), listed.Select(static row => row[0]));
        Assert.Equal(common.Select(static row => row[1]), listed.Select(static row => row[1]));
        Assert.All(listed, static row => Assert.Equal(0, row[2]));
    }

    [Fact]
    public void Draws_follow_from_the_seed_alone()
    {
        var document = Document("heun", "-x", "noise: {intensity: {value: 1}}");
        var other = Document("heun", "-x", "noise: {intensity: {value: 1}, seed: 7}");
        Assert.Equal(TvboRuns.Run(document).Rows, TvboRuns.Run(document).Rows);
        Assert.NotEqual(TvboRuns.Run(document).Rows[1], TvboRuns.Run(other).Rows[1]);

        // As many nodes as several threads share out, each with draws of its own.
        var one = TvboRuns.Run(document, 4096, 1).Rows;
        Assert.Equal(one, TvboRuns.Run(document, 4096, 2).Rows);
        Assert.Equal(4096, one[1].Distinct().Count());
    }

    [Fact]
    public void A_stimulus_holds_over_the_step_at_whose_beginning_it_is_taken()
    {
        const string Text = """
            dynamics: {name: One, state_variables: {x: {equation: {rhs: -x}, initial_value: 1}}}
            integration: {method: heun, step_size: 0.1, duration: 1}
            stimulation: {equation: {rhs: a*t**2}, parameters: {a: {value: 3}}, duration: 0.55, weighting: [2]}
            """;
        var rows = TvboRuns.Run(SimulationExperiment.FromString(Text)).Rows;
        var x = 1.0;
        for (var k = 0; k < 10; k++)
        {
            var t = k * Step;
            var stimulus = t < 0.55 ? 2 * 3 * t * t : 0;
            var predicted = x - (Step * x) + (Step * stimulus);
            x = x - (Step / 2 * (x + predicted)) + (Step * stimulus);
            Assert.Equal(x, rows[k + 1][0], 1e-14);
        }
    }

    [Fact]
    public void Values_at_the_start_are_drawn_between_their_bounds_for_each_node()
    {
        const string Text = """
            dynamics:
              name: Two
              state_variables:
                x: {equation: {rhs: 0*x}, distribution: {name: Uniform, domain: {lo: 2, hi: 5}}}
                y: {equation: {rhs: 0*y}, distribution: {name: Gaussian, parameters: {mean: {value: -3}, std: {value: 0.1}}}}
            integration: {step_size: 1, duration: 1}
            """;
        var values = TvboRuns.Run(SimulationExperiment.FromString(Text), 1000, 1).Rows[0];
        var (x, y) = (values.Where(static (_, place) => place % 2 == 0).ToList(), values.Where(static (_, place) => place % 2 == 1).ToList());
        Assert.All(x, static value => Assert.InRange(value, 2, 5));

        // Four standard errors of the means of a thousand.
        Assert.Equal(3.5, x.Average(), 4 * 3 / Math.Sqrt(12 * 1000));
        Assert.Equal(-3, y.Average(), 4 * 0.1 / Math.Sqrt(1000));
        Assert.Equal(1000, x.Distinct().Count());
    }

    [Fact]
    public void An_event_at_given_times_happens_after_the_steps_that_end_nearest()
    {
        const string Text = """
            dynamics:
              name: One
              state_variables: {x: {equation: {rhs: 0*x}, initial_value: 0}}
              events: {kick: {event_type: preset_time, trigger_times: [0.2, 0.53], affect: {rhs: x = x + 1}}}
            integration: {step_size: 0.1, duration: 1}
            """;
        var (rows, events) = TvboRuns.Run(SimulationExperiment.FromString(Text));
        Assert.Equal([0.0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2], rows.Select(static row => row[0]));
        Assert.Equal([2 * Step, 5 * Step], events);
    }

    [Theory]
    [InlineData("noise: {seed: 3}", "NG7150")]
    [InlineData("noise: {intensity: {value: -1}}", "NG7150")]
    [InlineData("noise: {intensity: {value: 1}, correlated: true}", "NG7150")]
    [InlineData("noise: {intensity: {value: 1}, parameters: {ntau: {value: -5}}}", "NG7150")]
    [InlineData("noise: {intensity: {value: 1}, equation: {rhs: x}}", "NG7150")]
    [InlineData("distribution: {name: Gaussian}", "NG7152")]
    [InlineData("distribution: {name: Uniform, axis: time}", "NG7152")]
    [InlineData("noise: {intensity: {value: 1}, seed: 3}, distribution: {domain: {lo: 0, hi: 1}, seed: 4}", "NG7153")]
    public void What_cannot_be_drawn_is_refused(string variable, string code)
    {
        var found = new DiagnosticBag();
        Assert.Null(TvboBuilder.Build(Document("euler", "-x", variable), found));
        Assert.Equal(code, Assert.Single(found, static one => one.Severity == Severity.Error).Code);
    }

    [Theory]
    [InlineData("{seed: 3}")]
    [InlineData("{intensity: {value: 1}, correlated: true}")]
    [InlineData("{intensity: {value: 1}, parameters: {ntau: {value: -1}}}")]
    [InlineData("{intensity: {value: 1}, equation: {rhs: '2'}}")]
    public void What_is_wrong_with_the_noise_of_all_variables_is_told_once(string noise)
    {
        var found = new DiagnosticBag();
        Assert.Null(TvboBuilder.Build(SimulationExperiment.FromString($"dynamics: {{name: JansenRit}}\nintegration: {{noise: {noise}}}\n"), found));
        Assert.Contains("of the integrator", Assert.Single(found, static one => one.Severity == Severity.Error).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{parameters: {a: {value: 1}}}", "NG7151")]
    [InlineData("{equation: {rhs: t}, regions: [1]}", "NG7151")]
    [InlineData("{equation: {rhs: t}, regions: [0], weighting: [1, 2]}", "NG7151")]
    [InlineData("{equation: {rhs: t + q}}", "NG7040")]
    public void A_stimulus_that_makes_no_sense_is_refused(string stimulus, string code)
    {
        var found = new DiagnosticBag();
        var document = SimulationExperiment.FromString($"dynamics: {{name: One, state_variables: {{x: {{equation: {{rhs: -x}}}}}}}}\nintegration: {{duration: 1}}\nstimulation: {stimulus}\n");
        Assert.Null(TvboBuilder.Build(document, found));
        Assert.Equal(code, Assert.Single(found, static one => one.Severity == Severity.Error).Code);
    }

    // What noise of strength 1 adds in each step: the same draws belong to the one noise of every document here.
    private static double[] Increments()
    {
        var rows = TvboRuns.Run(Document("euler", "0*x", "noise: {parameters: {sigma: {value: 1}}}")).Rows;
        return [.. rows.Skip(1).Zip(rows, static (after, before) => after[0] - before[0])];
    }

    private static SimulationExperiment Document(string method, string rate, string more) => SimulationExperiment.FromString(
        $"dynamics: {{name: One, state_variables: {{x: {{equation: {{rhs: {rate}}}, initial_value: 1{(more.Length > 0 ? ", " : string.Empty)}{more}}}}}}}\nintegration: {{method: {method}, step_size: 0.1, duration: 3}}\n");
}
