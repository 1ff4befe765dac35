using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using ListedConnections = Neuroglot.Model.Networks.ListedConnections;

namespace Neuroglot.SpineML.Building;

/// <summary>
/// Finds a place for each component: the postsynapses of a population and its neurons are parts of one set, in the order in which they are computed, so that one
/// sweep over memory advances them all; the weight updates of a synapse are a set of connections.
/// </summary>
internal sealed class NetworkPlacement
{
    // A hundred values for each of these are 100 GB.
    private const int MostInstances = 1 << 27;

    private readonly LoadedNetwork network;
    private readonly BuildOptions options;
    private readonly DiagnosticBag diagnostics;
    private readonly ExperimentChanges changes;
    private readonly HashSet<string> named;
    private readonly Dictionary<string, Placed> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Update, string Port), Placed> gates = [];
    private readonly Places places;
    private readonly double step;

    public NetworkPlacement(LoadedNetwork network, ExperimentChanges changes, Syntax.Experiment experiment, BuildOptions options, DiagnosticBag diagnostics)
    {
        (this.network, this.changes, this.options, this.diagnostics) = (network, changes, options, diagnostics);
        step = experiment.Simulation.Integration.Step;
        named = [.. experiment.Inputs.Select(input => input.Target), .. experiment.Outputs.Select(output => output.Target)];
        places = new Places(network, diagnostics);
        var synapses = network.Document.Populations
            .SelectMany(population => population.Projections.SelectMany(projection => projection.Synapses.Select((synapse, number) => (population, projection, synapse, number))))
            .Where(one => !changes.IsLesioned(one.population.Neuron.Name, one.projection.TargetPopulation)).ToList();
        var readElsewhere = network.Document.Instances.SelectMany(instance => instance.Inputs).ToLookup(input => input.Source, input => input.SourcePort);
        foreach (var population in network.Document.Populations)
        {
            var set = Add(population.Neuron.Name, population.Neuron.Size);
            foreach (var (_, _, synapse, _) in synapses.Where(one => one.projection.TargetPopulation == population.Neuron.Name))
            {
                foreach (var port in readElsewhere[synapse.WeightUpdate.Name].Distinct())
                    PlaceGate(synapse.WeightUpdate, port, set);
                Place(synapse.PostSynapse, set, synapse.PostSynapse.Name + "/");
            }

            Place(population.Neuron, set, string.Empty);
        }

        foreach (var group in network.Document.Groups)
            Place(group, Add(group.Name, group.Size), string.Empty);
        foreach (var (population, projection, synapse, number) in synapses)
            Connect(population.Neuron, projection.TargetPopulation, synapse, changes.DelayOf(population.Neuron.Name, projection.TargetPopulation, number) ?? synapse.Connection.Delay);
        foreach (var target in All.ToList())
        {
            foreach (var input in target.Instance.Inputs)
            {
                if (!changes.IsLesioned(input, target.Instance.Name))
                    Link(input, target, changes.DelayOf(input, target.Instance.Name));
            }
        }
    }

    public List<SetDraft> Sets { get; } = [];

    public List<Placed> All { get; } = [];

    public Placed? Find(string name) => byName.GetValueOrDefault(name);

    public SetDraft Add(string name, int count)
    {
        if (count > MostInstances)
        {
            diagnostics.Error(BuildCodes.Connection, $"`{name}` has {count} instances; there may be {MostInstances}.", network.Find(name)?.Span ?? network.Document.Span, "Make it smaller.");
            count = 0;
        }

        var set = new SetDraft(Sets.Count, name, count);
        Sets.Add(set);
        return set;
    }

    public Placed Place(ComponentInstance instance, SetDraft set, string prefix)
    {
        var placed = Place(instance, network.ClassOf(instance), set, prefix);
        byName.TryAdd(instance.Name, placed);
        return placed;
    }

    private Placed Place(ComponentInstance instance, Syntax.ComponentClass? definition, SetDraft set, string prefix)
    {
        var placed = new Placed(instance, definition, set, prefix, set.AddPart(prefix.TrimEnd('/'), instance.Url, instance.Span));
        All.Add(placed);
        return placed;
    }

    private void PlaceGate(WeightUpdate update, string port, SetDraft set)
    {
        if (network.ClassOf(update)?.FindPort(port, PortKind.AnalogSend, PortKind.EventSend, PortKind.ImpulseSend) is not { } sender || IsPerConnection(sender))
            return;
        var name = $"{update.Name} {port}";
        gates[(update.Name, port)] = Place(new Group(name, "gate", set.Count, [], update.Span), Gates.ClassOf(sender.Kind, update.Span), set, name + "/");
    }

    // The reference simulator does not know the attribute.
    private bool IsPerConnection(Port port) => port is { IsPerConnection: true, Kind: PortKind.AnalogSend } && options.Fidelity == SpineMLFidelity.Native;

    public static void Join(Wire wire)
    {
        wire.Source.Outgoing.Add(wire);
        wire.Target.Incoming.Add(wire);
    }

    /// <summary>A set of connections that pass on what leaves <paramref name="source"/> to a port of <paramref name="target"/>; its name does not depend on what else the experiment does.</summary>
    public SetDraft AddRelay(Placed source, Placed target, string port, ConnectionRows rows)
    {
        var name = $"{source.Instance.Name} to {target.Instance.Name} {target.NameOf(port)}";
        var relay = AddConnections(Sets.Exists(set => set.Name == name) ? $"{name} {Sets.Count(set => set.Name.StartsWith(name, StringComparison.Ordinal)) + 1}" : name, source.Set, target.Set, rows);
        relay.AddPart(string.Empty, "relay", target.Instance.Span);
        return relay;
    }

    /// <summary>A set of connections between two sets.</summary>
    public SetDraft AddConnections(string name, SetDraft source, SetDraft target, ConnectionRows rows)
    {
        var set = Add(name, rows.Sources.Length);
        set.Connectivity = new Connectivity(
            new InstanceRange(source.Index, 0, source.Count), new InstanceRange(target.Index, 0, target.Count), [new ListedConnections(rows.Sources, rows.Targets)]);
        return set;
    }

    /// <summary>Where the instances of a population lie, or null.</summary>
    public ImmutableArray<Position>? PlacesOf(string population) => places.Of(population);

    private (ImmutableArray<Position> Sources, ImmutableArray<Position> Targets)? PlacesOf(Placed source, Placed target) =>
        places.Of(source.Instance.Name) is { } before && places.Of(target.Instance.Name) is { } behind ? (before, behind) : null;

    private void Connect(Neuron from, string to, Synapse synapse, Delay? delay)
    {
        if (Find(from.Name) is not { } source || Find(to) is not { } target)
            return;
        var rule = synapse.Connection with { Delay = delay };
        if (ConnectionRows.Of(rule, source.Set.Count, target.Set.Count, () => PlacesOf(source, target), network.Folder, options.Fidelity, rule.Span, diagnostics) is not { } rows)
            return;
        var least = LeastDelay.OfProjection(rule);
        if (!options.KeepsOrder && rows.Delays.Length > 1 && HasFreeOrder(synapse.WeightUpdate))
            rows = rows.Sorted(StepsOf(rows, least));
        var update = Place(synapse.WeightUpdate, AddConnections(synapse.WeightUpdate.Name, source.Set, target.Set, rows), string.Empty);
        var post = byName[synapse.PostSynapse.Name];
        Join(Delayed(new Wire(source, synapse.WeightUpdate.InputSourcePort, update, synapse.WeightUpdate.InputTargetPort, KindOf(source, synapse.WeightUpdate.InputSourcePort)) { End = ConnectionEnd.Source }, rows, least));
        Join(new Wire(update, synapse.PostSynapse.InputSourcePort, post, synapse.PostSynapse.InputTargetPort, KindOf(update, synapse.PostSynapse.InputSourcePort)) { End = ConnectionEnd.Target });
        Join(new Wire(post, synapse.PostSynapse.OutputSourcePort, target, synapse.PostSynapse.OutputTargetPort, KindOf(post, synapse.PostSynapse.OutputSourcePort)));
        foreach (var (key, gate) in gates.Where(one => one.Key.Update == synapse.WeightUpdate.Name))
            Join(new Wire(update, key.Port, gate, Gates.In, KindOf(update, key.Port)) { End = ConnectionEnd.Target });
        if (synapse.WeightUpdate is { FeedbackSourcePort: { } feedback, FeedbackTargetPort: { } back })
            Join(new Wire(target, feedback, update, back, KindOf(target, feedback)) { End = ConnectionEnd.Target, Steps = 1 });
    }

    private void Link(GenericInput input, Placed target, Delay? changed)
    {
        if (Find(input.Source) is not { } source)
            return;
        var wire = gates.GetValueOrDefault((input.Source, input.SourcePort)) is { } gate
            ? new Wire(source = gate, Gates.Out, target, input.TargetPort, KindOf(gate, Gates.Out))
            : new Wire(source, input.SourcePort, target, input.TargetPort, KindOf(source, input.SourcePort));

        // A weight update hears the neurons at its ends, each connection those that are its own.
        if (target.Set.Connectivity is { } connectivity)
        {
            var isPost = target.Class?.FindPort(input.TargetPort, PortKind.AnalogReceive, PortKind.AnalogReduce, PortKind.EventReceive, PortKind.ImpulseReceive) is { IsPostsynaptic: true };
            ConnectionEnd? end = isPost && connectivity.Target.Set == source.Set.Index ? ConnectionEnd.Target
                : !isPost && connectivity.Source.Set == source.Set.Index ? ConnectionEnd.Source
                : connectivity.Target.Set == source.Set.Index ? ConnectionEnd.Target : null;
            if (end is not null)
            {
                Join(Delayed(wire with { End = end }, new ConnectionRows([], [], [(changed ?? input.Connection?.Delay)?.Fixed ?? 0], false), LeastDelay.OfInput(input.Connection)));
                return;
            }
        }

        var rule = input.Connection is { } connection ? connection with { Delay = changed ?? connection.Delay } : null;
        if (ConnectionRows.Of(rule, source.Set.Count, target.Set.Count, () => PlacesOf(source, target), network.Folder, options.Fidelity, input.Span, diagnostics) is not { } rows)
            return;

        // The reference simulator gives lists one more step.
        var isList = rule is Syntax.ConnectionList;
        var delayed = Delayed(wire with { Rows = rows }, rows, LeastDelay.OfInput(rule));
        Join(isList && options.Fidelity == SpineMLFidelity.Brahms ? delayed with { Steps = delayed.Steps + 1, EachSteps = delayed.EachSteps is { } each ? [.. each.Select(one => one + 1)] : null } : delayed);
    }

    private static PortKind KindOf(Placed source, string port) =>
        source.Class is null ? PortKind.EventSend : source.Class.FindPort(port, PortKind.AnalogSend, PortKind.EventSend, PortKind.ImpulseSend)?.Kind ?? PortKind.AnalogSend;

    private Wire Delayed(Wire wire, ConnectionRows rows, int least)
    {
        if (rows.Delays.Length == 1 && !rows.IsListed)
            return wire with { Steps = Math.Max(least, Steps(rows.Delays[0], wire)) };
        var each = StepsOf(rows, least);
        return each.Distinct().Count() <= 1 ? wire with { Steps = each.IsEmpty ? least : each[0] } : wire with { EachSteps = each };
    }

    private ImmutableArray<int> StepsOf(ConnectionRows rows, int least)
    {
        // The reference simulator keeps delays of lists in a buffer behind a link that takes a step itself.
        var extra = rows.IsListed && options.Fidelity == SpineMLFidelity.Brahms ? 1 : 0;
        return [.. rows.Delays.Select(delay => Math.Max(least, Steps(delay, null) + extra))];
    }

    // Whether nothing tells one connection from another but its ends and delay.
    private bool HasFreeOrder(WeightUpdate update) =>
        network.ClassOf(update) is { StateVariables.IsEmpty: true, Aliases.IsEmpty: true } definition && definition.Regimes.All(regime => regime.OnConditions.IsEmpty)
        && changes.PropertiesOf(update).All(property => property is { List: null, Value: null or Syntax.FixedValue })
        && update.Inputs.IsEmpty && !named.Contains(update.Name) && !network.Document.Instances.Any(instance => instance.Inputs.Any(input => input.Source == update.Name));

    private int Steps(double delay, Wire? wire)
    {
        // A part of a step by which a sum of rounded decimals may miss a whole number.
        const double Tolerance = 1e-4;
        var steps = delay / step;
        var whole = Math.Round(steps, MidpointRounding.AwayFromZero);
        if (wire is not null && Math.Abs(steps - whole) > Tolerance)
        {
            diagnostics.Warning(BuildCodes.Delay, $"The delay of {delay} ms from `{wire.Source.Instance.Name}` to `{wire.Target.Instance.Name}` is no multiple of the step of {step} ms; {whole * step} ms are taken.",
                wire.Target.Instance.Span, "The reference simulator refuses such a delay.");
        }

        return (int)Math.Clamp(whole, 0, int.MaxValue - 2);
    }
}
