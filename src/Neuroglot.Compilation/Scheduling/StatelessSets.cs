using Neuroglot.Model.Components;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Scheduling;

/// <summary>
/// Sets that only compute something of what others show: the ends of continuous connections. Where all equations advance from the same old values, they come before
/// everything that advances, each after those that it looks at, so that a sum over connections is one of values of the same time.
/// </summary>
internal static class StatelessSets
{
    /// <summary>For each set its level among those without state, −1 for a set that advances; null where sets without state look at each other in a circle.</summary>
    public static int[]? Levels(Network network)
    {
        var levels = new int[network.Sets.Length];
        for (var set = 0; set < levels.Length; set++)
            levels[set] = IsStateless(network.Sets[set].Class) ? 0 : -1;
        var links = network.AnalogLinks.Where(link => levels[link.Source] >= 0 && levels[link.Target] >= 0).Select(static link => (link.Source, link.Target)).Distinct().ToList();
        for (var round = 0; round <= levels.Length; round++)
        {
            var isDone = true;
            foreach (var (source, target) in links)
            {
                if (levels[target] > levels[source])
                    continue;
                levels[target] = levels[source] + 1;
                isDone = false;
            }

            if (isDone)
                return levels;
        }

        return null;
    }

    private static bool IsStateless(ComponentClass component) =>
        component.States.IsEmpty && component.KineticSchemes.IsEmpty && !component.Ports.Any(static port => port is EventSendPort or EventReceivePort)
        && component.Machines.All(static machine => machine.AlwaysHolds && machine.Regimes[0] is { Derivatives.IsEmpty: true, Conditions.IsEmpty: true, Events.IsEmpty: true });
}
