using Neuroglot.Model.Components;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Compilation.Lowering;

/// <summary>What a name in the expressions of a class stands for.</summary>
internal abstract record Symbol(int Part);

/// <summary>A parameter; <paramref name="Varies"/> when the instances of the set differ in it; <paramref name="Given"/> is the scalar that holds it, where it is not compiled in.</summary>
internal sealed record ParameterSymbol(double Value, bool Varies, string? Given) : Symbol(-1);

/// <summary>A state variable.</summary>
internal sealed record StateSymbol(StateVariable State) : Symbol(State.Part);

/// <summary>An alias.</summary>
internal sealed record AliasSymbol(Alias Alias) : Symbol(Alias.Part);

/// <summary>A port that reads one other instance.</summary>
internal sealed record ReceiveSymbol(int Part) : Symbol(Part);

/// <summary>A port that reads a reduction of other instances.</summary>
internal sealed record ReduceSymbol(int Part, double Neutral) : Symbol(Part);

/// <summary>A state variable of another instance that is added to.</summary>
internal sealed record ReferenceSymbol(int Part) : Symbol(Part);

/// <summary>The names of a set's class, resolved once for all kernels of the set.</summary>
internal sealed class ClassSymbols
{
    private readonly Dictionary<string, Symbol> byName = [];

    /// <summary>The names of the class of <paramref name="set"/>; the active regimes of its machines, and those of the next step, too where <paramref name="regimesAreVariables"/>.</summary>
    public ClassSymbols(ComponentSet set, bool regimesAreVariables = false)
    {
        Set = set;
        foreach (var parameter in Class.Parameters)
        {
            var value = set.Properties.GetValueOrDefault(parameter.Name);
            byName[parameter.Name] = new ParameterSymbol((value as FixedValue)?.Value ?? parameter.Value, value is ListValue, set.Given.TryGetValue(parameter.Name, out var given) ? ColumnNames.Given(given) : null);
        }

        foreach (var state in Class.States)
            byName[state.Name] = new StateSymbol(state);
        foreach (var alias in Class.Aliases)
            byName[alias.Name] = new AliasSymbol(alias);
        foreach (var port in Class.Ports)
        {
            if (port is ReferencePort)
                byName[port.Name] = new ReferenceSymbol(port.Part);
            else if (port is AnalogReceivePort)
                byName[port.Name] = new ReceiveSymbol(port.Part);
            else if (port is AnalogReducePort reduce)
                byName[port.Name] = new ReduceSymbol(port.Part, reduce.Neutral);
        }

        foreach (var machine in Class.Machines.Where(machine => regimesAreVariables && !machine.AlwaysHolds))
        {
            var active = new StateVariable(machine.Name, Dimension.None, machine.Part) { Initial = machine.Initial };
            byName[machine.Name] = new StateSymbol(active);
            byName[machine.Next] = new StateSymbol(active with { Name = machine.Next });
        }

        InternalTargets = Class.InternalEvents.ToLookup(link => link.Source, link => link.Target);
        Handlers = Class.Machines
            .SelectMany(machine => machine.Regimes.SelectMany((regime, index) => regime.Events.Select(handler => new Handler(machine, index, handler))))
            .ToLookup(handler => handler.Event.Port);
    }

    public ComponentSet Set { get; }

    public ComponentClass Class => Set.Class;

    /// <summary>Receive ports that hear each send port of the same component.</summary>
    public ILookup<string, string> InternalTargets { get; }

    /// <summary>Handlers of each receive port, in the order of the machines.</summary>
    public ILookup<string, Handler> Handlers { get; }

    /// <summary>The function of the host that the class calls <paramref name="name"/>, or null.</summary>
    public HostFunction? Function(string name) => Class.HostFunctions.FirstOrDefault(function => function.Name == name);

    public Symbol? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>State variables that regimes advance or assign.</summary>
    public IEnumerable<string> AssignedInRegimes()
    {
        foreach (var regime in Class.Machines.Where(machine => !machine.AlwaysHolds).SelectMany(machine => machine.Regimes))
        {
            foreach (var derivative in regime.Derivatives)
                yield return derivative.Variable;
            var actions = regime.Conditions.SelectMany(condition => condition.Actions).Concat(regime.Events.SelectMany(handler => handler.Actions)).Concat(regime.OnEntry);
            foreach (var assignment in actions.OfType<Assignment>())
                yield return assignment.Variable;
        }
    }

    /// <summary>State variables that an event at any of <paramref name="ports"/> can change, through relays and transitions too.</summary>
    public HashSet<string> AssignedByEvents(IEnumerable<string> ports) =>
        [.. Caused(ports).OfType<Assignment>().Select(assignment => assignment.Variable)];

    /// <summary>Event send ports from which an event at <paramref name="port"/> can make the component emit at once.</summary>
    public HashSet<string> EmittedBy(string port) =>
        [.. Caused([port]).OfType<EventEmission>().Select(emission => emission.Port)];

    // Everything that an event at any of the ports can make happen inside of the component.
    private List<Neuroglot.Model.Components.Action> Caused(IEnumerable<string> ports)
    {
        var caused = new List<Neuroglot.Model.Components.Action>();
        var seen = new HashSet<string>();
        var waiting = new Stack<string>(ports);
        while (waiting.TryPop(out var port))
        {
            if (!seen.Add(port))
                continue;
            foreach (var handler in Handlers[port])
            {
                foreach (var action in handler.Event.Actions)
                {
                    Visit(action);
                    if (action is not Transition transition)
                        continue;
                    foreach (var entry in handler.Machine.Regimes.Where(regime => regime.Name == transition.Regime).SelectMany(regime => regime.OnEntry))
                        Visit(entry);
                }
            }
        }

        return caused;

        void Visit(Neuroglot.Model.Components.Action action)
        {
            caused.Add(action);
            if (action is not EventEmission emission)
                return;
            foreach (var target in InternalTargets[emission.Port])
                waiting.Push(target);
        }
    }
}

/// <summary>An event handler with the regime in which it is listened to.</summary>
internal sealed record Handler(RegimeMachine Machine, int Regime, OnEvent Event);
