using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;

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
            XmlProblems.Unreadable(exception, file, diagnostics);
            return null;
        }
    }

    private XmlReaderSettings Settings() => XmlProblems.Settings(limits, names);

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
            XmlProblems.Explain(exception, reader as IXmlLineInfo, file, "<Lems> or <neuroml>", diagnostics);
        }
        catch (Exception exception) when (XmlProblems.IsUnreadable(exception))
        {
            XmlProblems.Unreadable(exception, file, diagnostics);
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
                        diagnostics.Error(XmlProblems.TooLarge, depth >= limits.Depth
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
