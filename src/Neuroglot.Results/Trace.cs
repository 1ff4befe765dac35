using System.Collections.Immutable;

namespace Neuroglot.Results;

/// <summary>A recorded quantity over time.</summary>
/// <param name="Column">What it is, and the unit for display.</param>
/// <param name="Times">Seconds; may be shared with other traces.</param>
/// <param name="Values">SI units; as many as <paramref name="Times"/>.</param>
public sealed record Trace(Column Column, ImmutableArray<double> Times, ImmutableArray<double> Values)
{
    /// <summary>The quantity's path.</summary>
    public string Name => Column.Name;

    /// <summary>How many samples.</summary>
    public int Length => Values.Length;

    /// <summary>The values in the unit of <see cref="Column"/>.</summary>
    public ImmutableArray<double> InUnits() => [.. Values.Select(Column.Unit.FromSI)];

    /// <summary>
    /// Times at which the value rises from at or below <paramref name="threshold"/> (SI) to above it; each is the first sample above.
    /// </summary>
    public ImmutableArray<double> UpwardCrossings(double threshold)
    {
        var crossings = ImmutableArray.CreateBuilder<double>();
        for (var i = 1; i < Values.Length; i++)
        {
            if (Values[i - 1] <= threshold && Values[i] > threshold)
                crossings.Add(Times[i]);
        }
        return crossings.ToImmutable();
    }
}
