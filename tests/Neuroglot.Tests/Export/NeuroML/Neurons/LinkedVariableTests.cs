using System.Collections.Immutable;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Neurons;

/// <summary>Variables linked to those of other groups: what never changes is a value, what changes is seen through a synapse, as it is at that moment of the step in Brian.</summary>
public sealed class LinkedVariableTests : IDisposable
{
    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    public void Linked_parameters_have_the_values_of_their_source()
    {
        var source = ExportLab.Group("s", 3, "x : 1");
        var cells = Reading("g", 3, new LinkedVariable("s", "x", [2, 1, 0]));
        var network = new BrianNetwork([source, cells, new EventMonitor("e", "g"), new StateMonitor("trace", "g", ["x"], default)], [new BrianRun(0.03) { Before = [new Initializer("s", "x", "1.5 + i")] }]);
        lab.AssertSame(network);
        lab.AssertSame(network with { Objects = network.Objects.Replace(cells, Reading("g", 3, new LinkedVariable(new GroupRange("s", 1, 2), "x", []))) });
    }

    [Theory]
    [InlineData("stimulus", 1, "")]
    [InlineData("stimulus", 4, "")]
    [InlineData("rectified", 4, "")]
    [InlineData("stimulus", 4, "0,0,3,2")]
    [InlineData("counted", 4, "3,2,1,0")]
    public void Linked_variables_that_change_are_seen(string variable, int sources, string index)
    {
        // Integrated before the source, after it, and read by a threshold, which comes after both.
        foreach (var name in (string[])["g", "z"])
        {
            foreach (var threshold in (string[])["v > 1", "v > 0.9 + 0.2*drive", "v > 0.9 + 0.1*sin(x)"])
            {
                var group = Reading(name, 4, new LinkedVariable("source", variable, index.Length == 0 ? [] : [.. index.Split(',').Select(int.Parse)])) with { Threshold = threshold };
                var network = new BrianNetwork(
                    [Source(sources), group, new EventMonitor("spikes", name), new StateMonitor("trace", name, variable == "rectified" ? ["v"] : ["v", "x"], default)],
                    [new BrianRun(0.04) { Before = [new Initializer("source", "stimulus", "rand()"), new Initializer(name, "v", "0.5*rand()")] }]);
                lab.AssertSame(network);
                lab.AssertSame(network with { Runs = [network.Runs[0] with { Duration = 0.02 }, network.Runs[0] with { Duration = 0.02, Before = [new Initializer("source", "stimulus", 0.1)] }] });
            }
        }
    }

    [Fact]
    public void Links_to_links_lead_to_what_is_behind_all_of_them()
    {
        var between = ExportLab.Group("between", 3, "y : 1 (linked)\nother : 1 (linked)") with
        {
            Linked = ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("y", new LinkedVariable(new GroupRange("source", 1), "stimulus", [2, 1, 0])).Add("other", new LinkedVariable(new GroupRange("source", 3), "level", [])),
        };
        foreach (var name in (string[])["g", "z"])
        {
            foreach (var variable in (string[])["y", "other"])
            {
                lab.AssertSame(new BrianNetwork(
                    [Reading(name, 2, new LinkedVariable(new GroupRange("between", 1), variable, [1, 0])), between, Source(4), new EventMonitor("spikes", name), new StateMonitor("trace", name, ["x"], default)],
                    [new BrianRun(0.04) { Before = [new Initializer("source", "level", "1.1 + 0.1*i")] }]));
            }
        }
    }

    [Fact]
    public void Shared_variables_can_be_linked_to() => lab.AssertSame(new BrianNetwork(
        [
            ExportLab.Group("source", 1, "level : 1 (shared)\nfixed : 1 (shared, constant)"), new RunRegularly("r", "source", "level += 0.3") { Step = 5e-3 },
            Reading("g", 3, new LinkedVariable("source", "level", [])), Reading("h", 3, new LinkedVariable("source", "fixed", [])), new EventMonitor("spikes", "g"), new EventMonitor("more", "h"),
        ],
        [new BrianRun(0.04) { Before = [new Initializer("source", "fixed", 1.4)] }]));

    [Theory]
    [InlineData("g", "v > 1", "v = 0.1*x", "the reset reads it")]
    [InlineData("g", "v > 1", "v = 0", "the code of r reads it")]
    [InlineData("z", "v > 1", "v = 0", "random")]
    public void What_would_see_another_moment_is_refused(string name, string threshold, string reset, string why)
    {
        var source = ExportLab.Group("source", 4, "dstimulus/dt = (1.5 - stimulus)/(7*ms) + 0.01*xi/ms**0.5 : 1");
        var group = Reading(name, 4, new LinkedVariable("source", "stimulus", [])) with { Threshold = threshold, Reset = reset };
        var exporter = new NeuroMLExporter();
        Assert.False(exporter.CreateLemsModel(new BrianNetwork([source, group, .. why.Contains("code", StringComparison.Ordinal) ? (BrianObject[])[new RunRegularly("r", name, "v += 0.1*x")] : []], [new BrianRun(1e-3)])));
        var error = Assert.Single(exporter.Diagnostics, one => one.Severity == Severity.Error);
        Assert.Equal("NG4112", error.Code);
        Assert.Contains($"'x' of {name} is linked to 'stimulus' of source, which changes: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private static NeuronGroup Source(int count) => ExportLab.Group(
        "source", count, "dstimulus/dt = (1.5 + 0.2*i - stimulus + 0.1*counted)/(7*ms) : 1\nrectified = clip(stimulus, 0.5, 1.3) : 1\ncounted : 1\nlevel : 1", "stimulus > 1.4", "stimulus = 0; counted += 0.3");

    private static NeuronGroup Reading(string name, int count, LinkedVariable link) => ExportLab.Group(name, count, "dv/dt = (drive - v)/(5*ms) : 1\ndrive = 0.3*i + x : 1\nx : 1 (linked)", "v > 1", "v = 0") with
    {
        Linked = ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("x", link),
    };
}
