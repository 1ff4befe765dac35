using System.Collections.Immutable;
using Neuroglot.Model.Xml;

namespace Neuroglot.Lems.Reading;

/// <summary>How LEMS and NeuroML 2 files are read.</summary>
public sealed record LemsReaderOptions
{
    /// <summary>Nothing but the model's own folder tree and the built-in library.</summary>
    public static LemsReaderOptions Default { get; } = new();

    /// <summary>Folders to search for included files before the built-in library, in order (<c>-I</c>). Files below them may be read.</summary>
    public ImmutableArray<string> IncludeFolders { get; init; } = [];

    /// <summary>The folder that the environment variable <c>JNML_HOME</c> names, or null. It and its <c>NeuroML2CoreTypes</c> are searched after <see cref="IncludeFolders"/>.</summary>
    public string? JnmlHome { get; init; }

    /// <summary>Whether the NeuroML 2 core types that come with the program are offered to includes.</summary>
    public bool UseBuiltInLibrary { get; init; } = true;

    /// <summary>Bounds on each file.</summary>
    public XmlLimits Limits { get; init; } = XmlLimits.Default;
}
