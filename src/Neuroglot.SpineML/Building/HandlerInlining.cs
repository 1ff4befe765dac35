using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.SpineML.Syntax;
using Action = Neuroglot.Model.Components.Action;

namespace Neuroglot.SpineML.Building;

/// <summary>
/// What arrives at once is done at once: an impulse of a weight update becomes the assignments of the postsynapse that hears it, and where that passes it on, those of
/// the neuron. Nothing else touches these values in between, so that the result is what it would be if the impulses were kept and handled when the postsynapse has its turn.
/// </summary>
/// <param name="expressions">Translates expressions.</param>
/// <param name="isRecorded">Whether what leaves by a port is recorded, so that it has to leave even where everybody who hears it is handled at once.</param>
/// <param name="diagnostics">Gets what cannot be done.</param>
internal sealed class HandlerInlining(ComponentExpressions expressions, Func<Placed, string, bool> isRecorded, DiagnosticBag diagnostics)
{
    // A longer chain of handlers without delay is a loop.
    private const int Deepest = 16;

    /// <summary>The actions of the handlers of <paramref name="target"/> at <paramref name="port"/>.</summary>
    /// <param name="target">Who hears.</param>
    /// <param name="port">Where.</param>
    /// <param name="value">The value of an impulse; null for an event.</param>
    /// <param name="nameOf">How the set that runs the actions calls a value of the target's set.</param>
    /// <param name="when">When it happens at all; null for always.</param>
    /// <param name="depth">How many handlers are under way.</param>
    public IEnumerable<Action> Received(Placed target, string port, Expression? value, Func<string, string> nameOf, Expression? when = null, int depth = 0)
    {
        if (target.Class is not { } definition)
            yield break;
        if (depth > Deepest)
        {
            diagnostics.Error(BuildCodes.Loop, $"What arrives at `{target.Instance.Name}` comes back to it without delay.", target.Instance.Span);
            yield break;
        }

        for (var index = 0; index < definition.Regimes.Length; index++)
        {
            var regime = definition.Regimes[index];
            foreach (var handler in value is null ? regime.OnEvents.Where(one => one.Port == port) : regime.OnImpulses.Where(one => one.Port == port).Cast<Handler>())
            {
                Expression? active = target.HasRegimes ? new Binary(BinaryOperator.Equal, new Name(nameOf(target.MachineName)), new Number(index)) : null;
                foreach (var action in Reactions(target, handler, index, nameOf, Both(when, active), value is null ? null : (port, value), depth))
                    yield return action;
            }
        }
    }

    /// <summary>The actions of a handler.</summary>
    /// <param name="owner">Whose handler it is.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="regime">Index of its regime.</param>
    /// <param name="nameOf">How the set that runs the actions calls a value of the owner's set; null for the owner's set itself.</param>
    /// <param name="when">When it happens at all; null for always.</param>
    /// <param name="impulse">The impulse that is handled, or null.</param>
    /// <param name="depth">How many handlers are under way.</param>
    public IEnumerable<Action> Reactions(Placed owner, Handler handler, int regime, Func<string, string>? nameOf, Expression? when, (string Port, Expression Value)? impulse = null, int depth = 0)
    {
        var call = nameOf ?? (name => name);
        foreach (var reaction in handler.Reactions)
        {
            switch (reaction)
            {
                case StateAssignment assignment:
                    yield return Guarded(call(owner.NameOf(assignment.Variable)), Assigned(expressions.Of(owner, assignment.Value, call, impulse), call(owner.NameOf(assignment.Variable))), when, assignment.Span);
                    break;
                case EventOut sent:
                    foreach (var action in Send(owner, sent.Port, null, sent.Span, nameOf, when, depth))
                        yield return action;
                    break;
                case ImpulseOut sent:
                    foreach (var action in Send(owner, sent.Port, new Name(call(owner.NameOf(sent.Port))), sent.Span, nameOf, when, depth))
                        yield return action;
                    break;
                default:
                    throw new InvalidOperationException($"Unknown reaction {reaction.GetType().Name}.");
            }
        }

        var next = owner.Class!.Regimes.Select(one => one.Name).ToList().IndexOf(handler.TargetRegime);
        if (owner.HasRegimes && next >= 0 && next != regime)
            yield return nameOf is null ? new Transition(handler.TargetRegime, handler.Span) : Guarded(call(owner.NextRegime), new Number(next), when, handler.Span);
    }

