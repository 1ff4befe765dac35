using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Records = Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>Neurons, or something that stands for them.</summary>
public abstract class SpikeSource : Group
{
    private protected SpikeSource(int count, string kind, string? name)
        : base(kind, name) => N = count > 0 ? count : throw new ModelException($"{Name} should have at least one neuron.");

    /// <summary>Number of neurons.</summary>
    public int N { get; }

    private protected override int Size => N;

    private protected override int? SizeIfKnown => N;

    /// <summary>Neurons that follow each other: <c>group[0..80]</c>.</summary>
    public Subgroup this[Range range]
    {
        get
        {
            var (offset, length) = range.GetOffsetAndLength(N);
            return new Subgroup(this, offset, offset + length);
        }
    }
}

/// <summary>Neurons of a group that follow each other, or all of them.</summary>
public class Subgroup
{
    internal Subgroup(SpikeSource group, int start, int? stop) => (Group, Start, Stop) = (group, start, stop);

    /// <summary>The group.</summary>
    public SpikeSource Group { get; }

    /// <summary>The first neuron.</summary>
    public int Start { get; }

    /// <summary>Number of neurons.</summary>
    public int N => (Stop ?? Group.N) - Start;

    internal int? Stop { get; }

    internal GroupRange Data => new(Group.Name, Start, Stop);

    /// <summary>A variable of these neurons: read it, or assign a value to it. In code, <c>i</c> counts from the first of them, and <c>N</c> is their number.</summary>
    /// <param name="variable">Its name.</param>
    public VariableView this[string variable]
    {
        get => Group.View(variable, Indices);
        set => Group.Assign(variable, Local(value), null, Indices);
    }

    /// <summary>A variable of those of these neurons for which a condition holds; it can be assigned, not read.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="condition">The condition: <c>i > 5</c>, where <c>i</c> counts from the first of them.</param>
    public VariableView this[string variable, Code condition]
    {
        get => throw new ModelException($"Reading '{variable}' where `{condition}` is not possible for a part of {Group.Name}; read it of the whole group.");
        set => Group.Assign(variable, Local(value), Within(condition), default);
    }

    /// <summary>Neurons of these that follow each other.</summary>
    public Subgroup this[Range range]
    {
        get
        {
            var (offset, length) = range.GetOffsetAndLength(N);
            return new Subgroup(Group, Start + offset, Start + offset + length);
        }
    }

    /// <summary>Adds code that runs for these neurons at a clock. In it, <c>i</c> counts from the first of them, and <c>N</c> is their number.</summary>
    /// <param name="code">The code.</param>
    /// <param name="dt">Time between two of its runs; null for the time step of the run.</param>
    /// <param name="when">Its slot.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="name">Its name; null for that of the group, <c>_run_regularly</c> and a number.</param>
    public GroupCode RunRegularly(Code code, Quantity? dt = null, string when = "start", int order = 0, string? name = null) => Group.RunRegularly(Data, code, dt, when, order, name);

    private bool IsWhole => Start == 0 && N == Group.N;

    private ImmutableArray<int> Indices => IsWhole ? default : [.. Enumerable.Range(Start, N)];

    private VariableView Local(VariableView value) => value is { Code: { } code } && !IsWhole ? code.Replaced(Counted) : value;

    private Code Within(Code condition) => condition.Replaced(one => new Binary(
        BinaryOperator.And,
        new Binary(BinaryOperator.And, new Binary(BinaryOperator.GreaterOrEqual, new Name("i"), new Number(Start)), new Binary(BinaryOperator.Less, new Name("i"), new Number(Start + N))),
        Counted(one)));

    // What counts within these neurons, in terms of the whole group.
    private Expression Counted(Expression expression) => expression.Rewrite(node => node switch
    {
        Name { Identifier: "i" } => new Binary(BinaryOperator.Subtract, node, new Number(Start)),
        Name { Identifier: "N" } => new Number(N),
        _ => node,
    });

    /// <summary>All neurons of a group.</summary>
    public static implicit operator Subgroup(SpikeSource group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return ToSubgroup(group);
    }

    /// <summary>All neurons of a group.</summary>
    public static Subgroup ToSubgroup(SpikeSource group) => new(group, 0, null);
}

/// <summary>Neurons with equations.</summary>
public class NeuronGroup : SpikeSource
{
    private readonly Records.NeuronGroup data;
    private ImmutableSortedDictionary<string, LinkedVariable> links = ImmutableSortedDictionary<string, LinkedVariable>.Empty;

