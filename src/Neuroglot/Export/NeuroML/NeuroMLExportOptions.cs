namespace Neuroglot.Export.NeuroML;

/// <summary>How a network of Brian is written as NeuroML 2 and LEMS.</summary>
public sealed record NeuroMLExportOptions
{
    /// <summary>The name of the compatibility with the exporter of brian2tools 0.2.</summary>
    public const string Brian2Tools = "brian2tools-0.2";

    /// <summary>The defaults.</summary>
    public static NeuroMLExportOptions Default { get; } = new();

    /// <summary>
    /// Whether the file is to be like one of the exporter of brian2tools 0.2: recorded neurons have numbers one too high, and a refractory neuron waits until the time
    /// is past the period.
    /// </summary>
    public bool IsBrian2Tools { get; init; }

    /// <summary>Whether objects that cannot be expressed are left out with a warning, instead of being errors.</summary>
    public bool SkipUnsupported { get; init; }

    /// <summary>Whether cells and inputs that are what a component type of NeuroML describes are written as that type.</summary>
    public bool PreferStandardTypes { get; init; }

    /// <summary>Whether the file of unit constants is written beside the model.</summary>
    public bool SavesConstants { get; init; } = true;
}
