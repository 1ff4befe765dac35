using Neuroglot.Brian.Language;
using Neuroglot.Import.NeuroML;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Testing;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Import;

/// <summary>Shapes and membranes of NeuroML cells, from the file to numbers.</summary>
public sealed class CellImportTests : IDisposable
{
    private const double Micro = 1e-6;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Points_that_are_not_stated_follow_from_the_parent()
    {
        var shape = Example().Morphology;
        Assert.Equal(shape.Segment("1")!.Distal, shape.Segment("2")!.Proximal);
        // Half way along the trunk, where it is 5 um thick.
        var oblique = shape.Segment("5")!;
        Assert.Equal(("1", 0.5), (oblique.Parent, oblique.FractionAlong));
        Near(new MorphologyPoint(0, 50 * Micro, 0, 5 * Micro), oblique.Proximal);
        Assert.Equal(60 * Micro, oblique.Length, 1e-16);
    }

    [Theory]
    // A sphere of 20 um; a taper from 6 to 4 um over 80 um; a cylinder of 2 um over 50 um; by hand from the formulas of solids.
    [InlineData("0", 0, 1256.6370614359173, 4188.790204786391)]
    [InlineData("1", 80, 1256.7352323716896, 1591.7402778188285)]
    [InlineData("6", 50, 314.1592653589793, 157.07963267948966)]
    [InlineData("3", 50, 314.2220909301221, 170.1696020694471)]
    public void Lengths_areas_and_volumes_are_those_of_frusta_and_spheres(string id, double length, double area, double volume)
    {
        var segment = Example().Morphology.Segment(id)!;
        // Ten digits: the numbers are not computed in the same order.
        Assert.Equal(length, segment.Length / Micro, 1e-9);
        Assert.Equal(area, segment.Area / (Micro * Micro), area * 1e-10);
        Assert.Equal(volume, segment.Volume / (Micro * Micro * Micro), volume * 1e-10);
        Assert.Equal(length == 0, segment.IsSphere);
    }

    [Theory]
    [InlineData("somaGroup", "0")]
    [InlineData("tuft", "2 3 4")]
    [InlineData("wayToTheLeft", "1 2 3")]
    [InlineData("apical", "1 2 3 4 5")]
    [InlineData("dendrites", "1 2 3 4 5 6")]
    [InlineData("all", "0 1 2 3 4 5 6")]
    public void Groups_gather_members_includes_paths_and_subtrees(string id, string segments)
    {
        var shape = Example().Morphology;
        var group = shape.Group(id)!;
        Assert.Equal(segments.Split(' '), group.Segments);
        Assert.Equal(segments.Split(' ').Sum(one => shape.Segment(one)!.Area), group.Area, 1e-20);
        Assert.Equal(segments.Split(' ').Sum(one => shape.Segment(one)!.Length), group.Length, 1e-14);
    }

    [Fact]
    public void Sections_are_the_stretches_without_branches()
    {
        var sections = Example().Morphology.Sections;
        // The oblique dendrite leaves the trunk half way, so the trunk has two children and ends there.
        Assert.Equal(
            [("soma", -1, "0"), ("trunk", 0, "1"), ("trunkEnd", 1, "2"), ("left", 2, "3"), ("right", 2, "4"), ("oblique", 1, "5"), ("basal", 0, "6")],
            sections.Select(one => (one.Name, one.Parent, string.Join(' ', one.Segments))));
    }

    [Fact]
    public void A_chain_of_segments_is_one_section()
    {
        var cell = Assert.Single(Cells("""
            <segment id="0"><proximal x="0" y="0" z="0" diameter="2"/><distal x="10" y="0" z="0" diameter="2"/></segment>
            <segment id="1"><parent segment="0"/><distal x="20" y="0" z="0" diameter="2"/></segment>
            <segment id="2"><parent segment="1"/><proximal x="20" y="0" z="0" diameter="1"/><distal x="30" y="0" z="0" diameter="1"/></segment>
            <segment id="3"><parent segment="2"/><distal x="40" y="0" z="0" diameter="1"/></segment>
            """).Cells).Morphology;
        // A step in thickness begins another.
        Assert.Equal(["0 1", "2 3"], cell.Sections.Select(one => string.Join(' ', one.Segments)));
        Assert.Equal(20 * Micro, cell.Sections[1].Length, 1e-15);
        Assert.Equal(60 * Math.PI * Micro * Micro, cell.Area, 1e-20);
    }

