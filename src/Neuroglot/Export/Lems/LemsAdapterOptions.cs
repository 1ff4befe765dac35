namespace Neuroglot.Export.Lems;

/// <summary>How <see cref="NeuroMLAdapter"/> writes LEMS.</summary>
public sealed record LemsAdapterOptions
{
    /// <summary>The defaults.</summary>
    public static LemsAdapterOptions Default { get; } = new();

    /// <summary>
    /// Whether <c>SEC</c> follows the rule of TVBO's own exporter: one second where any parameter or state variable has a unit with time in it. Values stay bare numbers of
    /// the model's time scale all the same, so that the model then runs a thousand times too slowly if that is milliseconds. Else <c>SEC</c> is one unit of the time scale.
    /// </summary>
    public bool CompatibleSec { get; init; }

    /// <summary>Whether a network with delays is written without them, with a warning. LEMS has delays of events only, so that it is refused otherwise.</summary>
    public bool IgnoreDelays { get; init; }

    /// <summary>
    /// Whether values have their units, variables their dimensions, and rates no <c>SEC</c>. For single nodes whose parameters and state variables all have known units, and whose equations
    /// agree with them; others are refused.
    /// </summary>
    public bool Dimensioned { get; init; }
}
