using Neuroglot.Model.Components;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Phases;

/// <summary>
/// Finds sets whose refractory instances all recover a known number of steps after their event, because nothing but the event changes when that is. It is enough then
/// to look at the few instances that emitted so many steps ago, rather than at all in every step, which would have to pass through memory for it.
/// </summary>
internal static class Recoveries
{
    /// <summary>Whether nothing but events of a set changes whether its instances are refractory.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="update">What advances the set.</param>
    /// <param name="refractoriness">Of its class.</param>
    public static bool FollowEvents(Experiment experiment, StateUpdate update, Refractoriness refractoriness)
    {
        var set = update.Set;
        if (experiment.Operations.Any(operation => operation is HostOperation
            || (operation is Emission emission && emission.Set == set && emission.Port == refractoriness.Port)))
            return false;
        var detections = experiment.Operations.OfType<Detection>().Where(detection => detection.Set == set && detection.Port == refractoriness.Port).ToList();
        return detections is [var only] && only.Step.Equals(update.Step) && !Assigned(experiment).Any(one => Changes(experiment.Network, one.Set, one.Variable, set, refractoriness));
    }

    private static bool Changes(Network network, int writer, string variable, int set, Refractoriness refractoriness)
    {
        bool IsOne(string name) => name == refractoriness.NotRefractory || name == refractoriness.LastEvent;
        return (writer == set && IsOne(variable))
            || network.EndLinks.Any(link => link.Set == writer && link.Port == variable && IsOne(link.Variable))
            || network.AnalogLinks.Any(link => link.Target == writer && link.Port == variable && IsOne(link.Variable));
    }

    private static IEnumerable<(int Set, string Variable)> Assigned(Experiment experiment)
    {
        foreach (var (index, set) in experiment.Network.Sets.Index())
        {
            foreach (var regime in set.Class.Machines.SelectMany(machine => machine.Regimes))
            {
                foreach (var assignment in regime.Conditions.SelectMany(condition => condition.Actions).Concat(regime.Events.SelectMany(handler => handler.Actions)).OfType<Assignment>())
                    yield return (index, assignment.Variable);
            }
        }

        foreach (var operation in experiment.Operations)
        {
            var (set, actions) = operation switch
            {
                Update update => (update.Instances.Set, update.Actions),
                Reaction reaction => (reaction.Set, reaction.Actions),
                _ => (-1, []),
            };
            foreach (var assignment in actions.OfType<Assignment>())
                yield return (set, assignment.Variable);
        }
    }
}
