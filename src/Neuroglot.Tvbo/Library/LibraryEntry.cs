namespace Neuroglot.Tvbo.Library;

/// <summary>What an entry of the library is.</summary>
public enum EntryKind
{
    /// <summary>Equations of a node.</summary>
    Dynamics,

    /// <summary>A coupling function.</summary>
    Coupling,

    /// <summary>A network.</summary>
    Network,

    /// <summary>An experiment.</summary>
    Experiment,
}

/// <summary>An entry of the built-in library.</summary>
/// <param name="Name">Its name, that of its file.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its YAML.</param>
public sealed record LibraryEntry(string Name, EntryKind Kind, string Text)
{
    /// <summary>What places in diagnostics begin with: the place of its file in the library.</summary>
    public string Path => $"tvbo/{TvboLibrary.FolderOf(Kind)}/{Name}.yaml";
}
