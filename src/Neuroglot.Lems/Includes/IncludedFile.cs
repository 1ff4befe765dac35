namespace Neuroglot.Lems.Includes;

/// <summary>A file that is part of a document.</summary>
/// <param name="Name">How places in it name it: the path as it was found, or <c>built-in:Cells.xml</c> for a built-in one.</param>
/// <param name="FullPath">Full path on disk, links followed; null for a built-in file or a text without file.</param>
/// <param name="RootElement">Name of its outermost element, <c>Lems</c> or <c>neuroml</c>; empty when it isn't well-formed.</param>
public sealed record IncludedFile(string Name, string? FullPath, string RootElement)
{
    /// <summary>Whether the file comes with the program.</summary>
    public bool IsBuiltIn => FullPath is null && BuiltInLibrary.IsBuiltIn(Name);
}
