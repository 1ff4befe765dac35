using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Reading;

/// <summary>Reads how places in space come about.</summary>
internal sealed class LayoutReader(XmlCursor xml) : LayerReader(xml)
{
    public LayoutDocument? Document()
    {
        var root = Xml.Enter();
        root.Finish();
        LayoutClass? definition = null;
        while (Xml.NextChild(root))
        {
            var span = Xml.Here;
            if (Xml.Name == "LayoutClass" && IsOwn)
                Once(ref definition, Class(), root, "LayoutClass", span);
            else
                Xml.Unknown(root, "LayoutClass");
        }

        if (definition is not null)
            return new LayoutDocument(definition, root.Span);
        Missing(root, "LayoutClass");
        return null;
    }

    private LayoutClass Class()
    {
        var element = Xml.Enter();
        var name = element.Required("name");
        element.Finish();
        var parameters = new List<Parameter>();
        LayoutClass? spatial = null;
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            switch (IsOwn ? Xml.Name : string.Empty)
            {
                case "Parameter":
                    var (parameter, dimension) = NameAndDimension();
                    parameters.Add(new Parameter(parameter, dimension, span));
                    break;
                case "Spatial":
                    Once(ref spatial, Spatial(new LayoutClass(name, element.Span)), element, "Spatial", span);
                    break;
                default:
                    Xml.Unknown(element, "Parameter", "Spatial");
                    break;
            }
        }

        if (spatial is null)
            Missing(element, "Spatial");
        return (spatial ?? new LayoutClass(name, element.Span)) with { Parameters = [.. parameters] };
    }

    private LayoutClass Spatial(LayoutClass layout)
    {
        var element = Xml.Enter();
        element.Finish();
        var variables = new List<StateVariable>();
        var aliases = new List<Alias>();
        var transforms = new List<LayoutTransform>();
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            switch (IsOwn ? Xml.Name : string.Empty)
            {
                case "Regime":
                    Regime(transforms);
                    break;
                case "StateVariable":
                    var (variable, dimension) = NameAndDimension();
                    variables.Add(new StateVariable(variable, dimension, span));
                    break;
                case "Alias":
                    aliases.Add(Alias());
                    break;
                default:
                    Xml.Unknown(element, "Regime", "StateVariable", "Alias");
                    break;
            }
        }

        return layout with { StateVariables = [.. variables], Aliases = [.. aliases], Transforms = [.. transforms] };
    }

    private void Regime(List<LayoutTransform> transforms)
    {
        var regime = Xml.Enter();
        regime.Optional("name");
        regime.Finish();
        while (Xml.NextChild(regime))
        {
            if (!IsOwn || Xml.Name != "Transform")
            {
                Xml.Unknown(regime, "Transform");
                continue;
            }

            var element = Xml.Enter();
            var (variable, order, dimension, type) = (element.Required("variable"), element.OptionalInteger("order") ?? 0, element.Optional("dimension"), element.Optional("type"));
            if (type is not (null or "translate"))
                element.Bad("type", type, "translate");
            transforms.Add(new LayoutTransform(variable, order, Inline(element), dimension, element.Span));
        }
    }
}
