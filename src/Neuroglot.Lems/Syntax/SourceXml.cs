using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Syntax;

/// <summary>
/// Reads XML safely into <see cref="SourceElement"/>s: document type definitions are refused, nothing outside of the text is ever
/// opened, and depth, size and number of elements are bounded. One instance serves all files of a model and shares their names.
/// </summary>
public sealed class SourceXml
{
    private readonly NameTable names = new();
    private readonly Dictionary<string, string> flattened = [];
    private readonly ValuePool values = new();
    private readonly XmlLimits limits;
    private readonly List<SourceElement> finished = [];
    private readonly List<Open> open = [];
    private ElementShapes shapes = new(string.Empty);
    private int depth;
    private SourceAttribute[] attributes = new SourceAttribute[16];
    private readonly char[] buffer = new char[ValuePool.LongestValue + 1];

    /// <summary>Creates a reader that keeps within <paramref name="limits"/>.</summary>
    public SourceXml(XmlLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        this.limits = limits;
    }

    /// <summary>Reads <paramref name="stream"/>; its encoding is the one that the XML declaration states, else UTF-8.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="file">How places in the text name it.</param>
    /// <param name="diagnostics">Gets what is wrong: NG1001 malformed, NG1002 too large.</param>
    /// <returns>The root element, or null when the text isn't well-formed or is too large.</returns>
    public SourceElement? Read(Stream stream, string file, DiagnosticBag diagnostics)
    {
        if (Utf8Text.Open(stream) is { } text)
        {
            try
            {
                return Read(() => XmlReader.Create(text, Settings(), Context()), file, diagnostics);
            }
            catch (DecoderFallbackException)
            {
                // Read again from bytes: only so the XML reader can tell where they are no text.
                stream.Position = 0;
            }
        }

        return Read(() => XmlReader.Create(stream, Settings(), Context()), file, diagnostics);
    }

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <inheritdoc cref="Read(Stream, string, DiagnosticBag)"/>
    public SourceElement? Read(TextReader text, string file, DiagnosticBag diagnostics)
    {
        try
        {
            return Read(() => XmlReader.Create(text, Settings(), Context()), file, diagnostics);
        }
        catch (DecoderFallbackException exception)
        {
            Unreadable(exception, file, diagnostics);
            return null;
        }
    }

