using Xunit;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>Functions and timed arrays that a script gives to its models.</summary>
public sealed class FunctionTests
{
    public FunctionTests() => StartScope();

    [Fact]
    public void A_function_has_the_name_of_its_variable()
    {
        var gain = Function("x : volt, slope : 1", "slope*x*x/mV : volt");
        var group = new NeuronGroup(2, $"v : volt\nw = {gain}(v, 2) : volt");
        group["v"] = "(1 + i)*mV";
        Assert.Equal([2e-3, 8e-3], group.Plain("w").Select(value => Math.Round(value, 12)));
        group["v"] = $"{gain}(3*mV, 1)";
        Assert.Equal(9e-3, group.Plain("v")[0], 12);
    }

    [Fact]
    public void A_function_can_be_code_of_the_script()
    {
        var seen = 0;
        var limited = Function("x : volt, most : volt", "volt", (x, most) =>
        {
            seen++;
            return Math.Min(x, most);
        });
        var group = new NeuronGroup(3, $"dv/dt = {limited}(v0, 2*mV)/(10*ms) : volt\nv0 : volt", method: "euler");
        group["v0"] = "(1 + i)*mV";
        Run(10 * ms);
        Assert.Equal([1e-3, 2e-3, 2e-3], group.Plain("v").Select(value => Math.Round(value, 9)));
        Assert.InRange(seen, 300, 600);
        Assert.Throws<ModelException>(() => Function("x : volt", "volt", (x, y) => x + y));
    }

    [Fact]
    public void A_function_is_checked_where_it_is_called()
    {
        var half = Function("x : volt", "x/2 : volt");
        Assert.Throws<ModelException>(() => Function("x", "x/2 : volt"));
        Assert.Throws<ModelException>(() => Function("x : mV", "x/2 : volt"));
        Assert.Throws<ModelException>(() => Function("2 : volt", "x/2 : volt"));
        Assert.Throws<ModelException>(() => Function("x : volt", "x/ : volt"));
        _ = new NeuronGroup(1, $"v = {half}(3*ms) : volt");
        Assert.Contains("half", Assert.Throws<ModelException>(() => Run(1 * ms)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 0.1, true)]
    [InlineData(20, 0.9, true)]
    [InlineData(400, 0.25, true)]
    [InlineData(400, 0.25, false)]
    public void A_binomial_function_counts_successes(int n, double p, bool approximate)
    {
        var successes = BinomialFunction(n, p, approximate);
        var group = new NeuronGroup(10_000, $"x : 1\ny = {successes}() : 1 (constant over dt)");
        group["x"] = $"{successes}()";
        Run(0.1 * ms);
        foreach (var values in (double[][])[group.Plain("x"), group.Plain("y")])
        {
            // The mean of 10 000 draws lies within five standard errors, their variance within a twentieth, which are more than three of its own.
            var mean = values.Average();
            Assert.InRange(mean, (n * p) - (0.05 * Math.Sqrt(n * p * (1 - p))), (n * p) + (0.05 * Math.Sqrt(n * p * (1 - p))));
            Assert.Equal(1, values.Average(value => (value - mean) * (value - mean)) / (n * p * (1 - p)), 0.05);
            Assert.Equal(approximate && n == 400, values.Any(value => value != Math.Floor(value)));
        }

        Assert.NotEqual(group.Plain("x"), group.Plain("y"));
        Assert.Throws<ModelException>(() => BinomialFunction(3, 2));
    }

    [Fact]
    public void A_timed_array_can_have_a_column_for_each_neuron()
    {
        var stimulus = TimedArray(new[,] { { 1 * mV, 2 * mV }, { 3 * mV, 4 * mV } }, 1 * ms);
        var group = new NeuronGroup(2, $"v = {stimulus}(t, i) : volt");
        var trace = new StateMonitor(group, "v");
        Run(2 * ms);
        Assert.Equal(2e-3, trace.Plain("v")[1][0], 12);
        Assert.Equal(3e-3, trace.Plain("v")[0][15], 12);
        Assert.Throws<ModelException>(() => TimedArray([1 * mV, 1 * ms], 1 * ms));
        Assert.Throws<ModelException>(() => TimedArray([1.0], 0 * ms));
    }
}
