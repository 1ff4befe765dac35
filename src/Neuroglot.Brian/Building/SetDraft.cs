using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Building;

/// <summary>A set of the Model while it is put together from an object of Brian.</summary>
/// <param name="name">Name of the object.</param>
/// <param name="index">Index of the set.</param>
/// <param name="typeName">What the object is, for listings.</param>
/// <param name="resolution">What the names in its code mean.</param>
internal sealed class SetDraft(string name, int index, string typeName, Resolution resolution)
{
    private readonly Dictionary<string, PropertyValue> properties = [];
    private readonly HashSet<string> known = [];

    public string Name => name;

    public int Index => index;

    public Resolution Resolution => resolution;

    public GroupChecks Checks { get; } = new(resolution);

    /// <summary>Number of instances; 0 for synapses, which are counted when they are made.</summary>
    public int Count { get; init; }

    /// <summary>Between what the connections are; null for neurons.</summary>
    public Connectivity? Connectivity { get; init; }

    /// <summary>The sets that the connections go from and to; null for neurons.</summary>
    public (SetDraft Source, SetDraft Target)? Ends { get; init; }

    public List<Parameter> Parameters { get; } = [];

    public List<StateVariable> States { get; } = [];

    public List<Alias> Aliases { get; } = [];

    public List<TimeDerivative> Derivatives { get; } = [];

    public List<OnCondition> Conditions { get; } = [];

    public List<OnEvent> Handlers { get; } = [];

    public List<Port> Ports { get; } = [];

    public List<EndLink> EndLinks { get; } = [];

    public List<NoiseSource> Noises { get; } = [];

    public List<LookupTable> Tables { get; } = [];

    public List<HostFunction> HostFunctions { get; } = [];

    public List<TimeDerivative> EventDriven { get; } = [];

    public Refractoriness? Refractoriness { get; set; }

    /// <summary>The set of one instance that has the shared variables which change during a run; null where there are none.</summary>
    public SetDraft? Shared { get; set; }

    /// <summary>Whether nothing has the name yet; notes that something has it now.</summary>
    public bool Claim(string variable) => known.Add(variable);

    /// <summary>Adds a parameter with a value for each instance or for all.</summary>
    public void AddParameter(string parameter, Dimension dimension, PropertyValue? value = null)
    {
        if (!Claim(parameter))
            return;
        Parameters.Add(new Parameter(parameter, dimension, value is FixedValue one ? one.Value : 0));
        if (value is not (null or FixedValue))
            properties[parameter] = value;
    }

    /// <summary>Adds a state variable.</summary>
    public void AddState(string variable, Dimension dimension, double initial = 0, Expression? writableWhen = null)
    {
        if (Claim(variable))
            States.Add(new StateVariable(variable, dimension, 0) { Initial = initial, WritableWhen = writableWhen });
    }

    /// <summary>Adds a state variable with a value for each instance or for all.</summary>
    public void AddState(string variable, Dimension dimension, PropertyValue value)
    {
        AddState(variable, dimension);
        properties[variable] = value;
    }

    /// <summary>Gives a parameter or state variable a value for each instance or for all at the start.</summary>
    public void Give(string variable, PropertyValue value) => properties[variable] = value;

    /// <summary>Adds a port that reads, or reads and writes, a variable of another set to which a link leads.</summary>
    /// <returns>Whether it is new.</returns>
    public bool AddLinkedPort(string port, Dimension dimension, bool isWritten)
    {
        var isNew = Claim(port);
        if (isNew)
            Ports.Add(isWritten ? new ReferencePort(port, dimension, 0) : new AnalogReceivePort(port, dimension, 0));
        else if (isWritten)
            Ports[Ports.FindIndex(one => one.Name == port)] = new ReferencePort(port, dimension, 0);
        return isNew;
    }

    /// <summary>Adds a port that reads, or reads and writes, a variable of one end of the connections.</summary>
    public void AddPort(string port, Dimension dimension, ConnectionEnd end, string variable, bool isWritten)
    {
        if (Claim(port))
        {
            EndLinks.Add(new EndLink(index, port, end, variable));
            Ports.Add(isWritten ? new ReferencePort(port, dimension, 0) : new AnalogReceivePort(port, dimension, 0));
        }
        else if (isWritten && Ports.FindIndex(one => one.Name == port && one is AnalogReceivePort) is var place and >= 0)
        {
            Ports[place] = new ReferencePort(port, dimension, 0);
        }
    }

    /// <summary>The set.</summary>
    public ComponentSet ToSet() => new(name, ToClass(), Count)
    {
        Domain = Connectivity is null ? DomainKind.Neurons : DomainKind.Connections,
        Connectivity = Connectivity,
        Properties = properties.ToImmutableDictionary(),
    };

    private ComponentClass ToClass() => new(name, [new Part(string.Empty, -1, typeName, SourceSpan.None)])
    {
        TypeName = typeName,
        Parameters = [.. Parameters],
        States = [.. States],
        Aliases = [.. Aliases],
        Machines = [new RegimeMachine("dynamics", 0, [new Regime(string.Empty) { Derivatives = [.. Derivatives], Conditions = [.. Conditions], Events = [.. Handlers] }])],
        Ports = [.. Ports],
        NoiseSources = [.. Noises],
        Tables = [.. Tables],
        HostFunctions = [.. HostFunctions],
        Refractoriness = Refractoriness,
        EventDriven = EventDriven.Count == 0 ? null : new EventDrivenDynamics("lastupdate", [.. EventDriven]),
    };
}
