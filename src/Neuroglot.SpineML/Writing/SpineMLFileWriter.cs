using System.Xml;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Writing;

/// <summary>Writes documents to files, with the lists that belong to them.</summary>
public static class SpineMLFileWriter
{
    /// <summary>Code of the diagnostic for a document that cannot be written.</summary>
    public const string NotWritten = "NG6450";

    /// <summary>Writes <paramref name="document"/> to <paramref name="path"/>, and its lists beside it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">Where to; missing folders are created.</param>
    /// <param name="form">How lists are written.</param>
    /// <param name="source">The folder in which the document's lists lie now; null where it has none in files.</param>
    /// <param name="diagnostics">Gets an error when the result is false.</param>
    public static bool Write(SpineMLDocument document, string path, ListForm form, ModelFolder? source, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            var found = new DiagnosticBag();
            var rewritten = new ListRewriter(form, source, Path.GetDirectoryName(Path.GetFullPath(path))!, found).Rewrite(document);
            diagnostics.AddRange(found);
            if (found.HasErrors)
                return false;
            WholeFile.Write(path, stream => SpineMLWriter.Write(rewritten, stream));
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or XmlException)
        {
            diagnostics.Error(NotWritten, $"The file '{path}' cannot be written: {problem.Message}", document.Span, "Check the folder and its permissions.");
            return false;
        }
    }
}
