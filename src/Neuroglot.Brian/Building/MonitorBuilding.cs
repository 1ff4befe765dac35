using System.Collections.Immutable;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Building;

/// <summary>Puts monitors into the Model.</summary>
internal static class MonitorBuilding
{
    public static void Build(BrianObject one, NetworkBuilding building)
    {
        switch (one)
        {
            case StateMonitor monitor when building.Range(monitor.Source, monitor.Name) is { } range:
                var draft = building.Drafts[range.Set];
                var instances = !monitor.Record.IsDefault ? [.. monitor.Record.Select(index => range.Start + index)]
                    : draft.Connectivity is null ? Enumerable.Range(range.Start, range.Count).ToImmutableArray() : default;
                if (draft.Connectivity is null && instances.Any(instance => instance < range.Start || instance >= range.Start + range.Count))
                    building.Diagnostics.Error("NG5106", $"{monitor.Name} records neurons that {monitor.Source.Object} does not have.", SourceSpan.None, $"Number them from 0 to {range.Count - 1}.");
                building.Add(new Sampling(monitor.Name, range.Set, Variables(monitor.Variables, draft, monitor.Name, building), instances, monitor.When, monitor.Order), monitor);
                break;
            case EventMonitor monitor when building.Range(monitor.Source, monitor.Name) is { } range && building.Emits(monitor.Source.Object, monitor.Event, monitor.Name):
                var owner = Owner(monitor.Source.Object, building);
                var detection = building.Network.Placements.GetValueOrDefault(owner is SpikeGeneratorGroup ? owner.Name : $"{monitor.Source.Object}_{monitor.Event}_thresholder");
                var when = monitor.When ?? detection?.When ?? (monitor.Event == "spike" ? "thresholds" : "after_thresholds");
                building.Add(
                    new EventSampling(monitor.Name, range, monitor.Event, Variables(monitor.Variables, building.Drafts[range.Set], monitor.Name, building), when, (detection?.Order ?? owner?.Order ?? 0) + monitor.Order + 1),
                    monitor with { Step = monitor.Step ?? owner?.Step });
                break;
            case PopulationRateMonitor monitor when building.Range(monitor.Source, monitor.Name) is { } range && building.Emits(monitor.Source.Object, "spike", monitor.Name):
                building.Add(new EventCounting(monitor.Name, range, "spike", "end", monitor.Order), monitor with { Step = monitor.Step ?? Owner(monitor.Source.Object, building)?.Step });
                break;
        }
    }

    private static BrianObject? Owner(string group, NetworkBuilding building) => building.Network.Objects.FirstOrDefault(one => one.Name == group);

    private static ImmutableArray<string> Variables(ImmutableArray<string> names, SetDraft draft, string monitor, NetworkBuilding building)
    {
        var translated = ImmutableArray.CreateBuilder<string>();
        foreach (var name in names)
        {
            if (draft.Resolution.FindVariable(name) is null)
            {
                building.Diagnostics.Error("NG5109", $"{monitor} records '{name}', which {draft.Name} does not have.", SourceSpan.None, $"It has {string.Join(", ", draft.Resolution.Variables.Names.Order(StringComparer.Ordinal))}.");
                continue;
            }

            // What is recorded under its own name may have another in the Model: v of the neuron behind a synapse is v_post.
            if (new Translation(draft, building.Run.Step, building.Diagnostics).Translate(new Name(name), SourceSpan.None) is Name { Identifier: var found })
                translated.Add(found);
        }

        return translated.ToImmutable();
    }
}
