namespace Neuroglot.Plotting.Colors;

/// <summary>Which colour a value has.</summary>
/// <param name="Map">The colours.</param>
/// <param name="Low">The value with the first colour.</param>
/// <param name="High">The value with the last colour.</param>
public sealed record ColorScale(ColorMap Map, double Low, double High)
{
    /// <summary>So many colours only, each for an equal part of the range; 0 for all.</summary>
    public int Levels { get; init; }

    /// <summary>Where a value lies between the first colour, 0, and the last, 1; null for evenly between <see cref="Low"/> and <see cref="High"/>.</summary>
    public Func<double, double>? Norm { get; init; }

    /// <summary>The colour of <paramref name="value"/>; none for NaN.</summary>
    public Color this[double value]
    {
        get
        {
            if (double.IsNaN(value))
                return Color.Transparent;
            var place = Norm is { } norm ? norm(value) : High > Low ? (value - Low) / (High - Low) : 0.5;
            if (double.IsNaN(place))
                return Color.Transparent;
            place = Math.Clamp(place, 0, 1);
            if (Levels == 1)
                place = 0.5;
            else if (Levels > 1)
                place = Math.Min((int)(place * Levels), Levels - 1) / (Levels - 1.0);
            return Map[place];
        }
    }
}
