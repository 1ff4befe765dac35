using Neuroglot.Model.Diagnostics;

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
        var before = placement.All.SelectMany(one => one.Incoming).Where(wire => wire.IsImmediate)
            .Select(wire => (Wire: wire, Source: NodeOf(wire.Source), Target: NodeOf(wire.Target)))
            .Where(edge => edge.Source != edge.Target || (edge.Wire.Source.Set.Connectivity is null && !IsInOrder(edge.Wire))).ToList();
        var waiting = placement.Sets.Where(set => !IsPassive(set)).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(set => !before.Exists(edge => edge.Target == set && waiting.Contains(edge.Source)));
            if (next is null)
            {
                Report(before.Where(edge => waiting.Contains(edge.Source) && waiting.Contains(edge.Target)).Select(edge => edge.Wire).ToList(), diagnostics);
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

    /// <summary>How many steps before the last one of its set <paramref name="wire"/>'s target wants to see what its source sent.</summary>
    public int StepsBack(Wire wire, int steps) => SeesThisStep(wire) ? steps : Math.Max(0, steps - 1);

    /// <summary>Whether the source has done the current step when the target begins it.</summary>
    public bool SeesThisStep(Wire wire) => wire.Source.Set == wire.Target.Set ? IsInOrder(wire) && wire.Rows is null or { IsIdentity: true } && wire.Source.Part < wire.Target.Part : PlaceOf(wire.Source) < PlaceOf(wire.Target);

    /// <summary>Whether a component does something by itself in a step, if only to change its regime.</summary>
    public static bool IsActive(Placed placed) =>
        placed.HasRegimes || placed.Class is { } definition && definition.Regimes.Any(regime => !regime.TimeDerivatives.IsEmpty || !regime.OnConditions.IsEmpty);

    // What only reacts, or passes on, is done when its postsynapses need it.
    private static SetDraft NodeOf(Placed placed) =>
        placed.Set.Connectivity is null || IsActive(placed) || placed.Outgoing.Count == 0 ? placed.Set : NodeOf(placed.Outgoing[0].Target);

    private static bool IsInOrder(Wire wire) => wire.Source.Set == wire.Target.Set && wire.Source.Part < wire.Target.Part;

    private static void Report(List<Wire> loop, DiagnosticBag diagnostics)
    {
        var names = loop.Select(wire => $"`{wire.Source.Instance.Name}` → `{wire.Target.Instance.Name}`").Distinct().Take(8);
        diagnostics.Error(BuildCodes.Loop, $"A loop has no delay at all, so nothing in it can be computed first: {string.Join(", ", names)}.", loop[0].Target.Instance.Span, "Give one of these connections a delay of a step at least.");
    }
}
