using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Xunit;
using static Neuroglot.Model.Units.CommonUnits;

namespace Neuroglot.Brian.Tests.Language;

public sealed class ResolutionTests
{
    private static readonly UserFunction Kernel = new("kernel", ["x", "y"], [Dimension.Voltage, null], Dimension.Current, null);

    [Fact]
    public void Every_group_and_the_default_namespace_have_names()
    {
        Assert.Equal(
            "", Problems("dv/dt = (v*pi/tau + i*mV/ms + N*volt/second)*exp(-t/tau)*int(not_refractory) + kernel(v, 2)/(10*uF) + stimulus(t) + grid(t, i) + xi*mV/sqrt(ms) : volt\nv2 = lastspike/dt : 1"));
        Assert.Equal(new ScalarValue(1e-4 * (1 * m) * (1 * m)), DefaultNamespace.Find("cmetre2"));
        Assert.Equal(Dimension.Volume, DefaultNamespace.Find("umeter3")!.Value.Dimension);
        Assert.Equal(26, DefaultNamespace.Functions.Length);
        Assert.Null(DefaultNamespace.Find("none"));
        Assert.Null(DefaultNamespace.Find("tau"));
        Assert.Equal(double.PositiveInfinity, DefaultNamespace.Find("inf")!.Value.Value);
    }

    [Theory]
    [InlineData("x = tauX*Hz : 1", "NG5040: The identifier `tauX` could not be resolved, in the equation x of neurons (did you mean `tau`?)")]
    [InlineData("x = 3*mv : volt", "NG5040: The identifier `mv` could not be resolved, in the equation x of neurons (did you mean `mV`?)")]
    [InlineData("x = utterly_unknown : volt", "NG5040: The identifier `utterly_unknown` could not be resolved, in the equation x of neurons (give it a value in the namespace of the group or of the run)")]
    [InlineData("x = exp : 1", "NG5040: The identifier `exp` could not be resolved, in the equation x of neurons (`exp` is a function: write `exp(…)`)")]
    [InlineData("x = kernal(x, 2) : amp", "NG5040: The function `kernal` could not be resolved, in the equation x of neurons (did you mean `kernel`?)")]
    [InlineData("x = kernel : amp", "NG5042: `kernel` is the function kernel(x, y), not a value, in the equation x of neurons (write `kernel(…)`)")]
    [InlineData("x = stimulus : volt", "NG5042: `stimulus` is a timed array of 3 values, not a value, in the equation x of neurons (write `stimulus(t)`)")]
    [InlineData("x = grid(t) : volt", "NG5042: `grid` is a timed array of 2 times 2 values and takes 2 argument(s), not 1, in the equation x of neurons")]
    [InlineData("x = tau(3) : second", "NG5042: `tau` is a value, not a function, in the equation x of neurons (write `tau*(…)` for a product)")]
    [InlineData("v : volt\nx = v(1 + 2) : volt", "NG5042: `v` is a value, not a function, in the equation x of neurons (write `v*(…)` for a product)")]
    public void What_has_no_meaning_is_told(string text, string message) => Assert.Equal(message, Problems(text));

    [Fact]
    public void A_name_with_several_meanings_is_warned_of_once()
    {
        var diagnostics = new DiagnosticBag();
        var names = new Resolution(
            "neurons", GroupVariables.Neurons(EquationParser.Parse("v : volt"), isRefractory: true),
            new Namespace("the namespace of neurons", [new("tau", 5 * ms), new("v", 1.0), new("same", 3.0), new("ms", 2 * ms)]),
            new Namespace("the namespace of the run", [new("tau", 7 * ms), new("same", 3.0)]));
        Assert.True(names.Resolve(ExpressionParser.Parse("tau + v + tau + same + ms", Dialects.Brian), "it", SourceSpan.None, diagnostics));
        Assert.True(names.Resolve(new Name("tau"), "it", SourceSpan.None, diagnostics));
        Assert.Equal(
            """
            warning NG5041: `tau` is 5 ms from the namespace of neurons, but also 7 ms in the namespace of the run; the first is used (rename one of them)
            warning NG5041: `v` is the variable of neurons, but also 1 in the namespace of neurons; the first is used (rename one of them)
            warning NG5041: `ms` is 1 ms from the default namespace, but also 2 ms in the namespace of neurons; the first is used (rename one of them)
            """, string.Join('\n', diagnostics));
        Assert.Equal("same tau", string.Join(' ', names.Used.Keys.Order()));
        Assert.Equal(5 * ms, ((ScalarValue)names.Used["tau"]).Value);
    }