    private XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = limits.Characters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        NameTable = names,
    };

    private XmlParserContext Context() => new(names, new ForgivingNamespaces(names), null, XmlSpace.None);

    private SourceElement? Read(Func<XmlReader> create, string file, DiagnosticBag diagnostics)
    {
        finished.Clear();
        shapes = new ElementShapes(file);
        depth = 0;
        XmlReader? reader = null;
        try
        {
            // Creating the reader looks at the first characters already, and may refuse them.
            reader = create();
            return ReadRoot(reader, (IXmlLineInfo)reader, file, diagnostics);
        }
        catch (XmlException exception)
        {
            Explain(exception, reader as IXmlLineInfo, file, diagnostics);
        }
        catch (Exception exception) when (exception is IOException or (ArgumentException and not DecoderFallbackException))
        {
            Unreadable(exception, file, diagnostics);
        }
        finally
        {
            reader?.Dispose();
        }

        return null;
    }

    private SourceElement? ReadRoot(XmlReader reader, IXmlLineInfo position, string file, DiagnosticBag diagnostics)
    {
        SourceElement? root = null;
        var count = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (++count > limits.Elements || depth >= limits.Depth)
                    {
                        diagnostics.Error("NG1002", depth >= limits.Depth
                            ? $"Elements are nested deeper than {limits.Depth} levels, which no model needs."
                            : $"The file holds more than {limits.Elements} elements.", new SourceSpan(file, position.LineNumber, position.LinePosition));
                        return null;
                    }

                    var isEmpty = reader.IsEmptyElement;
                    Begin(reader, position, isEmpty);
                    if (isEmpty)
                        root = End();
                    break;
                case XmlNodeType.EndElement:
                    root = End();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    (open[depth - 1].Text ??= new StringBuilder()).Append(reader.Value);
                    break;
                default:
                    break;
            }
        }

        return root;
    }

    private void Begin(XmlReader reader, IXmlLineInfo position, bool isEmpty)
    {
        if (depth == open.Count)
            open.Add(new Open());
        var begun = open[depth++];
        begun.Name = NameOf(reader);
        begun.Line = position.LineNumber;
        begun.Column = position.LinePosition;
        begun.FirstChild = finished.Count;
        begun.Text = null;
        var count = 0;
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix is "xmlns" or "xsi" or "xml" || (reader.Prefix.Length == 0 && reader.LocalName == "xmlns"))
                continue;
            if (count == attributes.Length)
                Array.Resize(ref attributes, 2 * count);
            var (line, column) = (position.LineNumber, position.LinePosition);
            var name = NameOf(reader);

            // Ids differ, so nothing is gained by looking for an equal one.
            attributes[count++] = new SourceAttribute(name, name == "id" ? reader.Value : ValueOf(reader), line, column);
        }

        // Most elements have no content, so what is read stays where it is until the next begins.
        begun.Attributes = isEmpty || count == 0 ? null : attributes.AsSpan(0, count).ToArray();
        begun.Count = count;
    }

    private SourceElement End()
    {
        var ended = open[--depth];
        ImmutableArray<SourceElement> children = [];
        if (finished.Count > ended.FirstChild)
        {
            children = ImmutableCollectionsMarshal.AsImmutableArray(CollectionsMarshal.AsSpan(finished)[ended.FirstChild..].ToArray());
            finished.RemoveRange(ended.FirstChild, finished.Count - ended.FirstChild);
        }

        var text = ended.Text?.ToString().Trim();
        var stated = (ended.Attributes ?? attributes).AsSpan(0, ended.Count);
        var element = new SourceElement(
            shapes.Of(ended.Name, stated), ended.Line, ended.Column, stated, children, string.IsNullOrEmpty(text) ? null : text);
        finished.Add(element);
        return element;
    }

    private string NameOf(XmlReader reader)
    {
        if (reader.Prefix.Length == 0)
            return reader.LocalName;
        var qualified = reader.Name;
        // The standard namespaces stand under a prefix in some files: it says nothing that the local name doesn't.
        if (reader.NamespaceURI.StartsWith("http://www.neuroml.org/", StringComparison.Ordinal))
            return reader.LocalName;
        if (!flattened.TryGetValue(qualified, out var name))
            flattened.Add(qualified, name = qualified.Replace(':', '_'));
        return name;
    }

    /// <summary>Values such as <c>0</c> or <c>0.5</c> stand in networks by the hundred thousand; short ones are shared.</summary>
    private string ValueOf(XmlReader reader)
    {
        if (!reader.CanReadValueChunk)
            return reader.Value;
        var length = reader.ReadValueChunk(buffer, 0, buffer.Length);
        if (length < buffer.Length)
            return values.Get(buffer.AsSpan(0, length));
        var rest = new StringBuilder().Append(buffer, 0, length);
        while ((length = reader.ReadValueChunk(buffer, 0, buffer.Length)) > 0)
            rest.Append(buffer, 0, length);
        return rest.ToString();
    }

    private static void Unreadable(Exception exception, string file, DiagnosticBag diagnostics) =>
        diagnostics.Error("NG1001", "The text cannot be read: " + exception.Message, new SourceSpan(file, 0, 0));

    private static void Explain(XmlException exception, IXmlLineInfo? position, string file, DiagnosticBag diagnostics)
    {
        var span = exception.LineNumber > 0 || position is null
            ? new SourceSpan(file, exception.LineNumber, exception.LinePosition)
            : new SourceSpan(file, position.LineNumber, position.LinePosition);
        var message = exception.Message;
        // The base library appends "Line 3, position 7.", which the span says already.
        var suffix = $" Line {exception.LineNumber}, position {exception.LinePosition}.";
        if (message.EndsWith(suffix, StringComparison.Ordinal))
            message = message[..^suffix.Length];
        if (message.Contains("DTD", StringComparison.Ordinal))
        {
            diagnostics.Error("NG1001", "A document type definition (<!DOCTYPE …>) is not accepted.", span, "Remove it: no model needs one.");
            return;
        }

        if (message.Contains("MaxCharactersInDocument", StringComparison.Ordinal))
        {
            diagnostics.Error("NG1002", "The file is larger than the limit on characters that was set for reading.", span);
            return;
        }

        if (message.Contains("Root element is missing", StringComparison.Ordinal))
        {
            diagnostics.Error("NG1001", "The file is empty: it holds no element at all.", span, "A model begins with <Lems> or <neuroml>; was the file saved, or copied, whole?");
            return;
        }

        var hint = message.Contains("start tag", StringComparison.Ordinal) ? "Every <element> needs its </element>, in the right order; <element/> closes itself."
            : message.Contains("Unexpected end of file", StringComparison.Ordinal) ? "The file looks cut off."
            : message.Contains("'<'", StringComparison.Ordinal) ? "Inside an attribute write .lt. or &lt; for <."
            : message.Contains("nvalid character", StringComparison.Ordinal) ? "Is the file text, in the encoding that its first line states? Compressed and HDF5 files are not read."
            : message.Contains("duplicate attribute", StringComparison.Ordinal) ? "Keep one of the two."
            : null;
        diagnostics.Error("NG1001", "The XML is malformed: " + message, span, hint);
    }

    /// <summary>An element whose end hasn't come yet; one per level, used again and again.</summary>
    private sealed class Open
    {
        public string Name { get; set; } = string.Empty;

        public int Line { get; set; }

        public int Column { get; set; }

        public int FirstChild { get; set; }

        public SourceAttribute[]? Attributes { get; set; }

        public int Count { get; set; }

        public StringBuilder? Text { get; set; }
    }
}
