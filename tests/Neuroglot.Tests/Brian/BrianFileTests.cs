using Neuroglot.Brian.Exchange;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Results;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Brian;

/// <summary>Networks of Brian from a file to results, through the front door.</summary>
public sealed class BrianFileTests : IDisposable
{
    private static readonly string Cuba = Path.Join(ExampleFolder.Path, "brian", "cuba.brian.json");

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_example_fires_at_the_rate_that_excitation_and_inhibition_settle_at()
    {
        var model = NeuralModel.Load(Cuba);
        Assert.Empty(model.Validate());
        var prepared = model.Prepare(new RunOptions { OutputFolder = folder });
        Assert.Empty(prepared.Diagnostics);
        Assert.True(prepared.EstimatedMemoryBytes > 0);
        Assert.Contains("spikes", prepared.Plan, StringComparison.Ordinal);
        var summary = prepared.Run();
        Assert.Equal(RunOutcome.Completed, summary.Outcome);
        Assert.Equal(3000, summary.Steps);
        var cells = Assert.Single(summary.Activity);
        Assert.Equal(("cells", 400, summary.Spikes), (cells.Population, cells.Size, cells.Spikes));
        Assert.InRange(cells.RateHertz, 5, 40);
        Assert.Equal(["potentials.csv", "spikes.csv", "rate.csv"], summary.Files.Select(Path.GetFileName));
        Assert.Equal("time [ms],cells[0]/v [mV],cells[1]/v [mV],cells[0]/ge [mV],cells[1]/ge [mV]", File.ReadLines(Path.Join(folder, "potentials.csv")).First());
        Assert.Equal(3001, File.ReadLines(Path.Join(folder, "potentials.csv")).Count());
        Assert.Equal("time [ms],population,index", File.ReadLines(Path.Join(folder, "spikes.csv")).First());
        Assert.Equal(1 + summary.Spikes, File.ReadLines(Path.Join(folder, "spikes.csv")).Count());
        Assert.Equal("time [ms],rate [Hz]", File.ReadLines(Path.Join(folder, "rate.csv")).First());
    }

    [Fact]
    public void What_is_in_a_network_is_described()
    {
        var description = NeuralModel.Load(Cuba).Describe();
        Assert.Equal(("cuba", "brian", 0.3, 1e-4), (description.Name, description.Semantics, description.Duration, description.Step));
        Assert.Equal(new PopulationDescription("cells", "cells", "NeuronGroup", 400), Assert.Single(description.Populations));
        Assert.InRange(description.Projections[0].Connections, 12_000, 13_500);
        Assert.Equal(["cells", "excitation", "inhibition"], description.Equations.Select(one => one.Name));
        Assert.Contains("reset: v = Vr", description.Equations[0].Lines);
        Assert.Equal(["potentials", "spikes", "rate"], description.Recordings.Select(one => one.File));
    }

    [Fact]
    public void Options_change_the_run()
    {
        var model = NeuralModel.Load(Cuba);
        var short0 = model.Prepare(new RunOptions { Duration = 0.02, Step = 2e-4, Method = "euler", WriteFiles = false }).Run();
        Assert.Equal((100, 0.02), (short0.Steps, Math.Round(short0.SimulatedSeconds, 12)));
        Assert.Empty(short0.Files);
        var spikes = Spikes(new RunOptions { Duration = 0.05 });
        Assert.Equal(spikes, Spikes(new RunOptions { Duration = 0.05, Threads = 2 }));
        Assert.NotEqual(spikes, Spikes(new RunOptions { Duration = 0.05, Seed = 8 }));
        var npz = model.Prepare(new RunOptions { Duration = 0.01, OutputFolder = folder, Format = OutputFormat.Npz }).Run();
        Assert.Equal([".npz", ".npz", ".npz"], npz.Files.Select(Path.GetExtension));

        string Spikes(RunOptions options)
        {
            model.Prepare(options with { OutputFolder = folder }).Run();
            return File.ReadAllText(Path.Join(folder, "spikes.csv"));
        }
    }

    [Fact]
    public void Options_that_do_not_fit_are_refused()
    {
        Assert.Equal(["NG4029"], Refused(new RunOptions { Semantics = "lems" }));
        Assert.Equal(["NG4029"], Refused(new RunOptions { Fidelity = Fidelity.Fast }));
        Assert.Equal(["NG4029"], Refused(new RunOptions { SaveState = "x.state" }));
        Assert.Equal(["NG4029"], Refused(new RunOptions { FromState = "x.state" }));
        Assert.Equal(["NG4121"], Refused(new RunOptions { Overrides = [new ParameterOverride("cells.taux", "1ms")] }));
        Assert.Equal(["NG4022"], Refused(new RunOptions { Step = -1 }));
        Assert.NotEmpty(Refused(new RunOptions { Method = "magic" }));

        static IEnumerable<string> Refused(RunOptions options) => NeuralModel.Load(Cuba).Prepare(options).Diagnostics.Where(one => one.Severity == Severity.Error).Select(one => one.Code);
    }

