using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.SpineML.External;
using Neuroglot.SpineML.Syntax;
using OnCondition = Neuroglot.Model.Components.OnCondition;
using Regime = Neuroglot.Model.Components.Regime;

namespace Neuroglot.SpineML.Building;

/// <summary>
/// Inputs that another program gives while the experiment runs: at the beginning of a step their values are put into state variables, which are added to other inputs of a
/// port, or make a source send events or impulses in the same step.
/// </summary>
/// <param name="inputs">The inputs of the experiment.</param>
/// <param name="peers">Reads what the document says of the other programs.</param>
/// <param name="fidelity">What a time step means.</param>
/// <param name="operations">Gets an operation for each input.</param>
/// <param name="diagnostics">Gets what is wrong.</param>
internal sealed class LiveInputs(ExperimentInputs inputs, PeerStatement peers, SpineMLFidelity fidelity, List<Operation> operations, DiagnosticBag diagnostics)
{
    private readonly ImmutableArray<LiveInput>.Builder all = ImmutableArray.CreateBuilder<LiveInput>();

    /// <summary>The inputs.</summary>
    public ImmutableArray<LiveInput> All => all.ToImmutable();

    /// <summary>Adds an input.</summary>
    /// <param name="input">What the document says.</param>
    /// <param name="target">Whom it feeds.</param>
    /// <param name="name">A unique name.</param>
    public void Add(ExternalInput input, Placed target, string name)
    {
        var instances = input.TargetIndices.IsEmpty ? [.. Enumerable.Range(0, target.Set.Count)] : input.TargetIndices;
        if (instances.FirstOrDefault(instance => (uint)instance >= (uint)target.Set.Count, -1) is >= 0 and var wrong)
        {
            diagnostics.Error(BuildCodes.Input, $"The input `{input.Name}` is for instance {wrong} of `{input.Target}`, which has {target.Set.Count}.", input.Span);
            return;
        }

        if (peers.Read(input.Peer, $"The input `{input.Name}`", input.Span) is not { } peer || SizeOf(input, instances.Length) is not { } size)
            return;
        var data = target.Class is not { } definition || definition.FindPort(input.Port, PortKind.EventReceive) is not null ? PortData.Events
            : definition.FindPort(input.Port, PortKind.ImpulseReceive) is not null ? PortData.Impulses : PortData.Values;
        var (variable, value) = (name + " now", data == PortData.Impulses ? name + " value" : null);
        Placed? entered;
        if (data == PortData.Values)
        {
            (entered, variable) = (target, target.NameOf(variable));
            inputs.AddTerm(target, input.Port, variable);
        }
        else
        {
            entered = Source(input, target, name, data, variable, value);
        }

        if (entered is null)
            return;
        inputs.AddState(entered, variable);
        var set = entered.Set;
        var operation = "external " + name;
        operations.Add(new HostOperation(operation, ExperimentInputs.Slot)
        {
            Variables = value is null ? [(set.Index, variable)] : [(set.Index, variable), (set.Index, value)],
        });
        var isTimed = fidelity == SpineMLFidelity.Native;
        var start = isTimed ? input.StartTime ?? 0 : 0;
        all.Add(new LiveInput(
            new ExternalStream(operation, input.Name, true, data, size, peer.Address, peer.Every, input.Span)
            {
                Start = start,
                End = isTimed && input.Duration is { } duration ? start + duration : double.PositiveInfinity,
            },
            set.Name,
            variable,
            value,
            instances));
    }

    private int? SizeOf(ExternalInput input, int instances)
    {
        if (input.Peer.Size is { } one && input.ArraySize is { } other && one != other)
        {
            diagnostics.Error(ExternalCodes.Statement, $"The input `{input.Name}` has the size {one} and the array_size {other}.", input.Span, "Give it one of them, or both the same.");
            return null;
        }

        var size = input.Peer.Size ?? input.ArraySize ?? (input.IsArray ? instances : 1);
        if (size == 1 || size == instances)
            return size;
        diagnostics.Error(ExternalCodes.Statement, $"The input `{input.Name}` has the size {size}, for {instances} instances.", input.Span, "Use 1, for a value that goes to all, or one for each.");
        return null;
    }

    // What the program has given in this step leaves in it.
    private Placed Source(ExternalInput input, Placed target, string name, PortData data, string variable, string? value)
    {
        var kind = data == PortData.Events ? PortKind.EventSend : PortKind.ImpulseSend;
        var source = inputs.SourceFor(input, target, name, kind);
        var port = data == PortData.Events ? ExperimentInputs.Spike : HandlerInlining.Impulse(ExperimentInputs.Spike);
        source.Set.AddPort(new EventSendPort(port, source.Part));
        var actions = ImmutableArray.CreateBuilder<Neuroglot.Model.Components.Action>();
        if (value is not null)
        {
            inputs.AddState(source, value);
            inputs.AddState(source, HandlerInlining.Sent(port));
            actions.Add(new Assignment(HandlerInlining.Sent(port), new Name(value), input.Span));
        }

        actions.Add(new EventEmission(port, input.Span));
        actions.Add(new Assignment(variable, new Number(0), input.Span));
        source.Set.AddMachine(new RegimeMachine(name, source.Part,
        [
            new Regime(string.Empty) { Conditions = [new OnCondition(new Binary(BinaryOperator.Greater, new Name(variable), new Number(0)), actions.ToImmutable(), input.Span)] },
        ]));
        return source;
    }
}
