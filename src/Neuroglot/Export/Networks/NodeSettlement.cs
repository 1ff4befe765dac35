using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Export.Networks;

/// <summary>Settles the network of an experiment: who its nodes are, which edges there are, and which input gets what.</summary>
internal sealed class NodeSettlement
{
    /// <summary>Code of what a network has that exports do not write.</summary>
    public const string NotWritten = "NG7200";

    // TVBO's own for networks that state none, in mm per ms.
    private const double DefaultSpeed = 3;

    private readonly SimulationExperiment experiment;
    private readonly ParsedDynamics dynamics;
    private readonly Network network;
    private readonly DiagnosticBag diagnostics;

    private NodeSettlement(SimulationExperiment experiment, ParsedDynamics dynamics, Network network, DiagnosticBag diagnostics)
    {
        this.experiment = experiment;
        this.dynamics = dynamics;
        this.network = network;
        this.diagnostics = diagnostics;
    }

    /// <summary>The settled network; null for a single node, and, with an error, for what exports do not write.</summary>
    /// <param name="experiment">The experiment, with what it names taken from the library.</param>
    /// <param name="dynamics">Its dynamics.</param>
    /// <param name="diagnostics">Gets what is not written.</param>
    public static CoupledNodes? Of(SimulationExperiment experiment, ParsedDynamics dynamics, DiagnosticBag diagnostics) =>
        experiment.Network is { } network && CountOf(network) > 1 ? new NodeSettlement(experiment, dynamics, network, diagnostics).Settle() : null;

    /// <summary>Number of nodes: as listed, as stated, or as the weights have it; 1 where nothing tells.</summary>
    private static int CountOf(Network network) => network.Nodes.IsEmpty ? network.NodeCount ?? (network.Weights is { Rows: > 0 } weights ? weights.Rows : 1) : network.Nodes.Length;

    private CoupledNodes? Settle()
    {
        var before = diagnostics.Count(static one => one.Severity == Severity.Error);
        if (network.Generator is { } rule)
            Refuse($"edges that a rule makes (`{rule.Type}`)", rule.Span, "List the edges, or give a matrix of weights.");
        foreach (var node in network.Nodes.Where(node => node.Dynamics is { } name && name != dynamics.Source.Name))
            Refuse($"nodes of different dynamics; the node {node.Id} has `{node.Dynamics}`", node.Span, "Give all nodes the dynamics of the experiment.");
        var coupling = Coupling();
        ImmutableArray<NodeConnection> connections = [.. Connections(coupling).Where(static one => one.Weight != 0).OrderBy(static one => one.Target).ThenBy(static one => one.Source)];
        var terms = coupling is null ? [] : Terms(coupling);
        var nodes = network.Nodes.IsEmpty
            ? Enumerable.Repeat(new NodeValues(ImmutableSortedDictionary<string, double>.Empty, ImmutableSortedDictionary<string, double>.Empty), CountOf(network))
            : network.Nodes.Select(node => new NodeValues(
                Values(node.Parameters, dynamics.Source.Parameters.Select(static one => one.Name), "parameter"), Values(node.State, dynamics.Source.StateVariables.Select(static one => one.Name), "state variable")));
        ImmutableArray<NodeValues> settled = [.. nodes];
        return diagnostics.Count(static one => one.Severity == Severity.Error) > before ? null : new CoupledNodes(settled, connections, terms);
    }

    private ImmutableSortedDictionary<string, double> Values(ImmutableArray<Parameter> values, IEnumerable<string> names, string kind)
    {
        foreach (var one in values.Where(one => !names.Contains(one.Name) || one.Value is null))
            Refuse($"`{one.Name}` of a node, which is no {kind} of `{dynamics.Source.Name}` with a number", one.Span, NearNames.Hint(one.Name, names) ?? "Correct its name.");
        return values.Where(static one => one.Value is not null).GroupBy(static one => one.Name).ToImmutableSortedDictionary(static one => one.Key, static one => one.First().Value!.Value, StringComparer.Ordinal);
    }

    private ParsedCoupling? Coupling()
    {
        var named = network.Edges.Select(static one => one.Coupling).OfType<string>().Distinct().ToList();
        if (named.Count > 1)
            Refuse($"edges of different couplings ({string.Join(", ", named.Select(static one => $"`{one}`"))})", network.Span, "Use one coupling for all edges.");
        var written = named is [var name]
            ? network.Couplings.FirstOrDefault(one => one.Name == name) ?? new Coupling { Name = name, Span = network.Span }
            : experiment.Coupling ?? network.Couplings.FirstOrDefault() ?? new Coupling { Name = "Linear", Span = network.Span };
        if (written.IsReference)
            written = TvboLibrary.Load(written.Name, EntryKind.Coupling, written.Span, diagnostics) as Coupling;
        return written is null ? null : CouplingParser.Parse(written, dynamics, diagnostics);
    }

