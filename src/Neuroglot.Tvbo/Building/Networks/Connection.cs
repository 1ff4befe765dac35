using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>A connection between two nodes.</summary>
/// <param name="Source">Number of the source.</param>
/// <param name="Target">Number of the target.</param>
/// <param name="Weight">Its weight, not 0.</param>
/// <param name="Delay">Its delay in model time.</param>
/// <param name="Coupling">Name of its coupling; null for those of the whole network.</param>
internal readonly record struct Connection(int Source, int Target, double Weight, double Delay, string? Coupling);

/// <summary>The connections that a network states: matrices, edges one by one, and rules.</summary>
internal sealed class Connections
{
    // Where neither the network nor an edge tells (The Virtual Brain's own): mm per ms.
    private const double UsualSpeed = 3;

    private readonly Network network;
    private readonly double timeUnit;
    private readonly DiagnosticBag diagnostics;
    private readonly List<Connection> all = [];
    private readonly Dictionary<int, int> numbers;
    private readonly Edge? template;

    // In metres, and metres per second.
    private readonly double lengthUnit;
    private readonly double speed;

    private Connections(Network network, double timeUnit, DiagnosticBag diagnostics)
    {
        this.network = network;
        this.timeUnit = timeUnit;
        this.diagnostics = diagnostics;
        numbers = network.Nodes.Select(static (node, number) => (node.Id, number)).ToDictionary();
        template = network.Edges.FirstOrDefault(static edge => edge.Source is null);
        lengthUnit = Units.Length(network.DistanceUnit, network.Span, diagnostics);
        var written = network.ConductionSpeed ?? network.Parameters.FirstOrDefault(static one => one.Name == "conduction_speed");
        speed = written switch
        {
            null => UsualSpeed * Units.MmPerMs,
            { Unit: { } unit } => (written.Value ?? UsualSpeed) * Units.Speed(unit, written.Span, diagnostics),
            _ => (written.Value ?? UsualSpeed) * (lengthUnit / Units.Time(network.TimeUnit, network.Span, diagnostics)),
        };
    }

    /// <summary>The connections of a network, weights of 0 left out, ascending by target and within it by source; empty, with the reasons, where some are impossible.</summary>
    /// <param name="network">The network.</param>
    /// <param name="timeUnit">Seconds in a unit of model time.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static ImmutableArray<Connection> Of(Network network, double timeUnit, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var connections = new Connections(EdgeMatrices.Transformed(network, found), timeUnit, found);
        connections.AddMatrix();
        connections.AddEdges();
        connections.AddRule();
        diagnostics.AddRange(found);
        // Stable, so that several connections between two nodes keep their order.
        return found.HasErrors ? [] : [.. connections.all.OrderBy(static one => one.Target).ThenBy(static one => one.Source)];
    }

    private void AddMatrix()
    {
        if (network.Weights is not { Rows: > 0 } weights)
            return;
        for (var target = 0; target < weights.Rows; target++)
        {
            for (var source = 0; source < weights.Columns; source++)
                Add(source, target, weights[target, source], null, template, weights.Span);
        }
    }

    private void AddEdges()
    {
        foreach (var edge in network.Edges)
        {
            if (edge.Source is not { } source || edge.Target is not { } target)
                continue;
            var (from, to) = (Number(source), Number(target));
            var weight = Value(edge, "weight")?.Value ?? 1;
            Add(from, to, weight, edge, edge, edge.Span);
            if (!edge.IsDirected && from != to)
                Add(to, from, weight, edge, edge, edge.Span);
        }
    }

    private void AddRule()
    {
        if (network.Generator is not { } rule)
            return;
        var weight = Value(null, "weight")?.Value ?? 1;
        foreach (var (from, to) in GraphRules.Pairs(rule, NetworkChecks.CountOf(network), diagnostics))
        {
            Add(from, to, weight, null, template, rule.Span);
            if (!rule.IsDirected)
                Add(to, from, weight, null, template, rule.Span);
        }
    }

    private int Number(int id) => numbers.Count == 0 ? id : numbers[id];

    private void Add(int source, int target, double weight, Edge? own, Edge? edge, SourceSpan span)
    {
        if (weight == 0)
            return;
        var delay = Delay(source, target, own);
        if (double.IsFinite(weight) && delay >= 0 && !double.IsInfinity(delay))
            all.Add(new Connection(source, target, weight, delay, edge?.Coupling));
        else if (!diagnostics.HasErrors)
            diagnostics.Error(NetworkCodes.WrongConnection, FormattableString.Invariant($"The connection from {source} to {target} has the weight {weight} and the delay {delay}."), span, "Weights are finite numbers, delays not negative; connections that are not there have the weight 0.");
    }

    private double Delay(int source, int target, Edge? edge)
    {
        if (Value(edge, "delay") is { Value: { } delay } written)
            return delay * (Units.Time(written.Unit ?? network.TimeUnit, written.Span, diagnostics) / timeUnit);
        var stated = edge?.Parameters.FirstOrDefault(static one => one.Name == "length") ?? (network.Lengths is null ? Value(edge, "length") : null);
        var length = stated?.Value ?? (network.Lengths is { Rows: > 0 } lengths ? lengths[target, source] : 0);

        // Units of length and time cancel in the usual case, before they could round.
        return length / speed * ((stated?.Unit is { } unit ? Units.Length(unit, stated.Span, diagnostics) : lengthUnit) / timeUnit);
    }

    // Of the edge itself, of the edge that stands for all, of the network.
    private Parameter? Value(Edge? edge, string name) => EdgeMatrices.Value(network, edge, name);
}
