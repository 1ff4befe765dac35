using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>From values of the data to places on the page, along one axis.</summary>
internal readonly struct AxisMap
{
    // No page is as large; what lies farther away lies there.
    private const double Farthest = 1e7;
    private readonly double factor;
    private readonly bool isLogarithmic;
    private readonly double start;
    private readonly double slope;

    /// <summary>The map of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="range">The numbers at its two ends.</param>
    /// <param name="from">Where on the page the first of them is.</param>
    /// <param name="to">Where the second is.</param>
    public AxisMap(Axis axis, (double Low, double High) range, double from, double to)
    {
        factor = axis.Factor;
        isLogarithmic = axis.Scale == AxisScale.Logarithmic;
        var (low, high) = isLogarithmic ? (Math.Log10(range.Low), Math.Log10(range.High)) : range;
        slope = (to - from) / (high - low);
        start = from - low * slope;
    }

    /// <summary>Where the value <paramref name="value"/> of the data lies; NaN where it lies nowhere.</summary>
    public double this[double value] => OfNumber(value * factor);

    /// <summary>Where the number <paramref name="number"/> of the axis lies.</summary>
    public double OfNumber(double number) =>
        Math.Clamp(!isLogarithmic ? start + slope * number : number > 0 ? start + slope * Math.Log10(number) : double.NaN, -Farthest, Farthest);

    /// <summary>Where a range that begins at <paramref name="value"/> begins: on a logarithmic axis, which has no 0, at <paramref name="end"/>.</summary>
    public double Edge(double value, double end) => isLogarithmic && value <= 0 ? end : this[value];
}

/// <summary>From the values of marks to points of the page.</summary>
internal readonly record struct PlotMap(Box Box, AxisMap X, AxisMap Y)
{
    public Point this[double x, double y] => new(X[x], Y[y]);
}