    /// <summary>Creates neurons.</summary>
    /// <param name="count">Number of neurons.</param>
    /// <param name="equations">Their equations; empty for neurons without variables.</param>
    /// <param name="threshold">The condition for a spike; null for neurons that never spike.</param>
    /// <param name="reset">What happens after a spike; null for nothing.</param>
    /// <param name="refractory">The refractory period, or the condition under which a neuron that has spiked stays refractory; null for none.</param>
    /// <param name="events">Conditions of further events, by name; null for none.</param>
    /// <param name="method">The integrator; null for the first that can integrate the equations.</param>
    /// <param name="dt">Time step; null for that of the run.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="namespace">Names for its code: a dictionary, or an object whose properties they are; null for none.</param>
    /// <param name="name">Its name; null for <c>neurongroup</c> and a number.</param>
    /// <exception cref="ModelException">The equations cannot be read, or a name has two values.</exception>
    public NeuronGroup(
        int count, Code equations, Code? threshold = null, Code? reset = null, Code? refractory = null, Dictionary<string, Code>? events = null, string? method = null,
        Quantity? dt = null, int order = 0, object? @namespace = null, string? name = null)
        : this("neurongroup", null, count, equations, threshold, reset, refractory, events, method, dt, order, @namespace, name)
    {
    }

    private protected NeuronGroup(
        string kind, Cable? cable, int count, Code equations, Code? threshold, Code? reset, Code? refractory, IReadOnlyDictionary<string, Code>? events, string? method,
        Quantity? dt, int order, object? @namespace, string? name)
        : base(count, kind, name)
    {
        var codes = new List<Code?> { equations, threshold, reset, refractory };
        codes.AddRange(events?.Values ?? []);
        Given = Names.Of(Name, @namespace, [.. codes]);
        data = new Records.NeuronGroup(Name, count, Parse(equations, Name))
        {
            Threshold = threshold?.Text,
            Reset = reset?.Text,
            Refractory = refractory?.Text,
            Events = (events ?? new Dictionary<string, Code>()).ToImmutableSortedDictionary(one => one.Key, one => one.Value.Text),
            Method = method,
            Step = Seconds(dt, Name),
            Order = order,
            Cable = cable,
        };
        Variables = data.Variables;
        StateUpdater = new StepPart(Name + "_stateupdater");
        IEnumerable<string> all = [.. threshold is null ? Array.Empty<string>() : ["spike"], .. data.Events.Keys];
        Thresholder = all.ToDictionary(one => one, one => new StepPart($"{Name}_{one}_thresholder"));
        Resetter = reset is null ? [] : new Dictionary<string, StepPart> { ["spike"] = new($"{Name}_spike_resetter") };
    }

    /// <summary>Where in a step the equations are integrated.</summary>
    public StepPart StateUpdater { get; }

    /// <summary>Where in a step each event is found: <c>Thresholder["spike"].When = "end"</c>.</summary>
    public IReadOnlyDictionary<string, StepPart> Thresholder { get; }

    /// <summary>Where in a step neurons that have spiked are reset: <c>Resetter["spike"].Order = 2</c>; empty without reset.</summary>
    public IReadOnlyDictionary<string, StepPart> Resetter { get; }

    internal override IEnumerable<StepPart> StepParts => [StateUpdater, .. Thresholder.Values, .. Resetter.Values];

    /// <summary>Adds code that runs for the neurons that had an event.</summary>
    /// <param name="event">The event.</param>
    /// <param name="code">The code.</param>
    /// <param name="when">Its slot.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="name">Its name; null for that of the group, <c>_run_on_event</c> and a number.</param>
    public GroupCode RunOnEvent(string @event, Code code, string when = "after_resets", int order = 0, string? name = null)
    {
        Learn(code);
        return new GroupCode(this, "run_on_event", name, own => new RunOnEvent(own, Name, @event, code.Text) { When = when, Order = order });
    }

    /// <summary>The equations as written.</summary>
    private protected Equations Equations => data.Equations;

    internal override BrianObject Data => data with { Namespace = Given, Linked = links };

    internal override GroupVariables Variables { get; }

    private protected override void LinkTo(string variable, LinkedVariable link)
    {
        if (data.Equations.Find(variable) is not { } equation || !equation.Has(EquationFlags.Linked))
            throw new ModelException($"'{variable}' of {Name} cannot be linked: write `{variable} : … (linked)` in its equations.");
        links = links.SetItem(variable, link);
    }
}
