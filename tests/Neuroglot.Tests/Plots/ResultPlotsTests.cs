using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Plots;
using Neuroglot.Plotting.Figures;
using Neuroglot.Results;
using Xunit;

namespace Neuroglot.Tests.Plots;

public sealed class ResultPlotsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("v.csv", "time [ms],cells[0]/v [mV],cells[1]/v [mV],cells[0]/n\n0,-70,-71,0.1\n1,-69,-70,0.2\n", "v (mV)|n")]
    [InlineData("v.dat", "0.0\t-0.07\t\n0.001\t-0.069\t\n", "v")]
    [InlineData("two.dat", "0.0\t-0.07\t1\t\n0.001\t-0.069\t2\t\n", "two")]
    [InlineData("v.jsonl", "{\"columns\":[\"time [ms]\",\"cells[0]/v [mV]\"]}\n[0,-70]\n[1,-69]\n", "v (mV)")]
    [InlineData("s.spikes", "0.01\t3\n0.02\t1\n", "neuron index")]
    [InlineData("ids.dat", "3\t0.01\n1\t0.02\n", "neuron index")]
    [InlineData("s.csv", "time [ms],population,index\n10,exc,3\n20,exc,1\n", "neuron index")]
    [InlineData("two.csv", "time [ms],population,index\n10,exc,3\n20,inh,1\n", "exc index|inh index")]
    [InlineData("w.csv", "source,target,weight [nS]\n0,1,2\n1,2,3\n", "target neuron index")]
    public void The_form_of_a_file_says_what_is_drawn(string name, string text, string axes)
    {
        var figure = Draw(new PlotRequest(), Put(name, text));
        Assert.Equal(axes.Split('|'), figure.Axes.Select(static one => one.Y.Text));
        Assert.NotEmpty(figure.Axes[0].Marks);
    }

    [Fact]
    public void A_folder_is_drawn_whole_under_one_time_and_says_what_it_passes_over()
    {
        Put("a.csv", "time [ms],cells[0]/v [mV]\n0,-70\n1,-69\n");
        Put("b.spikes", "0.0005\t0\n");
        Put("notes.txt", "read me\n");
        var found = new DiagnosticBag();
        var figure = ResultPlots.OfFiles([folder], new PlotRequest(), found)!;
        Assert.Equal(["neuron index", "v (mV)"], figure.Axes.Select(static one => one.Y.Text));
        Assert.Same(figure.Axes[0].X, figure.Axes[1].X);
        Assert.Equal(["NG8111"], found.Select(static one => one.Code));
        Assert.Contains("notes.txt", found.First().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_of_spineml_are_read_through_their_reports()
    {
        Put("Exc_spike_log.csv", "1.000000, 4\n2.500000, 0\n");
        Put("Exc_spike_logrep.xml", "<LogReport><EventLog><LogFile>Exc_spike_log.csv</LogFile><LogFileType>csv</LogFileType><LogPort>spike</LogPort><LogEndTime>3</LogEndTime><TimeStep dt=\"0.1\"/></EventLog></LogReport>");
        File.WriteAllBytes(Path.Combine(folder, "Exc_v_log.bin"), [.. new double[] { -70, -60, -71, -61 }.SelectMany(BitConverter.GetBytes)]);
        Put("Exc_v_logrep.xml", "<LogReport><AnalogLog><LogFile>Exc_v_log.bin</LogFile><LogAll size=\"2\" headings=\"v\" type=\"double\" dims=\"mV\"/><TimeStep dt=\"0.5\"/></AnalogLog></LogReport>");
        var figure = Draw(new PlotRequest(), folder);
        Assert.Equal([2.5e-3, 1e-3], ((Points)figure.Axes[0].Marks[0]).X.OrderDescending());
        Assert.Equal("v (mV)", figure.Axes[1].Y.Text);
        Assert.Equal([-0.06, -0.061], ((Line)figure.Axes[1].Marks[1]).Y);
        Assert.Equal([0, 5e-4], ((Line)figure.Axes[1].Marks[1]).X);
        // A log stands for its report.
        Assert.Equal("v (mV)", Draw(new PlotRequest(), Path.Combine(folder, "Exc_v_log.bin")).Axes[0].Y.Text);
    }

    [Fact]
    public void Files_of_numpy_are_drawn()
    {
        var path = Path.Combine(folder, "w.npz");
        using (var arrays = NpzArrays.TryCreate(path, new DiagnosticBag())!)
        {
            arrays.Write("i", [0, 1]);
            arrays.Write("j", [1, 0]);
            arrays.Write("w", [0.5, 0.7]);
        }

        Assert.Equal("w", Draw(new PlotRequest { Y = ["w"] }, path).Axes[0].ColorBar!.Label);
        Assert.Null(Draw(new PlotRequest(), path).Axes[0].ColorBar);
    }

    [Fact]
    public void Variables_and_neurons_are_chosen()
    {
        var file = Put("v.csv", "time [ms],a[0]/v [mV],a[1]/v [mV],b[0]/v [mV],a[0]/gate/n\n0,1,2,3,0\n1,2,3,4,1\n");
        Assert.Equal(["a[0]/v", "a[1]/v", "b[0]/v"], Lines(new PlotRequest { Y = ["v"] }, file));
        Assert.Equal(["a[0]/v", "b[0]/v"], Lines(new PlotRequest { Y = ["v"], Select = ["0"] }, file));
        Assert.Equal(["a[1]/v"], Lines(new PlotRequest { Select = ["a[1-5]"] }, file));
        Assert.Equal(["b[0]/v"], Lines(new PlotRequest { Y = ["v"], Select = ["b*"] }, file));
        Assert.Equal(["a[0]/gate/n"], Lines(new PlotRequest { Y = ["n"] }, file));
        Assert.Equal(["a[0]/gate/n"], Lines(new PlotRequest { Y = ["gate/*"] }, file));
        Assert.Equal("a[0]/v", Assert.Single(Lines(new PlotRequest { Y = ["a[0]/v"] }, file)));
    }

    [Fact]
    public void One_variable_is_drawn_over_another()
    {
        var file = Put("v.csv", "time [ms],a[0]/v [mV],a[0]/n,a[1]/v [mV],a[1]/n\n0,1,0.1,5,0.5\n1,2,0.2,6,0.6\n");
        var axes = Assert.Single(Draw(new PlotRequest { X = "v", Y = ["n"] }, file).Axes);
        Assert.Equal(("v (mV)", "n"), (axes.X.Text, axes.Y.Text));
        Assert.Equal([0.5, 0.6], ((Line)axes.Marks[1]).Y);
    }

    [Fact]
    public void Columns_without_names_are_lines_of_what_their_file_is_called()
    {
        var file = Put("net.dat", "0.0\t1\t2\t3\t\n0.001\t1\t2\t3\t\n");
        Assert.Equal(["column[1]", "column[2]", "column[3]"], Assert.Single(Draw(new PlotRequest(), file).Axes).Marks.Select(static mark => mark.Label));
        Assert.Equal("column[2]", Assert.Single(Draw(new PlotRequest { Select = ["2-3"] }, file).Axes[0].Marks.Take(1)).Label);
    }

    [Fact]
    public void Of_a_folder_without_results_the_folder_results_is_drawn()
    {
        Directory.CreateDirectory(Path.Join(folder, "results"));
        Put("results/v.dat", "0.0\t-0.07\t\n0.001\t-0.069\t\n");
        Assert.Equal("v", Assert.Single(Draw(new PlotRequest(), folder).Axes).Y.Text);
    }

    [Fact]
    public void Of_very_many_lines_some_are_shown_and_a_note_says_so()
    {
        var file = Put("v.csv", "time [ms]," + string.Join(',', Enumerable.Range(0, 40).Select(static n => $"c[{n}]/v [mV]")) + "\n0," + string.Join(',', Enumerable.Repeat("1", 40)) + "\n");
        var found = new DiagnosticBag();
        Assert.Equal(10, ResultPlots.OfFiles([file], new PlotRequest(), found)!.Axes[0].Marks.Count);
        Assert.Equal("NG8110", Assert.Single(found).Code);
        Assert.Equal(40, Draw(new PlotRequest { MostLines = 0 }, file).Axes[0].Marks.Count);
    }

    [Fact]
    public void Bare_numbers_get_the_unit_that_is_named()
    {
        var axes = Draw(new PlotRequest { Unit = CommonUnits.mV, TimeUnit = CommonUnits.s }, Put("v.dat", "0.0\t-0.07\t\n0.001\t-0.069\t\n")).Axes[0];
        Assert.Equal(("time (s)", "v (mV)"), (axes.X.Text, axes.Y.Text));
        Assert.Equal(-70, axes.Figure.ToScene().Areas[0].Y.Low, 0.1);
    }

    [Fact]
    public void Rates_are_those_of_each_population()
    {
        var file = Put("s.csv", "time [ms],population,index\n10,exc,3\n20,inh,1\n");
        var axes = Assert.Single(Draw(new PlotRequest { Kind = "rate" }, file).Axes);
        Assert.Equal(["exc", "inh"], axes.Marks.Select(static mark => mark.Label));
        Assert.Equal("population rate (Hz)", axes.Y.Text);
        var recorded = Draw(new PlotRequest(), Put("r.csv", "time [ms],rate [Hz]\n0,0\n0.1,500\n0.2,0\n"));
        Assert.Equal("population rate (Hz)", Assert.Single(recorded.Axes).Y.Text);
        Assert.True(((Line)recorded.Axes[0].Marks[0]).Y.Max() < 400);
    }

    [Theory]
    [InlineData("isi", "a|b", "count|count")]
    [InlineData("cv", "a|b", "number of neurons|number of neurons")]
    [InlineData("correlogram", "b after a", "count")]
    [InlineData("spectrum", "|", "power density of rate of a (Hz²/Hz)|power density of rate of b (Hz²/Hz)")]
    [InlineData("spectrogram", "|", "frequency (Hz)|frequency (Hz)")]
    public void Spikes_are_analysed(string kind, string titles, string labels)
    {
        // Two neurons of each population, of 80 and 60 Hz, with some irregularity.
        var lines = Enumerable.Range(0, 2).SelectMany(static neuron => Enumerable.Range(0, 80).SelectMany(spike => (string[])[Spike(spike * 12.5 + spike % 3 + neuron, "a", neuron), .. spike < 60 ? [Spike(spike * 16.7 + spike % 4, "b", neuron)] : (string[])[]]));
        var figure = Draw(new PlotRequest { Kind = kind }, Put("s.csv", "time [ms],population,index\n" + string.Concat(lines)));
        Assert.Equal(titles.Split('|'), figure.Axes.Select(static one => one.Title ?? string.Empty));
        Assert.Equal(labels.Split('|'), figure.Axes.Select(static one => one.Y.Text));
        Assert.All(figure.Axes, static one => Assert.NotEmpty(one.Marks));
        figure.ToScene();

        static string Spike(double milliseconds, string population, int neuron) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{milliseconds},{population},{neuron}\n");
    }

    [Fact]
    public void Signals_are_analysed()
    {
        // 50 Hz, sampled every millisecond.
        var rows = Enumerable.Range(0, 512).Select(static step => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{step},{Neuroglot.Numerics.Elementary.Sin(2 * Math.PI * 0.05 * step)},{step % 7}\n"));
        var file = Put("v.csv", "time [ms],a[0]/v [mV],a[1]/v [mV]\n" + string.Concat(rows));
        var axes = Assert.Single(Draw(new PlotRequest { Kind = "spectrum", Select = ["0"] }, file).Axes);
        Assert.Equal("power density of v (mV²/Hz)", axes.Y.Text);
        var line = (Line)axes.Marks[0];
        Assert.Equal(50, line.X[Enumerable.Range(0, line.Y.Count).MaxBy(place => line.Y[place])], 4.0);
        Assert.Equal(["a[0]", "a[1]"], Draw(new PlotRequest { Kind = "spectrogram" }, file).Axes.Select(static one => one.Title));
        Assert.Equal(2, Assert.Single(Draw(new PlotRequest { Kind = "regions" }, file).Axes).Marks.OfType<Line>().Count());
        var found = new DiagnosticBag();
        Assert.Null(ResultPlots.OfFiles([Put("u.csv", "time [ms],v\n0,1\n1,2\n5,3\n")], new PlotRequest { Kind = "spectrum" }, found));
        Assert.Equal("NG8104", Assert.Single(found).Code);
    }

    [Fact]
    public void Shapes_of_neurons_are_drawn()
    {
        var swc = Put("n.swc", "1 1 0 0 0 5 -1\n2 3 0 20 0 1 1\n3 3 10 40 0 1 2\n4 3 -10 40 0 1 2\n");
        Assert.IsType<Solids>(Assert.Single(Draw(new PlotRequest(), swc).Axes).Marks[0]);
        Assert.True(Draw(new PlotRequest(), swc).Axes[0].Marks.OfType<Solids>().Single().IsFlat);
        Assert.False(Draw(new PlotRequest { InSpace = true, ShowDiameter = true, ShowCompartments = true }, swc).Axes[0].Marks.OfType<Solids>().Single().IsFlat);
        Assert.Contains("distance from root", Draw(new PlotRequest { Kind = "dendrogram" }, swc).Axes[0].Y.Text, StringComparison.Ordinal);
        var two = Draw(new PlotRequest(), Put("two.swc", "1 1 0 0 0 5 -1\n2 3 0 20 0 1 1\n3 1 50 0 0 5 -1\n4 3 50 20 0 1 3\n"));
        Assert.Equal(["two 1", "two 2"], two.Axes.Select(static one => one.Title));
        var told = new DiagnosticBag();
        ResultPlots.OfFiles([Put("three.swc", "1 1 0 0 0 5 -1\n2 3 0 20 0 0 1\n3 1 50 0 0 5 -1\n")], new PlotRequest(), told);
        Assert.Equal(["NG8155", "NG8159"], told.Select(static one => one.Code).Order());
        var found = new DiagnosticBag();
        Assert.Null(ResultPlots.OfFiles([Put("bad.swc", "1 1 0\n")], new PlotRequest(), found));
        Assert.Equal("NG8151", found.First().Code);
        var cell = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "examples", "morphology", "pyramidal.cell.nml"));
        Assert.Equal("dendrogram", PlotKinds.All.Single(static kind => kind.Name == "dendrogram").Name);
        Assert.NotEmpty(Draw(new PlotRequest(), cell).Axes);

        static string Here([System.Runtime.CompilerServices.CallerFilePath] string here = "") => here;
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("<segment id='1'><parent segment='0' fractionAlong='0.5'/><proximal x='0' y='8' z='0' diameter='1'/><distal x='9' y='8' z='0' diameter='1'/></segment>", "", "NG8169")]
    [InlineData("", "<biophysicalProperties id='b'><membraneProperties><channelDensity id='k' ionChannel='kv' condDensity='1 S_per_m2' erev='-70 mV' ion='k'/></membraneProperties></biophysicalProperties>", "NG1116")]
    public void Cells_are_drawn_with_what_is_to_be_said_about_them(string segments, string more, string? code)
    {
        var file = Put("c.cell.nml", $"<neuroml xmlns='http://www.neuroml.org/schema/neuroml2' id='z'><cell id='c'><morphology id='m'><segment id='0'><proximal x='0' y='0' z='0' diameter='2'/><distal x='0' y='17' z='0' diameter='2'/></segment>{segments}</morphology>{more}</cell></neuroml>");
        var told = new DiagnosticBag();
        Assert.NotNull(ResultPlots.OfFiles([file], new PlotRequest(), told));
        Assert.Equal(code, told.SingleOrDefault()?.Code);
        Assert.False(told.HasErrors);
    }

    [Fact]
    public void A_cell_that_is_wrong_is_refused_for_what_is_wrong()
    {
        var told = new DiagnosticBag();
        Assert.Null(ResultPlots.OfFiles([Put("broken.nml", "<neuroml id='z'>\n<cell id='c'")], new PlotRequest(), told));
        Assert.All(told, static one => Assert.NotEqual("NG8101", one.Code));
        var thin = new DiagnosticBag();
        const string Segment = "<segment id='0'><proximal x='0' y='0' z='0' diameter='0'/><distal x='0' y='17' z='0' diameter='0'/></segment>";
        Assert.Null(ResultPlots.OfFiles([Put("thin.nml", $"<neuroml xmlns='http://www.neuroml.org/schema/neuroml2' id='z'><cell id='c'><morphology id='m'>{Segment}</morphology></cell></neuroml>")], new PlotRequest(), thin));
        Assert.Equal("NG8165", Assert.Single(thin).Code);
    }

    [Fact]
    public void A_connectome_is_a_square()
    {
        var file = Put("w.csv", "source,target,weight [nS]\n0,1,2\n1,2,3\n");
        var image = Assert.Single(Draw(new PlotRequest { Kind = "connectome" }, file).Axes).Marks.OfType<Image>().Single();
        Assert.Equal((3, 9), (image.Columns, image.Cells.Count));
    }

    [Theory]
    [InlineData("NG8100", "ratser", null, null, "did you mean `raster`")]
    [InlineData("NG8102", null, "vv", null, "v")]
    [InlineData("NG8104", "raster", null, null, "values of v")]
    [InlineData("NG8104", "synapses", null, null, "values of v")]
    [InlineData("NG8104", "phase", null, null, "values of v")]
    [InlineData("NG8105", null, null, "7", "cells[0]")]
    [InlineData("NG8108", "rate", null, null, "")]
    public void What_cannot_be_drawn_is_refused_with_what_there_is(string code, string? kind, string? y, string? select, string hint)
    {
        var file = code == "NG8108" ? Put("s.spikes", "0.1\t1\n") : Put("v.csv", "time [ms],cells[0]/v [mV]\n0,-70\n1,-69\n");
        var found = new DiagnosticBag();
        var request = new PlotRequest { Kind = kind, Y = y is null ? [] : [y], Select = select is null ? [] : [select], Window = code == "NG8108" ? "square" : "gaussian" };
        Assert.Null(ResultPlots.OfFiles([file], request, found));
        var problem = Assert.Single(found);
        Assert.Equal(code, problem.Code);
        Assert.Contains(hint, problem.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.csv", null, "NG8106")]
    [InlineData("p.png", "x", "NG8101")]
    [InlineData("p_log.bin", "x", "NG8101")]
    [InlineData("p_logrep.xml", "<LogReport><Log", "NG8101")]
    [InlineData("model.xml", "<Lems/>", "NG8101")]
    [InlineData("broken.npz", "x", "NG8101")]
    [InlineData("w.csv", "source,target\n1\n", "NG8101")]
    [InlineData("w.csv", "source,target\n1,-4\n", "NG8101")]
    [InlineData("v.csv", "a,b\n1,2\n", "NG4021")]
    [InlineData("v.dat", "one two three\n", "NG4021")]
    public void Files_that_hold_nothing_are_refused(string name, string? text, string code)
    {
        var path = text is null ? Path.Combine(folder, name) : Put(name, text);
        var found = new DiagnosticBag();
        Assert.Null(ResultPlots.OfFiles([path], new PlotRequest(), found));
        Assert.Equal(code, found.First(static one => one.Severity == Severity.Error).Code);
    }

    [Theory]
    [InlineData("v.csv", "time [ms],v [mV]\n0,-70\n1,nan\n2,inf\n3,-Inf\n4,\n5,-60\n")]
    [InlineData("v.jsonl", "{\"columns\":[\"time [ms]\",\"v [mV]\"]}\n[0,-70]\n[1,null]\n[2,NaN]\n[3,null]\n[4,null]\n[5,-60]\n")]
    public void What_is_no_number_is_a_gap(string name, string text)
    {
        var line = (Line)Draw(new PlotRequest(), Put(name, text)).Axes[0].Marks[0];
        Assert.Equal(6, line.Y.Count);
        Assert.Equal(-0.07, line.Y[0], 1e-12);
        Assert.All(Enumerable.Range(1, 4), at => Assert.False(double.IsFinite(line.Y[at])));
        Assert.Equal(-0.06, line.Y[5], 1e-12);
    }

    [Theory]
    [InlineData("spectrum")]
    [InlineData("spectrogram")]
    public void What_does_not_change_has_no_spectrum(string kind)
    {
        var still = Put("v.csv", "time [ms],a[0]/v,a[1]/v\n" + string.Concat(Enumerable.Range(0, 64).Select(static row => $"{row},{row % 7},3\n")));
        var found = new DiagnosticBag();
        var figure = ResultPlots.OfFiles([still], new PlotRequest { Kind = kind }, found)!;
        Assert.Single(figure.Axes.SelectMany(static axes => axes.Marks));
        Assert.Equal(("NG8122", Severity.Warning), (found.Single().Code, found.Single().Severity));
        Assert.Contains("a[1]/v", found.Single().Message, StringComparison.Ordinal);
        found = [];
        Assert.Null(ResultPlots.OfFiles([still], new PlotRequest { Kind = kind, Select = ["1"] }, found));
        Assert.Equal(["NG8122", "NG8104"], found.Select(static one => one.Code));
        found = [];
        Assert.Null(ResultPlots.OfFiles([Put("one.spikes", "0.1\t1\n")], new PlotRequest { Kind = kind }, found));
        Assert.Equal(["NG8122", "NG8104"], found.Select(static one => one.Code));
        Assert.Contains("single spike", found.First().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_there_is_to_select_is_listed_in_its_order()
    {
        var found = new DiagnosticBag();
        Assert.Null(ResultPlots.OfFiles([Put("s.csv", "time [ms],population,index\n1,b,2\n2,a,10\n3,a,9\n")], new PlotRequest { Select = ["c"] }, found));
        Assert.StartsWith("There are a[9], a[10], b[2];", found.Single().Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_spike_counts_in_a_rate()
    {
        var rate = ((Line)Draw(new PlotRequest { Kind = "rate" }, Put("s.spikes", "0.01\t0\n")).Axes[0].Marks[0]).Y;
        Assert.True(rate.Max() > 10);
    }

    [Fact]
    public void A_plane_of_two_neurons_names_them()
    {
        var axes = Draw(new PlotRequest { X = "a[0]/v", Y = ["a[1]/v"] }, Put("v.csv", "time [ms],a[0]/v [mV],a[1]/v [mV]\n0,1,2\n1,2,3\n")).Axes[0];
        Assert.Equal(("a[0]/v (mV)", "a[1]/v (mV)"), (axes.X.Text, axes.Y.Text));
    }

    [Fact]
    public void Rates_do_not_fall_at_the_ends_of_a_run()
    {
        var spikes = Put("s.spikes", string.Concat(Enumerable.Range(0, 1000).Select(static spike => FormattableString.Invariant($"{(spike + 0.5) / 1000}\t0\n"))));
        var rate = ((Line)Draw(new PlotRequest { Kind = "rate", WindowWidth = 0.02 }, spikes).Axes[0].Marks[0]).Y;
        // A spike each millisecond, in bins of 4: 1000 Hz up to the ends.
        Assert.All([rate[0], rate[rate.Count / 2], rate[rate.Count - 1]], static one => Assert.Equal(1000, one, 20.0));
    }

    [Fact]
    public void A_folder_without_results_is_refused()
    {
        var found = new DiagnosticBag();
        Assert.Null(ResultPlots.OfFiles([folder], new PlotRequest(), found));
        Assert.Equal("NG8106", Assert.Single(found).Code);
    }

    private static Figure Draw(PlotRequest request, string path)
    {
        var found = new DiagnosticBag();
        var figure = ResultPlots.OfFiles([path], request, found);
        Assert.True(figure is not null, string.Join('\n', found));
        return figure;
    }

    private static List<string> Lines(PlotRequest request, string path)
    {
        var found = new DiagnosticBag();
        var source = Assert.Single(PlotFiles.Read([path], found));
        return [.. new ResultChoice(request.Select, found).Traces(source.Traces, request.Y).Select(static trace => trace.Name)];
    }

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
