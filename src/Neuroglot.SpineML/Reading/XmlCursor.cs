using System.Text;
using System.Xml;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;

namespace Neuroglot.SpineML.Reading;

/// <summary>
/// Goes through a document once, element by element, so that lists of any length are read without holding them as XML. Whoever is given an element reads all of
/// it: <see cref="Enter"/>, the attributes, then <see cref="NextChild"/> until it is false.
/// </summary>
internal sealed class XmlCursor(XmlReader reader, string file, XmlLimits limits, bool isStrict, DiagnosticBag diagnostics)
{
    private readonly IXmlLineInfo position = (IXmlLineInfo)reader;
    private readonly List<(string Name, string Value, SourceSpan Span)> attributes = [];
    private int elements;

    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>Name of the element that the cursor stands on, without prefix.</summary>
    public string Name => reader.LocalName;

    /// <summary>Its namespace.</summary>
    public string Space => reader.NamespaceURI;

    public SourceSpan Here => new(file, position.LineNumber, position.LinePosition);

    /// <summary>The reader itself, for lists that are too long to be read by elements.</summary>
    public XmlReader Reader => reader;

    /// <summary>Notes something that is read although the language's definition does not allow it.</summary>
    public void Lenient(string message, SourceSpan span)
    {
        if (isStrict)
            diagnostics.Note(ReadingCodes.Leniency, message, span);
    }

    /// <summary>Moves to the root element.</summary>
    public bool MoveToRoot()
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
                return true;
        }

        return false;
    }

    /// <summary>Takes up the element that the cursor stands on.</summary>
    public OpenElement Enter()
    {
        var (space, name, span, depth, isEmpty) = (reader.NamespaceURI, reader.LocalName, Here, reader.Depth, reader.IsEmptyElement);
        if (++elements > limits.Elements || depth >= limits.Depth)
            throw new TooLargeException(depth >= limits.Depth ? $"Elements are nested deeper than {limits.Depth} levels." : $"There are more than {limits.Elements} elements.", span);
        attributes.Clear();
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix is "xmlns" or "xsi" or "xml" || (reader.Prefix.Length == 0 && reader.LocalName == "xmlns"))
                continue;
            attributes.Add((reader.Name, reader.Value, Here));
        }

        reader.MoveToElement();
        return new OpenElement(this, space, name, span, depth, isEmpty, [.. attributes]);
    }

    /// <summary>Moves to the next child of <paramref name="parent"/>, whose earlier children have been read to their ends; false at its end.</summary>
    public bool NextChild(OpenElement parent)
    {
        while (!parent.HasEnded && reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    return true;
                case XmlNodeType.EndElement:
                    parent.HasEnded = true;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    diagnostics.Warning(ReadingCodes.StrayText, $"There is text directly in {parent.Name}; it is not used.", Here);
                    break;
                default:
                    break;
            }
        }

        return false;
    }

    /// <summary>The text of <paramref name="parent"/> without blanks around it, and where it begins; reads to its end.</summary>
    public (string Text, SourceSpan Span) Text(OpenElement parent)
    {
        StringBuilder? text = null;
        var span = parent.Span;
        while (!parent.HasEnded && reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Unknown(parent);
                    break;
                case XmlNodeType.EndElement:
                    parent.HasEnded = true;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    if (text is null)
                        (text, span) = (new StringBuilder(), Here);
                    text.Append(reader.Value);
                    break;
                default:
                    break;
            }
        }

        var whole = text?.ToString() ?? string.Empty;
        var start = whole.Length - whole.TrimStart().Length;
        return (whole.Trim(), start == 0 ? span : After(span, whole.AsSpan(0, start)));
    }

    /// <summary>Reports the child that the cursor stands on as something that <paramref name="parent"/> cannot hold, and passes over it.</summary>
    public void Unknown(OpenElement parent, params ReadOnlySpan<string> known)
    {
        diagnostics.Warning(ReadingCodes.UnknownElement, $"{parent.Name} cannot hold an element “{reader.Name}”; it is not used.", Here, NearNames.Hint(reader.LocalName, known.ToArray()));
        PassOver();
    }

    /// <summary>Reads to the end of <paramref name="element"/>, which holds nothing.</summary>
    public void NoChildren(OpenElement element)
    {
        element.Finish();
        while (NextChild(element))
            Unknown(element);
    }

    /// <summary>The element that the cursor stands on as XML; reads to its end.</summary>
    public string OuterXml() => Copy(static (part, writer) => writer.WriteNode(part, defattr: false));

    /// <summary>What is inside the element that the cursor stands on, as XML; reads to its end.</summary>
    public string InnerXml() => Copy(static (part, writer) =>
    {
        part.Read();
        while (part.Depth > 0)
            writer.WriteNode(part, defattr: false);
    });

    // The reader could give the text by itself, but would not write line breaks and tabs in attributes so that they are read again: scripts are kept there.
    private string Copy(Action<XmlReader, XmlWriter> copy)
    {
        var text = new StringBuilder();
        using (var part = reader.ReadSubtree())
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { ConformanceLevel = ConformanceLevel.Fragment, OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize }))
        {
            part.Read();
            copy(part, writer);
        }

        return text.ToString();
    }

    private void PassOver()
    {
        var element = Enter();
        if (element.HasEnded)
            return;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == element.Depth)
                return;
            if (reader.NodeType == XmlNodeType.Element && reader.Depth >= limits.Depth)
                throw new TooLargeException($"Elements are nested deeper than {limits.Depth} levels.", Here);
        }
    }

    private static SourceSpan After(SourceSpan span, ReadOnlySpan<char> blanks)
    {
        var lines = blanks.Count('\n');
        return lines == 0 ? span.Right(blanks.Length) : span with { Line = span.Line + lines, Column = blanks.Length - blanks.LastIndexOf('\n') };
    }
}

/// <summary>Ends reading where a bound is passed.</summary>
internal sealed class TooLargeException(string message, SourceSpan span) : Exception(message)
{
    public SourceSpan Span => span;
}