    private IEnumerable<Action> Send(Placed owner, string port, Expression? value, SourceSpan span, Func<string, string>? nameOf, Expression? when, int depth)
    {
        var leaves = isRecorded(owner, port);
        var call = nameOf ?? (name => name);
        foreach (var wire in owner.Outgoing.Where(wire => wire.SourcePort == port))
        {
            if (owner.Set.Connectivity is not null && wire.Target.Set.Connectivity is null)
            {
                // From connections to their postsynapses; where what arrived comes from elsewhere, through the connection that it arrived at.
                foreach (var action in Received(wire.Target, wire.TargetPort, value, name => call(ConnectionPorts.Post(owner.Set, name)), when, depth + 1))
                    yield return action;
            }
            else if (wire.IsHandledAtOnce)
            {
                foreach (var action in Received(wire.Target, wire.TargetPort, value, call, when, depth + 1))
                    yield return action;
            }
            else
            {
                leaves = true;
            }
        }

        if (owner.Set.Connectivity is not null || !(leaves || owner.Outgoing.TrueForAll(wire => wire.SourcePort != port)))
            yield break;
        // An impulse is an event whose value is kept beside it.
        var name = value is null ? owner.NameOf(port) : Impulse(owner.NameOf(port));
        if (value is not null)
            owner.Set.AddState(Sent(name), owner.Part);
        if (!owner.PassesOn(port))
        {
            owner.Set.AddPort(new EventSendPort(name, owner.Part));
            if (value is not null)
                yield return new Assignment(Sent(name), value, span);
            yield return new EventEmission(name, span);
            yield break;
        }

        owner.Set.AddState(Waiting(name), owner.Part);
        if (value is not null)
        {
            owner.Set.AddState(Sum(name), owner.Part);
            yield return Guarded(call(Sum(name)), new Binary(BinaryOperator.Add, new Name(call(Sum(name))), value), when, span);
        }

        yield return Guarded(call(Waiting(name)), new Binary(BinaryOperator.Add, new Name(call(Waiting(name))), new Number(1)), when, span);
    }

    /// <summary>Name of the port by which impulses of the port <paramref name="port"/> leave.</summary>
    public static string Impulse(string port) => port + " impulse";

    /// <summary>Name of the variable that holds the value of the impulse that was sent last, or the number of events.</summary>
    public static string Sent(string port) => port + " sent";

    /// <summary>Name of the variable that counts what waits to leave by a port.</summary>
    public static string Waiting(string port) => port + " waiting";

    /// <summary>Name of the variable in which impulses that wait are summed.</summary>
    public static string Sum(string port) => port + " sum";

    // Some authors repeat the variable, x = (x = 1): in C, of which the reference simulator makes use, that assigns 1.
    private static Expression Assigned(Expression value, string variable) =>
        value is Binary { Operator: BinaryOperator.Equal, Left: Name left } repeated && left.Identifier == variable ? repeated.Right : value;

    // x = x + a where c stays an addition, which many instances can make to one.
    private static Assignment Guarded(string variable, Expression value, Expression? when, SourceSpan span)
    {
        var self = new Name(variable);
        if (when is null)
            return new Assignment(variable, value, span);
        return value is Binary { Operator: BinaryOperator.Add, Left: Name left } sum && left.Identifier == variable && !FreeNames.Contains(sum.Right, variable)
            ? new Assignment(variable, sum with { Right = new Piecewise([new Case(when, sum.Right)], new Number(0)) }, span)
            : new Assignment(variable, new Piecewise([new Case(when, value)], self), span);
    }

    private static Expression? Both(Expression? one, Expression? other) => one is null ? other : other is null ? one : new Binary(BinaryOperator.And, one, other);
}

/// <summary>The ports by which connections reach their ends.</summary>
internal static class ConnectionPorts
{
    private const string PostPrefix = "post/";
    private const string PrePrefix = "pre/";

    /// <summary>The port of <paramref name="connections"/> that reads and writes a value of the set behind it.</summary>
    public static string Post(SetDraft connections, string name)
    {
        connections.AddPort(new ReferencePort(PostPrefix + name, Dimension.None, 0));
        return PostPrefix + name;
    }

    /// <summary>The port of <paramref name="connections"/> that reads a value of the set before it.</summary>
    public static string Pre(SetDraft connections, string name)
    {
        connections.AddPort(new AnalogReceivePort(PrePrefix + name, Dimension.None, 0));
        return PrePrefix + name;
    }

    /// <summary>The end and the variable that a port of connections is bound to; null for other ports.</summary>
    public static (Neuroglot.Model.Networks.ConnectionEnd End, string Variable)? Binding(string port) =>
        port.StartsWith(PostPrefix, StringComparison.Ordinal) ? (Neuroglot.Model.Networks.ConnectionEnd.Target, port[PostPrefix.Length..])
        : port.StartsWith(PrePrefix, StringComparison.Ordinal) ? (Neuroglot.Model.Networks.ConnectionEnd.Source, port[PrePrefix.Length..])
        : null;
}
