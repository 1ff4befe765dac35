using System.Text;
using System.Xml;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Reading;

/// <summary>
/// Reads one SpineML document of any layer. Nothing is dropped in silence: what is not understood is reported with file, line and column. Nothing outside of the
/// text is opened; what it refers to is read by <see cref="Loading.SpineMLModel"/>. Wrong input never throws.
/// </summary>
public static class SpineMLReader
{
    /// <summary>Reads the file <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The document, as far as it could be read; null where it could not be at all.</returns>
    public static SpineMLDocument? Read(string path, SpineMLReaderOptions options, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return Read(stream, path, options, diagnostics);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            diagnostics.Error(ReadingCodes.CannotOpen, $"The file {path} cannot be read: {problem.Message}", new SourceSpan(path, 0, 0));
            return null;
        }
    }

    /// <summary>Reads <paramref name="stream"/>, which can be sought in.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="file">How places in the text name it.</param>
    /// <param name="options">How to read.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The document, as far as it could be read; null where it could not be at all.</returns>
    public static SpineMLDocument? Read(Stream stream, string file, SpineMLReaderOptions options, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return Read(settings => OpenXml(stream, settings), file, options, diagnostics);
    }

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">How places in the text name it.</param>
    /// <param name="options">How to read.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The document, as far as it could be read; null where it could not be at all.</returns>
    public static SpineMLDocument? ReadText(string text, string file, SpineMLReaderOptions options, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return Read(settings => XmlReader.Create(new StringReader(text), settings), file, options, diagnostics);
    }

    private static SpineMLDocument? Read(Func<XmlReaderSettings, XmlReader> open, string file, SpineMLReaderOptions options, DiagnosticBag diagnostics)
    {
        var settings = XmlProblems.Settings(options.Limits);
        var document = ReadOnce(open, settings, file, options, diagnostics, out var hasDocumentType);
        if (!hasDocumentType)
            return document;

        // Tools write <!DOCTYPE SpineML>, which says nothing. It is passed over: what it might define stays undefined.
        settings.DtdProcessing = DtdProcessing.Ignore;
        return ReadOnce(open, settings, file, options, diagnostics, out _);
    }

    private static SpineMLDocument? ReadOnce(
        Func<XmlReaderSettings, XmlReader> open, XmlReaderSettings settings, string file, SpineMLReaderOptions options, DiagnosticBag diagnostics, out bool hasDocumentType)
    {
        hasDocumentType = false;
        XmlReader? reader = null;
        try
        {
            reader = open(settings);
            var xml = new XmlCursor(reader, file, options.Limits, options.IsStrict, diagnostics);
            if (!xml.MoveToRoot())
                return null;
            if (settings.DtdProcessing == DtdProcessing.Ignore)
                xml.Lenient("The document type declaration before the root element is not used.", xml.Here);
            var document = ReadRoot(xml, diagnostics);

            // What follows the root may be no XML.
            while (reader.Read())
            {
            }

            return document;
        }
        catch (TooLargeException problem)
        {
            diagnostics.Error(XmlProblems.TooLarge, problem.Message, problem.Span);
        }
        catch (XmlException problem) when (settings.DtdProcessing == DtdProcessing.Prohibit && XmlProblems.IsDocumentType(problem))
        {
            hasDocumentType = true;
        }
        catch (XmlException problem)
        {
            XmlProblems.Explain(problem, reader as IXmlLineInfo, file, "<SpineML>", diagnostics);
        }
        catch (Exception problem) when (problem is DecoderFallbackException || XmlProblems.IsUnreadable(problem))
        {
            XmlProblems.Unreadable(problem, file, diagnostics);
        }
        finally
        {
            reader?.Dispose();
        }

        return null;
    }

    private static SpineMLDocument? ReadRoot(XmlCursor xml, DiagnosticBag diagnostics)
    {
        if (xml.Name == "SpineML")
        {
            switch (xml.Space)
            {
                case SpineMLNamespaces.Component:
                    return new ComponentReader(xml).Document();
                case SpineMLNamespaces.Network:
                    return new NetworkReader(xml, isLowLevel: false).Document();
                case SpineMLNamespaces.LowLevel:
                    return new NetworkReader(xml, isLowLevel: true).Document();
                case SpineMLNamespaces.Experiment:
                    return new ExperimentReader(xml).Document();
                case SpineMLNamespaces.Layout:
                    return new LayoutReader(xml).Document();
                default:
                    break;
            }
        }

        diagnostics.Error(ReadingCodes.NotSpineML,
            xml.Space.Length == 0 ? $"The root element {xml.Name} is in no namespace." : $"The root element {xml.Name} in the namespace “{xml.Space}” is no layer of SpineML.",
            xml.Here, $"A component begins with <SpineML xmlns=\"{SpineMLNamespaces.Component}\">; networks and experiments have namespaces of their own.");
        return null;
    }

    private static XmlReader OpenXml(Stream stream, XmlReaderSettings settings)
    {
        stream.Position = 0;
        return Utf8Text.Open(stream) is { } text ? XmlReader.Create(text, settings) : XmlReader.Create(stream, settings);
    }
}
