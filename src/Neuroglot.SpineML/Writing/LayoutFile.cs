using System.Xml;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Writing;

/// <summary>Writes how places in space come about.</summary>
internal sealed class LayoutFile(XmlWriter xml) : LayerWriter(xml, string.Empty, SpineMLNamespaces.Layout)
{
    public void Write(LayoutDocument document)
    {
        var layout = document.Class;
        Root((string.Empty, SpineMLNamespaces.Layout, "SpineMLLayout"));
        Start("LayoutClass");
        Attribute("name", layout.Name);
        foreach (var parameter in layout.Parameters)
            Quantity("Parameter", parameter.Name, parameter.Dimension);
        Start("Spatial");
        Start("Regime");
        Attribute("name", string.Empty);
        foreach (var transform in layout.Transforms)
        {
            Start("Transform");
            Attribute("dimension", transform.Dimension);
            Attribute("type", "translate");
            Attribute("variable", transform.Variable);
            Attribute("order", transform.Order);
            Math(transform.Value);
            End();
        }

        End();
        foreach (var alias in layout.Aliases)
        {
            Start("Alias");
            Attribute("dimension", alias.Dimension);
            Attribute("name", alias.Name);
            Math(alias.Value);
            End();
        }

        foreach (var variable in layout.StateVariables)
            Quantity("StateVariable", variable.Name, variable.Dimension);
        End();
        End();
        End();
    }

    private void Quantity(string element, string name, string? dimension)
    {
        Start(element);
        Attribute("dimension", dimension);
        Attribute("name", name);
        End();
    }

    private void Math(MathInline value)
    {
        Start("MathInline");
        Xml.WriteString(value.Text);
        End();
    }
}
