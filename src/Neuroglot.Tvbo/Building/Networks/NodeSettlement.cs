using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>Settles the network of an experiment for whatever writes it in another form, by the rules by which it runs.</summary>
public sealed class NodeSettlement
{
    /// <summary>Code of what other forms are not written of.</summary>
    public const string NotWritten = "NG7200";

    private readonly ParsedDynamics dynamics;
    private readonly int count;
    private readonly DiagnosticBag diagnostics;

    private NodeSettlement(ParsedDynamics dynamics, int count, DiagnosticBag diagnostics) => (this.dynamics, this.count, this.diagnostics) = (dynamics, count, diagnostics);

    /// <summary>The settled network; null for a single node, and, with an error, for what no other form is written of.</summary>
    /// <param name="experiment">The experiment, with what it names taken from the library.</param>
    /// <param name="dynamics">Its dynamics.</param>
    /// <param name="diagnostics">Gets what is not written.</param>
    public static CoupledNodes? Of(SimulationExperiment experiment, ParsedDynamics dynamics, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(dynamics);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (experiment.Network is not { } network || NetworkChecks.CountOf(network) <= 1)
            return null;
        var found = new DiagnosticBag();
        var groups = NodeGroup.Of(experiment, found);
        if (groups is [_, var second, ..])
            found.Error(NotWritten, $"No other form is written of nodes of different dynamics; the node {second.Nodes[0]} has `{second.Dynamics.Source.Name}`.", network.Span, "Give all nodes the dynamics of the experiment.");
        CoupledNodes? settled = null;
        if (groups is [var group] && !found.HasErrors)
        {
            var connections = Connections.Of(network, TvboBuilder.SecondsIn(experiment.Integration.TimeScale), found);
            var uses = connections.IsEmpty || found.HasErrors ? [] : CouplingUse.Of(experiment, connections, dynamics.Inputs.ToHashSet(), found);
            var settlement = new NodeSettlement(dynamics, group.Nodes.Length, found);
            settled = new CoupledNodes([.. group.Nodes.Select((_, place) => settlement.Values(group, place))], [.. uses.SelectMany(settlement.Terms)]);
        }

        // Reading the dynamics once more gives the same notes.
        diagnostics.AddRange(found.Where(static one => one.Severity == Severity.Error));
        return found.HasErrors ? null : settled;
    }

    private NodeValues Values(NodeGroup group, int place) => new(
        Own(dynamics.Source.Parameters.Select(static one => (one.Name, one.Value ?? 0)), group, place), Own(dynamics.Source.StateVariables.Select(static one => (one.Name, one.InitialValue)), group, place));

    private static ImmutableSortedDictionary<string, double> Own(IEnumerable<(string Name, double Usual)> names, NodeGroup group, int place) => names
        .Select(one => (one.Name, one.Usual, Value: group.Values.TryGetValue(one.Name, out var value) && value is ListValue list ? list.Values[place * group.Modes] : one.Usual))
        .Where(static one => one.Value != one.Usual).ToImmutableSortedDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal);

    private IEnumerable<CouplingTerm> Terms(CouplingUse use)
    {
        if (CouplingParser.Parse(use.Coupling, dynamics, diagnostics) is not { } coupling)
            yield break;
        ImmutableArray<NodeConnection> connections = [.. use.Connections.Select(one => new NodeConnection(one.Target, one.Source, one.Weight, use.Coupling.IsDelayed ? one.Delay : 0))];
        var incoming = CouplingBuilding.SentBy(coupling, dynamics);
        var local = coupling.Source.LocalStates.IsEmpty ? incoming : coupling.Source.LocalStates;
        var states = dynamics.Source.StateVariables.Select(static one => one.Name).ToHashSet();
        foreach (var (input, place) in CouplingBuilding.InputsOf(use, coupling, dynamics, CouplingBuilding.PicksStates(coupling) ? 1 : incoming.Length, diagnostics))
        {
            Name? Renamed(string name) => this.Renamed(name, coupling, incoming, local, place, states);
            var pre = Substitution.Apply(coupling.Pre, Renamed);
            var post = Substitution.Apply(coupling.Post, name => name == "N" && !IsOwn(coupling, name) ? new Number(count) : Renamed(name));
            var names = FreeNames.Of(pre).Concat(FreeNames.Of(post)).ToHashSet();
            yield return new CouplingTerm(input, coupling, pre, post, [.. states.Where(state => names.Contains($"{state}_j"))], [.. states.Where(state => names.Contains($"{state}_i"))], connections);
        }
    }

    private static bool IsOwn(ParsedCoupling coupling, string name) => coupling.Source.Parameters.Any(one => one.Name == name);

    private Name? Renamed(string name, ParsedCoupling coupling, ImmutableArray<string> incoming, ImmutableArray<string> local, int term, HashSet<string> states)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        var stem = bracket < 0 ? name : name[..bracket];
        if (stem is not (ParsedCoupling.Incoming or ParsedCoupling.Local))
            return states.Contains(name) && !IsOwn(coupling, name) ? new Name($"{name}_i") : null;
        var list = stem == ParsedCoupling.Incoming ? incoming : local;
        var place = bracket < 0 ? term : int.TryParse(name[(bracket + 1)..^1], out var number) ? number : -1;
        if (place >= 0 && place < list.Length)
            return new Name($"{list[place]}{(stem == ParsedCoupling.Incoming ? "_j" : "_i")}");
        if (!diagnostics.HasErrors)
            diagnostics.Error(NotWritten, $"No other form is written of `{name}` of a coupling: there are {list.Length} coupling variables.", coupling.Source.Span, "Name them under `incoming_states`.");
        return null;
    }
}
