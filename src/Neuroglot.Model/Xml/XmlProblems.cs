using System.Text;
using System.Xml;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Model.Xml;

/// <summary>Says in words for people, and with a place, why a text cannot be read as XML.</summary>
public static class XmlProblems
{
    /// <summary>Code of the diagnostic for a text that is no well-formed XML, or that uses what is never accepted.</summary>
    public const string Malformed = "NG1001";

    /// <summary>Code of the diagnostic for a text that passes a bound.</summary>
    public const string TooLarge = "NG1002";

    /// <summary>Settings of a reader that opens nothing outside of the text and keeps within <paramref name="limits"/>.</summary>
    /// <param name="limits">Bounds; depth and number of elements are for the caller to watch.</param>
    /// <param name="names">The table of names that the caller compares as references, or null.</param>
    public static XmlReaderSettings Settings(XmlLimits limits, XmlNameTable? names = null) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = limits.Characters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        NameTable = names,
    };

    /// <summary>Whether reading ended at a document type definition.</summary>
    public static bool IsDocumentType(XmlException exception) => exception.Message.Contains("DTD", StringComparison.Ordinal);

    /// <summary>Whether <paramref name="exception"/> says that a text cannot be read, rather than that the program is wrong.</summary>
    public static bool IsUnreadable(Exception exception) => exception is IOException or (ArgumentException and not DecoderFallbackException);

    /// <summary>Reports a text that cannot be read at all.</summary>
    public static void Unreadable(Exception exception, string file, DiagnosticBag diagnostics) =>
        diagnostics.Error(Malformed, "The text cannot be read: " + exception.Message, new SourceSpan(file, 0, 0));

    /// <summary>Reports what <paramref name="exception"/> means for the author of the text.</summary>
    /// <param name="exception">Why the reader stopped.</param>
    /// <param name="position">The reader, where it tells its place better than the exception; or null.</param>
    /// <param name="file">How places in the text name it.</param>
    /// <param name="beginning">How files of the language begin: <c>&lt;Lems&gt; or &lt;neuroml&gt;</c>.</param>
    /// <param name="diagnostics">Gets one error.</param>
    public static void Explain(XmlException exception, IXmlLineInfo? position, string file, string beginning, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var span = exception.LineNumber > 0 || position is null
            ? new SourceSpan(file, exception.LineNumber, exception.LinePosition)
            : new SourceSpan(file, position.LineNumber, position.LinePosition);
        var message = exception.Message;
        // The base library appends "Line 3, position 7.", which the span says already.
        var suffix = $" Line {exception.LineNumber}, position {exception.LinePosition}.";
        if (message.EndsWith(suffix, StringComparison.Ordinal))
            message = message[..^suffix.Length];
        if (IsDocumentType(exception))
        {
            diagnostics.Error(Malformed, "A document type definition (<!DOCTYPE …>) is not accepted.", span, "Remove it: no model needs one.");
            return;
        }

        if (message.Contains("MaxCharactersInDocument", StringComparison.Ordinal))
        {
            diagnostics.Error(TooLarge, "The file is larger than the limit on characters that was set for reading.", span);
            return;
        }

        if (message.Contains("Root element is missing", StringComparison.Ordinal))
        {
            diagnostics.Error(Malformed, "The file is empty: it holds no element at all.", span, $"A model begins with {beginning}; was the file saved, or copied, whole?");
            return;
        }

        var hint = message.Contains("start tag", StringComparison.Ordinal) ? "Every <element> needs its </element>, in the right order; <element/> closes itself."
            : message.Contains("Unexpected end of file", StringComparison.Ordinal) ? "The file looks cut off."
            : message.Contains("'<'", StringComparison.Ordinal) ? "Inside an attribute write .lt. or &lt; for <."
            : message.Contains("nvalid character", StringComparison.Ordinal) ? "Is the file text, in the encoding that its first line states? Compressed and HDF5 files are not read."
            : message.Contains("duplicate attribute", StringComparison.Ordinal) ? "Keep one of the two."
            : null;
        diagnostics.Error(Malformed, "The XML is malformed: " + message, span, hint);
    }
}
