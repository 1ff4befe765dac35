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
                building.Add(new Update(regularly.Name, instances, building.Code(draft, regularly.Code, "the code of run_regularly", building.StepOf(regularly)), regularly.When, regularly.Order), regularly);
                break;
            case RunOnEvent reaction when building.Find(reaction.Group, reaction.Name) is { } group:
                building.Add(new Reaction(reaction.Name, group.Index, reaction.Event, building.Code(group, reaction.Code, $"the code for '{reaction.Event}'", building.StepOf(reaction)), reaction.When, reaction.Order), reaction);
                break;
            case NetworkOperation operation:
                building.Add(new HostOperation(operation.Name, operation.When, operation.Order), operation);
                break;
        }
    }
}
