namespace Neuroglot.Export;

/// <summary>What is asked of an export.</summary>
public sealed record ExportOptions
{
    /// <summary>The defaults.</summary>
    public static ExportOptions Default { get; } = new();

    /// <summary>Name of the main file, without folder; null for one made of the model's name.</summary>
    public string? FileName { get; init; }

    /// <summary>Name of a program and version whose files are imitated, for targets that can; null for none.</summary>
    public string? Compatibility { get; init; }

    /// <summary>Whether what a target cannot express is left out with a warning, instead of being an error.</summary>
    public bool SkipUnsupported { get; init; }

    /// <summary>Whether the target's own types are used where a part of the model is one of them.</summary>
    public bool PreferStandardTypes { get; init; }

    /// <summary>Whether the target writes several files that include each other, where it can, instead of one.</summary>
    public bool Split { get; init; }

    /// <summary>How LEMS is written of documents of TVBO.</summary>
    public Lems.LemsAdapterOptions Lems { get; init; } = Export.Lems.LemsAdapterOptions.Default;
}
