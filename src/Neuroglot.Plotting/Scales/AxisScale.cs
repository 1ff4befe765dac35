namespace Neuroglot.Plotting.Scales;

/// <summary>What equal distances along an axis are.</summary>
public enum AxisScale
{
    /// <summary>Equal differences.</summary>
    Linear,

    /// <summary>Equal ratios.</summary>
    Logarithmic,
}

/// <summary>A number at an axis.</summary>
/// <param name="Value">Where, in the unit of the axis.</param>
/// <param name="Text">What is written there.</param>
public sealed record Tick(double Value, string Text);

/// <summary>What is written along an axis.</summary>
/// <param name="Major">Ticks with numbers, in ascending order.</param>
/// <param name="Minor">Small ticks without.</param>
/// <param name="Common">What all numbers have in common, <c>×10⁴</c> or <c>+1200</c>; may be empty.</param>
public sealed record TickSet(IReadOnlyList<Tick> Major, IReadOnlyList<double> Minor, string Common);
