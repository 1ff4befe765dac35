using System.IO.Compression;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Xunit;

namespace Neuroglot.Tests.Brian;

/// <summary>Sessions that go back to where they were.</summary>
public sealed class StoredStateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    private string Path => System.IO.Path.Combine(folder, "states");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Everything_goes_on_from_where_it_was_stored(bool isInFile)
    {
        var file = isInFile ? Path : null;
        var session = new BrianSession(Network());
        Assert.True(session.RunNext() && session.Store("half way", file) && session.RunAll());
        var all = All(session);

        Assert.True(session.Restore("half way", file));
        Assert.Equal((1, 1e-3, 10L), (session.RunsDone, session.Time, session.Steps));
        Assert.Equal([0.0, 0.0], session.Values("cells", "w")!);
        Assert.Equal(1, session.Spikes["g"]);
        Assert.Equal(10, session.States["m"].Times.Count);
        Assert.True(session.RunAll());
        Assert.Equal(all, All(session));
    }

    [Fact]
    public void A_file_is_read_by_another_session()
    {
        var session = new BrianSession(Network());
        Assert.True(session.RunNext() && session.Store("a", Path) && session.RunAll() && session.Store("b", Path));
        var other = new BrianSession(Network());
        Assert.True(other.Restore("a", Path) && other.RunAll());
        Assert.Equal(All(session), All(other));

        // A script that has not run yet knows no runs.
        var script = new BrianSession(Network() with { Runs = [] });
        Assert.True(script.Restore("a", Path) && script.Run(new BrianRun(1e-3)));
        Assert.Equal(All(session), All(script));
        Assert.True(script.Restore("b", Path));
        Assert.Equal(2e-3, script.Time);
    }

    [Fact]
    public void The_state_before_the_first_run_is_one()
    {
        var session = new BrianSession(Network());
        Assert.True(session.Store() && session.RunAll());
        var all = All(session);
        Assert.True(session.Restore(isSameChance: true) && session.RunsDone == 0 && session.RunAll());
        Assert.Equal(all, All(session));
    }

    [Fact]
    public void Chance_is_new_unless_asked_for()
    {
        var session = new BrianSession(new BrianNetwork([new NeuronGroup("cells", 3, EquationParser.Parse("dv/dt = xi*second**-0.5 : 1")) { Method = "euler" }], [new BrianRun(1e-3), new BrianRun(1e-3)]));
        Assert.True(session.RunNext() && session.Store() && session.RunNext());
        var first = session.Values("cells", "v")!;
        Assert.True(session.Restore() && session.RunNext());
        var second = session.Values("cells", "v")!;
        Assert.True(session.Restore() && session.RunNext());
        Assert.NotEqual(first, second);
        Assert.NotEqual(second, session.Values("cells", "v")!);
        Assert.True(session.Restore(isSameChance: true) && session.RunNext());
        Assert.Equal(first, session.Values("cells", "v")!);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var session = new BrianSession(Network());
        Assert.True(session.RunNext() && session.Store("a") && session.Store("a", Path));
        Refused("NG5110", session, () => session.Restore("b"), "'a'");
        Refused("NG5110", session, () => session.Restore("b", Path), "'a'");
        Refused("NG4020", session, () => session.Restore("a", Path + "x"), "cannot be read");
        Refused("NG4010", session, () => session.Store("a", folder), "cannot be written");
        var network = session.Network;
        session.Network = network with { Objects = [.. network.Objects, new NeuronGroup("more", 1, Equations.None)] };
        Refused("NG5110", session, () => session.Restore("a"), "nothing for 'more'");
        session.Network = network with { Objects = network.Objects.RemoveAll(one => one.Name is "s" or "g") };
        Refused("NG5110", session, () => session.Restore("a"), "which the network does not have");
        session.Network = network with { Objects = [.. network.Objects.Select(one => one is NeuronGroup group ? group with { Count = 3 } : one)] };
        Refused("NG5110", session, () => session.Restore("a"), "2 neurons of 'cells'");
    }

    [Fact]
    public void Spoilt_files_are_told()
    {
        var session = new BrianSession(Network());
        Assert.True(session.RunNext() && session.Store("a", Path));
        byte[] content;
        using (var zip = ZipFile.OpenRead(Path))
        {
            using var stream = zip.Entries[0].Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            content = copy.ToArray();
        }

        Spoil(content[..(content.Length / 2)]);
        Spoil([1, .. content[1..]]);
        File.WriteAllText(Path, "no zip");
        Refused("NG4021", session, () => session.Restore("a", Path), "no file of states");

        void Spoil(byte[] wrong)
        {
            File.Delete(Path);
            using (var zip = ZipFile.Open(Path, ZipArchiveMode.Create))
            {
                using var stream = zip.CreateEntry("a.state").Open();
                stream.Write(wrong);
            }

            Refused("NG4021", session, () => session.Restore("a", Path), "no file of states");
        }
    }

    [Fact]
    public void A_seed_begins_random_numbers_anew_at_any_time_and_after_restoring()
    {
        var session = new BrianSession(new BrianNetwork([new NeuronGroup("g", 2, EquationParser.Parse("x : 1\ny : 1\nz : 1")), new RunRegularly("r", "g", "x = rand()")], []) { Seed = 5 });
        var first = Run();
        Assert.True(session.Store());
        var second = Run();
        Assert.NotEqual(first, second);
        session.Seed(5);
        Assert.Equal(first, Run());
        Assert.True(session.Restore());
        Assert.NotEqual(second, Run());
        Assert.True(session.Restore(isSameChance: true));
        Assert.Equal(second, Run());
        Assert.True(session.Restore());
        session.Seed(5);
        Assert.Equal(first, Run());

        double[] Run()
        {
            Assert.True(session.Run(new BrianRun(1e-3) { Before = [new Initializer("g", "y", "rand()")] }));
            return [.. session.Values("g", "x")!, .. session.Values("g", "y")!];
        }
    }

    [Fact]
    public void Operations_cannot_store_or_restore()
    {
        BrianSession? session = null;
        var results = new List<bool>();
        session = new BrianSession(new BrianNetwork([new NetworkOperation("op")], [new BrianRun(1e-4)]))
        {
            OnOperation = (_, _, _) =>
            {
                results.Add(session!.Store());
                results.Add(session.Restore());
            },
        };
        session.RunAll();
        Assert.Equal([false, false], results);
    }

    // A spike that is on its way at 1 ms; weights, delays and connections that were drawn.
    private static BrianNetwork Network() => new(
        [
            new SpikeGeneratorGroup("g", 1, [0], [0.5e-3]),
            new NeuronGroup("cells", 2, EquationParser.Parse("dv/dt = (i + 1 - v)/(1*ms) : 1\nw : 1")),
            new Synapses("s", "g", "cells", EquationParser.Parse("a : 1")) { Pathways = [new SynapticPathway("pre", true, "w += a")] },
            new StateMonitor("m", "cells", ["v"], default), new EventMonitor("e", "g"), new PopulationRateMonitor("r", "g"),
        ],
        [
            new BrianRun(1e-3) { Before = [new Connect("s"), new Initializer("s", "a", "rand()"), new Initializer("s", "delay", "1*ms + 0.1*ms*j")] },
            new BrianRun(1e-3),
        ])
    {
        Seed = 3,
    };

    private static double[] All(BrianSession session) =>
    [
        session.Time, session.Steps, session.Spikes["g"], .. session.Values("cells", "v")!, .. session.Values("cells", "w")!, .. session.Values("s", "a")!,
        .. session.States["m"].Times, .. session.States["m"].Samples.SelectMany(sample => sample), .. session.Events["e"].Times, .. session.Counts["r"].Rates,
    ];

    private static void Refused(string code, BrianSession session, Func<bool> action, string words)
    {
        var time = session.Time;
        Assert.False(action());
        Assert.Equal(code, Assert.Single(session.Diagnostics).Code);
        Assert.Contains(words, session.Diagnostics[0].Message + session.Diagnostics[0].Hint, StringComparison.Ordinal);
        Assert.Equal(time, session.Time);
    }
}
