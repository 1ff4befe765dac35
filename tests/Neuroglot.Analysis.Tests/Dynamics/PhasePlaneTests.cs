using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Analysis.Tests.Dynamics;

public sealed class PhasePlaneTests
{
    [Theory]
    [InlineData(-1, 0, 0, -2, FixedPointKind.Stable, false)]
    [InlineData(1, 0, 0, 2, FixedPointKind.Unstable, false)]
    [InlineData(1, 0, 0, -1, FixedPointKind.Saddle, false)]
    [InlineData(-0.1, 1, -1, -0.1, FixedPointKind.Stable, true)]
    [InlineData(0.1, 1, -1, 0.1, FixedPointKind.Unstable, true)]
    public void A_linear_system_has_the_fixed_point_of_its_matrix(double a, double b, double c, double d, FixedPointKind kind, bool spirals)
    {
        var plane = PhasePlane.Of((x, y) => (a * (x - 0.3) + b * (y + 0.2), c * (x - 0.3) + d * (y + 0.2)), (-1, 1), (-1, 1));
        var point = Assert.Single(plane.FixedPoints);
        // Newton's method is exact on what is linear, up to the rounding of its slopes.
        Assert.Equal(0.3, point.X, 1e-9);
        Assert.Equal(-0.2, point.Y, 1e-9);
        Assert.Equal((kind, spirals), (point.Kind, point.Spirals));
    }

    [Fact]
    public void Nullclines_are_where_they_should_be()
    {
        var plane = PhasePlane.Of(static (v, w) => (v - v * v * v / 3 - w + 0.5, 0.08 * (v + 0.7 - 0.8 * w)), (-2.5, 2.5), (-1, 2), 200);
        // Straight lines between points of a grid of 0.025: the cubic bends by less than h² v / 4.
        Assert.All(plane.XNullcline, static part => Assert.Equal(part.X0 - part.X0 * part.X0 * part.X0 / 3 + 0.5, part.Y0, 5e-4));
        Assert.All(plane.YNullcline, static part => Assert.Equal((part.X1 + 0.7) / 0.8, part.Y1, 1e-9));
        Assert.Equal(FixedPointKind.Unstable, Assert.Single(plane.FixedPoints).Kind);
    }

    [Fact]
    public void What_is_no_number_crosses_nothing() => Assert.Empty(PhasePlane.Of(static (x, y) => (double.NaN, 1 / x), (-1, 1), (-1, 1)).XNullcline);

    [Fact]
    public void Ranges_are_ranges()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => PhasePlane.Of(static (x, y) => (x, y), (1, 1), (0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => PhasePlane.Of(static (x, y) => (x, y), (0, 1), (0, double.PositiveInfinity)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => PhasePlane.Of(static (x, y) => (x, y), (0, 1), (0, 1), cells: 1));
    }

    [Fact]
    public void Rates_of_a_component_are_those_of_its_equations()
    {
        static Expression Of(string text) => ExpressionParser.Parse(text, Dialects.Lems);
        var component = new ComponentClass("fhn", [])
        {
            Parameters = [new Parameter("a", Dimension.None, 3)],
            States = [new StateVariable("x", Dimension.None, 0), new StateVariable("y", Dimension.None, 0), new StateVariable("z", Dimension.None, 0) { Initial = 5 }],
            Aliases = [new Alias("b", Dimension.None, Of("a * x"), 0)],
            Machines = [new RegimeMachine("m", 0, [new Regime(string.Empty) { Derivatives = [new TimeDerivative("x", Of("b - y + z"), SourceSpan.None), new TimeDerivative("y", Of("x * y + I"), SourceSpan.None)] }])],
        };
        Assert.Equal((3 * 2 - 4 + 5, 2 * 4), ComponentRates.Of(component, "x", "y")(2, 4));
        Assert.Equal((10 * 2 - 4 + 5, 2 * 4 + 1), ComponentRates.Of(component, "x", "y", new Dictionary<string, double> { ["a"] = 10, ["I"] = 1 })(2, 4));
        Assert.Throws<ArgumentException>(() => ComponentRates.Of(component, "x", "z"));
    }
}