    [Fact]
    public void Synapses_see_both_sides()
    {
        var source = GroupVariables.Neurons(EquationParser.Parse("v : volt\nrate : Hz"), isRefractory: true);
        var target = GroupVariables.Neurons(EquationParser.Parse("dg/dt = -g/ms : siemens\nw : volt\nE = 3*mV : volt"), isRefractory: true);
        var variables = GroupVariables.Synapses(EquationParser.Parse("w : 1 (constant)\nz : 1"), source, target, "k");
        Assert.Equal(new Variable("v", Dimension.Voltage, VariableType.Real, VariableOwner.Presynaptic, true, source.Find("v")!.Equation), variables.Find("v_pre"));
        Assert.Equal(VariableOwner.Postsynaptic, variables.Find("g")!.Owner);
        Assert.Equal(variables.Find("g_post"), variables.Find("g"));
        Assert.Equal((Dimension.None, VariableOwner.Group, false), (variables.Find("w")!.Dimension, variables.Find("w")!.Owner, variables.Find("w")!.IsWritable));
        Assert.Equal(Dimension.Voltage, variables.Find("w_post")!.Dimension);
        Assert.Null(variables.Find("rate"));
        Assert.Null(variables.Find("t_pre"));
        Assert.False(variables.Find("E_post")!.IsWritable);
        foreach (var name in (string[])["i", "j", "k", "N", "N_pre", "N_post", "i_pre", "N_incoming", "N_outgoing", "lastupdate", "delay", "t", "dt", "lastspike_post"])
            Assert.NotNull(variables.Find(name));
        Assert.Equal(VariableOwner.Group, variables.Find("N")!.Owner);
    }

    [Fact]
    public void Synapses_see_of_other_synapses_what_belongs_to_these()
    {
        var neurons = GroupVariables.Neurons(EquationParser.Parse("v : volt"));
        var inner = GroupVariables.Synapses(EquationParser.Parse("w : 1"), neurons, neurons, "k");
        var variables = GroupVariables.Synapses(EquationParser.Parse("share : 1"), neurons, inner);
        Assert.Equal((VariableOwner.Postsynaptic, VariableOwner.Postsynaptic, VariableOwner.Presynaptic), (variables.Find("w")!.Owner, variables.Find("w_post")!.Owner, variables.Find("v_pre")!.Owner));
        foreach (var name in (string[])["i_post", "j_post", "k_post", "N_post"])
            Assert.Equal(VariableOwner.Postsynaptic, variables.Find(name)!.Owner);
        foreach (var name in (string[])["v", "v_post", "v_post_post", "v_pre_post", "N_incoming_post", "delay_post", "lastupdate_post"])
            Assert.Null(variables.Find(name));
        foreach (var name in (string[])["i", "j", "N", "delay", "lastupdate"])
            Assert.Equal(VariableOwner.Group, variables.Find(name)!.Owner);
    }

    [Theory]
    [InlineData(0.25e-3, 0.1e-3, "1 1 1 2 2 3 3 3 4 4 5 5 5 6")]
    [InlineData(0.1e-3, 0.1e-3, "1 2 3 4 5 6 7 8 9 10")]
    [InlineData(0.3e-3, 0.1e-3, "1 1 1 2 2 2 3 3 3 4")]
    public void Timed_arrays_are_read_as_Brian_does(double step, double simulationStep, string rows)
    {
        var array = new TimedArray([.. Enumerable.Range(1, 50).Select(index => (double)index)], step, Dimension.None);
        var expected = rows.Split(' ').Select(int.Parse).ToArray();
        Assert.Equal(expected, Enumerable.Range(0, expected.Length).Select(index => (int)array.Values[array.RowAt(index * simulationStep, simulationStep)]));
        Assert.Equal(49, array.RowAt(1, simulationStep));
        Assert.Equal(0, array.RowAt(-1, simulationStep));
    }

    [Fact]
    public void A_timed_array_has_whole_rows_and_a_positive_step()
    {
        Assert.Throws<ArgumentException>(() => new TimedArray([], 1, Dimension.None));
        Assert.Throws<ArgumentException>(() => new TimedArray([1, 2, 3], 2, 1, Dimension.None));
        Assert.Throws<ArgumentException>(() => new TimedArray([1, 2, 3], 0, 1, Dimension.None));
        Assert.Throws<ArgumentException>(() => new TimedArray([1], double.NaN, Dimension.None));
        Assert.Equal(2, new TimedArray([1, 2, 3, 4], 2, 1, Dimension.None).Rows);
    }

    private static string Problems(string text)
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse(text);
        var names = new Resolution(
            "neurons", GroupVariables.Neurons(equations, isRefractory: true), new Namespace("the namespace of neurons", [new("tau", 5 * ms)]),
            new Namespace("the namespace of the run", [
                new("kernel", Kernel), new("stimulus", new TimedArray([1, 2, 3], 1, Dimension.Voltage / Dimension.Time)),
                new("grid", new TimedArray([1, 2, 3, 4], 2, 1, Dimension.Voltage / Dimension.Time)),
            ]));
        new GroupChecks(names).CheckEquations(equations, diagnostics);
        return string.Join('\n', diagnostics.Select(one => one.Hint is null ? $"{one.Code}: {one.Message}" : $"{one.Code}: {one.Message} ({one.Hint})"));
    }
}
