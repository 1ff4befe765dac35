using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Passes;

/// <summary>
/// Keeps one state for each target where many postsynapses of one kind add up. Before: set syn, 1000 instances on 10 neurons, each
/// <c>dg/dt = -g/tau; in: g = g + w*gbase; i = g*(e - v)</c>. After: set syn, 1000 connections that hold w, each <c>in: post/g = post/g +
/// w*gbase</c>; and set syn/sum, 10 instances, each <c>dg/dt = -g/tau; i = g*(e - v)</c>. Legal where the equations are linear in the state
/// without a constant part, start at 0, and events add what does not depend on the state; equal in real arithmetic, not to the last bit.
/// </summary>
internal static class Aggregation
{
    // With fewer synapses on each target the detour through connections gains nothing.
    private const int FewestPerTarget = 2;

    /// <summary>The network with every set that allows it aggregated; the sums follow the sets of the original.</summary>
    public static Network Apply(Experiment experiment)
    {
        var network = experiment.Network;
        var watched = experiment.Recordings.Select(recording => recording.Set).Concat(experiment.EventRecordings.Select(recording => recording.Set)).ToHashSet();
        for (var index = 0; index < experiment.Network.Sets.Length; index++)
        {
            if (!watched.Contains(index) && Candidate.Of(network, index) is { } candidate)
                network = candidate.Apply(network, index);
        }

        return network;
    }

    private sealed class Candidate
    {
        private readonly ComponentSet set;
        private readonly Dictionary<string, ImmutableArray<Assignment>> handlers = [];
        private readonly HashSet<string> states;
        private readonly HashSet<string> varying;
        private readonly Dictionary<string, Alias> aliases;

        private Candidate(ComponentSet set)
        {
            this.set = set;
            states = [.. set.Class.States.Select(state => state.Name)];
            varying = [.. set.Properties.Where(property => property.Value is ListValue).Select(property => property.Key)];
            aliases = set.Class.Aliases.ToDictionary(alias => alias.Name);
        }

        private ComponentClass Class => set.Class;

        public static Candidate? Of(Network network, int index)
        {
            var set = network.Sets[index];
            if (set.Domain != DomainKind.Targets || set.Owner < 0 || set.Count < FewestPerTarget * set.OwnerOf.Distinct().Count())
                return null;
            var outgoing = network.AnalogLinks.Where(link => link.Source == index).ToList();
            var arriving = network.EventLinks.Where(link => link.Target == index).ToList();
            if (arriving.Count == 0 || network.EventLinks.Any(link => link.Source == index) || network.Sets.Any(other => other.Owner == index)
                || outgoing.Exists(link => link.Target != set.Owner) || network.ReferenceLinks.Any(link => link.Set == index || link.Target == index)
                || network.AnalogLinks.Any(link => link.Target == index && !link.Map.SequenceEqual(set.OwnerOf)))
            {
                return null;
            }

            var candidate = new Candidate(set);
            return candidate.IsLinear(outgoing.Select(link => link.Variable)) && arriving.TrueForAll(link => candidate.AddsOnly(link.TargetPort)) ? candidate : null;
        }

        public Network Apply(Network network, int index)
        {
            var owners = set.OwnerOf.Distinct().Order().ToImmutableArray();
            var places = owners.Select((owner, place) => (owner, place)).ToDictionary(pair => pair.owner, pair => pair.place);
            var sum = network.Sets.Length;
            var map = set.OwnerOf.Select(owner => places[owner]).ToImmutableArray();
            var sums = set with
            {
                Name = set.Name + "/sum",
                Count = owners.Length,
                OwnerOf = owners,
                PlaceInOwner = [.. owners.Select(owner => set.PlaceInOwner.IsEmpty ? 0 : set.PlaceInOwner[set.OwnerOf.IndexOf(owner)])],
                Properties = set.Properties.Where(property => property.Value is not ListValue).ToDictionary(),
                Class = Class with
                {
                    Machines = [.. Class.Machines.Select(WithoutEvents)],
                    InternalEvents = [],
                    Ports = [.. Class.Ports.Where(port => port is AnalogReceivePort)],
                },
            };
            var written = handlers.Values.SelectMany(actions => actions).Select(action => action.Variable).Distinct().ToList();
            return network with
            {
                Sets = network.Sets.SetItem(index, Connections(written)).Add(sums),
                AnalogLinks = [.. network.AnalogLinks.Select(link => link.Source == index ? link with { Source = sum, Map = owners }
                    : link.Target == index ? link with { Target = sum, Map = owners } : link)],
                ReferenceLinks = [.. network.ReferenceLinks, .. written.Select(state => new ReferenceLink(index, Post(state), sum, state, map))],
            };
        }

        private static string Post(string state) => "post/" + state;

