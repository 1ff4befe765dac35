using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>
/// Code of attached synapses that reads variables of neurons which change, or of several pathways. It cannot be carried out when an event arrives, because a synapse knows what its neurons are only
/// when it is advanced; so it is carried out then, at the beginning of the step, by derived variables: each value that code assigns has one, and the last ones become the states of the synapse.
/// </summary>
/// <param name="synapses">The synapses.</param>
/// <param name="code">Their names and expressions.</param>
/// <param name="neurons">What they read of neurons.</param>
/// <param name="targets">Gets the variables that change.</param>
/// <param name="export">The export.</param>
internal sealed class DeferredEvents(Synapses synapses, GroupCode code, NeuronValues neurons, SynapseTargets targets, NetworkExport export)
{
    /// <summary>The variable that an event sets, where events come through a port.</summary>
    public const string Arrived = "event_arrived";

    private const string HasBegun = "has_begun";

    private readonly List<DelayedSpikes> spikes = [];
    private readonly List<string> events = [];
    private readonly Dictionary<string, Name> latest = [];
    private readonly Dictionary<string, Expression> arrivals = [];
    private readonly Dictionary<string, Expression> left = [];
    private bool isLate;
    private int count;

    /// <summary>Derived variables, each after those that it uses.</summary>
    public List<XElement> Derived { get; } = [];

    /// <summary>Spikes that synapses see by their times.</summary>
    public IReadOnlyList<DelayedSpikes> Spikes => spikes;

    /// <summary>The variables of the synapses that events change, each with the name of its value after them.</summary>
    public IReadOnlyDictionary<string, Name> Changed => latest;

    /// <summary>Adds all pathways, in their order; the reason why not, or null.</summary>
    /// <param name="equations">Equations that are integrated before, because they see neurons as they are after their own integration in the step.</param>
    public string? Fill(IEnumerable<Equation> equations)
    {
        if (Integrate([.. equations]) is { } unseen)
            return WhyUnseen(unseen);
        foreach (var pathway in synapses.Pathways.OrderBy(one => one.IsPre == export.OriginOf(synapses.Name).IsTurned).ThenBy(one => one.Name, StringComparer.Ordinal))
        {
            if (Hear(pathway) is { } why)
                return why;
            if (Add(pathway) is { } whyNot)
                return whyNot;
        }

        return null;
    }

    /// <summary>What a synapse calls the time of the last event of the neuron before it.</summary>
    public static string LastBefore(string name) => ShownVariables.LastOf(name) + "_pre";

    /// <summary>What has arrived for a variable of the neuron.</summary>
    public string ArrivedFor(string target, Dimension dimension) => code.Value(arrivals.GetValueOrDefault(target, new Number(0)), dimension, $"the code of {synapses.Name}", latest: true, TimeOfCode.AfterEvent);

    /// <summary>What events have left of it.</summary>
    public string LeftOf(string target) => code.Value(left[target], Dimension.None, $"the code of {synapses.Name}", latest: true, TimeOfCode.AfterEvent);

    /// <summary>Makes the values after events the states of synapses, but for those that are integrated.</summary>
    public IEnumerable<XElement> Conditions()
    {
        IEnumerable<XElement> actions = latest.Where(one => isLate || !IsClocked(one.Key)).Select(one => Xml.Assign(GroupCode.Safe(one.Key), one.Value.Identifier));
        if (events.Contains(Arrived))
            actions = actions.Append(Xml.Assign(Arrived, "0"));
        if (actions.Any())
            yield return Xml.OnCondition(isLate ? NeuronCells.Always : string.Join(" .or. ", events.Select(one => events.Count == 1 ? $"{one} .gt. 0.5" : $"({one} .gt. 0.5)")), actions);
        foreach (var one in spikes)
            yield return one.Condition();
    }

    // By the method of Euler, a step later than in Brian; not in the first step, before which there is none.
    private string? Integrate(ImmutableArray<Equation> equations)
    {
        isLate = !equations.IsEmpty;
        if (isLate)
        {
            code.UseStep();
            code.Define(HasBegun, Dimension.None);
            Derived.Add(Xml.DerivedVariable(HasBegun, "none", "ceil(H(t/dt - 1.5) - 0.5)"));
        }

        var after = new Dictionary<string, Name>();
        foreach (var one in equations)
        {
            var rate = code.WrittenOut(one.Expression!);
            if (neurons.UnreadableLate(rate) is { } name)
                return name;
            var step = new Binary(BinaryOperator.Multiply, new Binary(BinaryOperator.Multiply, new Name(HasBegun), new Name("dt")), neurons.Read(rate, isInEachStep: false));
            after[one.Name] = Derive(one.Name, new Binary(BinaryOperator.Add, new Name(one.Name), step), one.Dimension);
        }

        foreach (var (variable, value) in after)
            latest[variable] = value;
        return null;
    }

    private bool IsClocked(string variable) => synapses.Equations.Find(variable) is { } equation && EventDrivenSolution.IsClocked(equation);

