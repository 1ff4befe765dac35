using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>What steps in phases cannot do is said, and why.</summary>
public sealed class PhaseRefusalTests
{
    private static readonly ComponentSet Cells = new("cells", Class("cell", "v: 1", "x"), 3);

    [Fact]
    public void A_name_that_nothing_has() => Assert.Equal(["NG2009"], Refused(Experiment(1e-3, [Cells], Update("x", "y + 1"))));

    [Fact]
    public void An_alias_that_needs_itself() => Assert.Equal(["NG2010"], Refused(Experiment(
        1e-3, [Cells with { Class = Cells.Class with { Aliases = [new Alias("a", default, Parse("a + 1"), 0)] } }], Update("x", "a"))));

    [Fact]
    public void An_event_out_of_an_operation() => Assert.Equal(["NG2012"], Refused(Experiment(
        1e-3, [Cells], new Update("u", new InstanceRange(0, 0, 3), [new EventEmission("spike", SourceSpan.None)]))));

    [Fact]
    public void An_assignment_to_a_parameter() => Assert.Equal(["NG2013"], Refused(Experiment(
        1e-3, [Cells with { Class = Cells.Class with { Parameters = [new Parameter("p", default, 1)] } }], Update("p", "2"))));

    [Fact]
    public void Event_driven_equations_that_are_not_linear()
    {
        var synapse = Connections(["w", "last"], [], Set("w", "w")) with { EventDriven = new EventDrivenDynamics("last", [new TimeDerivative("w", Parse("-w**2"), SourceSpan.None)]) };
        Assert.Equal(["NG2014"], Refused(Spiking().WithConnections(synapse, 0, new PairRule())));
    }

    [Fact]
    public void Noise_in_an_exponent() => Assert.Equal(["NG2015"], Refused(Experiment(
        1e-3, [new ComponentSet("cells", Class("cell", "v: exp(noise)") with { NoiseSources = [new NoiseSource("noise", 0)] }, 1)], new StateUpdate("s", 0) { Methods = ["euler"] })));

    [Fact]
    public void A_slot_that_a_step_does_not_have() => Assert.Equal(["NG2016"], Refused(Experiment(1e-3, [Cells], Update("x", "1", "later"))));

    [Fact]
    public void An_event_that_nothing_detects() => Assert.Equal(["NG2017"], Refused(Experiment(1e-3, [Cells], new Reaction("r", 0, "spike", [Set("v", "0")]))));

    [Fact]
    public void A_list_of_another_length() => Assert.Equal(["NG2018"], Refused(Experiment(1e-3, [Cells]).WithChanges(new ValueChange(0, "v", new ListValue([1, 2])))));

    [Fact]
    public void An_instance_that_is_not_there()
    {
        Assert.Equal(["NG2019"], Refused(Experiment(1e-3, [Cells]).WithChanges(new ValueChange(0, "v", new FixedValue(1)) { Instances = [3] })));
        Assert.Equal(["NG2019"], Refused(Spiking().WithConnections(Connections([], []), 0, new ListedConnections([0], [3]))));
        Assert.Equal(["NG2019"], Refused(Spiking().WithConnections(Connections([], []), 0, new GeneratorRule(ConnectionEnd.Source, Parse("i + 1"), string.Empty, null, null))));
    }

    [Fact]
    public void More_connections_than_fit() => Assert.Equal(["NG2020"], Refused(
        Experiment(1e-3, [Cells with { Count = 100_000 }], new Detection("d", 0, "spike")).WithConnections(Connections([], []), 0, new PairRule())));

    [Theory]
    [InlineData("0", "3", "0", null)]
    [InlineData("0", "1e9", "1", null)]
    [InlineData("0", "3", "1", "4")]
    public void A_loop_without_sense(string low, string high, string step, string? size)
    {
        var iterator = new ConnectionIterator(Parse(low), Parse(high), Parse(step)) { Size = size is null ? null : Parse(size) };
        Assert.Equal(["NG2021"], Refused(Spiking().WithConnections(Connections([], []), 0, new GeneratorRule(ConnectionEnd.Source, Parse("k"), "k", iterator, null))));
    }

    [Theory]
    [InlineData(-1e-3)]
    [InlineData(1e9)]
    [InlineData(double.NaN)]
    public void A_delay_that_cannot_be(double delay) => Assert.Equal(["NG2022"], Refused(
        Spiking().WithConnections(Connections([], []), 0, new PairRule()).WithChanges(new ValueChange(1, "path", new FixedValue(delay)))));

    private static Experiment Spiking() => Experiment(1e-3, [Cells], new Detection("d", 0, "spike"));

    private static Update Update(string variable, string value, string slot = "start") => new("u", new InstanceRange(0, 0, 3), [Set(variable, value)], slot);
}