        private static RegimeMachine WithoutEvents(RegimeMachine machine) =>
            machine with { Regimes = [.. machine.Regimes.Select(regime => regime with { Events = [] })] };

        private ComponentSet Connections(List<string> written)
        {
            var used = handlers.Values.SelectMany(actions => actions).SelectMany(action => FreeNames.Of(action.Value)).ToHashSet();
            return set with
            {
                Domain = DomainKind.Connections,
                Owner = -1,
                OwnerOf = [],
                PlaceInOwner = [],
                Properties = set.Properties.Where(property => used.Contains(property.Key)).ToDictionary(),
                Class = new ComponentClass(Class.Name, [Class.Parts[^1]])
                {
                    Parameters = [.. Class.Parameters.Where(parameter => used.Contains(parameter.Name))],
                    Machines = [new RegimeMachine("·", 0, [new Regime(string.Empty) { Events = [.. handlers.Select(handler => Handler(handler.Key, handler.Value))] }])],
                    Ports =
                    [
                        .. handlers.Keys.Select(port => new EventReceivePort(port, 0)),
                        .. Class.States.Where(state => written.Contains(state.Name)).Select(state => new ReferencePort(Post(state.Name), state.Dimension, 0)),
                    ],
                    Span = Class.Span,
                    TypeName = Class.TypeName,
                },
            };
        }

        private static OnEvent Handler(string port, ImmutableArray<Assignment> additions) => new(
            port,
            [.. additions.Select(addition => (Neuroglot.Model.Components.Action)new Assignment(
                Post(addition.Variable), new Binary(BinaryOperator.Add, new Name(Post(addition.Variable)), addition.Value), addition.Span))],
            additions.IsEmpty ? default : additions[0].Span);

        private bool IsLinear(IEnumerable<string> outputs)
        {
            var derivatives = Class.Machines.SelectMany(machine => machine.Regimes).SelectMany(regime => regime.Derivatives);
            return Class.KineticSchemes.IsEmpty
                && Class.Machines.All(machine => machine.AlwaysHolds && machine.Regimes[0].Conditions.IsEmpty)
                && Class.States.All(state => state.Initial == 0 && state.WritableWhen is null)
                && Class.OnStart.All(block => block.Actions.All(action => action is Assignment assignment && Inline(assignment.Value) is Number { Value: 0 }))
                && derivatives.All(derivative => IsHomogeneous(derivative.Rate))
                && outputs.All(output => IsHomogeneous(new Name(output)));
        }

        private bool IsHomogeneous(Expression expression) =>
            Inline(expression) is var inlined && inlined.IsPure() && !FreeNames.ContainsAny(inlined, varying)
            && LinearForm.TryCreate(inlined, states, out var form, out _) && form.Constant is Number { Value: 0 };

        // The sums that events at the port make, through all that the component relays inside of itself.
        private bool AddsOnly(string port)
        {
            if (handlers.ContainsKey(port))
                return true;
            var additions = ImmutableArray.CreateBuilder<Assignment>();
            var waiting = new Queue<string>([port]);
            for (var visited = 0; waiting.TryDequeue(out var here); visited++)
            {
                if (visited > Class.Parts.Length * 4)
                    return false;
                foreach (var action in Class.Machines.SelectMany(machine => machine.Regimes[0].Events).Where(handler => handler.Port == here).SelectMany(handler => handler.Actions))
                {
                    if (action is EventEmission emission)
                    {
                        foreach (var link in Class.InternalEvents.Where(link => link.Source == emission.Port))
                            waiting.Enqueue(link.Target);
                    }
                    else if (action is Assignment assignment && Addition(assignment) is { } addition)
                    {
                        additions.Add(addition);
                    }
                    else
                    {
                        return false;
                    }
                }
            }

            handlers[port] = additions.ToImmutable();
            return true;
        }

        private Assignment? Addition(Assignment assignment)
        {
            if (!LinearForm.TryCreate(Inline(assignment.Value), states, out var form, out _)
                || form.Coefficients is not { Count: 1 } || form.Coefficient(assignment.Variable) is not Number { Value: 1 })
            {
                return null;
            }

            var known = Class.Parameters.Select(parameter => parameter.Name).ToHashSet();
            return form.Constant.IsPure() && FreeNames.Of(form.Constant).All(known.Contains) ? assignment with { Value = form.Constant } : null;
        }

        private Expression Inline(Expression expression)
        {
            var underway = new HashSet<string>();
            return Simplifier.Simplify(Replace(expression));

            Expression Replace(Expression part) => Substitution.Apply(part, name =>
            {
                if (!aliases.TryGetValue(name, out var alias) || !underway.Add(name))
                    return null;
                var inlined = Replace(alias.Value);
                underway.Remove(name);
                return inlined;
            });
        }
    }
}
