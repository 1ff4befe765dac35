using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Pathway = Neuroglot.Model.Networks.Pathway;

namespace Neuroglot.Brian.Building;

/// <summary>What the parts of the builder share: the network, the sets so far, and what goes into the experiment.</summary>
internal sealed class NetworkBuilding
{
    private readonly Dictionary<string, SetDraft> byName = [];
    private readonly HashSet<(string Object, string Variable)> written = [];
    private readonly List<(InstanceRange Range, string Variable)> summed = [];

    public NetworkBuilding(BrianNetwork network, BrianRun run, DiagnosticBag diagnostics)
    {
        Network = network;
        Run = run;
        Diagnostics = diagnostics;
    }

    public BrianNetwork Network { get; }

    public BrianRun Run { get; }

    public DiagnosticBag Diagnostics { get; }

    public List<SetDraft> Drafts { get; } = [];

    public List<Operation> Operations { get; } = [];

    public List<Pathway> Pathways { get; } = [];

    public List<AnalogLink> AnalogLinks { get; } = [];

    public List<Population> Populations { get; } = [];

    public List<Change> Changes { get; } = [];

    /// <summary>The first of <see cref="Changes"/> that draws random numbers of the author's.</summary>
    public int FirstDraw { get; set; }

    /// <summary>Adds a set.</summary>
    public void Add(SetDraft draft)
    {
        if (byName.TryAdd(draft.Name, draft))
            Drafts.Add(draft);
        else
            Diagnostics.Error("NG5105", $"Two objects are called '{draft.Name}'.", SourceSpan.None, "Give each a name of its own.");
    }

    /// <summary>The set of an object; null, with a diagnostic, where there is none.</summary>
    /// <param name="name">Name of the object.</param>
    /// <param name="user">Who names it.</param>
    public SetDraft? Find(string name, string user)
    {
        if (byName.TryGetValue(name, out var draft))
            return draft;
        Diagnostics.Error("NG5101", $"{user} refers to '{name}', which is not part of the network.", SourceSpan.None, byName.Count == 0 ? "The network is empty." : $"There are {string.Join(", ", byName.Keys)}.");
        return null;
    }

    /// <summary>The instances of a range, or null; synapses are not counted yet, so that only all of them can be meant.</summary>
    public InstanceRange? Range(GroupRange range, string user)
    {
        if (Find(range.Object, user) is not { } draft)
            return null;
        if (draft.Connectivity is not null && range is { Start: 0, Stop: null })
            return new InstanceRange(draft.Index, 0, Update.All);
        var stop = range.Stop ?? draft.Count;
        if (range.Start >= 0 && range.Start <= stop && stop <= draft.Count)
            return new InstanceRange(draft.Index, range.Start, stop - range.Start);
        Diagnostics.Error("NG5106", $"{user} refers to {range.Object}[{range.Start}:{stop}], but {range.Object} has {draft.Count} neurons.", SourceSpan.None, "Ranges go from 0 to the number of neurons.");
        return null;
    }

    /// <summary>Whether a group has an event; where it has not, that is told.</summary>
    /// <param name="group">Name of the group, which is there.</param>
    /// <param name="event">Name of the event.</param>
    /// <param name="user">Who waits for it.</param>
    public bool Emits(string group, string @event, string user)
    {
        var has = Network.Objects.First(one => one.Name == group) switch
        {
            NeuronGroup neurons => (@event == "spike" && neurons.Threshold is not null) || neurons.Events.ContainsKey(@event),
            SpikeSource => @event == "spike",
            _ => false,
        };
        if (!has)
            Diagnostics.Error("NG5104", $"{user} waits for the event '{@event}' of {group}, which {group} does not have.", SourceSpan.None, @event == "spike" ? $"Give {group} a threshold." : $"Give {group} the event, events={{'{@event}': …}}.");
        return has;
    }

    /// <summary>Name of the object to which <paramref name="variable"/> belongs, in code of <paramref name="user"/>.</summary>
    public static string Owner(Variable variable, BrianObject user) => (variable.Owner, user) switch
    {
        (VariableOwner.Presynaptic, Synapses synapses) => synapses.Source.Object,
        (VariableOwner.Postsynaptic, Synapses synapses) => synapses.Target.Object,
        _ => user.Name,
    };

    /// <summary>Notes that code somewhere assigns to a variable.</summary>
    /// <returns>Whether that is new.</returns>
    public bool NoteWritten(string target, string variable) => written.Add((target, variable));

    /// <summary>Whether nothing else sums into the variable of these neurons; notes that something does now.</summary>
    public bool ClaimSum(InstanceRange range, string variable)
    {
        var isFree = !summed.Exists(one => one.Variable == variable && one.Range.Set == range.Set && one.Range.Start < range.Start + range.Count && range.Start < one.Range.Start + one.Range.Count);
        summed.Add((range, variable));
        return isFree;
    }

    /// <summary>Whether code somewhere assigns to the variable during a run.</summary>
    public bool IsWritten(string target, string variable) => written.Contains((target, variable));

    /// <summary>The time step of an object in seconds.</summary>
    public double StepOf(BrianObject one) => one.Step ?? Run.Step;

    /// <summary>An operation with the clock of the object that it belongs to, where the network wants it.</summary>
    public void Add(Operation operation, BrianObject owner)
    {
        var placement = Network.Placements.GetValueOrDefault(operation.Name);
        Operations.Add(operation with { Step = owner.Step ?? 0, Slot = placement?.When ?? operation.Slot, Order = placement?.Order ?? operation.Order });
    }

    /// <summary>Adds an error for each placement of something that the network does not do.</summary>
    public void CheckPlacements()
    {
        foreach (var name in Network.Placements.Keys.Where(name => Operations.TrueForAll(operation => operation.Name != name)))
            Diagnostics.Error("NG5115", $"'{name}' is to have its turn at another place of a step, but nothing in a step is called so.", SourceSpan.None, NearNames.Hint(name, Operations.Select(operation => operation.Name)));
    }

    /// <summary>Reads code and checks it; null after an error.</summary>
    public ImmutableArray<Statement>? Statements(SetDraft draft, string code, string place)
    {
        var statements = StatementParser.Parse(code, $"{place} of {draft.Name}", Diagnostics);
        return draft.Checks.CheckStatements(statements, place, Diagnostics) ? statements : null;
    }

    /// <summary>Reads code, checks it and turns it into actions.</summary>
    public ImmutableArray<Neuroglot.Model.Components.Action> Code(SetDraft draft, string code, string place, double step) =>
        Statements(draft, code, place) is { } statements ? new Translation(draft, step, Diagnostics).Translate(statements) : [];

    /// <summary>Reads a condition, checks it and turns it into one of the Model; null after an error.</summary>
    public Expression? Condition(SetDraft draft, string text, string place, double step)
    {
        if (ExpressionText.Parse(text, $"{place} of {draft.Name}", Diagnostics) is not { } condition || !draft.Checks.CheckCondition(condition, place, SourceSpan.None, Diagnostics))
            return null;
        return new Translation(draft, step, Diagnostics).Translate(condition, SourceSpan.None);
    }
}
