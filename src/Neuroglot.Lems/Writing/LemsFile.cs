using System.Text;
using System.Xml;
using System.Xml.Linq;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;

namespace Neuroglot.Lems.Writing;

/// <summary>Writes a LEMS or NeuroML document: an element on each line, indented by two blanks, in UTF-8. Files are written whole or not at all.</summary>
public static class LemsFile
{
    /// <summary>Code of the diagnostic for a document that cannot be written.</summary>
    public const string NotWritten = "NG4101";

    private static readonly XmlWriterSettings Layout = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = "  ",
        NewLineChars = "\n",
    };

    /// <summary>The text of the file.</summary>
    public static string Print(XDocument document)
    {
        using var stream = new MemoryStream();
        Write(document, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes <paramref name="document"/> to <paramref name="path"/>; what stood there stays as it was unless all of it could be written.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">Where; missing folders are created.</param>
    /// <param name="diagnostics">Gets an error when the result is false.</param>
    public static bool Write(XDocument document, string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            WholeFile.Write(path, stream => Write(document, stream));
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or XmlException)
        {
            diagnostics.Error(NotWritten, $"The file '{path}' cannot be written: {problem.Message}", SourceSpan.None, "Check the folder and its permissions.");
            return false;
        }
    }

    private static void Write(XDocument document, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(document);
        using (var writer = XmlWriter.Create(stream, Layout))
            document.Save(writer);
        stream.WriteByte((byte)'\n');
    }
}
