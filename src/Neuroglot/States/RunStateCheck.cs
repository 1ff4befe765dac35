using System.Collections.Immutable;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.States;

/// <summary>Finds out whether a run can go on from a state: the network must be the one whose state it is; inputs, records and parameters may be others.</summary>
internal sealed class RunStateCheck
{
    private const string DoesNotFit = "NG6521";

    private readonly RunState state;
    private readonly PhasePlan plan;
    private readonly InputParts inputs;

    /// <summary>A check of <paramref name="state"/> against <paramref name="plan"/>.</summary>
    /// <param name="state">The state.</param>
    /// <param name="plan">The plan of the run that is to go on from it.</param>
    /// <param name="inputs">What belongs to inputs of the experiment.</param>
    public RunStateCheck(RunState state, PhasePlan plan, InputParts inputs) => (this.state, this.plan, this.inputs) = (state, plan, inputs);

    /// <summary>The state as far as the run takes it up; null, with the reason in <paramref name="diagnostics"/>, when it belongs to something else.</summary>
    public RunState? Fitting(DiagnosticBag diagnostics)
    {
        if (Problem() is not { } problem)
            return state with { Sets = state.Sets.Where(set => IsTakenUp(set.Key)).ToImmutableDictionary(), Pathways = state.Pathways.Where(pathway => IsTakenUp(pathway.Value.Set)).ToImmutableDictionary() };
        diagnostics.Error(DoesNotFit, "The state cannot be resumed: " + problem, SourceSpan.None, "Resume it with the network, step and fidelity that it was saved with; inputs, outputs and parameters may change.");
        return null;
    }

    private bool IsTakenUp(string name) => state.Sets.TryGetValue(name, out var old) && plan.Sets.Any(set => set.Name == name && set.Count == old.Count);

    private string? Problem()
    {
        if (state.Semantics != plan.Experiment.Semantics.Name)
            return $"it was saved under the semantics {state.Semantics}, but the run has {plan.Experiment.Semantics.Name}.";
        if (!state.Step.Equals(plan.Step))
            return FormattableString.Invariant($"its time step is {state.Step} ms, that of the run {plan.Step} ms.");
        if (state.Steps < 0)
            return "it lies before the beginning.";
        var sets = plan.Experiment.Network.Sets;
        foreach (var (name, set) in state.Sets.OrderBy(set => set.Key, StringComparer.Ordinal))
        {
            if (!set.IsInput && sets.All(one => one.Name != name))
                return $"it holds `{name}`, which the network has not.";
        }

        var needed = RunState.ChangingColumns(plan).ToLookup(column => column.Set, column => column.Variable);
        foreach (var set in sets.Where(set => !inputs.Sets.Contains(set.Name)))
        {
            if (!state.Sets.TryGetValue(set.Name, out var old))
                return $"it holds nothing of `{set.Name}`.";
            if (old.Count != set.Count)
                return $"`{set.Name}` has {set.Count} instances, in the state {old.Count}.";
            if (old.Fingerprint != RunState.Fingerprint(set))
                return $"`{set.Name}` connects others than in the state.";
            if (needed[set.Name].Order(StringComparer.Ordinal).FirstOrDefault(variable => !old.Columns.ContainsKey(variable) && !inputs.Variables.Contains((set.Name, variable))) is { } missing)
                return $"it holds no `{missing}` of `{set.Name}`.";
            if (old.Columns.Keys.Order(StringComparer.Ordinal).FirstOrDefault(variable => !needed[set.Name].Contains(variable) && !old.InputVariables.Contains(variable)) is { } surplus)
                return $"it holds `{surplus}` of `{set.Name}`, which has no such variable that changes.";
        }

        return Damage();
    }

    // A file may say anything; what is written by another program must not lead outside of lists.
    private string? Damage()
    {
        foreach (var (name, set) in state.Sets.Where(set => IsTakenUp(set.Key)))
        {
            if (set.Columns.Any(column => column.Value.Length != set.Count) || set.Emitted.Values.Any(port => port.Any(instance => (uint)instance >= (uint)set.Count)))
                return $"what it holds of `{name}` does not fit together.";
        }

        foreach (var (name, pathway) in state.Pathways.Where(pathway => IsTakenUp(pathway.Value.Set)))
        {
            if (plan.Pathways.FirstOrDefault(one => one.Name == name) is not { } now)
            {
                if (!pathway.Pending.IsEmpty)
                    return $"events are on their way to `{pathway.Set}` by a way that is no longer there.";
                continue;
            }

            var longest = (now.Delays is { Length: > 0 } delays ? delays.Max() : now.Delay) + 0.5;
            if (pathway.Pending.Any(one => (uint)one.Connection >= (uint)now.RowStarts[^1] || !(one.Seconds >= 0 && one.Seconds / plan.Step <= longest)))
                return $"events are on their way to `{pathway.Set}` that would take longer than its delays are now.";
        }

        return null;
    }
}
