using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Scheduling;

/// <summary>
/// Which instances an event without delay touches: its targets, and where these pass it on at once, theirs. a → b → c, with b a relay, gives
/// (a, b), (a, c) and (b, c).
/// </summary>
internal sealed class DirectEvents
{
    private readonly Network network;
    private readonly Dictionary<(int Set, string Port), List<int>> linksFrom = [];
    private readonly Dictionary<int, ILookup<int, int>> targets = [];
    private readonly Dictionary<(int Set, string Port), List<int>> passedOn = [];

    public DirectEvents(Network network)
    {
        this.network = network;
        for (var index = 0; index < network.EventLinks.Length; index++)
        {
            var link = network.EventLinks[index];
            if (!HasDirect(link))
                continue;
            if (!linksFrom.TryGetValue((link.Source, link.SourcePort), out var links))
                linksFrom[(link.Source, link.SourcePort)] = links = [];
            links.Add(index);
        }

        foreach (var index in linksFrom.Values.SelectMany(links => links))
        {
            var link = network.EventLinks[index];
            passedOn.TryAdd((link.Target, link.TargetPort), PassedOn(link));
        }
    }

    /// <summary>Pairs of an emitting instance and one that its event touches; some come several times.</summary>
    public IEnumerable<(int Source, int Instance, int Target, int Reached)> All()
    {
        foreach (var index in linksFrom.Values.SelectMany(links => links))
        {
            var link = network.EventLinks[index];
            var isRelayed = passedOn[(link.Target, link.TargetPort)].Count > 0;
            for (var i = 0; i < link.Connections.Count; i++)
            {
                // The members of one owner touch the same; the first stands for all of them.
                if (link.Connections.DelayOf(i) > 0 || (i > 0 && MemberNodes.IsMemberOf(network, link.Source, link.Target)
                    && link.Connections.Targets[i] == link.Connections.Targets[i - 1]))
                    continue;
                var (source, target) = (link.Connections.Sources[i], link.Connections.Targets[i]);
                yield return (link.Source, source, link.Target, target);
                if (!isRelayed)
                    continue;
                foreach (var (set, instance) in Beyond(link, target))
                    yield return (link.Source, source, set, instance);
            }
        }
    }

    private static bool HasDirect(EventLink link)
    {
        for (var i = 0; i < link.Connections.Delays.Length; i++)
        {
            if (link.Connections.Delays[i] <= 0)
                return true;
        }

        return false;
    }

    // Links without delay that carry on what arrives through this one.
    private List<int> PassedOn(EventLink link) =>
        [.. new ClassSymbols(network.Sets[link.Target]).EmittedBy(link.TargetPort).SelectMany(port => linksFrom.GetValueOrDefault((link.Target, port)) ?? [])];

    private HashSet<(int Set, int Instance)> Beyond(EventLink first, int target)
    {
        var reached = new HashSet<(int, int)>();
        var seen = new HashSet<(int Set, string Port, int Instance)>();
        var waiting = new Stack<(int Set, string Port, int Instance)>([(first.Target, first.TargetPort, target)]);
        while (waiting.TryPop(out var arrival))
        {
            if (!seen.Add(arrival))
                continue;
            foreach (var index in passedOn[(arrival.Set, arrival.Port)])
            {
                var link = network.EventLinks[index];
                foreach (var next in Targets(index)[arrival.Instance])
                {
                    reached.Add((link.Target, next));
                    waiting.Push((link.Target, link.TargetPort, next));
                }
            }
        }

        return reached;
    }

    private ILookup<int, int> Targets(int index)
    {
        if (targets.TryGetValue(index, out var known))
            return known;
        var connections = network.EventLinks[index].Connections;
        return targets[index] = Enumerable.Range(0, connections.Count).Where(i => connections.DelayOf(i) <= 0)
            .ToLookup(i => connections.Sources[i], i => connections.Targets[i]);
    }
}
