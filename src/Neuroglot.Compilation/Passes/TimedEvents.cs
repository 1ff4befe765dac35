using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Passes;

/// <summary>
/// Finds sets that only send an event at a time of each instance, so that the engine can keep a list of times instead of asking every instance in every step.
/// Before: set spikes, 100 000 instances, each <c>on t >= time and spiked == 0: spiked = 1; emit spike</c>. After: the same set, with its times in a list. Legal where
/// nobody sees the state of the instances; the events are the same, since the times are compared in the same way.
/// </summary>
internal static class TimedEvents
{
    /// <summary>The time of each instance of the set at <paramref name="index"/>, or nothing where it does more.</summary>
    public static ImmutableArray<double> TimesOf(Experiment experiment, int index)
    {
        var network = experiment.Network;
        var set = network.Sets[index];
        if (set.Domain != DomainKind.Members || set.Class.Machines is not [{ AlwaysHolds: true } machine]
            || experiment.Recordings.Any(recording => recording.Set == index)
            || network.AnalogLinks.Any(link => link.Source == index || link.Target == index)
            || network.ReferenceLinks.Any(link => link.Set == index || link.Target == index))
        {
            return [];
        }

        if (machine.Regimes[0] is not { Events.IsEmpty: true, Conditions: [var condition] } regime || TimeOfOnce(set.Class, regime, condition) is not { } time)
            return [];
        return set.Properties.GetValueOrDefault(time) switch
        {
            ListValue list => list.Values,
            FixedValue one => [.. Enumerable.Repeat(one.Value, set.Count)],
            _ => [.. Enumerable.Repeat(set.Class.Parameters.First(parameter => parameter.Name == time).Value, set.Count)],
        };
    }

    // t >= time and sent == 0, where the actions set sent, which nothing else changes: the name of time.
    private static string? TimeOfOnce(ComponentClass component, Regime regime, OnCondition condition)
    {
        if (condition.Test is not Binary
            {
                Operator: BinaryOperator.And,
                Left: Binary { Operator: BinaryOperator.GreaterOrEqual, Left: Name { Identifier: "t" }, Right: Name time },
                Right: Binary { Operator: BinaryOperator.Equal, Left: Name sent, Right: Number { Value: 0 } },
            })
        {
            return null;
        }

        var isSetOnce = component.States.Any(state => state.Name == sent.Identifier && state.Initial == 0)
            && regime.Derivatives.All(derivative => derivative.Variable != sent.Identifier)
            && component.OnStart.SelectMany(block => block.Actions).OfType<Assignment>().All(action => action.Variable != sent.Identifier)
            && condition.Actions.OfType<Assignment>().Where(action => action.Variable == sent.Identifier).ToList() is [{ Value: Number { Value: not 0 } }];
        return isSetOnce && component.Parameters.Any(parameter => parameter.Name == time.Identifier) && condition.Actions.All(action => action is Assignment or EventEmission)
            ? time.Identifier : null;
    }
}
