using System.Collections.Immutable;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Passes;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Plans;

/// <summary>
/// Values that are given to a plan (<see cref="ComponentSet.Given"/>): one plan, with its kernels compiled once, then serves runs that differ in them.
/// </summary>
public static class GivenValues
{
    /// <summary>The given values of <paramref name="network"/>, by name.</summary>
    public static ImmutableSortedDictionary<string, double> Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>();
        foreach (var set in network.Sets)
        {
            foreach (var (variable, name) in set.Given)
                values[name] = set.Properties.GetValueOrDefault(variable) is FixedValue one ? one.Value : Default(set, variable);
        }

        return values.ToImmutable();
    }

    /// <summary>The same plan with other values. It is what planning anew with them would give.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="values">The values, by name, of all that <see cref="SimulationPlan.Given"/> holds.</param>
    public static SimulationPlan With(SimulationPlan plan, IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(values);
        var members = plan.Experiment.Network.Sets.ToBuilder();
        var sets = plan.Sets.ToBuilder();
        var changed = new List<int>();
        for (var index = 0; index < members.Count; index++)
        {
            var given = members[index].Given;
            if (given.IsEmpty)
                continue;
            changed.Add(index);
            foreach (var (variable, name) in given)
                members[index] = members[index].With(variable, new FixedValue(values[name]));
            sets[index] = sets[index] with
            {
                Columns = [.. sets[index].Columns.Select(column => given.TryGetValue(column.Name, out var name) ? column with { Initial = values[name], Values = [] } : column)],
            };
        }

        var experiment = plan.Experiment with { Network = plan.Experiment.Network with { Sets = members.ToImmutable() } };
        var with = plan with { Experiment = experiment, Sets = sets.ToImmutable(), Given = plan.Given.SetItems(plan.Given.Keys.Select(name => KeyValuePair.Create(name, values[name]))) };
        if (with is not LevelPlan levels)
            return with;
        var kernels = levels.Kernels.ToBuilder();
        foreach (var index in changed)
            kernels[index] = kernels[index] with { EventTimes = TimedEvents.TimesOf(experiment, index) };
        return levels with { Kernels = kernels.ToImmutable() };
    }

    private static double Default(ComponentSet set, string variable) => new ClassSymbols(set).Find(variable) switch
    {
        ParameterSymbol parameter => parameter.Value,
        StateSymbol state => state.State.Initial,
        _ => 0,
    };
}
