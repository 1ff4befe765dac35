using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Reading;

/// <summary>Reads the component layer.</summary>
internal sealed class ComponentReader(XmlCursor xml) : LayerReader(xml)
{
    private static readonly string[] OfClass = [.. Enum.GetNames<PortKind>().Select(static kind => kind + "Port"), "Dynamics", "Parameter", "Annotation"];

    public ComponentDocument? Document()
    {
        var root = Xml.Enter();
        root.Finish();
        ComponentClass? definition = null;
        while (Xml.NextChild(root))
        {
            var span = Xml.Here;
            if (Xml.Name == "ComponentClass" && IsOwn)
                Once(ref definition, Class(), root, "ComponentClass", span);
            else
                Xml.Unknown(root, "ComponentClass");
        }

        if (definition is not null)
            return new ComponentDocument(definition, root.Span);
        Missing(root, "ComponentClass");
        return null;
    }

    private ComponentClass Class()
    {
        var element = Xml.Enter();
        var name = element.Required("name");
        var kind = element.Optional("type");
        if (kind is not (null or "neuron_body" or "weight_update" or "postsynapse" or "generic_component"))
            element.Bad("type", kind, "neuron_body, weight_update, postsynapse or generic_component");
        var isLearning = element.Optional("islearning") is not null;
        if (isLearning)
            Xml.Lenient("The attribute “islearning” is known to the reference simulator only.", element.SpanOf("islearning"));
        element.Finish();
        Annotation? annotation = null;
        Parts? dynamics = null;
        var parameters = new List<Parameter>();
        var ports = new List<Port>();
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            if (IsOwn && Xml.Name == "Dynamics")
            {
                if (dynamics is null && (ports.Count > 0 || parameters.Count > 0))
                    Xml.Lenient("Dynamics stands after ports or parameters.", span);
                Once(ref dynamics, Dynamics(), element, "Dynamics", span);
            }
            else if (IsOwn && Xml.Name == "Parameter")
            {
                var (parameter, dimension) = NameAndDimension();
                parameters.Add(new Parameter(parameter, dimension, span));
            }
            else if (IsOwn && Xml.Name == "Annotation")
            {
                Xml.Lenient("An Annotation stands in a ComponentClass.", span);
                Once(ref annotation, Annotation(), element, "Annotation", span);
            }
            else if (IsOwn && Xml.Name.EndsWith("Port", StringComparison.Ordinal) && Enum.TryParse<PortKind>(Xml.Name.AsSpan(0, Xml.Name.Length - 4), out var portKind))
            {
                ports.Add(Port(portKind));
            }
            else
            {
                Xml.Unknown(element, OfClass);
            }
        }

