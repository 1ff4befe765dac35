using System.IO.Compression;
using FsCheck.Fluent;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Testing;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.SpineML;

/// <summary>Runs that go on where another has ended: what comes out is what one run in a piece gives, to the bit.</summary>
public sealed class SpineMLStateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    private string State => Path.Join(folder, "half.state");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("stdp", Fidelity.Native, 1, 1)]
    [InlineData("stdp", Fidelity.Native, 3, 2)]
    [InlineData("stdp", Fidelity.Brahms, 1, 3)]
    [InlineData("vogels-abbott", Fidelity.Native, 1, 3)]
    [InlineData("vogels-abbott", Fidelity.Brahms, 2, 1)]
    [InlineData("gap-junctions", Fidelity.Native, 1, 2)]
    [InlineData("gap-junctions", Fidelity.Brahms, 1, 1)]
    [InlineData("distance", Fidelity.Native, 2, 1)]
    public void Two_halves_are_the_whole(string example, Fidelity fidelity, int firstThreads, int secondThreads)
    {
        var seconds = example == "stdp" ? 1 : 0.1;
        var model = Example(example);
        var whole = Logs(model, new RunOptions { Fidelity = fidelity, Duration = seconds, SaveState = Path.Join(folder, "whole.state") }, "whole");
        var first = Logs(model, new RunOptions { Fidelity = fidelity, Duration = seconds / 2, Threads = firstThreads, SaveState = State }, "first");
        var second = Logs(model, new RunOptions { Fidelity = fidelity, Duration = seconds / 2, Threads = secondThreads, FromState = State, SaveState = State }, "second");
        Assert.NotEmpty(whole);
        foreach (var (file, bytes) in whole)
            Assert.True(bytes.AsSpan().SequenceEqual([.. first[file], .. second[file]]), $"{file} of {example} differs");
        Assert.Equal(Content(Path.Join(folder, "whole.state")), Content(State));
    }

    [Fact]
    public void It_does_not_matter_where_a_run_is_parted()
    {
        // Delays of many steps, also of single connections, regimes and random numbers in each step.
        var model = Example("stdp", ("model.xml", "<AllToAllConnection>\n          <Delay dimension=\"ms\">\n            <FixedValue value=\"1\"/>", "<AllToAllConnection>\n          <Delay dimension=\"ms\">\n            <UniformDistribution minimum=\"1\" maximum=\"9\" seed=\"3\"/>"),
            ("LIF.xml", "(i_offset + I_syn)/cm", "(i_offset + I_syn + 0.05*randomNormal)/cm"), ("experiment0.xml", "value=\"20\"", "value=\"200\""));
        foreach (var fidelity in (Fidelity[])[Fidelity.Native, Fidelity.Brahms])
        {
            var whole = Logs(model, new RunOptions { Fidelity = fidelity, Duration = 0.1, Seed = 4 }, "whole");
            Assert.NotEmpty(whole["cell_spike_log.csv"]);
            Prop.ForAll(Gen.Choose(1, 999).ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(), (steps, threads) =>
            {
                var first = steps * 1e-4;
                var one = Logs(model, new RunOptions { Fidelity = fidelity, Duration = first, Seed = 4, SaveState = State }, "first");
                var two = Logs(model, new RunOptions { Fidelity = fidelity, Duration = 0.1 - first, FromState = State, Threads = threads }, "second");
                return whole.All(log => log.Value.AsSpan().SequenceEqual([.. one[log.Key], .. two[log.Key]]));
            }).Holds(cases: 10);
        }
    }

    [Fact]
    public void Time_goes_on_and_logs_say_so()
    {
        var model = Example("stdp");
        Logs(model, new RunOptions { Duration = 0.5, SaveState = State }, "first");
        Logs(model, new RunOptions { Duration = 0.5, FromState = State }, "second");
        var report = File.ReadAllText(Path.Join(folder, "second", "weights_w_logrep.xml"));
        Assert.Contains("<LogStartTime>500.000000</LogStartTime>", report, StringComparison.Ordinal);
        Assert.Contains("<LogEndTime>1000.000000</LogEndTime>", report, StringComparison.Ordinal);
        Assert.All(File.ReadLines(Path.Join(folder, "second", "cell_spike_log.csv")), line => Assert.InRange(double.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture), 500, 1000));
    }

    [Fact]
    public void What_was_learnt_is_tested_under_other_inputs_and_parameters()
    {
        var model = Example("stdp");
        Logs(model, new RunOptions { Duration = 2, SaveState = State }, "first");
        var test = Example("stdp", ("experiment0.xml", "<ConstantInput name=\"rates\"", "<ConstantInput name=\"quiet\" target=\"cell\" port=\"I_syn\" value=\"0.05\"/><ConstantInput name=\"others\""));
        var logs = Logs(test, new RunOptions { Duration = 0.0001, FromState = State, Overrides = [new Neuroglot.ParameterOverride("weights.w_max", "0.2")] }, "second");
        var weights = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(logs["weights_w_log.bin"]).ToArray();
        var before = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Join(folder, "first", "weights_w_log.bin"))).ToArray()[^100..];

        // A step changes the weights of those inputs only that spike in it.
        Assert.InRange(weights.Zip(before).Count(pair => pair.First.Equals(pair.Second)), 90, 100);
    }

    [Theory]
    [InlineData("`inputs` has 50 instances, in the state 100", "model.xml", "size=\"100\"", "size=\"50\"")]
    [InlineData("it holds no `trace_before` of `weights`", "STDP.xml", "trace_pre", "trace_before")]
    [InlineData("it holds `cell`, which the network has not", "model.xml", "name=\"cell\"", "name=\"neuron\"", "model.xml", "dst_population=\"cell\"", "dst_population=\"neuron\"", "experiment0.xml", "target=\"cell\"", "target=\"neuron\"")]
    [InlineData("its time step is 0.1 ms, that of the run 0.2 ms", "experiment0.xml", "dt=\"0.1\"", "dt=\"0.2\"")]
    public void A_state_of_something_else_is_refused(string reason, params string[] changes)
    {
        Logs(Example("stdp"), new RunOptions { Duration = 0.01, SaveState = State }, "first");
        var other = Example("stdp", [.. changes.Chunk(3).Select(one => (one[0], one[1], one[2]))]);
        var problem = Assert.Single(NeuralModel.Load(other).Prepare(new RunOptions { FromState = State }).Diagnostics, one => one.Severity == Severity.Error);
        Assert.Equal("NG6521", problem.Code);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fidelities_do_not_share_states()
    {
        Logs(Example("stdp"), new RunOptions { Duration = 0.01, SaveState = State }, "first");
        var problem = Assert.Single(NeuralModel.Load(Example("stdp")).Prepare(new RunOptions { FromState = State, Fidelity = Fidelity.Brahms }).Diagnostics);
        Assert.Equal("NG6521", problem.Code);
        Assert.Contains("spineml-brahms", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_several_experiments_has_a_state_of_its_own()
    {
        var experiment = File.ReadAllText(Example("stdp"));
        var start = experiment.IndexOf("<Experiment", StringComparison.Ordinal);
        var end = experiment.IndexOf("</Experiment>", StringComparison.Ordinal) + "</Experiment>".Length;
        var again = System.Text.RegularExpressions.Regex.Replace(experiment[start..end], "^<Experiment([^>]*)name=\"[^\"]*\"", "<Experiment$1name=\"Again\"").Replace("value=\"20\"", "value=\"40\"", StringComparison.Ordinal);
        Assert.NotEqual(experiment[start..end], again);
        var model = Example("stdp", ("experiment0.xml", "</SpineML>", again + "</SpineML>"));
        var whole = Logs(model, new RunOptions { Duration = 0.4 }, "whole");
        var first = Logs(model, new RunOptions { Duration = 0.2, SaveState = State }, "first");
        Assert.Equal(2, Directory.GetFiles(folder, "half.*_*.state").Length);
        Assert.True(File.Exists(Path.Join(folder, "half.1_Again.state")));
        var second = Logs(model, new RunOptions { Duration = 0.2, FromState = State }, "second");
        Assert.NotEmpty(whole);
        foreach (var (file, bytes) in whole)
            Assert.True(bytes.AsSpan().SequenceEqual([.. first[file], .. second[file]]), $"{file} differs");

        File.Delete(Path.Join(folder, "half.1_Again.state"));
        Assert.Contains(NeuralModel.Load(model).Prepare(new RunOptions { FromState = State }).Diagnostics, one => one.Severity == Severity.Error && one.Message.Contains("half.1_Again.state", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_but_states_is_overwritten()
    {
        var model = Example("stdp");
        foreach (var path in (string[])[model, folder])
            Assert.Equal("NG6522", Assert.Single(NeuralModel.Load(model).Prepare(new RunOptions { SaveState = path }).Diagnostics).Code);
    }

    [Fact]
    public void A_model_of_LEMS_has_no_states()
    {
        var model = NeuralModel.Load(Path.Join(ExampleFolder.Path, ExampleFolder.Files.First()));
        foreach (var options in (RunOptions[])[new RunOptions { SaveState = State }, new RunOptions { FromState = State }])
            Assert.Equal("NG4029", Assert.Single(model.Prepare(options).Diagnostics, one => one.Severity == Severity.Error).Code);
    }

    [Fact]
    public void An_interrupted_run_goes_on()
    {
        var model = Example("stdp");
        using var interrupt = new CancellationTokenSource();
        var run = NeuralModel.Load(model).Prepare(new RunOptions { Duration = 100, SaveState = State, OutputFolder = Path.Join(folder, "first") });
        var summary = run.Run(new Interruption(interrupt), interrupt.Token);
        Assert.Equal(RunOutcome.Cancelled, summary.Outcome);
        Assert.InRange(summary.Steps, 1, 999_999);
        var rest = Logs(model, new RunOptions { Duration = 0.2, FromState = State }, "second");
        var whole = Logs(model, new RunOptions { Duration = summary.SimulatedSeconds + 0.2 }, "whole");
        Assert.Equal(whole["weights_w_log.bin"][^rest["weights_w_log.bin"].Length..], rest["weights_w_log.bin"]);
    }

    [Fact]
    public void Damaged_states_are_refused_and_take_nothing_down()
    {
        var model = Example("stdp");
        Logs(model, new RunOptions { Duration = 0.01, SaveState = State }, "first");
        var content = Content(State);
        for (var place = 0; place < content.Length; place += Math.Max(1, content.Length / 80))
        {
            var damaged = (byte[])content.Clone();
            damaged[place] ^= 0xC1;
            Write(damaged);

            // A changed value is a value; whatever is not refused runs, or says what became of it.
            var run = NeuralModel.Load(model).Prepare(new RunOptions { Duration = 0.001, FromState = State, WriteFiles = false });
            if (run.CanRun)
                run.Run();
            else
                Assert.All(run.Diagnostics.Where(one => one.Severity == Severity.Error), one => Assert.Contains(one.Code, (string[])["NG6521", "NG4021"]));
        }

        Write(content[..(content.Length / 2)]);
        Assert.Equal("NG4021", Assert.Single(NeuralModel.Load(model).Prepare(new RunOptions { FromState = State }).Diagnostics).Code);
        File.WriteAllText(State, "no zip");
        Assert.Equal("NG4021", Assert.Single(NeuralModel.Load(model).Prepare(new RunOptions { FromState = State }).Diagnostics).Code);
        File.Delete(State);
        Assert.Equal("NG4020", Assert.Single(NeuralModel.Load(model).Prepare(new RunOptions { FromState = State }).Diagnostics).Code);

        void Write(byte[] state)
        {
            File.Delete(State);
            using var zip = ZipFile.Open(State, ZipArchiveMode.Create);
            using var entry = zip.CreateEntry("run.state").Open();
            entry.Write(state);
        }
    }

    private static byte[] Content(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var entry = Assert.Single(zip.Entries).Open();
        using var content = new MemoryStream();
        entry.CopyTo(content);
        return content.ToArray();
    }

    // A copy of an example, all of whose logs begin at the beginning.
    private string Example(string name, params (string File, string Old, string New)[] changes)
    {
        var copy = Directory.CreateDirectory(Path.Join(folder, $"model{Directory.GetDirectories(folder).Length}")).FullName;
        foreach (var file in Directory.GetFiles(Path.Join(ExampleFolder.Path, "spineml", name)))
        {
            var text = File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal).Replace(" start_time=\"9000\"", string.Empty, StringComparison.Ordinal);
            foreach (var change in changes.Where(one => one.File == Path.GetFileName(file)))
            {
                Assert.Contains(change.Old, text, StringComparison.Ordinal);
                text = text.Replace(change.Old, change.New, StringComparison.Ordinal);
            }

            File.WriteAllText(Path.Join(copy, Path.GetFileName(file)), text);
        }

        return Path.Join(copy, "experiment0.xml");
    }

    private Dictionary<string, byte[]> Logs(string model, RunOptions options, string name)
    {
        var results = Path.Join(folder, name);
        var run = NeuralModel.Load(model).Prepare(options with { OutputFolder = results });
        Assert.True(run.CanRun, string.Join('\n', run.Diagnostics));
        var summary = run.Run();
        Assert.True(summary.Outcome == RunOutcome.Completed, string.Join('\n', summary.Diagnostics));
        return summary.Files.Where(file => file.Contains("_log.", StringComparison.Ordinal)).ToDictionary(file => Path.GetRelativePath(results, file), File.ReadAllBytes);
    }

    private sealed class Interruption(CancellationTokenSource source) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => source.Cancel();
    }
}
