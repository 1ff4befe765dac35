using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Neuroglot.Brian.Building;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation.Phases;

namespace Neuroglot.Brian;

/// <summary>Where a network of Brian stands between two runs; immutable.</summary>
/// <param name="Time">Time reached, in seconds.</param>
/// <param name="Sets">The groups and synapses by name.</param>
/// <param name="Pathways">The pathways of synapses by name.</param>
internal sealed record NetworkState(double Time, ImmutableDictionary<string, SetState> Sets, ImmutableDictionary<string, PathwayState> Pathways)
{
    /// <summary>Before the first run.</summary>
    public static NetworkState Start { get; } = new(0, ImmutableDictionary<string, SetState>.Empty, ImmutableDictionary<string, PathwayState>.Empty);

    /// <summary>Where a network says that it stands before its first run, in which values and delays are stated once more; null for its beginning.</summary>
    public static NetworkState At(Objects.BrianStart? start) => start is null ? Start : Start with
    {
        Time = start.Time,
        Pathways = start.Events.ToImmutableDictionary(one => one.Pathway, one => new PathwayState(new FixedValue(0), [.. one.Seconds.Zip(one.Connections)])),
    };

    /// <summary>Where the run of <paramref name="plan"/> has ended.</summary>
    public static NetworkState After(PhasePlan plan, PhaseState end)
    {
        var network = plan.Experiment.Network;
        return new NetworkState(
            end.Time,
            network.Sets.ToImmutableDictionary(set => set.Name, set => SetState.After(set, end)),
            network.Pathways.ToImmutableDictionary(pathway => pathway.Name, pathway => new PathwayState(Delay(pathway, network, end), end.Pending.GetValueOrDefault(pathway.Name, []))));
    }

    /// <summary>The values of a variable, one for each neuron or synapse; null where there is no such variable.</summary>
    public double[]? Of(string name, string variable)
    {
        if (!Sets.TryGetValue(name, out var set))
            return null;
        return set.Of(variable) ?? (Sets.GetValueOrDefault(BrianBuilder.SharedSet(name))?.Of(variable) is [var shared] ? [.. Enumerable.Repeat(shared, set.Count)] : null);
    }

    /// <summary>What the engine needs to go on; values are in the network that it runs.</summary>
    public PhaseState Ongoing => new(
        Time,
        ImmutableDictionary<(string Set, string Variable), double[]>.Empty,
        Pathways.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Pending));

    // Whether a shared variable has a set of its own depends on what the network does in a run.
    private SetState? Former(string name)
    {
        var shared = Sets.GetValueOrDefault(BrianBuilder.SharedSet(name));
        return Sets.TryGetValue(name, out var set) ? shared is null ? set : set with { Values = set.Values.AddRange(shared.Values.Where(pair => !set.Values.ContainsKey(pair.Key))) }
            : Sets.FirstOrDefault(pair => BrianBuilder.SharedSet(pair.Key) == name).Value is { } group ? group with { Count = 1 } : null;
    }

    // Code may have changed the delays.
    private static PropertyValue Delay(Pathway pathway, Network network, PhaseState end) =>
        pathway.DelayVariable is { } variable && end.Values.TryGetValue((network.Sets[pathway.Set].Name, variable), out var delays) ? SetState.Compact(delays) : pathway.Delay;

    /// <summary>The network with the connections, delays and values of this state, as far as it has the same objects and variables.</summary>
    public Network Continue(Network next) => next with
    {
        Sets = [.. next.Sets.Select(set => Former(set.Name) is { } old ? old.Continue(set) : set)],
        Pathways = [.. next.Pathways.Select(pathway => Pathways.TryGetValue(pathway.Name, out var old)
            ? pathway with { Delay = old.Delay, HasStragglers = HasStragglers(pathway, old, Former(next.Sets[pathway.Set].Name)?.Connections) }
            : pathway)],
    };

    // Whether an event has reached some of the connections of its neuron, or will do so, before others.
    private static bool HasStragglers(Pathway pathway, PathwayState state, ListedConnections? connections)
    {
        if (state.Pending.IsEmpty || connections is null)
            return !state.Pending.IsEmpty;
        var neurons = pathway.From == ConnectionEnd.Source ? connections.Sources : connections.Targets;
        var degrees = neurons.CountBy(neuron => neuron).ToDictionary();
        return state.Pending.CountBy(one => (Neuron: neurons[one.Connection], one.Seconds)).Any(group => group.Value % degrees[group.Key.Neuron] != 0);
    }
}

/// <summary>Where a group or synapses stand.</summary>
/// <param name="Count">Number of neurons or synapses.</param>
/// <param name="Connections">Between what the synapses are; null for neurons.</param>
/// <param name="Values">Values that something has given, by variable: one for all or one for each.</param>
/// <param name="Defaults">Values of the variables that nothing has given any.</param>
internal sealed record SetState(
    int Count, ListedConnections? Connections, ImmutableDictionary<string, PropertyValue> Values, ImmutableDictionary<string, double> Defaults)
{
    public static SetState After(ComponentSet set, PhaseState end)
    {
        var values = ImmutableDictionary.CreateBuilder<string, PropertyValue>();
        var defaults = ImmutableDictionary.CreateBuilder<string, double>();
        foreach (var (name, initial) in set.Class.Parameters.Select(one => (one.Name, one.Value)).Concat(set.Class.States.Select(one => (one.Name, one.Initial))))
        {
            if (end.Values.TryGetValue((set.Name, name), out var column))
                values[name] = Compact(column);
            else if (set.Properties.TryGetValue(name, out var value))
                values[name] = value;
            else
                defaults[name] = initial;
        }

        return new SetState(set.Count, set.Connectivity?.Rules[0] as ListedConnections, values.ToImmutable(), defaults.ToImmutable());
    }

    /// <summary>The set with the connections and values of this state.</summary>
    public ComponentSet Continue(ComponentSet next)
    {
        if (next.Connectivity is { } connectivity)
            next = next with { Count = Count, Connectivity = connectivity with { Rules = [Connections!] } };
        var properties = new Dictionary<string, PropertyValue>(next.Properties);
        foreach (var name in next.Class.Parameters.Select(parameter => parameter.Name).Concat(next.Class.States.Select(one => one.Name)))
        {
            // What follows from indices is computed anew.
            if (properties.GetValueOrDefault(name) is not ExpressionValue && Values.TryGetValue(name, out var value))
                properties[name] = value;
        }

        return next with { Properties = properties };
    }

    /// <summary>The values of a variable, one for each neuron or synapse; null where there is no such variable.</summary>
    public double[]? Of(string variable)
    {
        if (Values.TryGetValue(variable, out var value))
            return value is ListValue list ? [.. list.Values] : [.. Enumerable.Repeat(((FixedValue)value).Value, Count)];
        return Defaults.TryGetValue(variable, out var initial) ? [.. Enumerable.Repeat(initial, Count)] : null;
    }

    /// <summary>One value where all are the same.</summary>
    public static PropertyValue Compact(double[] values) =>
        values.Length > 0 && Array.TrueForAll(values, value => value.Equals(values[0])) ? new FixedValue(values[0]) : new ListValue(ImmutableCollectionsMarshal.AsImmutableArray(values));
}

/// <summary>Where a pathway stands.</summary>
/// <param name="Delay">Its delays in seconds.</param>
/// <param name="Pending">Events on their way: seconds to go, and the connection.</param>
internal sealed record PathwayState(PropertyValue Delay, ImmutableArray<(double Seconds, int Connection)> Pending);
