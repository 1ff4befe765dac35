using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Validation;

/// <summary>Finds the ports that the network and the experiment layer name, and says whether two fit each other.</summary>
internal sealed class PortEnd(LoadedNetwork network, DiagnosticBag diagnostics)
{
    /// <summary>The port of a <see cref="ComponentInstance.SpikeSource"/>.</summary>
    public const string Spike = "spike";

    /// <summary>What leaves by a port of <paramref name="instance"/>; null, with an error, where there is none or its class is not known.</summary>
    public PortKind? Send(ComponentInstance instance, string name, SourceSpan span) =>
        Find(instance, name, span, "sends", [PortKind.AnalogSend, PortKind.EventSend, PortKind.ImpulseSend]);

    /// <summary>What enters by a port of <paramref name="instance"/>; null, with an error, where there is none or its class is not known.</summary>
    public PortKind? Receive(ComponentInstance instance, string name, SourceSpan span) =>
        Find(instance, name, span, "receives", [PortKind.AnalogReceive, PortKind.AnalogReduce, PortKind.EventReceive, PortKind.ImpulseReceive]);

    /// <summary>Reports two ports that do not fit each other.</summary>
    public void Fit(ComponentInstance source, string sourcePort, ComponentInstance target, string targetPort, SourceSpan span)
    {
        if (Send(source, sourcePort, span) is not { } sent || Receive(target, targetPort, span) is not { } received || Fits(sent, received))
            return;
        diagnostics.Error(ModelCodes.PortsDoNotFit,
            $"`{sourcePort}` of `{source.Name}` is an {sent}Port, but `{targetPort}` of `{target.Name}` an {received}Port.", span, "Values go to analogue ports, events to event ports, impulses to impulse ports.");
    }

    public static bool Fits(PortKind sent, PortKind received) => (sent, received) is
        (PortKind.AnalogSend, PortKind.AnalogReceive or PortKind.AnalogReduce) or (PortKind.EventSend, PortKind.EventReceive) or (PortKind.ImpulseSend, PortKind.ImpulseReceive);

    private PortKind? Find(ComponentInstance instance, string name, SourceSpan span, string what, ReadOnlySpan<PortKind> kinds)
    {
        if (instance.IsSpikeSource)
        {
            if (name != Spike)
                diagnostics.Warning(ModelCodes.UnknownPort, $"A {ComponentInstance.SpikeSource} such as `{instance.Name}` has the port `{Spike}` only; `{name}` is taken for it.", span, $"Write `{Spike}`.");
            return kinds[0] == PortKind.AnalogSend ? PortKind.EventSend : PortKind.EventReceive;
        }

        if (network.ClassOf(instance) is not { } definition)
            return null;
        if (definition.FindPort(name, kinds) is { } port)
            return port.Kind;
        List<string> known = [];
        foreach (var one in definition.Ports)
        {
            if (kinds.Contains(one.Kind))
                known.Add(one.Name);
        }

        var list = known.Count == 0 ? "nothing" : string.Join(", ", known.Distinct().Select(static one => $"`{one}`"));
        diagnostics.Error(ModelCodes.UnknownPort, $"`{instance.Name}` ({definition.Name}) has no port `{name}` that {what}; it {what} {list}.", span, NearNames.Hint(name, known));
        return null;
    }
}
