using Neuroglot.Lems.Includes;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>
/// Reads LEMS and NeuroML 2 files, with everything they include, into a <see cref="Documents.LemsDocument"/>. Nothing is dropped in silence: what
/// isn't understood is reported with file, line and column. Wrong input never throws.
/// </summary>
public static class LemsReader
{
    /// <summary>Reads the file <paramref name="path"/>.</summary>
    /// <param name="path">The outermost file; messages name files relative to how it is named here.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public static LemsReadResult Read(string path, LemsReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= LemsReaderOptions.Default;
        var diagnostics = new DiagnosticBag();
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        var xml = new SourceXml(options.Limits);
        SourceElement? root;
        string real;
        IncludeSearch search;
        try
        {
            search = new IncludeSearch(folder, options);
            real = search.RealPath(path);
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            root = xml.Read(stream, path, diagnostics);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            var message = exception is FileNotFoundException or DirectoryNotFoundException ? $"The file {path} does not exist."
                : Directory.Exists(path) ? $"{path} is a folder, not a file." : $"The file {path} cannot be read: {exception.Message}";
            diagnostics.Error("NG1003", message, new SourceSpan(path, 0, 0));
            return new LemsReadResult(null, [.. diagnostics]);
        }

        return Read(root, new IncludedFile(path, real, root?.Name ?? string.Empty), search, xml, diagnostics);
    }

    /// <summary>Reads a model from <paramref name="text"/>.</summary>
    /// <param name="text">The text of the outermost file.</param>
    /// <param name="name">How messages name it; includes are searched in the include folders and the built-in library only.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public static LemsReadResult ReadText(string text, string name, LemsReaderOptions? options = null)
    {
        options ??= LemsReaderOptions.Default;
        var diagnostics = new DiagnosticBag();
        var xml = new SourceXml(options.Limits);
        using var reader = new StringReader(text);
        var root = xml.Read(reader, name, diagnostics);
        var search = new IncludeSearch(null, options);
        return Read(root, new IncludedFile(name, null, root?.Name ?? string.Empty), search, xml, diagnostics);
    }

    private static LemsReadResult Read(
        SourceElement? root, IncludedFile file, IncludeSearch search, SourceXml xml, DiagnosticBag diagnostics)
    {
        if (root is null)
            return new LemsReadResult(null, [.. diagnostics]);
        var document = new DocumentReader(search, xml, diagnostics).Read(root, file);
        return new LemsReadResult(document, [.. diagnostics]);
    }
}
