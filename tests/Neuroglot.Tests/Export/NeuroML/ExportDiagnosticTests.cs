using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML;

/// <summary>What an export says about what it cannot do, and does not do in silence.</summary>
public sealed class ExportDiagnosticTests
{
    private static readonly string Leaky = Path.Join(ExampleFolder.Path, "brian", "leaky.brian.json");
    private static readonly NeuronGroup Cells = ExportLab.Group("cells", 3, "dv/dt = -v/(10*ms) : 1", "v > 1", "v = 0");

    [Fact]
    public void What_LEMS_has_no_way_to_say_is_refused()
    {
        Assert.Equal(["NG4110"], ExportLab.Refused(Network(ExportLab.Group("g", 1, "dv/dt = -v/ms : 1", "v > poisson(v)", "v = 0"))));
        Assert.Equal(["NG4110"], ExportLab.Refused(Network(Cells with { Reset = "lastspike = t", Refractory = "1*ms" })));
        var linked = ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("w", new LinkedVariable("cells", "v", []));
        Assert.Equal(["NG4112", "NG4110"], ExportLab.Refused(Network(Cells, ExportLab.Group("g", 3, "w : 1 (linked)\nx : 1", "x > 1", "w = 2") with { Linked = linked })));
        Assert.Equal(["NG4111"], ExportLab.Refused(new BrianNetwork([Cells with { Count = 10_001 }], [new BrianRun(1e-3) { Before = [new Initializer("cells", "v", "rand()")] }])));
        Assert.Equal(["NG4112"], ExportLab.Refused(Network(Cells, new NetworkOperation("host"))));
        Assert.Equal(["NG4112"], ExportLab.Refused(Network(Cells, new PopulationRateMonitor("rate", "cells") { Step = 1e-3 })));
        Assert.Equal(["NG4112"], ExportLab.Refused(Network(Cells) with { Placements = ImmutableSortedDictionary<string, Placement>.Empty.Add("cells_spike_resetter", new Placement("end", null)) }));
        Assert.Equal(["NG4114"], ExportLab.Refused(new BrianNetwork([Cells], [])));
        Assert.Equal(["NG4114"], ExportLab.Refused(Network()));
        Assert.Equal(["NG5040"], ExportLab.Refused(Network(ExportLab.Group("g", 1, "dv/dt = x/ms : 1"))));
    }

    [Fact]
    public void What_is_left_out_is_told_and_named_in_the_file()
    {
        var exporter = new NeuroMLExporter(new NeuroMLExportOptions { SkipUnsupported = true });
        Assert.True(exporter.CreateLemsModel(Network(Cells, new PopulationRateMonitor("rate", "cells") { Step = 1e-3 }, new NetworkOperation("host"))));
        Assert.Equal(["NG4112", "NG4112"], exporter.Diagnostics.Select(one => one.Code));
        Assert.All(exporter.Diagnostics, one => Assert.Equal(Severity.Warning, one.Severity));
        var comments = exporter.Model!.DescendantNodes().OfType<XComment>().Select(one => one.Value).ToList();
        Assert.Equal(2, comments.Count);
        Assert.Contains(comments, one => one.Contains("'rate'", StringComparison.Ordinal));
    }

    [Fact]
    public void Groups_that_cannot_be_expressed_are_left_out_with_what_belongs_to_them()
    {
        var strange = ExportLab.Group("strange", 2, "dv/dt = (2 - v)/ms : 1", "v > poisson(v)", "v = 0");
        var slow = ExportLab.Group("slow", 2, "dv/dt = -v/ms : 1", "v > 1", "v = 0", "2*ms") with { Step = 1e-3 };
        var linked = ExportLab.Group("linked", 2, "dv/dt = (x - v)/ms : 1\nx : 1 (linked)") with { Linked = ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("x", new LinkedVariable("cells", "v", [])) };
        var network = new BrianNetwork(
            [
                strange, Cells, slow, linked with { Count = 3 }, Between("a", "strange", "cells", "v_post += 0.5"), Between("b", "cells", "strange", "v_post += w"), Between("c", "cells", "cells", "v_post += 0.1"),
                Between("d", "cells", "cells", "v_post += poisson(w)"), Between("e", "strange", "cells", "v_post += w"), new EventMonitor("of_strange", "strange"), new PopulationRateMonitor("rate", "strange"), new EventMonitor("of_cells", "cells"), new RunRegularly("r", "strange", "v = 0"),
                new PoissonInput("p", "slow", "v", 1, 10, "0.1"),
            ],
            [new BrianRun(1e-3) { Before = [.. ((string[])["a", "b", "c", "d", "e"]).Select(name => new Connect(name)), new Initializer("b", "w", "rand()"), new Initializer("d", "w", "rand()"), new Initializer("e", "w", "rand()")] }]);
        var exporter = new NeuroMLExporter(new NeuroMLExportOptions { SkipUnsupported = true });
        Assert.True(exporter.CreateLemsModel(network), string.Join('\n', exporter.Diagnostics));
        string[] left = ["strange", "slow", "linked", "a", "b", "d", "e", "of_strange", "rate", "r", "p"];
        Assert.All(exporter.Diagnostics, one => Assert.Equal(("NG4112", Severity.Warning), (one.Code, one.Severity)));
        Assert.Equal(left.Order(), exporter.Diagnostics.Select(one => one.Message.Split('\'')[1]).Order());
        var comments = exporter.Model!.DescendantNodes().OfType<XComment>().Select(one => one.Value.Split('\'')[1]);
        Assert.Equal(left.Order(), comments.Order());
        using var lab = new ExportLab();
        lab.AssertValid(exporter);
        Assert.Equal(["NG4110", "NG4112"], ExportLab.Refused(network).Order());

        static Synapses Between(string name, string source, string target, string code) => new(name, source, target, EquationParser.Parse("w : 1")) { Pathways = [new SynapticPathway("pre", true, code)] };
    }

