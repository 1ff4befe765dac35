using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Building;

/// <summary>
/// What weight updates send is seen by other components neuron by neuron of the population behind them, as in the reference simulator: analogue values summed, events and impulses as of the neuron.
/// A gate, a part of that population, collects it at <see cref="In"/> and passes it on at <see cref="Out"/>.
/// </summary>
internal static class Gates
{
    /// <summary>The port that collects.</summary>
    public const string In = "in";

    /// <summary>The port that passes on.</summary>
    public const string Out = "out";

    private const string Only = "only";

    /// <summary>The dynamics of a gate.</summary>
    /// <param name="kind">The port of the weight updates: it sends.</param>
    /// <param name="span">Where the weight updates are.</param>
    public static ComponentClass ClassOf(PortKind kind, SourceSpan span)
    {
        var gate = new ComponentClass("Gate", null, Only, span);
        switch (kind)
        {
            case PortKind.AnalogSend:
                return gate with
                {
                    Ports = [new Port(PortKind.AnalogReduce, In, null, span), new Port(kind, Out, null, span)],
                    Aliases = [new Alias(Out, null, new MathInline(In, span), span)],
                };
            case PortKind.EventSend:
                return gate with
                {
                    Ports = [new Port(PortKind.EventReceive, In, null, span), new Port(kind, Out, null, span)],
                    Regimes = [new Regime(Only, span) { OnEvents = [new OnEvent(In, Only, [new EventOut(Out, span)], span)] }],
                };
            case PortKind.ImpulseSend:
                ImmutableArray<Reaction> reactions = [new StateAssignment(Out, new MathInline(In, span), span), new ImpulseOut(Out, span)];
                return gate with
                {
                    Ports = [new Port(PortKind.ImpulseReceive, In, null, span), new Port(kind, Out, null, span)],
                    StateVariables = [new StateVariable(Out, null, span)],
                    Regimes = [new Regime(Only, span) { OnImpulses = [new OnImpulse(In, Only, reactions, span)] }],
                };
            default:
                throw new InvalidOperationException($"A port of the kind {kind} sends nothing.");
        }
    }
}
