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
}
