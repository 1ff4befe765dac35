using Neuroglot.Numerics;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Means and variances of many paths, against the theory of the stochastic equations and of the methods; bounds are standard errors of the samples.</summary>
public sealed class NoiseMomentTests
{
    private const int Paths = 20_000;

    // A sample beyond four standard errors comes once in sixteen thousand; draws follow from the seed, so that it came never or always.
    private const double Errors = 4;

    [Theory]
    [InlineData("euler")]
    [InlineData("heun")]
    [InlineData("rk4")]
    public void Additive_noise_of_a_linear_equation_has_the_mean_and_variance_of_Ornstein_and_Uhlenbeck(string method)
    {
        // x' = −x + σ·ξ from x = 2, over one unit of time in a hundred steps.
        const double Step = 0.01;
        const double Sigma = 0.7;
        var values = Ends(method, Step, 1, "-x", $"parameters: {{sigma: {{value: {FormattableString.Invariant($"{Sigma}")}}}}}", initial: 2);
        var (mean, variance) = (2 * Elementary.Exp(-1), Sigma * Sigma / 2 * (1 - Elementary.Exp(-2)));

        // Euler's own mean and variance are known, and differ by terms of the first order in the step; those of the others by less.
        var bias = method == "euler" ? Step : Step * Step;
        Near(mean, values.Average(), Math.Sqrt(variance / Paths), bias);
        Near(variance, Variance(values), variance * Math.Sqrt(2.0 / Paths), bias);
        if (method != "euler")
            return;
        var factor = 1 - Step;
        Near(2 * Elementary.Pow(factor, 100), values.Average(), Math.Sqrt(variance / Paths), 0);
        Near(Sigma * Sigma * Step * (1 - Elementary.Pow(factor, 200)) / (1 - (factor * factor)), Variance(values), variance * Math.Sqrt(2.0 / Paths), 0);
    }

    [Theory]
    [InlineData("euler", 50)]
    [InlineData("heun", 50)]
    [InlineData("rk4", 50)]
    public void Multiplied_noise_has_the_moments_of_geometric_Brownian_motion(string method, int steps)
    {
        // x' = a·x + σ·x·ξ in Itô's sense: E x = e^(a·t), E x² = e^((2a + σ²)·t).
        const double Growth = 0.5;
        const double Sigma = 0.4;
        var step = 1.0 / steps;
        var values = Ends(method, step, 1, "x/2", "additive: false, equation: {rhs: x}, parameters: {sigma: {value: 0.4}}", initial: 1);
        var z = Growth * step;
        var drift = method switch { "euler" => 1 + z, "heun" => 1 + z + (z * z / 2), _ => 1 + z + (z * z / 2) + (z * z * z / 6) + (z * z * z * z / 24) };
        // What a unit of drive, held over the step, adds: 1 for Euler, 1 + z/2 where predictor and step have it, (R − 1)/z for Runge and Kutta's.
        var driven = method switch { "euler" => 1.0, "heun" => 1 + (z / 2), _ => (drift - 1) / z };
        var square = (drift * drift) + (Sigma * Sigma * step * driven * driven);
        var (mean, second) = (Elementary.Pow(drift, steps), Elementary.Pow(square, steps));
        var fourth = Elementary.Pow(Elementary.Pow(drift, 4) + (6 * drift * drift * Sigma * Sigma * step * driven * driven) + (3 * Elementary.Pow(Sigma * driven, 4) * step * step), steps);

        // Exactly those of the method, and those of the equation but for an error of the first order.
        Near(mean, values.Average(), Math.Sqrt((second - (mean * mean)) / Paths), 1e-12);
        Near(second, values.Average(static one => one * one), Math.Sqrt((fourth - (second * second)) / Paths), 1e-12);
        Assert.InRange(Math.Abs(mean - Elementary.Exp(Growth)), 0, step);
        Assert.InRange(Math.Abs(second - Elementary.Exp((2 * Growth) + (Sigma * Sigma))), 0, 2 * step);
    }

    [Fact]
    public void Errors_of_the_mean_fall_with_the_step()
    {
        // Weak order one of Euler's method: the exact second moment of the method at a step and at half of it.
        static double Error(int steps)
        {
            var step = 1.0 / steps;
            return Elementary.Exp(1 + 0.16) - Elementary.Pow(Elementary.Pow(1 + (0.5 * step), 2) + (0.16 * step), steps);
        }

        Assert.InRange(Error(50) / Error(100), 1.9, 2.1);
        Assert.InRange(Error(10) / Error(20), 1.8, 2.2);
        // And the engine's sample tells the two apart: ten steps are off by fifteen standard errors of the equation, and none of the method.
        var values = Ends("euler", 0.1, 1, "x/2", "additive: false, equation: {rhs: x}, parameters: {sigma: {value: 0.4}}", initial: 1);
        Near(Elementary.Pow(1.05, 10), values.Average(), Math.Sqrt(values.Average(static one => one * one) / Paths), 0);
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("heun")]
    public void Noise_with_a_correlation_time_is_like_itself_for_so_long(string method)
    {
        // x' = g/√τ·η, so that differences of x are η, whose correlation falls by e^(−dt/τ) a step, and whose variance is 1 from the start.
        const double Step = 0.5;
        const double Time = 2.0;
        var rows = TvboRuns.Run(Document(method, Step, 10, "0*x", "correlated: true, parameters: {sigma: {value: 3}, ntau: {value: 2}}", 0), Paths, 1).Rows;
        double[] Eta(int step) => [.. rows[step + 1].Zip(rows[step], (after, before) => (after - before) / (3 * Step / Math.Sqrt(Time)))];
        var (first, second, last) = (Eta(0), Eta(1), Eta(19));
        foreach (var eta in (double[][])[first, second, last])
        {
            Near(0, eta.Average(), 1 / Math.Sqrt(Paths), 0);
            Near(1, Variance(eta), Math.Sqrt(2.0 / Paths), 0);
        }

        Near(Elementary.Exp(-Step / Time), first.Zip(second, static (one, other) => one * other).Average(), Math.Sqrt(2.0 / Paths), 0);
        Near(Elementary.Exp(-19 * Step / Time), first.Zip(last, static (one, other) => one * other).Average(), Math.Sqrt(2.0 / Paths), 0);
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(one => (one - mean) * (one - mean));
    }

    private static void Near(double expected, double actual, double error, double bias) =>
        Assert.True(Math.Abs(actual - expected) <= (Errors * error) + bias, FormattableString.Invariant($"{actual:R} instead of {expected:R}, with a standard error of {error:R}"));

    private static double[] Ends(string method, double step, double duration, string rate, string noise, double initial) =>
        TvboRuns.Run(Document(method, step, duration, rate, noise, initial), Paths, 2).Rows[^1];

    private static SimulationExperiment Document(string method, double step, double duration, string rate, string noise, double initial) => SimulationExperiment.FromString(FormattableString.Invariant(
        $"dynamics: {{name: One, state_variables: {{x: {{equation: {{rhs: {rate}}}, initial_value: {initial}, noise: {{{noise}}}}}}}}}\nintegration: {{method: {method}, step_size: {step:R}, duration: {duration}}}\n"));
}
