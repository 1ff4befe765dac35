using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;
using Neuroglot.Sweeps;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Sweeps;

public sealed class SweepTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Result => Path.Join(folder, "result.npz");

    [Theory]
    [InlineData(null)]
    [InlineData(Fidelity.Brahms)]
    public void Every_point_of_SpineML_is_what_a_run_with_its_values_gives(Fidelity? fidelity)
    {
        var run = new RunOptions { Duration = 0.05, Fidelity = fidelity };
        var summary = Sweep(GapJunctions, run, "cells.cm=0.15nF,0.2nF,0.25nF", "cells.I_syn=0.3:0.5:2");
        Assert.Equal((RunOutcome.Completed, 6, 6), (summary.Outcome, summary.Points, summary.Done));
        Assert.Equal([3, 2], summary.Shape.AsEnumerable());
        var file = new NumpyZip(Result);
        Assert.Equal([3, 2, 500, 4], file.ShapeOf("values/cells.v"));
        Assert.Equal([3, 2], file.ShapeOf("rates/cells"));
        Assert.Equal([0.15, 0.2, 0.25], file.Doubles("axes/cells.cm"));
        Assert.Equal(500, file.Doubles("time").Length);
        // Times are those of the semantics, of brahms in single precision.
        Assert.Equal(0.0499, file.Doubles("time")[^1], 1e-8);
        for (var point = 0; point < 6; point++)
        {
            var overrides = new[] { new ParameterOverride("cells.cm", ((string[])["0.15", "0.2", "0.25"])[point / 2]), new ParameterOverride("cells.I_syn", ((string[])["0.3", "0.5"])[point % 2]) };
            var single = GapJunctions.Prepare(run with { OutputFolder = folder, Overrides = [.. overrides] }).Run();
            var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Join(folder, "cells_v_log.bin"))).ToArray();
            Assert.Equal(values, file.Doubles("values/cells.v").AsSpan(point * 2000, 2000).ToArray());
            Assert.Equal(single.Spikes, file.Longs("spikes/cells")[point]);
            var offsets = file.Longs("events/cells.spike/offsets");
            var spikes = File.ReadAllLines(Path.Join(folder, "cells_spike_log.csv")).Select(line => line.Split(", ")).ToList();
            var times = file.Doubles("events/cells.spike/times")[(int)offsets[point]..(int)offsets[point + 1]];
            Assert.Equal(spikes.Select(pair => pair[0]), times.Select(time => (1000 * time).ToString("F6", CultureInfo.InvariantCulture)));
            Assert.Equal(spikes.Select(pair => pair[1]), file.Ints("events/cells.spike/indices")[(int)offsets[point]..(int)offsets[point + 1]].Select(index => $"{index}"));
        }
    }

    [Fact]
    public void Every_point_of_LEMS_is_what_a_run_with_its_values_gives()
    {
        var summary = Sweep(FirstSpikes, new RunOptions { Duration = 0.1 }, "cells.thresh=-50mV:-46mV:3", "cells.C=100pF:180pF:2");
        Assert.Equal(RunOutcome.Completed, summary.Outcome);
        var file = new NumpyZip(Result);
        Assert.Equal([3, 2, 5001], file.ShapeOf("values/cells.v"));
        var activity = new List<long>();
        for (var point = 0; point < 6; point++)
        {
            var overrides = new[] { new ParameterOverride("cells.thresh", $"{-50 + (2 * (point / 2))}mV"), new ParameterOverride("cells.C", point % 2 == 0 ? "100pF" : "180pF") };
            activity.Add(FirstSpikes.Prepare(new RunOptions { Duration = 0.1, OutputFolder = folder, Format = OutputFormat.Npz, Overrides = [.. overrides] }).Run().Spikes);
            var run = new NumpyZip(Path.Join(folder, "first_spikes.v.npz"));
            Assert.Equal(run.Doubles("time"), file.Doubles("time"));
            Assert.Equal(run.Doubles(run.Names.First(name => name is not ("time" or "units"))), file.Doubles("values/cells.v").AsSpan(point * 5001, 5001).ToArray());
        }

        Assert.Equal(activity, file.Longs("spikes/cells"));
        Assert.True(activity.Distinct().Count() > 2);
        Assert.Equal(activity.Sum(), file.Longs("events/cells.spike/offsets")[^1]);
    }

    [Fact]
    public void The_model_is_planned_and_its_kernels_are_compiled_once_however_many_points_there_are()
    {
        var one = Sweep(GapJunctions, new RunOptions { Duration = 0.01 }, "cells.cm=0.2", "junctions.g=0.02", "cells.v=-60", "cells.i_offset=0.3");
        var many = Sweep(GapJunctions, new RunOptions { Duration = 0.01 }, "cells.cm=0.1:0.2:3", "junctions.g=0.01,0.02", "cells.v=-60:-55:2", "cells.i_offset=0.1,0.3");
        Assert.Equal((1, 24, 1, one.Kernels), (one.Points, many.Points, many.Plans, many.Kernels));
        Assert.InRange(one.Kernels, 1, 20);
        var lems = Sweep(FirstSpikes, new RunOptions { Duration = 0.01 }, "cells.thresh=-50mV:-40mV:20");
        Assert.Equal((20, 1), (lems.Points, lems.Plans));
        Assert.InRange(lems.Kernels, 1, 5);
        Assert.Equal(1, Sweep(VogelsAbbott, new RunOptions { Duration = 0.001 }, "Excitatory.I_syn=0:0.1:4", "Inhibitory to Excitatory weights.w=-0.09,-0.1").Plans);
    }

    [Fact]
    public void What_a_plan_depends_on_makes_a_plan_for_each_value_and_no_kernel_more()
    {
        var run = new RunOptions { Duration = 0.005 };
        var one = Sweep(VogelsAbbott, run, "Excitatory:Inhibitory.delay=1ms", "Excitatory.v_thresh=-50");
        var many = Sweep(VogelsAbbott, run, "Excitatory:Inhibitory.delay=1ms,2ms,3ms", "Excitatory.v_thresh=-50:-40:5");
        Assert.Equal((15, 3, one.Kernels), (many.Points, many.Plans, many.Kernels));
        var placed = Sweep(GapJunctions, run, "drive.value=0.1:0.5:5", "cells.cm=0.1,0.2");
        Assert.Equal((10, 5, RunOutcome.Completed), (placed.Points, placed.Plans - 1, placed.Outcome));
    }

    [Fact]
    public void The_result_is_the_same_on_any_number_of_threads()
    {
        var contents = ((int[])[1, 2, 5]).Select(threads =>
        {
            var options = Options(new RunOptions { Duration = 0.02 }, "cells.cm=0.1:0.2:4", "junctions.I_a:cells.I_syn.delay=0.1ms,0.5ms");
            Assert.Equal(RunOutcome.Completed, GapJunctions.Sweep(options with { Threads = threads }).Outcome);
            return new NumpyZip(Result).Content;
        }).ToList();
        Assert.Single(contents.Distinct());
    }

    [Fact]
    public void Values_vary_together_when_asked_to()
    {
        var options = Options(new RunOptions { Duration = 0.01 }, "cells.cm=0.1:0.3:3", "cells.v=-60,-59,-58") with { IsZipped = true, IsSummaryOnly = true };
        Assert.Equal([3], GapJunctions.Sweep(options).Shape.AsEnumerable());
        var file = new NumpyZip(Result);
        Assert.Equal("point", file.Text("axes"));
        Assert.Equal([3], file.ShapeOf("spikes/cells"));
        Assert.Equal([-60.0, -59, -58], file.Doubles("axes/cells.v"));
        Assert.DoesNotContain(file.Names, name => name.StartsWith("values/", StringComparison.Ordinal) || name.StartsWith("events/", StringComparison.Ordinal));
        var meta = JsonDocument.Parse(file.Text("meta")).RootElement;
        Assert.Equal(["cells.cm", "cells.v"], meta.GetProperty("axes")[0].GetProperty("varies").EnumerateArray().Select(one => one.GetProperty("path").GetString()));
    }

    [Fact]
    public void Trials_have_seeds_that_a_run_can_be_given()
    {
        var document = Path.Join(folder, "noise.xml");
        File.WriteAllText(document, Lab.Document(Lab.Single(
            "<StateVariable name='x' exposure='x' dimension='none'/><DerivedVariable name='y' exposure='y' dimension='none' value='k'/><DerivedVariable name='z' exposure='z' dimension='none' value='0'/><DerivedVariable name='n' exposure='n' dimension='none' value='0'/><OnCondition test='random(1) .lt. 0.5'><StateAssignment variable='x' value='x + random(1)'/></OnCondition>",
            "<Property name='k' dimension='none' defaultValue='1'/>"), "one", "5ms", "0.1ms", ["x"]));
        var model = NeuralModel.Load(document);
        Assert.True(model.IsUsable, string.Join('\n', model.Diagnostics));
        var summary = model.Sweep(new SweepOptions { Trials = 3, Run = new RunOptions { Seed = 40 }, OutputFile = Result });
        Assert.True(summary.Outcome == RunOutcome.Completed, string.Join('\n', summary.Diagnostics));
        var file = new NumpyZip(Result);
        Assert.Equal([40L, 41, 42], file.Longs("axes/trial"));
        var name = file.Names.Single(one => one.StartsWith("values/", StringComparison.Ordinal));
        Assert.Equal([3, 51], file.ShapeOf(name));
        for (var trial = 0; trial < 3; trial++)
        {
            model.Prepare(new RunOptions { Seed = 40 + trial, OutputFolder = folder, Format = OutputFormat.Npz }).Run();
            var run = new NumpyZip(Path.Join(folder, "out.npz"));
            Assert.Equal(run.Doubles(run.Names.First(one => one is not ("time" or "units"))), file.Doubles(name).AsSpan(51 * trial, 51).ToArray());
        }
    }

    [Fact]
    public void A_point_that_fails_is_recorded_and_the_others_go_on()
    {
        // Without capacitance, the potential is infinite after a step.
        var summary = Sweep(GapJunctions, new RunOptions { Duration = 0.02 }, "cells.cm=0.2,0,0.3");
        Assert.Equal((RunOutcome.Failed, 3), (summary.Outcome, summary.Done));
        var failure = Assert.Single(summary.Failures);
        Assert.Equal([1], failure.Index.AsEnumerable());
        Assert.Contains("NG3", failure.Message, StringComparison.Ordinal);
        var file = new NumpyZip(Result);
        Assert.Equal([0L, 1, 0], file.Longs("failed"));
        Assert.Equal(-1, file.Longs("spikes/cells")[1]);
        Assert.True(double.IsNaN(file.Doubles("rates/cells")[1]));
        var values = file.Doubles("values/cells.v");
        Assert.Equal(3 * 200 * 4, values.Length);
        Assert.True(double.IsNaN(values[(2 * 800) - 1]));
        Assert.DoesNotContain(values[1600..], double.IsNaN);
        Assert.Equal(failure.Message, JsonDocument.Parse(file.Text("meta")).RootElement.GetProperty("failures")[0].GetProperty("message").GetString());
    }

    [Fact]
    public void What_cannot_be_prepared_is_told_before_anything_is_run()
    {
        var summary = Sweep(GapJunctions, new RunOptions(), "cells.c=1:2:3");
        Assert.Equal((RunOutcome.Failed, "NG4121", 0), (summary.Outcome, Assert.Single(summary.Diagnostics).Code, summary.Done));
        Assert.Empty(Directory.GetFiles(folder));
        Assert.Equal("NG4025", Assert.Single(Sweep(FirstSpikes, new RunOptions(), "cells.c=1pF,2pF").Diagnostics).Code);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("twice", "a.b=1,2", "a.b=3")]
    [InlineData("set", "cells.cm=1,2")]
    [InlineData("zip", "a.b=1,2", "c.d=1,2,3")]
    [InlineData("zip", "a.b=1:2:1000000", "c.d=1:2:1000000")]
    public void Axes_that_do_not_go_together_are_refused(string what, params string[] axes)
    {
        var options = Options(new RunOptions { Overrides = what == "set" ? [new ParameterOverride("cells.cm", "1")] : [] }, axes) with { IsZipped = what == "zip" && axes[0].Length < 10 };
        Assert.Equal("NG4131", Assert.Single(GapJunctions.Sweep(options).Diagnostics).Code);
    }

    [Fact]
    public void All_experiments_of_a_file_are_run_at_every_point()
    {
        foreach (var source in Directory.GetFiles(Path.GetDirectoryName(GapJunctions.Path)!))
            File.Copy(source, Path.Join(folder, Path.GetFileName(source)));
        var path = Path.Join(folder, "experiment0.xml");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf("<Experiment ", StringComparison.Ordinal), text.IndexOf("</Experiment>", StringComparison.Ordinal) + "</Experiment>".Length);
        File.WriteAllText(path, text.Insert(end, text[start..end].Replace("value=\"0.3\"", "value=\"0.6\"", StringComparison.Ordinal)));
        var summary = Sweep(NeuralModel.Load(path), new RunOptions { Duration = 0.1 }, "cells.cm=0.2:0.4:3");
        Assert.Equal((RunOutcome.Completed, 2), (summary.Outcome, summary.Plans));
        var file = new NumpyZip(Result);
        var (first, second) = (file.Longs("spikes/cells"), file.Longs("spikes/cells 2"));
        Assert.Equal(first, Spikes(GapJunctions));
        Assert.All(first.Zip(second), pair => Assert.True(pair.First < pair.Second));
        Assert.Equal([3, 1000, 4], file.ShapeOf("values/cells.v 2"));

        static long[] Spikes(NeuralModel model) =>
            [.. ((string[])["0.2", "0.3", "0.4"]).Select(value => model.Prepare(new RunOptions { Duration = 0.1, WriteFiles = false, Overrides = [new ParameterOverride("cells.cm", value)] }).Run().Spikes)];
    }

    [Fact]
    public void Two_names_of_one_input_do_not_vary_together() =>
        Assert.Equal("NG4131", Assert.Single(Sweep(GapJunctions, new RunOptions(), "cells.I_syn=0,1", "drive.value=0,1").Diagnostics).Code);

    [Theory]
    [InlineData(40_000_000_000_000L, 0, "NG4137", Severity.Error)]
    [InlineData(9_000_000_000_000L, 0, "NG4137", Severity.Error)]
    [InlineData(200_000_000L, 0, "NG4137", Severity.Note)]
    [InlineData(0, 20_000_000_000_000L, "NG4135", Severity.Note)]
    public void Memory_and_disk_are_estimated_before_they_are_taken(long records, long memory, string code, Severity severity)
    {
        var summary = new Large(Path.Join(folder, "x"), records / 10, memory).Sweep(Options(new RunOptions(), "a.b=1:10:10") with { Threads = 2 });
        Assert.Equal(severity, Assert.Single(summary.Diagnostics, one => one.Code == code).Severity);
        Assert.Equal(severity == Severity.Error ? RunOutcome.Failed : RunOutcome.Completed, summary.Outcome);
        Assert.Equal(records, summary.EstimatedBytes);
    }

    private static NeuralModel GapJunctions => NeuralModel.Load(Path.Join(ExampleFolder.Path, "spineml", "gap-junctions", "experiment0.xml"));

    private static NeuralModel VogelsAbbott => NeuralModel.Load(Path.Join(ExampleFolder.Path, "spineml", "vogels-abbott", "experiment0.xml"));

    private static NeuralModel FirstSpikes => NeuralModel.Load(Path.Join(ExampleFolder.Path, "first-spikes", "LEMS_FirstSpikes.xml"));

    private SweepOptions Options(RunOptions run, params string[] axes)
    {
        var diagnostics = new DiagnosticBag();
        var read = axes.Select(axis => SweepAxis.Parse(axis, diagnostics)!).ToList();
        Assert.Empty(diagnostics);
        return new SweepOptions { Axes = [.. read], Run = run, OutputFile = Result, Threads = 2 };
    }

    private SweepSummary Sweep(NeuralModel model, RunOptions run, params string[] axes) => model.Sweep(Options(run, axes));

    /// <summary>A model that says that it needs much.</summary>
    private sealed class Large(string path, long records, long memory) : NeuralModel(path)
    {
        public override System.Collections.Immutable.ImmutableArray<Diagnostic> Diagnostics => [];

        public override System.Collections.Immutable.ImmutableArray<Diagnostic> Validate() => [];

        public override ModelDescription Describe() => throw new NotSupportedException();

        public override PreparedRun Prepare(RunOptions options) => new Prepared(records, memory);

        private sealed class Prepared(long records, long memory) : PreparedRun
        {
            public override System.Collections.Immutable.ImmutableArray<Diagnostic> Diagnostics => [];

            public override string Plan => string.Empty;

            public override long EstimatedMemoryBytes => memory;

            public override long EstimatedRecordBytes => records;

            public override RunSummary Run(IProgress<RunProgress>? progress = null, CancellationToken cancellation = default) => new() { Outcome = RunOutcome.Completed };
        }
    }
}
