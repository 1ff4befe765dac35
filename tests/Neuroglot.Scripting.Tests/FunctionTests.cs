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
