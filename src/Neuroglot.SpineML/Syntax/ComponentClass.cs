using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.SpineML.Syntax;

/// <summary>A dynamical system: what a neuron, a weight update, a postsynapse or anything else does.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is meant for: <c>neuron_body</c>, <c>weight_update</c>, <c>postsynapse</c> or <c>generic_component</c>; null where not stated.</param>
/// <param name="InitialRegime">Name of the regime that is active at the start.</param>
/// <param name="Span">Where it is defined.</param>
public sealed record ComponentClass(string Name, string? Kind, string InitialRegime, SourceSpan Span)
{
    /// <summary>Values that stay fixed in a run.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Values that the dynamics change.</summary>
    public ImmutableArray<StateVariable> StateVariables { get; init; } = [];

    /// <summary>Named expressions.</summary>
    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>The regimes, of which one is active.</summary>
    public ImmutableArray<Regime> Regimes { get; init; } = [];

    /// <summary>Where values, events and impulses enter and leave.</summary>
    public ImmutableArray<Port> Ports { get; init; } = [];

    /// <summary>Whether the reference simulator is told that the class has ports to the postsynaptic neuron (<c>islearning</c>).</summary>
    public bool IsLearning { get; init; }

    /// <summary>What tools have noted, or null.</summary>
    public Annotation? Annotation { get; init; }

    /// <summary>The port called <paramref name="name"/> that is one of <paramref name="kinds"/>; or null.</summary>
    public Port? FindPort(string name, params ReadOnlySpan<PortKind> kinds)
    {
        foreach (var port in Ports)
        {
            if (port.Name == name && kinds.Contains(port.Kind))
                return port;
        }

        return null;
    }
}

/// <summary>A value that stays fixed in a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimension">Unit as written, for example <c>mV</c>; null or <c>?</c> where not stated.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record Parameter(string Name, string? Dimension, SourceSpan Span);

/// <summary>A value that the dynamics change.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimension">Unit as written, for example <c>mV</c>; null or <c>?</c> where not stated.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record StateVariable(string Name, string? Dimension, SourceSpan Span);

/// <summary>A named expression.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimension">Unit as written, for example <c>mV</c>; null or <c>?</c> where not stated.</param>
/// <param name="Value">The expression.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record Alias(string Name, string? Dimension, MathInline Value, SourceSpan Span);

/// <summary>Where values, events or impulses enter or leave a component.</summary>
/// <param name="Kind">What passes, and whither.</param>
/// <param name="Name">Its name; what leaves an analogue or impulse port is the value of the same name.</param>
/// <param name="Dimension">Unit as written; null or <c>?</c> where not stated.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record Port(PortKind Kind, string Name, string? Dimension, SourceSpan Span)
{
    /// <summary>Whether every connection has a value of its own at this port, not every neuron.</summary>
    public bool IsPerConnection { get; init; }

    /// <summary>Whether it belongs to the postsynaptic side of a weight update.</summary>
    public bool IsPostsynaptic { get; init; }

    /// <summary>The element that declares such a port: <c>AnalogSendPort</c>.</summary>
    public string ElementName => Kind + "Port";
}

/// <summary>What passes through a port, and whither.</summary>
public enum PortKind
{
    /// <summary>A value leaves in every step.</summary>
    AnalogSend,

    /// <summary>A value of one other instance arrives in every step.</summary>
    AnalogReceive,

    /// <summary>Values of any number of instances arrive in every step and are added.</summary>
    AnalogReduce,

    /// <summary>Events leave.</summary>
    EventSend,

    /// <summary>Events arrive.</summary>
    EventReceive,

    /// <summary>Events with a value leave.</summary>
    ImpulseSend,

    /// <summary>Events with a value arrive.</summary>
    ImpulseReceive,
}
