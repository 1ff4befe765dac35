using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Neuroglot.Brian.Exchange;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Brian;

/// <summary>What programs that state a network run by run need: where it stands at the start, and all that a run leaves.</summary>
public sealed class SavedRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void All_that_a_run_leaves_is_saved_in_one_file()
    {
        var network = new BrianNetwork(
            [
                new NeuronGroup("g", 3, EquationParser.Parse("dx/dt = 1/second : 1\nk : 1")) { Method = "euler" },
                new SpikeGeneratorGroup("s", 2, [1], [8e-3]),
                new Synapses("c", "s", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "k += 1")] },
                new StateMonitor("m", "g", ["x", "k"], [0, 2]),
                new EventMonitor("e", "s"),
                new PopulationRateMonitor("r", "s"),
            ],
            [new BrianRun(0.01) { Before = [new Connect("c"), new Initializer("c", "delay", new Quantity(5e-3, Dimension.Time))] }]);
        var arrays = Saved(network);
        Assert.Equal(
            [
                "events/c_pre/connections.npy", "events/c_pre/seconds.npy", "records/e/i.npy", "records/e/t.npy", "records/m/0.npy", "records/m/1.npy",
                "records/m/t.npy", "records/r/rate.npy", "records/r/t.npy", "time.npy", "values/g/k.npy", "values/g/x.npy",
            ],
            arrays.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([8e-3], Doubles(arrays["records/e/t.npy"]));
        Assert.Equal([1], Whole(arrays["records/e/i.npy"]));
        Assert.Contains("'shape': (100, 2)", arrays["records/m/0.npy"].Header, StringComparison.Ordinal);
        Assert.Equal([0, 0, 1e-4, 1e-4], Doubles(arrays["records/m/0.npy"]).Take(4));
        Assert.Equal([0.01], Doubles(arrays["time.npy"]));

        // The event has set out in step 80 for step 130; the next step is 100.
        Assert.Equal([3e-3, 3e-3, 3e-3], Doubles(arrays["events/c_pre/seconds.npy"]).Select(seconds => Math.Round(seconds, 12)));
        Assert.Equal([3, 4, 5], Whole(arrays["events/c_pre/connections.npy"]));
    }

    [Fact]
    public void A_network_starts_where_it_says_that_it_stands()
    {
        var arrays = Saved(Begun(new EventsUnderWay("c_pre", [3e-4, 4e-4, 9e-3], [1, 1, 0])));
        Assert.Equal([1.0, 2.0], Doubles(arrays["values/g/k.npy"]));
        Assert.Equal([2e-3], Doubles(arrays["time.npy"]));
        Assert.Equal([1.2e-3], Doubles(arrays["records/e/t.npy"]).Select(time => Math.Round(time, 12)));
    }

    [Theory]
    [InlineData("c_post", 0)]
    [InlineData("c_pre", 2)]
    public void Events_need_somewhere_to_arrive(string pathway, int connection)
    {
        var prepared = Prepare(Begun(new EventsUnderWay(pathway, [1e-3], [connection])), new RunOptions { WriteFiles = false });
        Assert.Equal("NG5206", Assert.Single(prepared.Diagnostics).Code);
        Assert.Equal(RunOutcome.Failed, prepared.Run().Outcome);
    }

    // One spike reaches the first neuron after 0.5 ms; the second would get it only later.
    private static BrianNetwork Begun(EventsUnderWay events) => new(
        [
            new NeuronGroup("g", 2, EquationParser.Parse("k : 1")),
            new SpikeGeneratorGroup("s", 1, [0], [1.2e-3]),
            new Synapses("c", "s", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "k += 1")] },
            new EventMonitor("e", "s"),
        ],
        [new BrianRun(1e-3) { Before = [new Connect("c"), new Initializer("c", "delay", new BrianValue.List([5e-4, 5e-3], Dimension.Time))] }])
    { Start = new BrianStart(1e-3, [events]) };

    private PreparedRun Prepare(BrianNetwork network, RunOptions options)
    {
        var path = Path.Join(folder, "net.brian.json");
        File.WriteAllText(path, BrianJson.Write(network));
        return NeuralModel.Load(path).Prepare(options);
    }

    private Dictionary<string, (string Header, byte[] Data)> Saved(BrianNetwork network)
    {
        var path = Path.Join(folder, "saved", "all.npz");
        Assert.Equal(path, Assert.Single(Prepare(network, new RunOptions { SaveFile = path, OutputFolder = folder }).Run().Files));
        using var zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(entry => entry.FullName, Read);

        static (string Header, byte[] Data) Read(ZipArchiveEntry entry)
        {
            using var stream = entry.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            var all = memory.ToArray();
            var length = 12 + BitConverter.ToInt32(all, 8);
            return (Encoding.UTF8.GetString(all, 12, length - 12), all[length..]);
        }
    }

    private static double[] Doubles((string Header, byte[] Data) array) => MemoryMarshal.Cast<byte, double>(array.Data).ToArray();

    private static int[] Whole((string Header, byte[] Data) array) => MemoryMarshal.Cast<byte, int>(array.Data).ToArray();
}
