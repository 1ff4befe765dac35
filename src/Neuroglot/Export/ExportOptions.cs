namespace Neuroglot.Export;

/// <summary>What is asked of an export.</summary>
public sealed record ExportOptions
{
    /// <summary>The defaults.</summary>
    public static ExportOptions Default { get; } = new();

    /// <summary>Name of the main file, without folder; null for one made of the model's name.</summary>
    public string? FileName { get; init; }
}