    [Fact]
    public void The_membrane_is_known_by_groups()
    {
        var membrane = Example().Biophysics;
        Assert.Equal(["leakAll", "naSoma", "naApical", "kSoma"], membrane.Channels.Select(one => one.Id));
        var density = membrane.Channels[1];
        Assert.Equal(("na", "somaGroup", "na"), (density.Channel, density.SegmentGroup, density.Ion));
        Assert.Equal(800, density.Amount!.Value.Value, 1e-9);
        Assert.Equal(Dimension.ConductanceDensity, density.Amount.Value.Dimension);
        Assert.Equal(0.05, density.Reversal!.Value.Value, 1e-15);
        Assert.Null(membrane.Channels[0].SegmentGroup);
        Assert.Equal([("somaGroup", 0.01), ("dendrites", 0.016)], membrane.Capacitance.Select(one => (one.SegmentGroup!, Math.Round(one.Value.Value, 12))));
        Assert.Equal(1.5, Assert.Single(membrane.Resistivity).Value.Value, 1e-12);
        Assert.Equal((-0.068, -0.01), (membrane.InitialPotential!.Value.Value, membrane.SpikeThreshold!.Value.Value));
    }

    [Theory]
    [InlineData("""<segment id="0"><distal x="1" y="0" z="0" diameter="1"/></segment>""", "neither a parent nor a proximal point")]
    [InlineData("""<segment id="0"><parent segment="7"/><distal x="1" y="0" z="0" diameter="1"/></segment>""", "“7”, which does not exist")]
    [InlineData("""<segment id="0"><parent segment="0"/><distal x="1" y="0" z="0" diameter="1"/></segment>""", "descends from itself")]
    [InlineData("""<segment id="0"><proximal x="0" y="0" z="0" diameter="1"/></segment>""", "no distal point")]
    [InlineData("""<segment id="0"><parent segment="1" fractionAlong="2"/><distal x="1" y="0" z="0" diameter="1"/></segment><segment id="1"><proximal x="0" y="0" z="0" diameter="1"/><distal x="1" y="0" z="0" diameter="1"/></segment>""", "“2”")]
    public void A_shape_that_cannot_be_worked_out_is_told_of(string segments, string words)
    {
        var import = Cells(segments);
        Assert.Empty(import.Cells);
        var told = Assert.Single(import.Diagnostics);
        Assert.Equal(("NG5401", Severity.Error), (told.Code, told.Severity));
        Assert.Contains(words, told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<member segment="9"/>""", "“9”")]
    [InlineData("""<include segmentGroup="nobody"/>""", "“nobody”")]
    [InlineData("""<path><from segment="1"/><to segment="0"/></path>""", "does not descend")]
    public void A_group_that_names_what_is_not_there_is_told_of(string content, string words)
    {
        var import = Cells($"""
            <segment id="0"><proximal x="0" y="0" z="0" diameter="2"/><distal x="10" y="0" z="0" diameter="2"/></segment>
            <segment id="1"><parent segment="0"/><distal x="20" y="0" z="0" diameter="2"/></segment>
            <segmentGroup id="some">{content}</segmentGroup>
            """);
        Assert.Empty(Assert.Single(import.Cells).Morphology.Group("some")!.Segments);
        var told = Assert.Single(import.Diagnostics);
        Assert.Equal(("NG5401", Severity.Warning), (told.Code, told.Severity));
        Assert.Contains(words, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_are_written_as_equations() =>
        Golden.Verify(string.Join("\n\n", Imported().Channels.Select(one => $"{one.Channel} needs {string.Join(", ", one.Needs)}\n{one.Equations}\n{string.Join('\n', one.InitialValues)}")), "channels");

    [Fact]
    public void Equations_are_read_back_as_they_are_written() => Assert.All(Imported().Channels, one => Assert.Equal(one.Equations, EquationParser.Parse(one.Equations.ToString())));

    [Fact]
    public void A_model_of_another_language_has_no_cells() => Assert.Same(CellImport.None, NeuralModel.Load(Path.Join(ExampleFolder.Path, "brian", "cuba.brian.json")).ImportCells());

    private static CellImport Imported()
    {
        var import = NeuralModel.Load(Path.Join(ExampleFolder.Path, "morphology", "pyramidal.cell.nml")).ImportCells();
        Assert.Empty(import.Diagnostics);
        return import;
    }

    private static ImportedCell Example() => Assert.Single(Imported().Cells);

    private static void Near(MorphologyPoint expected, MorphologyPoint found)
    {
        Assert.Equal(0, expected.DistanceTo(found), 1e-16);
        Assert.Equal(expected.Diameter, found.Diameter, 1e-16);
    }

    private CellImport Cells(string morphology)
    {
        var file = Path.Join(folder, "cell.nml");
        File.WriteAllText(file, $"<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\" id=\"n\"><cell id=\"c\"><morphology id=\"m\">{morphology}</morphology></cell></neuroml>");
        return NeuralModel.Load(file).ImportCells();
    }
}
