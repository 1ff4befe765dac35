using Neuroglot.Brian.Building;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Xunit;

namespace Neuroglot.Brian.Tests.Building;

/// <summary>Shapes as data, and what the builder makes of them.</summary>
public sealed class CableTests
{
    private static readonly Cable Shape = new([-1, 0, 0, 2], [0, 1, 3, 4])
    {
        Length = Each(1), Diameter = Each(1), Area = Each(1), Volume = Each(1), Distance = Each(1), RLength1 = [1, 2, 3, 4, 5], RLength2 = [10, 20, 30, 40, 50], Capacitance = [1], Resistivity = 1,
    };

    [Fact]
    public void Two_sections_at_an_end_meet_at_a_point_and_one_goes_on()
    {
        // 0 — point — 1 — 2, and from the point 3 — 4.
        var tree = Shape.Tree();
        Assert.Equal([0, -1, 1, 2, 3, 4], tree.Instances.ToArray());
        Assert.Equal([-1, 0, 1, 2, 1, 4], tree.Parents.ToArray());
        double Series(double a, double b) => a * b / (a + b);
        Assert.Equal([0, 10, 2, Series(20, 3), 4, Series(40, 5)], tree.Lengths.ToArray());
    }

    [Fact]
    public void What_is_no_shape_is_told()
    {
        Assert.Null(Shape.Why());
        Assert.Contains("does not grow from one before it", (Shape with { Parents = [-1, 0, 2, 2] }).Why(), StringComparison.Ordinal);
        Assert.Contains("does not begin after", (Shape with { Firsts = [0, 1, 1, 4] }).Why(), StringComparison.Ordinal);
        Assert.Contains("4 values of `area` for 5 compartments", (Shape with { Area = [1, 1, 1, 1] }).Why(), StringComparison.Ordinal);
        Assert.Contains("`length` of a compartment is -1", (Shape with { Length = [1, 1, -1, 1, 1] }).Why(), StringComparison.Ordinal);
        Assert.Contains("`diameter` of a compartment is 0", (Shape with { Diameter = [1, 1, 0, 1, 1] }).Why(), StringComparison.Ordinal);
        Assert.Contains("`Ri` is 0", (Shape with { Resistivity = 0 }).Why(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_of_another_size_than_the_group_is_told() => Assert.Equal("NG5116", Assert.Single(Built(4, Shape).Diagnostics).Code);

    [Fact]
    public void The_potential_spreads_after_the_equations()
    {
        var (experiment, diagnostics) = Built(5, Shape);
        Assert.Empty(diagnostics);
        Assert.Equal(["cell_stateupdater", "cell_spatialstateupdater"], experiment!.Operations.OrderBy(one => one.Order).Select(one => one.Name));
        var update = Assert.IsType<CableUpdate>(experiment.Operations[1]);
        Assert.Equal(Shape.Tree(), update.Tree);
        Assert.Equal(["exact", "exponential_euler", "rk2", "heun"], ((StateUpdate)experiment.Operations[0]).Methods.ToArray());
    }

    private static (Experiment? Experiment, DiagnosticBag Diagnostics) Built(int count, Cable cable)
    {
        var diagnostics = new DiagnosticBag();
        var group = new NeuronGroup("cell", count, EquationParser.Parse("Im = -v*siemens/meter**2 : amp/meter**2")) { Cable = cable };
        return (BrianBuilder.Build(new BrianNetwork([group], [new BrianRun(1e-3)]), 0, diagnostics), diagnostics);
    }

    private static System.Collections.Immutable.ImmutableArray<double> Each(double value) => [value, value, value, value, value];
}
