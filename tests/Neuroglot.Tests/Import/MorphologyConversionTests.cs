using Neuroglot.Import.NeuroML;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Morphologies;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Import;

public sealed class MorphologyConversionTests
{
    private const double Micro = 1e-6;

    [Fact]
    public void A_cell_of_NeuroML_is_a_tree_of_sections_with_its_places()
    {
        var cell = Assert.Single(NeuralModel.Load(Path.Join(ExampleFolder.Path, "morphology", "pyramidal.cell.nml")).ImportCells().Cells).Morphology;
        var diagnostics = new DiagnosticBag();
        var tree = cell.ToMorphology(diagnostics);
        Assert.Equal(["soma", "trunk", "trunkEnd", "left", "right", "oblique", "basal"], tree.Sections().Select(static section => section.Type));
        var flat = FlatMorphology.Of(tree);
        Assert.True(flat.HasCoordinates);
        Assert.Equal(cell.Segments.Length, flat.Compartments.Length);
        // The same sums of the same areas, in metres squared; places add up from the root with a rounding each.
        Assert.Equal(cell.Area, flat.Compartments.Sum(static one => one.Area), 1e-20);
        foreach (var segment in cell.Segments)
            Assert.Contains(flat.Compartments, one => Near(one.Start, segment.Proximal) && Near(one.End, segment.Distal));
        // The oblique dendrite leaves the trunk half way.
        var told = Assert.Single(diagnostics);
        Assert.Equal("NG8169", told.Code);
        Assert.Contains("0.5", told.Message, StringComparison.Ordinal);
    }

    private static bool Near(Point3 place, MorphologyPoint point) =>
        Math.Abs(place.X - point.X) + Math.Abs(place.Y - point.Y) + Math.Abs(place.Z - point.Z) < 1e-9 * Micro;
}
