using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.SpineML.Layouts;
using Neuroglot.SpineML.Reading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Tests.Layouts;

public sealed class LayoutPositionTests
{
    private static LayoutClass Rows(string text = ModelFiles.Layout)
    {
        var found = new DiagnosticBag();
        var document = Assert.IsType<LayoutDocument>(SpineMLReader.ReadText(text, "rows.xml", SpineMLReaderOptions.Default, found));
        Assert.Empty(found);
        return document.Class;
    }

    private static Layout Stated(double length, double? least = null) =>
        new("rows.xml", 1, least, [new Property("length", null, new Syntax.FixedValue(length, SourceSpan.None), null, SourceSpan.None)], SourceSpan.None);

    [Fact]
    public void Places_follow_from_assignments_by_their_order()
    {
        var draws = new Queue<double>([0, 0.5, 0, 0, 1]);
        var found = new DiagnosticBag();
        var places = LayoutPositions.Compute(Rows(), Stated(2), 5, draws.Dequeue, found);
        Assert.Empty(found);
        Assert.Equal([new Position(0, 0, 0), new Position(1, 0.25, 0), new Position(0, 1, 0), new Position(1, 1, 0), new Position(0, 2.5, 0)], places!.Value.AsEnumerable());
    }

    [Fact]
    public void Places_keep_their_distance_as_long_as_there_is_room()
    {
        var dice = new Dice(5);
        var text = ModelFiles.Layout.Replace("mod(k, length)", "rand()*length", StringComparison.Ordinal).Replace("floor(k/length) + rand()*jitter", "rand()*length", StringComparison.Ordinal);
        var places = LayoutPositions.Compute(Rows(text), Stated(100, 5), 100, dice.NextDouble, new DiagnosticBag())!.Value;
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = 0; j < i; j++)
                Assert.True(Squared(places[i].X - places[j].X) + Squared(places[i].Y - places[j].Y) >= 25);
        }

        // There is no room for so many: drawing ends all the same.
        Assert.Equal(500, LayoutPositions.Compute(Rows(text), Stated(10, 5), 500, dice.NextDouble, new DiagnosticBag())!.Value.Length);
    }

    [Fact]
    public void What_has_no_meaning_is_said()
    {
        var found = new DiagnosticBag();
        Assert.Null(LayoutPositions.Compute(Rows(ModelFiles.Layout.Replace("k + 1", "m + 1", StringComparison.Ordinal)), Stated(2), 5, static () => 0, found));
        Assert.Equal("NG6201", Assert.Single(found).Code);
    }

    private static double Squared(double value) => value * value;
}
