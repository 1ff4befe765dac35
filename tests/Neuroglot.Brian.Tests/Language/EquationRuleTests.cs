using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Brian.Tests.Language;

public sealed class EquationRuleTests
{
    [Theory]
    [InlineData(GroupKind.NeuronGroup, "dv/dt = -v/tau + sigma*xi : volt (unless refractory)\nI = 2*s : amp (shared)\ns : 1 (shared, constant)\nr = rand() : 1 (constant over dt)\nx : volt (linked)")]
    [InlineData(GroupKind.Synapses, "dg/dt = -g/tau : 1 (event-driven)\ndh/dt = -h/tau : 1 (clock-driven)\ng_total_post = g : 1 (summed)\nw : 1")]
    [InlineData(GroupKind.SpatialNeuron, "Im = gl*(El - v) : amp/meter**2\nI : amp (point current)")]
    public void Flags_that_belong_are_right(GroupKind kind, string text)
    {
        var diagnostics = new DiagnosticBag();
        Assert.True(EquationRules.Check(Read(text), kind, "group", diagnostics));
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData(GroupKind.NeuronGroup, "dv/dt = -v/tau : volt (event-driven)", "error NG5011: `dv/dt` of group cannot be `event-driven` (differential equations of neuron groups can be `unless refractory`)")]
    [InlineData(GroupKind.NeuronGroup, "x : 1 (summed)", "error NG5011: `x` of group cannot be `summed` (parameters of neuron groups can be `constant`, `shared`, `linked`)")]
    [InlineData(GroupKind.Synapses, "dg/dt = -g/tau : 1 (event-driven, clock-driven)", "error NG5005: `dg/dt` of group cannot be event-driven and clock-driven (keep one of the flags)")]
    [InlineData(GroupKind.Synapses, "g = 1 : 1 (shared, summed)", "error NG5005: `g` of group is `summed`, which allows no other flag (leave out the other flags)")]
    [InlineData(GroupKind.Synapses, "dg/dt = -g/tau : 1", "warning NG5013: `dg/dt` of group is solved at every step, which is slow (write (event-driven) to solve it when spikes arrive, or (clock-driven) to be without this warning)")]
    [InlineData(GroupKind.Synapses, "delay : second", "error NG5007: the variable of group cannot be called `delay`: it is a variable that all synapses have")]
    [InlineData(GroupKind.NeuronGroup, "a = b : 1\nb = c : 1\nc = a + b : 1", "error NG5008: subexpressions of group depend on each other in a circle: `a` → `b` → `c` → `a` (make one of them a differential equation or a parameter)")]
    [InlineData(GroupKind.NeuronGroup, "a = 2*a : 1", "error NG5008: subexpressions of group depend on each other in a circle: `a` → `a` (make one of them a differential equation or a parameter)")]
    [InlineData(GroupKind.NeuronGroup, "a = xi : Hz", "error NG5012: the noise `xi` stands in the subexpression `a` of group (noise belongs into differential equations; use randn() in a subexpression that is `constant over dt`)")]
    [InlineData(GroupKind.NeuronGroup, "dv/dt = rand()/ms : 1", "error NG5012: `dv/dt` of group draws random numbers at every evaluation, of which a step may have several (draw in a subexpression that is `constant over dt`, or use xi)")]
    [InlineData(GroupKind.NeuronGroup, "dv/dt = xi*a : 1\ndw/dt = xi*a : 1", "error NG5012: `dv/dt` and `dw/dt` of group both use `xi` (write xi_1 and xi_2 for independent noises, or the same name with a suffix for a common one)")]
    [InlineData(GroupKind.NeuronGroup, "v : 1\nx = v : 1 (shared)", "error NG5014: `x` of group is shared but uses `v`, which has a value for each element (make `v` shared too, or `x` not)")]
    public void A_broken_rule_is_told(GroupKind kind, string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        EquationRules.Check(Read(text), kind, "group", diagnostics);
        Assert.EndsWith(message, Assert.Single(diagnostics).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_can_define_a_variable_twice()
    {
        var diagnostics = new DiagnosticBag();
        Assert.False(EquationRules.Check(Read("v : 1") + Read("v : volt"), GroupKind.NeuronGroup, "group", diagnostics));
        Assert.Equal("NG5006", Assert.Single(diagnostics).Code);
    }

    private static Equations Read(string text) => EquationParser.Parse(text);
}