        if (dynamics is null)
            Missing(element, "Dynamics");
        return new ComponentClass(name, kind, dynamics?.InitialRegime ?? string.Empty, element.Span)
        {
            Annotation = annotation,
            IsLearning = isLearning,
            Parameters = [.. parameters],
            Ports = [.. ports],
            Regimes = Done(dynamics?.Regimes),
            StateVariables = Done(dynamics?.StateVariables),
            Aliases = Done(dynamics?.Aliases),
        };
    }

    private Port Port(PortKind kind)
    {
        var element = Xml.Enter();
        var name = element.Required("name");
        string? dimension = null;
        var isPerConnection = false;
        var isPostsynaptic = false;
        if (kind is PortKind.AnalogSend or PortKind.EventSend or PortKind.ImpulseSend)
        {
            isPerConnection = element.Flag("is_per_connection", "perConn");
        }
        else
        {
            dimension = element.Optional("dimension");

            // The reference simulator asks only whether the attribute is there.
            isPostsynaptic = element.Flag("post");
        }

        if (kind == PortKind.AnalogReduce && element.Required("reduce_op") is { Length: > 0 } operation && operation != "+")
            element.Bad("reduce_op", operation, "“+”, the only reduction");
        Xml.NoChildren(element);
        return new Port(kind, name, dimension, element.Span) { IsPerConnection = isPerConnection, IsPostsynaptic = isPostsynaptic };
    }

    private Parts Dynamics()
    {
        var element = Xml.Enter();
        var parts = new Parts(element.Required("initial_regime"));
        element.Finish();
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            switch (IsOwn ? Xml.Name : string.Empty)
            {
                case "Regime":
                    parts.Regimes.Add(Regime());
                    break;
                case "StateVariable":
                    var (variable, dimension) = NameAndDimension();
                    parts.StateVariables.Add(new StateVariable(variable, dimension, span));
                    break;
                case "Alias":
                    parts.Aliases.Add(Alias());
                    break;
                default:
                    Xml.Unknown(element, "Regime", "StateVariable", "Alias");
                    break;
            }
        }

        return parts;
    }

    private Regime Regime()
    {
        var element = Xml.Enter();
        var name = element.Required("name");
        element.Finish();
        var derivatives = new List<TimeDerivative>();
        var conditions = new List<OnCondition>();
        var events = new List<OnEvent>();
        var impulses = new List<OnImpulse>();
        while (Xml.NextChild(element))
        {
            switch (IsOwn ? Xml.Name : string.Empty)
            {
                case "TimeDerivative":
                    var derivative = Xml.Enter();
                    derivatives.Add(new TimeDerivative(derivative.Required("variable"), Inline(derivative), derivative.Span));
                    break;
                case "OnCondition":
                    conditions.Add(OnCondition());
                    break;
                case "OnEvent":
                    var (port, target, reactions, span) = OnPort();
                    events.Add(new OnEvent(port, target, reactions, span));
                    break;
                case "OnImpulse":
                    var (impulsePort, impulseTarget, impulseReactions, impulseSpan) = OnPort();
                    impulses.Add(new OnImpulse(impulsePort, impulseTarget, impulseReactions, impulseSpan));
                    break;
                default:
                    Xml.Unknown(element, "TimeDerivative", "OnCondition", "OnEvent", "OnImpulse");
                    break;
            }
        }

        return new Regime(name, element.Span) { TimeDerivatives = [.. derivatives], OnConditions = [.. conditions], OnEvents = [.. events], OnImpulses = [.. impulses] };
    }

    private OnCondition OnCondition()
    {
        var element = Xml.Enter();
        var target = element.Required("target_regime");
        element.Finish();
        MathInline? trigger = null;
        var reactions = new List<Reaction>();
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            if (IsOwn && Xml.Name == "Trigger")
            {
                Once(ref trigger, Inline(Xml.Enter()), element, "Trigger", span);
            }
            else if (Reaction() is { } reaction)
            {
                if (trigger is not null)
                    Xml.Lenient("The Trigger stands before what it triggers.", span);
                reactions.Add(reaction);
            }
            else
            {
                Xml.Unknown(element, "Trigger", "StateAssignment", "EventOut", "ImpulseOut");
            }
        }

        if (trigger is null)
            Missing(element, "Trigger");
        // The report stands; a condition that never holds lets the reading go on.
        return new OnCondition(trigger ?? new MathInline("0", element.Span), target, [.. reactions], element.Span);
    }

    private (string Port, string Target, ImmutableArray<Reaction> Reactions, SourceSpan Span) OnPort()
    {
        var element = Xml.Enter();
        var (port, target) = (element.Required("src_port"), element.Required("target_regime"));
        element.Finish();
        var reactions = ImmutableArray.CreateBuilder<Reaction>();
        while (Xml.NextChild(element))
        {
            if (Reaction() is { } reaction)
                reactions.Add(reaction);
            else
                Xml.Unknown(element, "StateAssignment", "EventOut", "ImpulseOut");
        }

        return (port, target, reactions.ToImmutable(), element.Span);
    }

    // Null, with the cursor where it was, for what is no reaction.
    private Reaction? Reaction()
    {
        switch (IsOwn ? Xml.Name : string.Empty)
        {
            case "StateAssignment":
                var assignment = Xml.Enter();
                return new StateAssignment(assignment.Required("variable"), Inline(assignment), assignment.Span);
            case "EventOut":
                var (eventPort, eventSpan) = PortOf();
                return new EventOut(eventPort, eventSpan);
            case "ImpulseOut":
                var (impulsePort, impulseSpan) = PortOf();
                return new ImpulseOut(impulsePort, impulseSpan);
            default:
                return null;
        }
    }

    private (string Port, SourceSpan Span) PortOf()
    {
        var element = Xml.Enter();
        var port = element.Required("port");
        Xml.NoChildren(element);
        return (port, element.Span);
    }

    private sealed record Parts(string InitialRegime)
    {
        public List<Regime> Regimes { get; } = [];

        public List<StateVariable> StateVariables { get; } = [];

        public List<Alias> Aliases { get; } = [];
    }
}
