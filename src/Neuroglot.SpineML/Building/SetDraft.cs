using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.SpineML.Building;

/// <summary>A set of the Model while it is put together. SpineML converts no units, so everything is a plain number.</summary>
/// <param name="index">Index of the set in the network.</param>
/// <param name="name">Name of the set.</param>
/// <param name="count">Number of instances.</param>
internal sealed class SetDraft(int index, string name, int count)
{
    private readonly List<Part> parts = [];
    private readonly List<Parameter> parameters = [];
    private readonly OrderedDictionary<string, StateVariable> states = new(StringComparer.Ordinal);
    private readonly List<Alias> aliases = [];
    private readonly List<RegimeMachine> machines = [];
    private readonly OrderedDictionary<string, Port> ports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PropertyValue> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> histories = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> kept = new(StringComparer.Ordinal);

    public int Index => index;

    public string Name => name;

    /// <summary>Number of instances; that of connections is known when these have been made.</summary>
    public int Count { get; set; } = count;

    /// <summary>Where connections lead; null for other sets.</summary>
    public Connectivity? Connectivity { get; set; }

    /// <summary>Whether its instances do anything by themselves, if only to remember what they have sent.</summary>
    public bool Steps => histories.Count > 0 || kept.Count > 0 || machines.Exists(machine => !machine.AlwaysHolds || machine.Regimes.Any(regime => !regime.Derivatives.IsEmpty || !regime.Conditions.IsEmpty));

    /// <summary>Ports from which events leave.</summary>
    public IEnumerable<string> Emits => ports.Values.OfType<EventSendPort>().Select(port => port.Name);

    public int AddPart(string path, string type, SourceSpan span)
    {
        parts.Add(new Part(path, -1, type, span));
        return parts.Count - 1;
    }

    public void AddParameter(string variable, PropertyValue value)
    {
        parameters.Add(new Parameter(variable, Dimension.None, 0));
        values[variable] = value;
    }

    /// <summary>Adds a state variable, once.</summary>
    public void AddState(string variable, int part, PropertyValue? value = null)
    {
        states.TryAdd(variable, new StateVariable(variable, Dimension.None, part));
        if (value is not null)
            values[variable] = value;
    }

    /// <summary>The value of a parameter or state variable is given to the plan as <paramref name="label"/>, if it has one that is the same for all instances.</summary>
    public void Give(string variable, string label)
    {
        if (values.GetValueOrDefault(variable) is FixedValue)
            given[variable] = label;
    }

    public void AddAlias(string variable, Expression value, int part, SourceSpan span) => aliases.Add(new Alias(variable, Dimension.None, value, part) { Span = span });

    public void AddMachine(RegimeMachine machine) => machines.Add(machine);

    public void AddPort(Port port) => ports.TryAdd(port.Name, port);

    /// <summary>
    /// The name of what <paramref name="variable"/> was <paramref name="steps"/> steps before the step that was done last, and 0 before there was any.
    /// </summary>
    public string Remember(string variable, int steps)
    {
        histories[variable] = Math.Max(steps, histories.GetValueOrDefault(variable));
        return Past(variable, steps);
    }

    /// <summary>The name of what the alias <paramref name="variable"/> was when <paramref name="part"/> had done its turn, whatever happens to its inputs afterwards.</summary>
    public string Keep(string variable, int part)
    {
        kept[variable] = part;
        return Kept(variable);
    }

    public ComponentSet Build()
    {
        foreach (var (variable, part) in kept)
        {
            AddState(Kept(variable), part);
            machines.Add(Always(Kept(variable), part, [new Assignment(Kept(variable), new Name(variable), SourceSpan.None)]));
        }

        var actions = ImmutableArray.CreateBuilder<Neuroglot.Model.Components.Action>();
        foreach (var (variable, longest) in histories)
        {
            for (var steps = longest; steps >= 0; steps--)
            {
                AddState(Past(variable, steps), parts.Count);
                actions.Add(new Assignment(Past(variable, steps), new Name(steps == 0 ? variable : Past(variable, steps - 1)), SourceSpan.None));
            }
        }

        if (actions.Count > 0)
            machines.Add(Always("past", AddPart("past", "past", SourceSpan.None), actions.ToImmutable()));

        var model = new ComponentClass(name, [.. parts])
        {
            Parameters = [.. parameters],
            States = [.. states.Values],
            Aliases = [.. aliases],
            Machines = [.. machines],
            Ports = [.. ports.Values],
        };
        return new ComponentSet(name, model, Count)
        {
            Properties = values,
            Given = given.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Domain = Connectivity is null ? DomainKind.Neurons : DomainKind.Connections,
            Connectivity = Connectivity,
        };
    }

    private static RegimeMachine Always(string name, int part, ImmutableArray<Neuroglot.Model.Components.Action> actions) =>
        new(name, part, [new Regime(string.Empty) { Conditions = [new OnCondition(new Truth(true), actions, SourceSpan.None)] }]);

    private static string Kept(string variable) => variable + " kept";

    private static string Past(string variable, int steps) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{variable} {steps} ago");
}
