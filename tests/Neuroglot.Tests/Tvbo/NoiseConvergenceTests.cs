using Neuroglot.Numerics;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Paths with multiplied noise converge to those of the stochastic equation, in Itô's sense, as the square root of the step.</summary>
public sealed class NoiseConvergenceTests
{
    // So slow that the errors of the drift, of first order, are hidden by those of the noise.
    private const double Growth = -0.1;
    private const double Strength = 0.5;
    private const int Paths = 256;

    [Theory]
    [InlineData("euler")]
    [InlineData("heun")]
    [InlineData("rk4")]
    public void Errors_fall_with_the_root_of_the_step(string method)
    {
        var coarse = Error(method, 16);
        var fine = Error(method, 256);

        // The root of sixteen is 4. Errors of paths scatter by three quarters of their mean, so that the ratio of two means of 256 scatters by 7 %: four times that.
        Assert.InRange(coarse / fine, 2.9, 5.3);

        // The mean error itself: about σ²·√h/2 of what is left of the state.
        Assert.InRange(fine, 1e-4, 1e-2);
    }

    // Mean distance of the ends of all paths from the solution x = exp((a − σ²/2)t + σW) over one unit of time, of the increments that the engine has drawn.
    private static double Error(string method, int steps)
    {
        var step = 1.0 / steps;
        var document = SimulationExperiment.FromString(FormattableString.Invariant($$"""
            dynamics:
              name: Drift
              state_variables:
                x:
                  initial_value: 1
                  equation: {rhs: "-x/10"}
                  noise:
                    additive: false
                    equation: {rhs: x}
                    parameters:
                      sigma:
                        value: {{Strength}}
            integration: {method: {{method}}, step_size: {{step:R}}, duration: 1}
            """));
        var rows = TvboRuns.Run(document, Paths, 1).Rows;
        Assert.Equal(steps + 1, rows.Count);

        // A linear step takes x to x·(R + σΔW·(R − 1)/z), with R the method's polynomial of z = a·h.
        var z = Growth * step;
        var factor = 1 + z + (method == "euler" ? 0 : z * z / 2) + (method == "rk4" ? (z * z * z / 6) + (z * z * z * z / 24) : 0);
        return Enumerable.Range(0, Paths).Average(path =>
        {
            var noise = Enumerable.Range(0, steps).Sum(k => ((rows[k + 1][path] / rows[k][path]) - factor) * z / (factor - 1));
            return Math.Abs(rows[^1][path] - Elementary.Exp(Growth - (Strength * Strength / 2) + noise));
        });
    }
}