    [Fact]
    public void What_a_file_cannot_say_is_refused()
    {
        var group = new NeuronGroup("g", 1, EquationParser.Parse("x : 1"));
        Assert.Equal("NG4027", Prepare(new BrianNetwork([group], []), new RunOptions()).Diagnostics.Single().Code);
        Assert.Equal("NG4029", Prepare(new BrianNetwork([group], [new BrianRun(1), new BrianRun(1)]), new RunOptions { Duration = 1 }).Diagnostics.Single().Code);
        var host = Prepare(new BrianNetwork([group, new NetworkOperation("host")], [new BrianRun(1)]), new RunOptions());
        Assert.Equal("NG4030", host.Diagnostics.Single().Code);
        Assert.Equal(RunOutcome.Failed, host.Run().Outcome);
    }

    [Fact]
    public void Mistakes_are_found_without_running()
    {
        var wrong = Write(new BrianNetwork([new NeuronGroup("g", 1, EquationParser.Parse("dx/dt = y : 1")), new StateMonitor("m", "h", ["x"], default)], [new BrianRun(1), new BrianRun(1)]));
        Assert.Equal(["NG5040", "NG5101"], NeuralModel.Load(wrong).Validate().Where(one => one.Severity == Severity.Error).Select(one => one.Code).Order(StringComparer.Ordinal));
        File.WriteAllText(wrong, "{");
        var broken = NeuralModel.Load(wrong);
        Assert.False(broken.IsUsable);
        Assert.Equal("NG5200", Assert.Single(broken.Validate()).Code);
    }

    [Fact]
    public void Runs_follow_each_other_and_indices_are_those_of_the_group()
    {
        var network = new BrianNetwork(
            [
                new NeuronGroup("g", 3, EquationParser.Parse("dx/dt = 1/second : 1")),
                new SpikeGeneratorGroup("s", 4, [2, 3], [1e-3, 15e-3]),
                new StateMonitor("m", new GroupRange("g", 1), ["x"], [1]),
                new EventMonitor("e", new GroupRange("s", 2)),
            ],
            [new BrianRun(0.01), new BrianRun(0.01) { Before = [new Initializer("g", "x", new Quantity(5, Dimension.None))] }]);
        var summary = Prepare(network, new RunOptions { OutputFolder = folder }).Run();
        Assert.Equal((RunOutcome.Completed, 200, 2), (summary.Outcome, summary.Steps, summary.Spikes));
        Assert.Equal(["time [ms],population,index", "1,s,2", "15,s,3"], File.ReadLines(Path.Join(folder, "e.csv")));
        var rows = File.ReadAllLines(Path.Join(folder, "m.csv"));
        Assert.Equal("time [ms],g[2]/x", rows[0]);
        Assert.Equal("10,5", rows[101]);
    }

    [Fact]
    public void Values_recorded_with_events_have_a_file_beside_that_of_the_events()
    {
        var group = new NeuronGroup("g", 3, EquationParser.Parse("v : volt")) { Threshold = "i > 0 and t_in_timesteps == 2*i", Reset = "v = 0*mV" };
        var network = new BrianNetwork(
            [group, new EventMonitor("e", new GroupRange("g", 1)) { Variables = ["v", "i"] }], [new BrianRun(1e-3) { Before = [new Initializer("g", "v", "i*10*mV")] }]);
        var summary = Prepare(network, new RunOptions { OutputFolder = folder }).Run();
        Assert.Equal(["e.csv", "e.values.csv"], summary.Files.Select(file => Path.GetFileName(file)!));
        Assert.Equal(["time [ms],g/index,g/v [mV],g/i", "0.2,1,10,1", "0.4,2,20,2"], File.ReadLines(Path.Join(folder, "e.values.csv")));
    }

    [Fact]
    public void A_cancelled_run_leaves_what_it_has()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var summary = NeuralModel.Load(Cuba).Prepare(new RunOptions { OutputFolder = folder }).Run(null, cancellation.Token);
        Assert.Equal(RunOutcome.Cancelled, summary.Outcome);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_told()
    {
        var path = Path.Join(folder, "secret.brian.json");
        File.WriteAllText(path, "{}");
        // Held by somebody else.
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal("NG4031", Assert.Single(NeuralModel.Load(path).Diagnostics).Code);
    }

    private PreparedRun Prepare(BrianNetwork network, RunOptions options) => NeuralModel.Load(Write(network)).Prepare(options);

    private string Write(BrianNetwork network)
    {
        var path = Path.Join(folder, "net.brian.json");
        File.WriteAllText(path, BrianJson.Write(network));
        return path;
    }
}