    [Fact]
    public void Synapses_that_end_at_synapses_are_refused_or_left_out()
    {
        var inner = new Synapses("inner", "cells", "cells", EquationParser.Parse("w : 1")) { Pathways = [new SynapticPathway("pre", true, "v_post += w")] };
        var outer = new Synapses("outer", "cells", "inner", EquationParser.Parse("x : 1")) { Pathways = [new SynapticPathway("pre", true, "w_post += 0.1")] };
        var network = new BrianNetwork(
            [Cells, outer, inner, new Synapses("back", "inner", "cells", EquationParser.Parse("x : 1")), new StateMonitor("of_outer", "outer", ["x"], default), new EventMonitor("of_cells", "cells")],
            [new BrianRun(1e-3) { Before = [new Connect("inner"), new Connect("outer"), new Connect("back")] }]);
        var refusing = new NeuroMLExporter();
        Assert.False(refusing.CreateLemsModel(network));
        Assert.Contains(refusing.Diagnostics, one => one.Code == "NG4112" && one.Message.StartsWith("Synapses 'outer' cannot be exported to NeuroML: it ends at the synapses 'inner'", StringComparison.Ordinal));
        var exporter = new NeuroMLExporter(new NeuroMLExportOptions { SkipUnsupported = true });
        Assert.True(exporter.CreateLemsModel(network), string.Join('\n', exporter.Diagnostics));
        var comments = exporter.Model!.DescendantNodes().OfType<XComment>().Select(one => one.Value).ToList();
        Assert.All((string[])["outer", "back", "of_outer"], name => Assert.Single(comments, one => one.Contains($"'{name}' cannot", StringComparison.Ordinal)));
    }

    [Fact]
    public void Records_that_mean_something_else_are_told()
    {
        var exporter = new NeuroMLExporter();
        Assert.True(exporter.CreateLemsModel(Network(Cells, new StateMonitor("m", "cells", ["v"], default) { When = "end", Step = 1e-3 }, new EventMonitor("e", "cells") { Variables = ["v"] })));
        Assert.Equal(["NG4113", "NG4113", "NG4113"], exporter.Diagnostics.Select(one => one.Code));
    }

    [Fact]
    public void The_target_gives_the_model_and_its_constants()
    {
        var target = ExportTargets.Find("neuroml2")!;
        var given = target.Export(NeuralModel.Load(Leaky), new ExportOptions { FileName = "m.xml", Compatibility = NeuroMLExportOptions.Brian2Tools });
        Assert.Equal(["m.xml", "LEMSUnitsConstants.xml"], given.Files.Select(one => one.Name));
        Assert.Contains("neuron1Multipop[64]", given.Files[0].Text, StringComparison.Ordinal);
        Assert.Contains("recording_m.dat", given.Files[0].Text, StringComparison.Ordinal);
        Assert.Equal("NG4033", Assert.Single(target.Export(NeuralModel.Load(Path.Join(ExampleFolder.Path, "rates", "LEMS_Rates.xml")), ExportOptions.Default).Diagnostics).Code);
    }

    [Fact]
    public void Elements_can_be_added_and_names_given_to_the_model()
    {
        var exporter = new NeuroMLExporter();
        Assert.Throws<InvalidOperationException>(() => exporter.Extend(new XElement("Include")));
        var names = new Namespace("mine", [KeyValuePair.Create("tau", (NamespaceValue)new Quantity(5e-3, Dimension.Time))]);
        Assert.True(exporter.CreateLemsModel(
            Network(ExportLab.Group("g", 2, "dv/dt = -v/tau : 1")), names, [new Initializer("g", "v", 0.5)], "r", "units.xml", ["Synapses.xml"]));
        exporter.Extend(new XElement("Constant", new XAttribute("name", "extra")));
        var root = exporter.Model!.Root!;
        Assert.Equal(["NeuroML2CoreTypes.xml", "Simulation.xml", "Synapses.xml", "units.xml"], root.Elements().Where(one => one.Name.LocalName == "Include").Select(one => one.Attribute("file")!.Value));
        Assert.Equal("5 ms", root.Descendants().Single(one => one.Name.LocalName == "Component").Attribute("tau_p")!.Value);
        Assert.Equal("0.5", root.Descendants().Single(one => one.Name.LocalName == "StateAssignment").Attribute("value")!.Value);
        Assert.Equal(root.Name.Namespace + "Constant", root.Elements().Last().Name);
    }

    private static BrianNetwork Network(params BrianObject[] objects) => new([.. objects], [new BrianRun(1e-3)]);
}
