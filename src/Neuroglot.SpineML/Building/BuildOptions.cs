using System.Collections.Immutable;

namespace Neuroglot.SpineML.Building;

/// <summary>What a time step means.</summary>
public enum SpineMLFidelity
{
    /// <summary>What the documents say, in double precision.</summary>
    Native,

    /// <summary>What the reference simulator makes of them, to the bit.</summary>
    Brahms,
}

/// <summary>How a network is made ready to run.</summary>
public sealed record BuildOptions
{
    /// <summary>What a time step means.</summary>
    public SpineMLFidelity Fidelity { get; init; }

    /// <summary>
    /// Properties, and ports with a constant input, by the name of their instances and their own, whose value the plan is given rather than knows
    /// (<see cref="Model.Networks.ComponentSet.Given"/>), under the name that <see cref="GivenName"/> makes. Those that are not one constant for all instances stay as they are.
    /// </summary>
    public ImmutableHashSet<(string Target, string Name)> Given { get; init; } = [];

    /// <summary>
    /// Whether connections keep the order of the document even where nothing depends on it, because they are to be known by their number in another run; else those of a
    /// projection with different delays are sorted by these, which takes less memory and time.
    /// </summary>
    public bool KeepsOrder { get; init; }

    /// <summary>The name of a given value.</summary>
    public static string GivenName(string target, string name) => $"{target}.{name}";

    /// <summary>The value of a property as a run has it: parameters that are the same for all pass through single precision in the reference simulator.</summary>
    public double ValueOf(double value, bool isParameter) => isParameter && Fidelity == SpineMLFidelity.Brahms ? (float)value : value;
}
