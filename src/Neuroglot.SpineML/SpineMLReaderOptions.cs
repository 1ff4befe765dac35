using Neuroglot.Model.Xml;

namespace Neuroglot.SpineML;

/// <summary>How SpineML is read.</summary>
public sealed record SpineMLReaderOptions
{
    /// <summary>The defaults.</summary>
    public static SpineMLReaderOptions Default { get; } = new();

    /// <summary>Whether what is read although the language's definition does not allow it is reported, as notes.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Bounds on one file.</summary>
    public XmlLimits Limits { get; init; } = XmlLimits.Default;
}