    private IEnumerable<NodeConnection> Connections(ParsedCoupling? coupling)
    {
        var count = CountOf(network);
        var isDelayed = coupling?.Source.IsDelayed ?? true;
        var speed = (network.ConductionSpeed ?? network.Parameters.FirstOrDefault(static one => one.Name == "conduction_speed"))?.Value ?? DefaultSpeed;
        var milliseconds = 1e-3 / TvboBuilder.SecondsIn(experiment.Integration.TimeScale);
        if (network.Weights is { Rows: > 0 } weights)
        {
            for (var place = 0; place < weights.Values.Length; place++)
            {
                var length = network.Lengths is { Rows: > 0 } lengths ? lengths.Values[place] : 0;
                yield return new NodeConnection(place / count, place % count, weights.Values[place], isDelayed ? length / speed * milliseconds : 0);
            }
        }

        var ids = network.Nodes.Select(static (node, place) => (node.Id, place)).ToDictionary(static one => one.Id, static one => one.place);
        var common = network.Edges.Where(static one => one.Source is null && one.Target is null).SelectMany(static one => one.Parameters).ToList();
        foreach (var edge in network.Edges)
        {
            if (edge.Source is not { } from || edge.Target is not { } to)
                continue;
            var (source, target) = network.Nodes.IsEmpty ? (from, to) : (ids[from], ids[to]);
            var delay = Number("delay", double.NaN);
            delay = !isDelayed ? 0 : (double.IsNaN(delay) ? Number("length", 0) / speed : delay) * milliseconds;
            yield return new NodeConnection(target, source, Number("weight", 1), delay);
            if (!edge.IsDirected && source != target)
                yield return new NodeConnection(source, target, Number("weight", 1), delay);

            double Number(string name, double usual) => edge.Parameters.Concat(common).FirstOrDefault(one => one.Name == name)?.Value ?? usual;
        }
    }

    // An expression that picks states by itself gives one value, for the first.
    private ImmutableArray<CouplingTerm> Terms(ParsedCoupling coupling)
    {
        var flagged = dynamics.Source.StateVariables.Where(static one => one.IsCouplingVariable).Select(static one => one.Name).ToImmutableArray();
        ImmutableArray<string> usual = flagged.IsEmpty ? [dynamics.Source.StateVariables[0].Name] : flagged;
        var incoming = coupling.Source.IncomingStates.IsEmpty ? usual : coupling.Source.IncomingStates;
        var local = coupling.Source.LocalStates.IsEmpty ? incoming : coupling.Source.LocalStates;
        var inputs = Inputs();
        if (inputs.Count == 0)
        {
            Refuse($"a network of `{dynamics.Source.Name}`, which uses no coupling input", network.Span, "Declare `coupling_inputs: {c_pop0: {}}` and use it.");
            return [];
        }

        var states = dynamics.Source.StateVariables.Select(static one => one.Name).ToHashSet();
        var picks = FreeNames.Of(coupling.Pre).Any(name => name.Contains('[', StringComparison.Ordinal) || (name is not (ParsedCoupling.Incoming or ParsedCoupling.Local) && coupling.Source.Parameters.All(one => one.Name != name)));
        var terms = ImmutableArray.CreateBuilder<CouplingTerm>();
        foreach (var (input, place) in inputs.Where(one => one.Place < (picks ? 1 : incoming.Length)))
        {
            var pre = Substitution.Apply(coupling.Pre, name => Renamed(name, incoming, local, place, states));
            var post = Substitution.Apply(coupling.Post, name => name == "N" && coupling.Source.Parameters.All(static one => one.Name != "N")
                ? new Number(CountOf(network))
                : name == ParsedCoupling.Local || name.StartsWith($"{ParsedCoupling.Local}[", StringComparison.Ordinal) ? Renamed(name, incoming, local, place, states) : null);
            var names = FreeNames.Of(pre).Concat(FreeNames.Of(post)).ToHashSet();
            terms.Add(new CouplingTerm(input, coupling, pre, post, [.. states.Where(state => names.Contains($"{state}_j"))], [.. states.Where(state => names.Contains($"{state}_i"))]));
        }

        return terms.ToImmutable();
    }

    // Inputs that equations use, with the coupling variable that each is of: c_pop1 says it itself, c_glob is of the first, others follow each other.
    private List<(string Input, int Place)> Inputs()
    {
        var used = dynamics.Rates.Concat(dynamics.DerivedVariables).SelectMany(static one => FreeNames.Of(one.Value).AsEnumerable()).ToHashSet();
        var inputs = new List<(string, int)>();
        var others = 0;
        foreach (var input in dynamics.Inputs.Where(static one => one != "local_coupling"))
        {
            var place = input == "c_glob" ? 0 : input.StartsWith("c_pop", StringComparison.Ordinal) && int.TryParse(input.AsSpan(5), out var number) ? number : others++;
            if (used.Contains(input))
                inputs.Add((input, place));
        }

        return inputs;
    }

    private Name? Renamed(string name, ImmutableArray<string> incoming, ImmutableArray<string> local, int term, HashSet<string> states)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        var stem = bracket < 0 ? name : name[..bracket];
        if (stem is not (ParsedCoupling.Incoming or ParsedCoupling.Local))
            return states.Contains(name) ? new Name($"{name}_i") : null;
        var list = stem == ParsedCoupling.Incoming ? incoming : local;
        var place = bracket < 0 ? Math.Min(term, list.Length - 1) : int.TryParse(name[(bracket + 1)..^1], out var number) ? number : -1;
        if (place >= 0 && place < list.Length)
            return new Name($"{list[place]}{(stem == ParsedCoupling.Incoming ? "_j" : "_i")}");
        Refuse($"`{name}` of a coupling: there are {list.Length} coupling variables", network.Span, "Name them under `incoming_states`.");
        return null;
    }

    private void Refuse(string what, SourceSpan span, string hint) => diagnostics.Error(NotWritten, $"No other form is written of {what}.", span, hint);
}
