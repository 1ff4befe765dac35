using System.Xml;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Writing;

/// <summary>Writes the component layer.</summary>
internal sealed class ComponentLayer(XmlWriter xml) : LayerWriter(xml, string.Empty, SpineMLNamespaces.Component)
{
    public void Write(ComponentDocument document)
    {
        Root((string.Empty, SpineMLNamespaces.Component, "SpineMLComponentLayer"));
        var definition = document.Class;
        Start("ComponentClass");
        Attribute("type", definition.Kind);
        Attribute("name", definition.Name);
        if (definition.IsLearning)
            Attribute("islearning", "1");
        Annotation(definition.Annotation, string.Empty, SpineMLNamespaces.Component);
        Start("Dynamics");
        Attribute("initial_regime", definition.InitialRegime);
        foreach (var regime in definition.Regimes)
            Regime(regime);
        foreach (var alias in definition.Aliases)
        {
            Start("Alias");
            Quantity(alias.Name, alias.Dimension);
            Math(alias.Value);
            End();
        }

        foreach (var variable in definition.StateVariables)
        {
            Start("StateVariable");
            Quantity(variable.Name, variable.Dimension);
            End();
        }

        End();
        foreach (var port in definition.Ports)
            Port(port);
        foreach (var parameter in definition.Parameters)
        {
            Start("Parameter");
            Quantity(parameter.Name, parameter.Dimension);
            End();
        }

        End();
        End();
    }

    private void Quantity(string name, string? dimension)
    {
        Attribute("dimension", dimension);
        Attribute("name", name);
    }

    private void Math(MathInline value) => Xml.WriteElementString("MathInline", SpineMLNamespaces.Component, value.Text);

    private void Regime(Regime regime)
    {
        Start("Regime");
        Attribute("name", regime.Name);
        foreach (var derivative in regime.TimeDerivatives)
        {
            Start("TimeDerivative");
            Attribute("variable", derivative.Variable);
            Math(derivative.Value);
            End();
        }

        foreach (var condition in regime.OnConditions)
        {
            Start("OnCondition");
            Attribute("target_regime", condition.TargetRegime);
            Reactions(condition);
            Start("Trigger");
            Math(condition.Trigger);
            End();
            End();
        }

        foreach (var handler in regime.OnEvents)
            OnPort("OnEvent", handler.Port, handler);
        foreach (var handler in regime.OnImpulses)
            OnPort("OnImpulse", handler.Port, handler);
        End();
    }

    private void OnPort(string name, string port, Handler handler)
    {
        Start(name);
        Attribute("src_port", port);
        Attribute("target_regime", handler.TargetRegime);
        Reactions(handler);
        End();
    }

    private void Reactions(Handler handler)
    {
        foreach (var reaction in handler.Reactions)
        {
            switch (reaction)
            {
                case StateAssignment assignment:
                    Start("StateAssignment");
                    Attribute("variable", assignment.Variable);
                    Math(assignment.Value);
                    break;
                case EventOut emission:
                    Start("EventOut");
                    Attribute("port", emission.Port);
                    break;
                case ImpulseOut emission:
                    Start("ImpulseOut");
                    Attribute("port", emission.Port);
                    break;
                default:
                    continue;
            }

            End();
        }
    }

    private void Port(Port port)
    {
        Start(port.ElementName);
        Quantity(port.Name, port.Dimension);
        if (port.Kind == PortKind.AnalogReduce)
            Attribute("reduce_op", "+");
        Flag("is_per_connection", port.IsPerConnection);
        Flag("post", port.IsPostsynaptic);
        End();
    }
}
