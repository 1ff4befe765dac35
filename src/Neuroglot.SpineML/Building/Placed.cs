using System.Diagnostics.CodeAnalysis;
using Neuroglot.Model.Components;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Building;

/// <summary>The instances of a component where they are in the Model: as a part of a set, with a prefix before their names.</summary>
/// <param name="Instance">What the network says.</param>
/// <param name="Class">Their class; null for a source of spikes.</param>
/// <param name="Set">The set.</param>
/// <param name="Prefix">What stands before each name; empty for the part that gives the set its name.</param>
/// <param name="Part">Index of the part.</param>
internal sealed record Placed(ComponentInstance Instance, Syntax.ComponentClass? Class, SetDraft Set, string Prefix, int Part)
{
    /// <summary>Links that lead to it, in the order of the document.</summary>
    public List<Wire> Incoming { get; } = [];

    /// <summary>Links that start from it.</summary>
    public List<Wire> Outgoing { get; } = [];

    /// <summary>The name of one of its values in the set.</summary>
    public string NameOf(string local) => Prefix + local;

    /// <summary>Whether a handler sends by <paramref name="port"/>, so that what leaves waits until all has arrived.</summary>
    public bool PassesOn(string port) =>
        Class!.Regimes.SelectMany(regime => regime.OnEvents.Concat<Handler>(regime.OnImpulses)).SelectMany(handler => handler.Reactions)
            .Any(reaction => (reaction is EventOut sent && sent.Port == port) || (reaction is ImpulseOut impulse && impulse.Port == port));

    /// <summary>The name of its machine.</summary>
    public string MachineName => Prefix + "regime";

    /// <summary>Whether it has several regimes.</summary>
    public bool HasRegimes => Class is { Regimes.Length: > 1 };

    /// <summary>The name of the variable that holds the regime of the next step.</summary>
    public string NextRegime => RegimeMachine.NextOf(MachineName);
}

/// <summary>A link between ports of two components.</summary>
/// <param name="Source">What is read.</param>
/// <param name="SourcePort">Its port.</param>
/// <param name="Target">What is fed.</param>
/// <param name="TargetPort">Its port.</param>
/// <param name="Kind">What passes: the kind of the port that sends.</param>
internal sealed record Wire(Placed Source, string SourcePort, Placed Target, string TargetPort, PortKind Kind)
{
    /// <summary>The connections between other sets than those of the connections themselves; null where instances of equal index are linked, or connections with their ends.</summary>
    public ConnectionRows? Rows { get; init; }

    /// <summary>The end of the source's or target's connections at which the other one is; null where neither is a set of connections.</summary>
    public Neuroglot.Model.Networks.ConnectionEnd? End { get; init; }

    /// <summary>After how many steps the target sees what the source sends, where that is the same for all.</summary>
    public int Steps { get; init; }

    /// <summary>The same for each connection; null where it is the same for all.</summary>
    public System.Collections.Immutable.ImmutableArray<int>? EachSteps { get; init; }

    /// <summary>Whether it takes effect within the step.</summary>
    public bool IsImmediate => EachSteps is { } each ? each.Contains(0) : Steps == 0;

    /// <summary>Whether instances of equal index are linked.</summary>
    [MemberNotNullWhen(false, nameof(Rows))]
    public bool IsDirect => Rows is null or { IsIdentity: true };

    /// <summary>Whether source and target are parts of one set, in the order in which they have their turn.</summary>
    public bool IsWithinTurn => Source.Set == Target.Set && IsDirect && Source.Part < Target.Part;

    /// <summary>Whether the target reacts while its source still has its turn.</summary>
    public bool IsHandledAtOnce => IsWithinTurn && Steps == 0 && EachSteps is null;
}
