using System.Collections.Immutable;

namespace Neuroglot;

/// <summary>How a model is read.</summary>
public sealed record LoadOptions
{
    /// <summary>The defaults.</summary>
    public static LoadOptions Default { get; } = new();

    /// <summary>Folders to search for included files, in order, before the built-in library (<c>-I</c> on the command line).</summary>
    public ImmutableArray<string> IncludeFolders { get; init; } = [];

    /// <summary>Whether what is read although the definition of its language does not allow it is reported, for the languages that have a definition.</summary>
    public bool IsStrict { get; init; }

    /// <summary>A YAML file with units that documents of TVBO may use, in the form of their key <c>units</c>; null for none. Units of a document itself win.</summary>
    public string? UnitsFile { get; init; }
}
