using Neuroglot.Brian.Objects;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Brian.Building;

/// <summary>Puts code that runs at a clock or after events into the Model.</summary>
internal static class OperationBuilding
{
    public static void Build(BrianObject one, NetworkBuilding building)
    {
        switch (one)
        {
            case RunRegularly regularly when building.Range(regularly.Group, regularly.Name) is { } range:
                var draft = building.Drafts[range.Set];

                // Synapses are not counted yet: all of them are meant.
                var instances = draft.Connectivity is null ? range : new InstanceRange(range.Set, 0, Update.All);
                Regularly(regularly, draft, instances, building);
                break;
            case RunOnEvent reaction when building.Find(reaction.Group, reaction.Name) is { } group && building.Emits(reaction.Group, reaction.Event, reaction.Name):
                building.Add(new Reaction(reaction.Name, group.Index, reaction.Event, building.Code(group, reaction.Code, $"the code for '{reaction.Event}'", building.StepOf(reaction)), reaction.When, reaction.Order), reaction);
                break;
            case NetworkOperation operation:
                building.Add(new HostOperation(operation.Name, operation.When, operation.Order), operation);
                break;
        }
    }

    private static void Regularly(RunRegularly regularly, SetDraft draft, InstanceRange instances, NetworkBuilding building)
    {
        var step = building.StepOf(regularly);
        if (building.Statements(draft, regularly.Code, "the code of run_regularly") is not { } code || SharedBuilding.Split(code, draft, building.Diagnostics) is not var (once, each))
            return;
        if (!once.IsEmpty)
            building.Add(new Update(regularly.Name, new InstanceRange(draft.Shared!.Index, 0, 1), new Translation(draft.Shared, step, building.Diagnostics).Translate(once), regularly.When, regularly.Order), regularly);
        if (!each.IsEmpty)
            building.Add(new Update(once.IsEmpty ? regularly.Name : regularly.Name + " (each)", instances, new Translation(draft, step, building.Diagnostics) { Part = draft.Connectivity is null ? instances : null }.Translate(each), regularly.When, regularly.Order), regularly);
    }
}
