using Neuroglot.Model.Diagnostics;
using Neuroglot.Sweeps;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Sweeps;

/// <summary>Networks of Brian: what <c>--set</c> changes in them, and sweeps over it.</summary>
public sealed class BrianSweepTests : IDisposable
{
    // Every kind of value that can be set: of namespaces of groups and of the run, parameters, states, delays, rates.
    private const string Network = """
        {
          "format": "brian-network", "version": 1, "name": "net", "seed": 3,
          "objects": [
            { "type": "PoissonGroup", "name": "source", "count": 20, "rates": { "value": 100, "dimension": "hertz" } },
            { "type": "PoissonInput", "name": "noise", "target": "cells", "variable": "v", "sources": 10, "rate": 20, "weight": "0.1*mV" },
            { "type": "NeuronGroup", "name": "cells", "count": 5, "equations": ["dv/dt = (El - v + drive)/tau : volt (unless refractory)", "drive : volt", "twice = 2*v : volt"],
              "threshold": "v > Vt", "reset": "v = El", "refractory": "2*ms", "method": "euler",
              "namespace": { "tau": { "value": 0.01, "dimension": "second" }, "El": { "value": -0.07, "dimension": "volt" } } },
            { "type": "Synapses", "name": "synapses", "source": "source", "target": "cells", "equations": ["w : volt"], "pathways": [{ "name": "pre", "on": "pre", "code": "v_post += w" }] },
            { "type": "StateMonitor", "name": "potentials", "source": "cells", "variables": ["v"], "record": [0, 4] },
            { "type": "EventMonitor", "name": "spikes", "source": "cells" }
          ],
          "runs": [
            { "duration": 0.05, "step": 0.0001, "namespace": { "Vt": { "value": -0.065, "dimension": "volt" } },
              "before": [
                { "type": "Set", "object": "cells", "variable": "v", "value": "El" },
                { "type": "Connect", "synapses": "synapses" },
                { "type": "Set", "object": "synapses", "variable": "w", "value": "1*mV" }
              ] }
          ]
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Result => Path.Join(folder, "result.npz");

    [Theory]
    [InlineData("cells.tau=20ms")]
    [InlineData("cells.El=-72mV")]
    [InlineData("cells.v=-66mV")]
    [InlineData("cells.drive=3mV")]
    [InlineData("run.Vt=-68mV")]
    [InlineData("synapses.w=0.5mV")]
    [InlineData("synapses.delay=5ms")]
    [InlineData("synapses.pre.delay=5ms")]
    [InlineData("source.rates=300Hz")]
    [InlineData("noise.rate=500Hz")]
    public void A_value_is_changed_for_a_run(string change)
    {
        Assert.Equal(Saved(), Saved());
        Assert.NotEqual(Saved(), Saved(change));
    }

    [Theory]
    [InlineData("NG4120", "cell.tau=1ms", "cells")]
    [InlineData("NG4120", "run.taum=1ms", "cells")]
    [InlineData("NG4121", "cells.tou=1ms", "tau")]
    [InlineData("NG4121", "cells.twice=1mV", "computed")]
    [InlineData("NG4121", "cells.Vt=1mV", "run.Vt")]
    [InlineData("NG4121", "spikes.x=1", "none")]
    [InlineData("NG4125", "cells.tau=1mV", "s,")]
    [InlineData("NG4125", "cells.tau=1", "s,")]
    [InlineData("NG4125", "cells.tau=fast", "-60mV")]
    [InlineData("NG4125", "synapses.delay=2", "s,")]
    public void What_makes_no_sense_is_told_with_what_there_is(string code, string change, string hint)
    {
        var found = Assert.Single(Model.Prepare(new RunOptions { Overrides = [Override(change)] }).Diagnostics, one => one.Severity == Severity.Error);
        Assert.Equal(code, found.Code);
        Assert.Contains(hint, found.Message + found.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cells.tau=5ms:20ms:3", "cells.tau")]
    [InlineData("cells.El=-72mV,-70mV", "cells.El")]
    [InlineData("cells.drive=0mV:10mV:3", "cells.drive")]
    [InlineData("run.Vt=-68mV,-66mV", "run.Vt")]
    [InlineData("synapses.w=0.5mV:2mV:3", "synapses.w")]
    [InlineData("synapses.delay=0ms,3ms", "synapses.delay")]
    [InlineData("source.rates=50Hz,200Hz", "source.rates")]
    public void Every_point_is_what_a_run_with_its_value_gives_and_kernels_are_compiled_once(string vary, string path)
    {
        var axis = SweepAxis.Parse(vary, new DiagnosticBag())!;
        Assert.Equal(path, axis.Path);
        var summary = Model.Sweep(new SweepOptions { Axes = [axis], OutputFile = Result, Threads = 2 });
        Assert.True(summary.Outcome == RunOutcome.Completed, string.Join('\n', summary.Diagnostics));
        var file = new NumpyZip(Result);
        Assert.Equal([axis.Values.Length, 500, 2], file.ShapeOf("values/potentials.v"));
        var offsets = file.Longs("events/spikes.spike/offsets");
        for (var point = 0; point < axis.Values.Length; point++)
        {
            var saved = Save($"{path}={axis.TextOf(point)}");
            Assert.Equal(saved.Doubles("records/potentials/0"), file.Doubles("values/potentials.v").AsSpan(point * 1000, 1000).ToArray());
            Assert.Equal(saved.Doubles("records/spikes/t"), file.Doubles("events/spikes.spike/times")[(int)offsets[point]..(int)offsets[point + 1]]);
        }

        Assert.True(offsets[^1] > 0);

        var one = Model.Sweep(new SweepOptions { Axes = [axis with { Values = [axis.Values[^1]] }], OutputFile = Result });
        Assert.Equal(one.Kernels, summary.Kernels);
    }

    [Fact]
    public void An_exact_solution_with_given_values_differs_from_one_with_constants_by_rounding_only()
    {
        // With constants, e^(M·dt) is computed before the run; with given values, in it. In 20 ms rounding does not grow to what a spike would notice.
        var model = NeuralModel.Load(Path.Join(ExampleFolder.Path, "brian", "cuba.brian.json"));
        var run = new RunOptions { Duration = 0.02 };
        Assert.Equal(RunOutcome.Completed, model.Sweep(new SweepOptions { Axes = [new SweepAxis("cells.taum", [15, 25], "ms")], Run = run, OutputFile = Result }).Outcome);
        var file = new NumpyZip(Result);
        var path = Path.Join(folder, "saved.npz");
        model.Prepare(run with { SaveFile = path, Overrides = [new ParameterOverride("cells.taum", "25ms")] }).Run();
        foreach (var (expected, found) in new NumpyZip(path).Doubles("records/potentials/0").Zip(file.Doubles("values/potentials.v")[400..]))
            Assert.Equal(expected, found, 1e-12);
    }

    [Fact]
    public void Trials_of_the_example_differ_and_repeat()
    {
        var model = NeuralModel.Load(Path.Join(ExampleFolder.Path, "brian", "cuba.brian.json"));
        var options = new SweepOptions { Trials = 3, Run = new RunOptions { Duration = 0.1, Seed = 7 }, OutputFile = Result, Threads = 2, IsSummaryOnly = true };
        Assert.Equal(RunOutcome.Completed, model.Sweep(options).Outcome);
        var spikes = new NumpyZip(Result).Longs("spikes/cells");
        Assert.Equal(3, spikes.Distinct().Count());
        Assert.Equal(model.Prepare(new RunOptions { Duration = 0.1, Seed = 8, WriteFiles = false }).Run().Spikes, spikes[1]);
    }

    private static ParameterOverride Override(string text) => new(text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    private NeuralModel Model
    {
        get
        {
            var path = Path.Join(folder, "net.brian.json");
            File.WriteAllText(path, Network);
            var model = NeuralModel.Load(path);
            Assert.Empty(model.Diagnostics);
            return model;
        }
    }

    private NumpyZip Save(params string[] changes)
    {
        var path = Path.Join(folder, "saved.npz");
        var summary = Model.Prepare(new RunOptions { SaveFile = path, Overrides = [.. changes.Select(Override)] }).Run();
        Assert.True(summary.Outcome == RunOutcome.Completed, string.Join('\n', summary.Diagnostics));
        return new NumpyZip(path);
    }

    private string Saved(params string[] changes)
    {
        var saved = Save(changes);
        return string.Join(' ', saved.Doubles("records/potentials/0")) + string.Join(' ', saved.Doubles("records/spikes/t"));
    }
}
