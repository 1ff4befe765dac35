using System.Globalization;
using System.Xml;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Writing;

/// <summary>What the writers of all layers share.</summary>
/// <param name="xml">Where to.</param>
/// <param name="prefix">The prefix of the layer's own elements; empty for none.</param>
/// <param name="space">The layer's namespace.</param>
internal abstract class LayerWriter(XmlWriter xml, string prefix, string space)
{
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    protected XmlWriter Xml => xml;

    /// <summary>Begins the root element, which says where the schemas are, each beside the file as editors have it.</summary>
    protected void Root(params ReadOnlySpan<(string Prefix, string Space, string Schema)> others)
    {
        xml.WriteStartElement(prefix, "SpineML", space);
        var locations = new List<string>();
        foreach (var (otherPrefix, otherSpace, schema) in others)
        {
            if (otherSpace != space && otherPrefix.Length == 0)
                xml.WriteAttributeString("xmlns", otherSpace);
            else if (otherSpace != space)
                xml.WriteAttributeString("xmlns", otherPrefix, null, otherSpace);
            locations.Add($"{otherSpace} {schema}.xsd");
        }

        xml.WriteAttributeString("xmlns", "xsi", null, Instance);
        xml.WriteAttributeString("xsi", "schemaLocation", Instance, string.Join(' ', locations));
    }

    /// <summary>Begins an element of the layer.</summary>
    protected void Start(string name) => xml.WriteStartElement(prefix, name, space);

    protected void End() => xml.WriteEndElement();

    protected void Attribute(string name, string? value)
    {
        if (value is not null)
            xml.WriteAttributeString(name, value);
    }

    protected void Attribute(string name, double? value) => Attribute(name, value?.ToString("R", CultureInfo.InvariantCulture));

    protected void Attribute(string name, long? value) => Attribute(name, value?.ToString(CultureInfo.InvariantCulture));

    protected void Attribute(string name, IReadOnlyCollection<int> values)
    {
        if (values.Count > 0)
            Attribute(name, string.Join(',', values.Select(static value => value.ToString(CultureInfo.InvariantCulture))));
    }

    protected void Attribute(string name, IReadOnlyCollection<double> values) =>
        Attribute(name, string.Join(',', values.Select(static value => value.ToString("R", CultureInfo.InvariantCulture))));

    protected void Flag(string name, bool value)
    {
        if (value)
            Attribute(name, "true");
    }

    /// <summary>An annotation under the prefix of what holds it.</summary>
    protected void Annotation(Annotation? annotation, string itsPrefix, string itsSpace)
    {
        if (annotation is null)
            return;
        xml.WriteStartElement(itsPrefix, "Annotation", itsSpace);
        Fragment(annotation.Content);
        xml.WriteEndElement();
    }

    /// <summary>XML that is kept as it was.</summary>
    protected void Fragment(string content)
    {
        var settings = new XmlReaderSettings { ConformanceLevel = ConformanceLevel.Fragment, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true };
        using var reader = XmlReader.Create(new StringReader(content), settings);
        xml.WriteNode(reader, defattr: false);
    }
}
