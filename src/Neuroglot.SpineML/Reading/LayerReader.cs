using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Reading;

/// <summary>What the readers of all layers share.</summary>
internal abstract class LayerReader(XmlCursor xml)
{
    protected XmlCursor Xml => xml;

    /// <summary>Reports an element that <paramref name="parent"/> needs and does not have.</summary>
    protected void Missing(OpenElement parent, string name) =>
        xml.Diagnostics.Error(ReadingCodes.MissingElement, $"{parent.Name} needs an element “{name}”.", parent.Span);

    /// <summary>Gives a place for one element its <paramref name="value"/>; reports a second one.</summary>
    protected void Once<T>(ref T? place, T? value, OpenElement parent, string name, SourceSpan span)
        where T : class
    {
        if (place is not null)
            xml.Diagnostics.Error(ReadingCodes.RepeatedElement, $"{parent.Name} has “{name}” twice; the first is used.", span);
        else
            place = value;
    }

    /// <summary>Notes an element that stands in another namespace of SpineML than its own.</summary>
    protected void Expect(string space)
    {
        if (xml.Space != space)
            xml.Lenient($"{xml.Name} stands in the namespace “{xml.Space}”, not in its own, “{space}”.", xml.Here);
    }

    protected Annotation Annotation()
    {
        var span = xml.Here;
        return new Annotation(xml.InnerXml(), span);
    }

    /// <summary>Whether the cursor stands on an element of SpineML, not of somebody's extension.</summary>
    protected bool IsOwn => SpineMLNamespaces.IsSpineML(xml.Space);

    protected static ImmutableArray<T> Done<T>(List<T>? items) => items is null ? [] : [.. items];

    /// <summary>The name and the unit of an element that says nothing else.</summary>
    protected (string Name, string? Dimension) NameAndDimension()
    {
        var element = Xml.Enter();
        var (name, dimension) = (element.Required("name"), element.Optional("dimension"));
        Xml.NoChildren(element);
        return (name, dimension);
    }

    protected Alias Alias()
    {
        var element = Xml.Enter();
        var (name, dimension) = (element.Required("name"), element.Optional("dimension"));
        return new Alias(name, dimension, Inline(element), element.Span);
    }

    /// <summary>The one expression inside of an element whose attributes have been taken.</summary>
    protected MathInline Inline(OpenElement element)
    {
        element.Finish();
        MathInline? value = null;
        while (Xml.NextChild(element))
        {
            if (IsOwn && Xml.Name == "MathInline")
            {
                var inner = Xml.Enter();
                inner.Finish();
                var (text, span) = Xml.Text(inner);
                Once(ref value, new MathInline(text, span), element, "MathInline", inner.Span);
            }
            else
            {
                Xml.Unknown(element, "MathInline");
            }
        }

        if (value is null)
            Missing(element, "MathInline");
        return value ?? new MathInline("0", element.Span);
    }
}