    // How a synapse gets to know of events: through a port, or by the times of spikes.
    private string? Hear(SynapticPathway pathway)
    {
        if (pathway.IsPre && !neurons.HasEnd)
        {
            code.Define(Arrived, Dimension.None);
            events.Add(Arrived);
            return null;
        }

        var range = pathway.IsPre ? synapses.Source : synapses.Target;
        if (export.Network.Objects.FirstOrDefault(one => one.Name == range.Object) is not NeuronGroup group || (pathway.Event == "spike" && group.Threshold is null) || export.Standard.Of(group.Name) is not null || SlowCells.Are(group, export))
            return $"its code needs to know when '{range.Object}' spikes, and only neurons with equations and the step of the run show that";
        var set = export.SetOf(synapses.Name);
        var number = set.Connectivity is { Rules: [ListedConnections listed] } ? listed.Sources.Count : 0;
        var delay = export.Expanded.Pathways.First(one => one.Name == $"{synapses.Name}_{pathway.Name}").Delay;
        ImmutableArray<long> steps = [.. Enumerable.Range(0, number).Select(index => (long)Math.Floor(((delay is ListValue list ? list.Values[index] : ((FixedValue)delay).Value) / code.Step) + 0.5))];
        var one = new DelayedSpikes(
            $"events_{pathway.Name}", pathway.IsPre ? LastBefore(pathway.Event) : ShownVariables.LastOf(pathway.Event), steps, CarriedEvents.Steps(synapses, pathway, export),
            pathway.Event == "spike" ? RefractoryRule.LeastSteps(group, export) : 1, code);
        if (one.IsTooMany)
            return $"more than {DelayedSpikes.Most} events could be on their way to one of its synapses, each of which has to remember when they are due";
        code.UseStep();
        spikes.Add(one);
        events.Add($"events_{pathway.Name}");
        Derived.AddRange(one.Derived());
        return null;
    }

    private string? Add(SynapticPathway pathway)
    {
        var before = latest.ToDictionary();
        var locals = new HashSet<string>();
        var happened = new Name(events[^1]);
        foreach (var one in EventDrivenSolution.Equations(synapses.Equations))
        {
            if (EventDrivenSolution.Of(one, code, out var notLinear) is not { } value)
                return notLinear;
            Assign(one.Name, value, one.Dimension);
        }

        foreach (var statement in StatementParser.Parse(pathway.Code, pathway.Name, new DiagnosticBag()))
        {
            if (Add(statement, happened, locals) is { } why)
                return why;
        }

        if (EventDrivenSolution.Equations(synapses.Equations).Any())
            Assign(EventDrivenSolution.LastUpdate, new Name("t"), Dimension.Time);
        locals.ToList().ForEach(local => latest.Remove(local));
        foreach (var (variable, after) in latest.ToList())
        {
            var earlier = before.GetValueOrDefault(variable, new Name(GroupCode.Safe(variable)));
            if (after != earlier)
                latest[variable] = Derive(variable, Choose(happened, after, earlier), code.Names.FindVariable(variable)!.Dimension);
        }

        return null;
    }

    private string? Add(Statement statement, Name happened, HashSet<string> locals)
    {
        var target = code.Names.FindVariable(statement.Target);
        if (target is null or { Owner: VariableOwner.Group, Equation: not null })
        {
            var value = code.WrittenOut(statement.Value);
            if (neurons.Unreadable(value, isInEachStep: false) is { } name)
                return WhyUnseen(name);
            if (target is null)
                locals.Add(statement.Target);
            Assign(statement.Target, value, target?.Dimension ?? code.DimensionOf(Seen(value)) ?? Dimension.None);
            return null;
        }

        if (target is not { Owner: VariableOwner.Postsynaptic, Equation: not null })
            return SynapseTargets.WhyNoTarget(statement.Target);
        targets.Add(target, code);
        if (SynapseTargets.Split(statement, code, neurons) is not { } change)
            return WhyUnseen(neurons.Unreadable(code.WrittenOut(SynapseForms.Difference(statement.Value, statement.Target)), isInEachStep: false) ?? statement.Target);
        var (part, added) = (change.Left is { } some ? Seen(some) : null, Seen(change.Added));
        var there = arrivals.GetValueOrDefault(target.Name);
        if (part is null)
        {
            added = new Binary(BinaryOperator.Multiply, happened, added);
            arrivals[target.Name] = there is null ? added : new Binary(BinaryOperator.Add, there, added);
            return null;
        }

        if (!part.IsPure())
            return $"its events leave a random part of '{target.Name}'";
        if (StepOrder.WhyNotReplaced(synapses, target.Name, export) is { } why)
            return why;
        targets.Replace(target, code);
        var after = there is null ? added : SynapseTargets.Sum(part, there, added);
        arrivals[target.Name] = there is null ? new Binary(BinaryOperator.Multiply, happened, after) : Choose(happened, after, there);
        var of = left.GetValueOrDefault(target.Name, new Number(1));
        left[target.Name] = Choose(happened, new Binary(BinaryOperator.Multiply, part, of), of);
        return null;
    }

    private static string WhyUnseen(string name) => $"its code needs '{name}' of a neuron, at which events of pathways arrive that have their turn before, or which is computed in each step: LEMS shows what arrives, or is computed, too late";

    // In the names of what synapses see, with the values that code has assigned before.
    private Expression Seen(Expression value) => Substitution.Apply(neurons.Read(value, isInEachStep: false), latest.ToDictionary(one => one.Key, one => (Expression)one.Value));

    private void Assign(string variable, Expression value, Dimension dimension) => latest[variable] = Derive(variable, Seen(value), dimension);

    private Name Derive(string variable, Expression value, Dimension dimension)
    {
        var name = $"{GroupCode.Safe(variable)}_after{(++count).ToString(CultureInfo.InvariantCulture)}";
        code.Define(name, dimension);
        Derived.Add(Xml.DerivedVariable(name, export.Dimensions.NameOf(dimension), code.Value(value, dimension, $"the code of {synapses.Name}", latest: true, TimeOfCode.AfterEvent)));
        return new Name(name);
    }

    private static Binary Choose(Expression happened, Expression then, Expression otherwise) => new(
        BinaryOperator.Add, new Binary(BinaryOperator.Multiply, happened, then), new Binary(BinaryOperator.Multiply, new Binary(BinaryOperator.Subtract, new Number(1), happened), otherwise));
}
