using System.Xml.Linq;

namespace Neuroglot.Export.NeuroML;

/// <summary>Elements of LEMS in short.</summary>
internal static class Xml
{
    /// <summary>An element with attributes, those without a value left out.</summary>
    public static XElement Element(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var element = new XElement(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
                element.SetAttributeValue(attribute, value);
        }

        return element;
    }

    /// <summary>The element with what stands inside of it.</summary>
    public static XElement With(this XElement element, params IEnumerable<XObject?> content)
    {
        element.Add(content);
        return element;
    }

    /// <summary><c>StateAssignment</c>.</summary>
    public static XElement Assign(string variable, string value) => Element("StateAssignment", ("variable", variable), ("value", value));

    /// <summary><c>OnCondition</c> with what happens.</summary>
    public static XElement OnCondition(string test, params IEnumerable<XElement> actions) => Element("OnCondition", ("test", test)).With(actions);

    /// <summary><c>EventOut</c>.</summary>
    public static XElement EventOut(string port) => Element("EventOut", ("port", port));

    /// <summary><c>StateVariable</c>.</summary>
    public static XElement StateVariable(string name, string dimension, string? exposure = null) =>
        Element("StateVariable", ("name", name), ("dimension", dimension), ("exposure", exposure));

    /// <summary><c>DerivedVariable</c>.</summary>
    public static XElement DerivedVariable(string name, string dimension, string value, string? exposure = null) =>
        Element("DerivedVariable", ("name", name), ("dimension", dimension), ("exposure", exposure), ("value", value));
}
