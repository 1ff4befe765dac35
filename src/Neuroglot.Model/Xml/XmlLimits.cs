namespace Neuroglot.Model.Xml;

/// <summary>Bounds on what is read, so that no file can exhaust the machine.</summary>
public sealed record XmlLimits
{
    /// <summary>The bounds used unless something else is said.</summary>
    public static XmlLimits Default { get; } = new();

    /// <summary>Largest depth of nested elements.</summary>
    public int Depth { get; init; } = 200;

    /// <summary>Largest number of characters in one file.</summary>
    public long Characters { get; init; } = 1L << 30;

    /// <summary>Largest number of elements in one file.</summary>
    public int Elements { get; init; } = 20_000_000;
}
