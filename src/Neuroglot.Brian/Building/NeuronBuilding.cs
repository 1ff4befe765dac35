using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Building;

/// <summary>Puts groups of neurons into the Model: a set, and what happens to it in a step.</summary>
internal static class NeuronBuilding
{
    private static readonly ImmutableArray<string> DefaultMethods = ["exact", "euler", "heun"];

    private static readonly ImmutableArray<string> DefaultMethodsOfCables = ["exact", "exponential_euler", "rk2", "heun"];

    /// <summary>The integrators to try for a method that a script names; null for the default.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isCable">Whether the equations are those of a spatial neuron, of which another default holds.</param>
    public static ImmutableArray<string> Methods(string? method, bool isCable = false) => method switch
    {
        null => isCable ? DefaultMethodsOfCables : DefaultMethods,
        "linear" or "independent" => ["exact"],
        _ => [method],
    };

    /// <summary>A draft without content.</summary>
    public static SetDraft Draft(NeuronGroup group, NetworkBuilding building)
    {
        if (EquationRules.Check(group.Equations, group.Cable is null ? GroupKind.NeuronGroup : GroupKind.SpatialNeuron, group.Name, building.Diagnostics, group.Cable?.HasPlaces != false) && group.Cable is { } cable)
            CableBuilding.Check(group, cable, building);
        return new SetDraft(group.Name, building.Drafts.Count, "NeuronGroup", new Resolution(group.Name, group.Variables, group.Namespace, building.Run.Namespace)) { Count = group.Count };
    }

    /// <summary>Fills the draft, when all objects have theirs.</summary>
    public static void Build(NeuronGroup group, SetDraft draft, NetworkBuilding building)
    {
        var diagnostics = building.Diagnostics;
        if (!draft.Checks.CheckEquations(group.Equations, diagnostics))
            return;
        var step = building.StepOf(group);
        var translation = new Translation(draft, step, diagnostics);
        var hasRefractory = group.Refractory is not null && group.Threshold is not null;
        if (hasRefractory)
        {
            draft.AddState("not_refractory", Dimension.None, 1);
            draft.AddState("lastspike", Dimension.Time, -1e4);
        }

        var equations = group.AllEquations;
        SharedBuilding.Build(equations, draft, group, building);
        EquationBuilding.Build(equations, draft, translation, building, hasRefractory ? new Name("not_refractory") : null, group.Name);
        Links(group, draft, building);
        if (group.Equations.Any(one => one.Has(EquationFlags.ConstantOverDt) && !SharedBuilding.Has(draft, one)))
            building.Add(EquationBuilding.ConstantOverDt(group.Equations, draft, translation), group);
        building.Populations.Add(new Population(group.Name, draft.Index));
        building.Add(new StateUpdate(group.StateUpdater, draft.Index, "groups", group.Order) { Methods = Methods(group.Method, group.Cable is not null) }, group);
        if (group.Cable is { } cable)
            CableBuilding.Build(group, cable, draft, building);
        if (group.Threshold is { } threshold)
            Spikes(group, threshold, draft, building);
        foreach (var (name, condition) in group.Events)
        {
            if (building.Condition(draft, condition, $"the event '{name}'", step) is not { } test)
                continue;
            Emit(draft, name, test, []);
            building.Add(new Detection($"{group.Name}_{name}_thresholder", draft.Index, name, "after_thresholds", group.Order), group);
        }
    }

    private static void Spikes(NeuronGroup group, string threshold, SetDraft draft, NetworkBuilding building)
    {
        var step = building.StepOf(group);
        if (building.Condition(draft, threshold, "the threshold", step) is not { } test)
            return;
        var reset = group.Reset is null ? [] : building.Code(draft, group.Reset, "the reset", step);
        Emit(draft, "spike", test, reset);
        if (group.Refractory is { } refractory)
            draft.Refractoriness = Refractoriness(refractory, draft, building, step);
        building.Add(new Detection(group.Name + "_spike_thresholder", draft.Index, "spike", "thresholds", group.Order), group);
        if (!reset.IsEmpty)
            building.Add(new Reaction(group.Name + "_spike_resetter", draft.Index, "spike", [], "resets", group.Order), group);
    }

    private static void Emit(SetDraft draft, string port, Expression test, ImmutableArray<Neuroglot.Model.Components.Action> actions)
    {
        draft.Ports.Add(new EventSendPort(port, 0));
        draft.Conditions.Add(new OnCondition(test, [new EventEmission(port, SourceSpan.None), .. actions], SourceSpan.None));
    }

    private static Refractoriness? Refractoriness(string text, SetDraft draft, NetworkBuilding building, double step)
    {
        if (ExpressionText.Parse(text, $"the refractory period of {draft.Name}", building.Diagnostics) is not { } period
            || !draft.Checks.CheckRefractory(period, SourceSpan.None, building.Diagnostics))
        {
            return null;
        }

        var isCondition = ValueTypes.Of(period, name => draft.Resolution.FindVariable(name)?.Type ?? VariableType.Real) == VariableType.Boolean;
        var translated = new Translation(draft, step, building.Diagnostics).Translate(period, SourceSpan.None);
        return new Refractoriness("spike", "not_refractory", "lastspike", isCondition ? null : translated, isCondition ? translated : null);
    }

    private static void Links(NeuronGroup group, SetDraft draft, NetworkBuilding building)
    {
        foreach (var parameter in group.Equations.Where(one => one.Has(EquationFlags.Linked)))
        {
            if (!group.Linked.TryGetValue(parameter.Name, out var link))
            {
                building.Diagnostics.Error("NG5107", $"The linked variable '{parameter.Name}' of {group.Name} is linked to nothing.", parameter.Span, $"Assign linked_var(…) to it.");
                continue;
            }

            if (building.Range(link.Source, $"'{parameter.Name}' of {group.Name}") is not { } source)
                continue;
            if (building.Drafts[source.Set].Connectivity is not null)
            {
                building.Diagnostics.Error("NG5107", $"'{parameter.Name}' of {group.Name} is linked to the synapses {link.Source.Object}.", parameter.Span, "Link it to a variable of neurons, into which the synapses sum: `x_post = … (summed)`.");
                continue;
            }

            var map = link.Index.IsDefaultOrEmpty
                ? Enumerable.Range(0, group.Count).Select(i => source.Start + (source.Count == 1 ? 0 : i))
                : link.Index.Select(i => source.Start + i);
            ImmutableArray<int> all = [.. map];
            if (all.Length != group.Count || all.Any(i => i < source.Start || i >= source.Start + source.Count))
            {
                building.Diagnostics.Error("NG5107", $"'{parameter.Name}' of {group.Name} is linked to {source.Count} neurons of {link.Source.Object}; {group.Count} are needed.", parameter.Span, "Give an index for each neuron.");
                continue;
            }

            if (all.Any(i => i != all[0]) && group.Equations.Subexpressions.FirstOrDefault(one => one.Has(EquationFlags.Shared) && FreeNames.Contains(one.Expression!, parameter.Name)) is { } shared)
            {
                building.Diagnostics.Error(EquationRules.NotShared, $"`{shared.Name}` of {group.Name} is shared but uses `{parameter.Name}`, which is linked to several neurons", shared.Span, $"link `{parameter.Name}` to one neuron, or make `{shared.Name}` not shared");
                continue;
            }

            draft.AddLinkedPort(parameter.Name, parameter.Dimension, isWritten: false);
            building.AnalogLinks.Add(new AnalogLink(source.Set, link.Variable, draft.Index, parameter.Name, all));
        }
    }
}
