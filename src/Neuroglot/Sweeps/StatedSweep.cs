using System.Collections.Immutable;

namespace Neuroglot.Sweeps;

/// <summary>A sweep that a document itself states (<c>explorations</c> of TVBO).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Axes">What varies.</param>
/// <param name="IsZipped">Whether the axes vary together.</param>
/// <param name="Trials">How often each point is run.</param>
public sealed record StatedSweep(string Name, ImmutableArray<SweepAxis> Axes, bool IsZipped, int Trials)
{
    /// <summary>The options with what this exploration varies.</summary>
    public SweepOptions In(SweepOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { Axes = Axes, IsZipped = IsZipped, Trials = Trials };
    }
}
