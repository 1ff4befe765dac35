using System.Collections.Immutable;
using Neuroglot.Running;

namespace Neuroglot.Sweeps;

/// <summary>What a point of a sweep has given.</summary>
/// <param name="Problem">Why it failed; null where it did not.</param>
/// <param name="Activity">Spikes and rates of its populations.</param>
/// <param name="Records">What it has recorded.</param>
internal sealed record PointResult(string? Problem, ImmutableArray<PopulationActivity> Activity, RunRecords Records);

/// <summary>What all points have in common: names, units and times, as the first that did not fail has shown.</summary>
/// <param name="Populations">Populations with their sizes.</param>
/// <param name="Values">Recorded values.</param>
/// <param name="Events">Names of recorded events.</param>
internal sealed record SweepLayout(ImmutableArray<(string Name, int Size)> Populations, ImmutableArray<ValueLayout> Values, ImmutableArray<string> Events)
{
    /// <summary>The layout of a result.</summary>
    public static SweepLayout Of(PointResult result)
    {
        // Several experiments of a file may have populations of one name.
        var names = new HashSet<string>(StringComparer.Ordinal);
        string Unique(string name)
        {
            var unique = name;
            for (var copy = 2; !names.Add(unique); copy++)
                unique = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {copy}");
            return unique;
        }

        return new(
            [.. result.Activity.Select(one => (Unique(one.Population), one.Size))],
            [.. result.Records.Values.Select(static one => new ValueLayout(one.Name, one.Unit, [.. one.Instances], [.. one.Times]))],
            [.. result.Records.Events.Select(static one => one.Name)]);
    }
}

/// <summary>Recorded values as all points have them.</summary>
/// <param name="Name">Name of the set and the variable.</param>
/// <param name="Unit">Symbol of the unit; empty for none.</param>
/// <param name="Instances">The instances, in the order of the values.</param>
/// <param name="Times">Times of the samples in seconds.</param>
internal sealed record ValueLayout(string Name, string Unit, ImmutableArray<int> Instances, ImmutableArray<double> Times)
{
    /// <summary>Number of values of a point.</summary>
    public long Count => (long)Times.Length * Instances.Length;
}
