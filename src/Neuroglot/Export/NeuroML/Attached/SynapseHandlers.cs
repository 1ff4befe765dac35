using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>
/// Code of attached synapses that is carried out when an event arrives: it needs nothing of neurons that changes. Spikes of the neuron behind a synapse are seen by their time, a step later.
/// </summary>
/// <param name="synapses">The synapses.</param>
/// <param name="code">Their names and expressions.</param>
/// <param name="neurons">What they read of neurons.</param>
/// <param name="targets">Gets the variables that change.</param>
/// <param name="export">The export.</param>
internal sealed class SynapseHandlers(Synapses synapses, GroupCode code, NeuronValues neurons, SynapseTargets targets, NetworkExport export)
{
    private const string Seen = "seen_spike";

    /// <summary>What the type has more for spikes of the neuron behind the synapse; null where they do nothing.</summary>
    public (XElement State, XElement Start, XElement Condition)? AfterSpike { get; private set; }

    /// <summary>What an event along the pathway of the neurons before the synapses does; the reason why not, or null.</summary>
    public string? Fill(XElement handler, SynapticPathway pathway, SynapticPathway? behind)
    {
        if (Add(pathway, handler, TimeOfCode.InStep) is { } why)
            return why;
        if (behind is null)
            return null;
        var afterSpike = Xml.OnCondition($"lastspike .gt. {Seen}");
        if (Add(behind, afterSpike, TimeOfCode.AtLastSpike) is { } whyNot)
            return whyNot;
        afterSpike.Add(Xml.Assign(Seen, "lastspike"));
        AfterSpike = (Xml.StateVariable(Seen, "time"), Xml.Assign(Seen, DelayedSpikes.StartOfSeen(code)), afterSpike);
        return null;
    }

    private string? Add(SynapticPathway pathway, XElement actions, TimeOfCode time)
    {
        foreach (var one in EventDrivenSolution.Equations(synapses.Equations))
        {
            if (EventDrivenSolution.Of(one, code, out var notLinear) is not { } value)
                return notLinear;
            actions.Add(Xml.Assign(GroupCode.Safe(one.Name), code.Value(value, one.Dimension, $"the equation {one.Left}", latest: true, time)));
        }

        foreach (var statement in StatementParser.Parse(pathway.Code, pathway.Name, new DiagnosticBag()))
        {
            if (Add(statement, actions, time) is { } why)
                return why;
        }

        if (EventDrivenSolution.Equations(synapses.Equations).Any())
            actions.Add(Xml.Assign(EventDrivenSolution.LastUpdate, code.Value(new Name("t"), Dimension.Time, EventDrivenSolution.LastUpdate, time: time)));
        return null;
    }

    private string? Add(Statement statement, XElement handler, TimeOfCode time)
    {
        var place = $"the code of {synapses.Name}";
        var target = code.Names.FindVariable(statement.Target);
        if (target is { Owner: VariableOwner.Group, Equation: not null })
        {
            if (Foreign(statement.Value) is { } name)
                return $"its code needs '{name}' of a neuron, which an attached synapse does not see in time";
            handler.Add(Xml.Assign(GroupCode.Safe(target.Name), code.Value(statement.Value, target.Dimension, place, latest: true, time)));
            return null;
        }

        if (target is not { Owner: VariableOwner.Postsynaptic, Equation: not null })
            return SynapseTargets.WhyNoTarget(statement.Target);
        var pending = SynapseTargets.Pending(target.Name);
        targets.Add(target, code);
        if (SynapseTargets.Split(statement, code, neurons) is not { } change)
            return $"what it adds to '{target.Name}' depends on '{Foreign(SynapseForms.Difference(statement.Value, statement.Target))}' of a neuron, which an attached synapse does not see in time";
        if (change.Left is { } part)
        {
            if (StepOrder.WhyNotReplaced(synapses, target.Name, export) is { } why)
                return why;
            targets.Replace(target, code);
            var left = SynapseTargets.LeftPending(target.Name);
            handler.Add(Xml.Assign(pending, code.Value(SynapseTargets.Sum(part, new Name(pending), change.Added), target.Dimension, place, latest: true)));
            handler.Add(Xml.Assign(left, code.Value(new Binary(BinaryOperator.Multiply, part, new Name(left)), Dimension.None, place, latest: true)));
            return null;
        }

        handler.Add(Xml.Assign(pending, code.Value(new Binary(BinaryOperator.Add, new Name(pending), change.Added), target.Dimension, place, latest: true, time)));
        return null;
    }

    private string? Foreign(Expression value) => neurons.Unreadable(code.WrittenOut(value), isInEachStep: false);
}
