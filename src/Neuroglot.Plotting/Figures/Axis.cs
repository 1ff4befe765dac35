using System.Collections.Immutable;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Scales;

namespace Neuroglot.Plotting.Figures;

/// <summary>
/// The numbers along one edge of an axes: which range, in which unit, on which scale, under which name. Several axes may share one, and then show the same range.
/// </summary>
public sealed class Axis
{
    /// <summary>Numbers of an axis are at most so great, so that their differences are finite.</summary>
    internal const double GreatestNumber = 1e300;

    /// <summary>Numbers of an axis differ by so much at least, and are at least that on a logarithmic one.</summary>
    internal const double LeastNumber = 1e-300;

    private (double Low, double High)? limits;

    /// <summary>What is written at it; where it is null, <see cref="Name"/> and <see cref="Unit"/>: <c>time (ms)</c>.</summary>
    public string? Label { get; set; }

    /// <summary>What is shown, without its unit.</summary>
    public string? Name { get; set; }

    /// <summary>The unit of the numbers; the data are in SI units then. Null where data are shown as they are.</summary>
    public Unit? Unit { get; set; }

    /// <summary>The numbers at its ends, in its unit; null for all data and a little more.</summary>
    /// <exception cref="PlottingException">NG8006: not two different numbers up to 1e300, or, when it is drawn, not above 0 on a logarithmic axis.</exception>
    public (double Low, double High)? Limits
    {
        get => limits;
        set
        {
            if (value is { } given && !(Math.Abs(given.Low) <= GreatestNumber && Math.Abs(given.High) <= GreatestNumber && Math.Abs(given.High - given.Low) >= LeastNumber))
                throw new PlottingException("NG8006", $"An axis cannot reach from {given.Low} to {given.High}.", "give two different numbers up to 1e300");
            limits = value;
        }
    }

    /// <summary>Equal distances for equal differences, or for equal ratios.</summary>
    public AxisScale Scale { get; set; }

    /// <summary>Whether only whole numbers get ticks, as for indices.</summary>
    public bool HasWholeTicks { get; set; }

    /// <summary>The ticks, where they are not to be found by themselves: numbers in its unit, and what is written there.</summary>
    public ImmutableArray<Tick>? Ticks { get; set; }

    /// <summary>Whether what is written at the ticks of a horizontal axis reads from below to above, for long names; where there are too many, some get a tick without a name.</summary>
    public bool HasUprightTicks { get; set; }

    /// <summary>Whether ticks and numbers are shown.</summary>
    public bool IsVisible { get; set; } = true;

    /// <summary>What is written at it.</summary>
    public string Text => Label ?? UnitText.Label(Name, Unit);

    /// <summary>Numbers of the axis for one in the unit of the data.</summary>
    internal double Factor => Unit is null ? 1 : 1 / Unit.Factor;
}
