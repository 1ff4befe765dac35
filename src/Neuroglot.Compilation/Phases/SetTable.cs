using System.Collections.Immutable;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Phases;

/// <summary>
/// What the kernels of an experiment in phases find where: for each set the columns it owns, those of other sets that it uses, and the maps to
/// them. Filled in while kernels are written.
/// </summary>
internal sealed class SetTable
{
    private readonly Network network;
    private readonly Entry[] entries;

    public SetTable(Network network)
    {
        this.network = network;
        entries = [.. network.Sets.Select(set => new Entry(new ClassSymbols(set, regimesAreVariables: true)))];
        foreach (var link in network.EndLinks)
        {
            var connectivity = network.Sets[link.Set].Connectivity!;
            var end = link.End == ConnectionEnd.Source ? connectivity.Source : connectivity.Target;
            entries[link.Set].Ports[link.Port] = new PortBinding(end.Set, link.Variable, MapName(link.End), link.End);
        }

        foreach (var (link, index) in network.AnalogLinks.Select((link, index) => (link, index)))
        {
            var map = "link:" + index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            entries[link.Target].Ports[link.Port] = new PortBinding(link.Source, link.Variable, map, null);
            entries[link.Target].Links[map] = link.Map;
        }
    }

    /// <summary>The names of a set's class.</summary>
    public ClassSymbols Symbols(int set) => entries[set].Symbols;

    /// <summary>What a port of a set is bound to, or null.</summary>
    public PortBinding? Binding(int set, string port) => entries[set].Ports.GetValueOrDefault(port);

    /// <summary>The trace as which a variable of connections is kept, or null.</summary>
    public Trace? Trace(int set, string variable) => entries[set].Traces.GetValueOrDefault(variable);

    /// <summary>The traces of a set of connections, in the order of their names.</summary>
    public IReadOnlyCollection<Trace> Traces(int set) => entries[set].Traces.Values;

    /// <summary>A variable of set <paramref name="set"/> is kept as <paramref name="trace"/>, which begins with a value and a time.</summary>
    public void Lift(int set, Trace trace, double value, double time)
    {
        entries[set].Traces.Add(trace.Variable, trace);
        entries[trace.Set].Initials[trace.Column] = value;
        entries[trace.Set].Initials[trace.Time] = time;
    }

    /// <summary>Notes that set <paramref name="set"/> needs its column <paramref name="name"/>.</summary>
    public string Own(int set, string name)
    {
        entries[set].Columns.Add(name);
        return name;
    }

    /// <summary>The name under which kernels of set <paramref name="set"/> know a column of set <paramref name="other"/>.</summary>
    public string Foreign(int set, int other, string column)
    {
        Own(other, column);
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{other}:{column}");
        entries[set].Bindings.TryAdd(name, new ColumnBinding(name, other, column));
        return name;
    }

    /// <summary>The name under which kernels of set <paramref name="set"/> know a table of set <paramref name="owner"/>; null where there is no such table.</summary>
    public string? Table(int set, int owner, string name)
    {
        if (network.Sets[owner].Class.Tables.FirstOrDefault(table => table.Name == name) is not { } table)
            return null;
        var column = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"table {owner}:{name}");
        entries[set].Tables.TryAdd(column, table with { Name = column });
        return column;
    }

    /// <summary>Notes that kernels of set <paramref name="set"/> use <paramref name="map"/>.</summary>
    public string Map(int set, string map)
    {
        entries[set].Maps.Add(map);
        return map;
    }

    /// <summary>Notes that kernels of set <paramref name="set"/> call a scheme, and gives it a name.</summary>
    public string AddScheme(int set, Func<string, SchemePlan> scheme)
    {
        var name = ColumnNames.Scheme(entries[set].Schemes.Count);
        entries[set].Schemes.Add(scheme(name));
        return name;
    }

    /// <summary>
    /// A binding for kernels of set <paramref name="set"/>, which reach by <paramref name="first"/> an instance, and from that by <paramref name="next"/> another.
    /// </summary>
    public PortBinding Through(int set, PortBinding first, PortBinding next)
    {
        var map = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{first.Map} {first.Set}:{next.Map}");
        entries[set].Joined[map] = (first, next);
        return next with { Map = map };
    }

    /// <summary>The sets whose columns kernels of set <paramref name="set"/> use.</summary>
    public IEnumerable<int> ForeignSets(int set) => entries[set].Bindings.Values.Select(binding => binding.Set).Distinct();

    /// <summary>The plans of the memory of all sets.</summary>
    /// <param name="without">Sets that need no map of the targets of their connections.</param>
    public ImmutableArray<SetPlan> Plans(IReadOnlySet<int> without) => [.. network.Sets.Select((set, index) => Plan(set, entries[index], without.Contains(index)))];

    /// <summary>The map from connections to their neurons at <paramref name="end"/>.</summary>
    public static string MapName(ConnectionEnd end) => end == ConnectionEnd.Source ? MapPlan.Source : MapPlan.Target;

    private SetPlan Plan(ComponentSet set, Entry entry, bool isWithoutTargets) => new(
        set.Name,
        set.Count,
        [.. entry.Columns.Select(name => entry.Initials.TryGetValue(name, out var initial) ? new ColumnPlan(name, initial, []) : ColumnPlans.Of(entry.Symbols, name))],
        [.. entry.Bindings.Values],
        [.. entry.Maps.Where(map => !(isWithoutTargets && map == MapPlan.Target)).Select(map => new MapPlan(map, MapOf(set, entry, map)))],
        [.. entry.Schemes])
    { Tables = [.. entry.Tables.Values] };

    // Maps of connections count from the first instance of their end; columns from the first of the set.
    private ImmutableArray<int> MapOf(ComponentSet set, Entry entry, string map)
    {
        if (entry.Links.TryGetValue(map, out var link))
            return link.IsEmpty ? [.. new int[set.Count]] : link;
        if (entry.Joined.TryGetValue(map, out var joined))
        {
            var next = MapOf(network.Sets[joined.First.Set], entries[joined.First.Set], joined.Next.Map);
            return [.. MapOf(set, entry, joined.First.Map).Select(instance => next[instance])];
        }

        var listed = (ListedConnections)set.Connectivity!.Rules[0];
        if (map == MapPlan.Source)
            return listed.Sources.ToArray(set.Connectivity.Source.Start);
        var start = set.Connectivity.Target.Start;
        return listed.Targets.ToArray(start);
    }

    private sealed class Entry(ClassSymbols symbols)
    {
        public ClassSymbols Symbols { get; } = symbols;

        public SortedSet<string> Columns { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, ColumnBinding> Bindings { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, LookupTable> Tables { get; } = new(StringComparer.Ordinal);

        public List<SchemePlan> Schemes { get; } = [];

        public SortedSet<string> Maps { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, PortBinding> Ports { get; } = [];

        public Dictionary<string, (PortBinding First, PortBinding Next)> Joined { get; } = [];

        public SortedDictionary<string, Trace> Traces { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, double> Initials { get; } = [];

        public Dictionary<string, ImmutableArray<int>> Links { get; } = [];
    }
}

/// <summary>What a port reads or writes.</summary>
/// <param name="Set">Index of the set that has the variable.</param>
/// <param name="Variable">The variable.</param>
/// <param name="Map">Name of the map from the instances of the port's set.</param>
/// <param name="End">The end of the connection that has the variable; null for other links.</param>
internal sealed record PortBinding(int Set, string Variable, string Map, ConnectionEnd? End);
