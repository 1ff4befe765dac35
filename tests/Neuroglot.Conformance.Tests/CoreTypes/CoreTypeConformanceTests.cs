using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Reading;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.CoreTypes;

/// <summary>
/// The built-in library against the published core type files: names, parents, parameters, dimensions, exposures, requirements, ports,
/// children, attachments, structure and dynamics are equal; equations agree to 1e-12 relative.
/// </summary>
public sealed class CoreTypeConformanceTests(ITestOutputHelper output)
{
    private const int Points = 1000;
    private const double Tolerance = 1e-12;

    private const string Everything =
        "<Lems><Include file='NeuroML2CoreTypes.xml'/><Include file='PyNN.xml'/><Include file='Simulation.xml'/></Lems>";

    [Fact]
    public void Both_libraries_are_read_without_a_word()
    {
        if (Published() is not { } published)
            return;
        Assert.Empty(BuiltIn().Diagnostics);
        Assert.DoesNotContain(published.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
    }

    [Fact]
    public void Types_dimensions_and_units_are_the_same()
    {
        if (Published() is not { Document: { } published })
            return;
        var ours = BuiltIn().Document!;
        Assert.Equal(272, ours.ComponentTypes.Length);
        Assert.Equal(Names(published), Names(ours));
        Assert.Equal(
            published.Dimensions.Select(dimension => dimension with { Span = default }).OrderBy(dimension => dimension.Name, StringComparer.Ordinal),
            ours.Dimensions.Select(dimension => dimension with { Span = default }).OrderBy(dimension => dimension.Name, StringComparer.Ordinal));
        Assert.Equal(
            published.Units.Select(unit => unit with { Span = default }).OrderBy(unit => unit.Symbol, StringComparer.Ordinal),
            ours.Units.Select(unit => unit with { Span = default }).OrderBy(unit => unit.Symbol, StringComparer.Ordinal));
        Assert.Equal((24, 74), (ours.Dimensions.Length, ours.Units.Length));
        output.WriteLine($"{ours.ComponentTypes.Length} types, {ours.Dimensions.Length} dimensions, {ours.Units.Length} units: the same names.");
    }

    [Fact]
    public void Each_type_stands_in_the_same_file()
    {
        if (Published() is not { Document: { } published })
            return;
        Assert.Equal(Files(published), Files(BuiltIn().Document!));

        static SortedDictionary<string, string> Files(LemsDocument document) => new(
            document.ComponentTypes.ToDictionary(type => type.Name, type => type.Declaration.Span.File.Split('/', ':')[^1]), StringComparer.Ordinal);
    }

    [Fact]
    public void Each_type_says_the_same_apart_from_its_equations()
    {
        if (Published() is not { Document: { } published })
            return;
        var lines = 0;
        foreach (var (theirs, ours) in Pairs(published))
        {
            Assert.Equal(theirs.Lines, ours.Lines);
            lines += ours.Lines.Count;
        }

        output.WriteLine($"{lines} statements are the same.");
    }

    [Fact]
    public void Each_equation_has_the_same_value()
    {
        if (Published() is not { Document: { } published })
            return;
        var (equations, finite, beside, worst) = (0, 0, 0, 0.0);
        foreach (var (theirs, ours) in Pairs(published))
        {
            // The conditions of a type decide about its equations, so that each equation is compared beside every boundary of the type.
            var boundaries = theirs.Equations.SelectMany(equation => ExpressionParts.Boundaries(Parse(equation))).Distinct().ToList();
            for (var i = 0; i < theirs.Equations.Count; i++)
            {
                var (expected, actual) = (Parse(theirs.Equations[i]), Parse(ours.Equations[i]));
                equations++;
                var points = new SamplePoints(20_240_825 + equations, ExpressionParts.Names([expected, actual, .. boundaries]));
                var finiteHere = 0;
                for (var n = 0; n < Points; n++)
                    finiteHere += Compare(ours.Equations[i], expected, actual, points.Next(), ref worst) ? 1 : 0;
                Assert.True(finiteHere > Points / 10, $"Only {finiteHere} of {Points} points tell anything about {ours.Equations[i]}");
                finite += finiteHere;
                foreach (var point in boundaries.SelectMany(points.Beside))
                {
                    Compare(ours.Equations[i], expected, actual, point, ref worst);
                    beside++;
                }
            }
        }

        output.WriteLine(
            $"{equations} equations and conditions: {finite} finite values at random points, {beside} points beside boundaries, largest relative difference {worst}.");
    }

    [Fact]
    public void Each_condition_changes_beside_its_boundary()
    {
        if (Published() is not { Document: { } published })
            return;
        var conditions = 0;
        foreach (var (theirs, ours) in Pairs(published))
        {
            for (var i = 0; i < theirs.Equations.Count; i++)
            {
                var expected = Parse(theirs.Equations[i]);
                foreach (var boundary in ExpressionParts.Boundaries(expected))
                {
                    var points = new SamplePoints(conditions++, ExpressionParts.Names(expected));
                    var signs = points.Beside(boundary).Select(point => point.Sign(boundary)).ToHashSet();
                    Assert.True(signs.Contains(1) && signs.Contains(-1), $"No points on both sides of {theirs.Equations[i]}");
                }
            }
        }

        output.WriteLine($"{conditions} boundaries were reached from both sides.");
        Assert.True(conditions > 100);
    }

    private static bool Compare(Equation equation, Expression expected, Expression actual, SamplePoint point, ref double worst)
    {
        var (theirs, ours) = (point.Evaluate(expected), point.Evaluate(actual));
        if (theirs.Equals(ours) || theirs == ours)
            return double.IsFinite(ours);
        var difference = Math.Abs(theirs - ours) / Math.Max(Math.Abs(theirs), Math.Abs(ours));
        Assert.True(difference <= Tolerance, $"{equation}: {theirs} is expected, not {ours}, at {string.Join(", ", point.Values)}");
        worst = Math.Max(worst, difference);
        return true;
    }

    private static Expression Parse(Equation equation) => ExpressionParser.Parse(equation.Text, Dialects.Lems);

    private static IEnumerable<(TypeShape Theirs, TypeShape Ours)> Pairs(LemsDocument published)
    {
        var ours = BuiltIn().Document!.ComponentTypes.ToDictionary(type => type.Name, StringComparer.Ordinal);
        return published.ComponentTypes.Select(type => (TypeShape.Of(type.Declaration), TypeShape.Of(ours[type.Name].Declaration)));
    }

    private static IEnumerable<string> Names(LemsDocument document) => document.ComponentTypes.Select(type => type.Name).Order(StringComparer.Ordinal);

    private static LemsReadResult BuiltIn() => LemsReader.ReadText(Everything, "everything.xml");

    private LemsReadResult? Published() => ConformanceData.Folder("neuroml2-coretypes", output) is { } folder
        ? LemsReader.ReadText(Everything, "everything.xml", new LemsReaderOptions { IncludeFolders = [folder], UseBuiltInLibrary = false })
        : null;
}
