using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Building;

/// <summary>The order in which sets are advanced within a step: whoever sees something without delay comes after what it sees.</summary>
internal sealed class StepOrder
{
    private readonly Dictionary<SetDraft, int> places = [];

    /// <summary>Finds the order; what has to be neither before nor after stays in the order of the document.</summary>
    /// <param name="placement">The sets and wires.</param>
    /// <param name="diagnostics">Gets an error for a loop.</param>
    public StepOrder(NetworkPlacement placement, DiagnosticBag diagnostics)
    {
        var immediate = placement.All.SelectMany(one => one.Incoming).Where(wire => wire.IsImmediate).ToList();
        var before = immediate.Select(wire => (Wire: wire, Source: NodeOf(wire.Source), Target: NodeOf(wire.Target)))
            .Where(edge => edge.Source != edge.Target || (edge.Wire.Source.Set.Connectivity is null && !edge.Wire.IsWithinTurn)).ToList();
        var waiting = placement.Sets.Where(set => !IsPassive(set)).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(set => !before.Exists(edge => edge.Target == set && waiting.Contains(edge.Source)));
            if (next is null)
            {
                Report(immediate, before.First(edge => waiting.Contains(edge.Source) && waiting.Contains(edge.Target)).Wire, diagnostics);
                next = waiting[0];
            }

            places[next] = places.Count;
            waiting.Remove(next);
        }

        bool IsPassive(SetDraft set) => placement.All.Exists(one => one.Set == set && NodeOf(one) != set);
    }

    /// <summary>The place of a set; passive ones share that of the set that they feed.</summary>
    public int PlaceOf(Placed placed) => places.GetValueOrDefault(NodeOf(placed));

    /// <summary>The place of a set.</summary>
    public int PlaceOf(SetDraft set) => places.GetValueOrDefault(set);

    /// <summary>How many steps before the last one of its set <paramref name="wire"/>'s target wants to see what its source sent; for events, steps from when they are found to when they arrive.</summary>
    public int StepsBack(Wire wire, int steps) => SeesThisStep(wire) ? steps : Math.Max(0, steps - 1);

    private bool SeesThisStep(Wire wire) => wire.Source.Set == wire.Target.Set ? wire.IsWithinTurn : PlaceOf(wire.Source) < PlaceOf(wire.Target);

    /// <summary>Whether a component does something by itself in a step, if only to change its regime, or to take in what comes from elsewhere than the ends of its connections.</summary>
    public static bool HasTurn(Placed placed) =>
        placed.HasRegimes || placed.Incoming.Exists(wire => wire is { Kind: PortKind.AnalogSend, Rows: not null }) || placed.Class is { } definition && definition.Regimes.Any(regime => !regime.TimeDerivatives.IsEmpty || !regime.OnConditions.IsEmpty);

    // What only reacts, or passes on, is done when its postsynapses need it.
    private static SetDraft NodeOf(Placed placed) =>
        placed.Set.Connectivity is null || HasTurn(placed) || placed.Outgoing.Count == 0 ? placed.Set : NodeOf(placed.Outgoing[0].Target);

    private static void Report(List<Wire> immediate, Wire wire, DiagnosticBag diagnostics)
    {
        const string Cure = "Give one of these connections a delay of a step at least.";
        if (Loops.Find(immediate.Select(one => (one.Source.Instance.Name, one.Target.Instance.Name))) is { Count: > 0 } loop)
            diagnostics.Error(BuildCodes.Loop, $"A loop has no delay at all, so nothing in it can be computed first: {Loops.Text(loop)}.", wire.Target.Instance.Span, Cure);
        else
            diagnostics.Error(BuildCodes.Loop, $"`{wire.Target.Instance.Name}` needs within a step what `{wire.Source.Instance.Name}` computes, which neurons and their postsynapses, computed together, cannot tell each other in time.", wire.Target.Instance.Span, Cure);
    }
}
