using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Export;

/// <summary>Synapses that see variables of the neurons before them in each step. In the export these are as they were one step earlier, whatever the order of cells.</summary>
public sealed class CouplingExportTests : IDisposable
{
    private const string Cells = "dv/dt = (drive + coupling - v)/(5*ms) : 1\ndw/dt = (v - w)/(20*ms) : 1\ncoupling : 1\ndrive : 1";
    private const string Kept = "\nkept : 1\nlate : 1\nkeptw : 1\nlatew : 1";

    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData("g : 1\ncoupling_post = g*(v_pre - v_post) : 1 (summed)", "v > 1")]
    [InlineData("g : 1\ncoupling_post = g*(v_pre - v_post) : 1 (summed)", null)]
    [InlineData("g : 1\ncoupling_post = g*clip(v_pre, 0.2, 0.8)*w_pre : 1 (summed)", "v > 1")]
    [InlineData("g : 1\ncoupling_post = s : 1 (summed)\nds/dt = (g*v_pre - s)/(3*ms) : 1 (clock-driven)", "v > 1")]
    public void Neurons_see_each_other_a_step_late_whatever_their_order(string equations, string? threshold)
    {
        var network = Network(ExportLab.Group("g", 5, Cells, threshold, threshold is null ? null : "v = 0; w += 0.1", threshold is null ? null : "1*ms"), equations);

        // What comes a step late to synapses of Brian, too.
        var late = equations.Replace("v_pre", "late_pre", StringComparison.Ordinal).Replace("w_pre", "latew_pre", StringComparison.Ordinal);
        var twin = Network(ExportLab.Group("g", 5, Cells + Kept, threshold, threshold is null ? null : "v = 0; w += 0.1", threshold is null ? null : "1*ms"), late);
        twin = twin with
        {
            Objects = [.. twin.Objects, new RunRegularly("r", "g", "late = kept; kept = v; latew = keptw; keptw = w")],
            Runs = [twin.Runs[0] with { Before = [.. twin.Runs[0].Before, new Initializer("g", "kept", "0.1*i"), new Initializer("g", "keptw", "0.3 - 0.05*i")] }],
        };
        lab.AssertSame(network, twin: twin, said: ["NG4113"]);
    }

    [Theory]
    [InlineData("coupling_post = g*gate_pre : 1 (summed)", "coupling_post = g*(1/(1 + exp(-late_pre/0.3)) + 0.01*i) : 1 (summed)", "NG4113")]
    [InlineData("coupling_post = g*(both_pre - both_post) : 1 (summed)", "coupling_post = g*(2*(late_pre + latew_pre)*drive_pre - 2*(v_post + w_post)*drive_post) : 1 (summed)", "NG4113")]
    [InlineData("coupling_post = g*gate : 1 (summed)", "coupling_post = g*gate : 1 (summed)", null)]
    public void Subexpressions_of_neurons_are_written_out(string equation, string late, string? said)
    {
        const string more = "\ngate = 1/(1 + exp(-v/slope)) + 0.01*i : 1\nboth = 2*half*drive : 1\nhalf = v + w : 1 (constant over dt)";
        var names = new Namespace("the group", [KeyValuePair.Create("slope", (NamespaceValue)new Quantity(0.3, Dimension.None))]);
        var network = Network(ExportLab.Group("g", 5, Cells + more, "v > 1", "v = 0; w += 0.1", "1*ms") with { Namespace = names }, "g : 1\n" + equation);
        var twin = Network(ExportLab.Group("g", 5, Cells + Kept + more, "v > 1", "v = 0; w += 0.1", "1*ms") with { Namespace = names }, "g : 1\n" + late);
        twin = twin with
        {
            Objects = [.. twin.Objects, new RunRegularly("r", "g", "late = kept; kept = v; latew = keptw; keptw = w")],
            Runs = [twin.Runs[0] with { Before = [.. twin.Runs[0].Before, new Initializer("g", "kept", "0.1*i"), new Initializer("g", "keptw", "0.3 - 0.05*i")] }],
        };
        lab.AssertSame(network, twin: twin, said: said is null ? default : [said]);
    }

    [Fact]
    public void Synapses_need_no_spikes_of_the_neurons_before_them() =>
        lab.AssertSame(Network(ExportLab.Group("g", 5, Cells), "g : 1\ncoupling_post = g*v_post + 0.1*j : 1 (summed)"));

    [Fact]
    public void Groups_see_each_other_across()
    {
        const string equations = "g : 1\ncoupling_post = g*(v_pre - v_post) : 1 (summed)";
        var network = Network(ExportLab.Group("g", 5, Cells, "v > 1", "v = 0"), equations);
        var other = ExportLab.Group("h", 4, Cells, "v > 0.9", "v = 0.1");
        network = network with
        {
            Objects = [other, .. network.Objects, new Synapses("there", "g", new GroupRange("h", 1), EquationParser.Parse(equations)) { Method = "euler" }, new Synapses("back", "h", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "w_post += 0.1")] }],
            Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Connect("there"), new Connect("back"), new Initializer("there", "g", "0.1*i"), new Initializer("h", "drive", "1 + 0.2*i")] }],
        };
        var result = lab.RunExport(network, said: ["NG4113", "NG4113"]);
        Assert.NotEmpty(result.Events);
    }

    [Fact]
    public void The_difference_is_in_proportion_to_the_step()
    {
        var network = Network(ExportLab.Group("g", 5, Cells), "g : 1\ncoupling_post = g*(v_pre - v_post) : 1 (summed)");
        var differences = ((double[])[1e-4, 5e-5, 2.5e-5]).Select(step =>
        {
            var one = network with { Runs = [network.Runs[0] with { Step = step }] };
            return Math.Abs(ExportLab.Run(one).States["trace"].Samples[^1][0] - lab.RunExport(one, said: ["NG4113"]).Values[^2][0]);
        }).ToList();

        // Halves but for the square of the step, of which a step of 0.1 ms and a time constant of 5 ms leave some percent.
        Assert.InRange(differences[0] / differences[1], 1.9, 2.1);
        Assert.InRange(differences[1] / differences[2], 1.9, 2.1);
    }

    [Fact]
    public void What_they_cannot_see_is_refused()
    {
        var cells = ExportLab.Group("g", 5, Cells + "\nx = v + rand() : 1 (constant over dt)\nsum = v + coupling : 1", "v > 1", "v = 0");
        Assert.Equal(["NG4112"], ExportLab.Refused(Network(cells, "g : 1\ncoupling_post = g*x_pre : 1 (summed)")));
        Assert.Equal(["NG4112"], ExportLab.Refused(Network(cells, "g : 1\ncoupling_post = g*sum_pre : 1 (summed)")));
        var network = Network(cells, "g : 1\ncoupling_post = g*v_pre : 1 (summed)");
        Assert.Equal(["NG4112"], ExportLab.Refused(network with { Objects = [.. network.Objects.Select(one => one is Synapses s ? s with { Pathways = [new SynapticPathway("pre", true, "g *= 0.9")] } : one)] }));
        var more = new Synapses("more", "g", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "v_post += 0.1")] };
        Assert.Equal(["NG4112"], ExportLab.Refused(network with { Objects = [.. network.Objects, more], Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Connect("more")] }] }));
    }

    private static BrianNetwork Network(NeuronGroup cells, string equations) => new(
        [cells, new Synapses("s", "g", "g", EquationParser.Parse(equations)) { Method = "euler" }, .. cells.Threshold is null ? (BrianObject[])[] : [new EventMonitor("spikes", "g")], new StateMonitor("trace", "g", ["v", "w"], default)],
        [
            new BrianRun(0.03)
            {
                Before =
                [
                    new Connect("s") { Condition = "i != j" }, new Initializer("s", "g", "0.05*(1 + i + 2*j)/5"), new Initializer("g", "drive", "0.8 + 0.2*i"), new Initializer("g", "v", "0.1*i"),
                    new Initializer("g", "w", "0.3 - 0.05*i"),
                ],
            },
        ])
    { Seed = 3 };
}
