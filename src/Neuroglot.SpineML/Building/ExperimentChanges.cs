using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Building;

/// <summary>What an experiment changes in its network.</summary>
/// <param name="model">The changes; null for none.</param>
internal sealed class ExperimentChanges(ModelReference? model)
{
    /// <summary>Whether a projection is left out.</summary>
    public bool IsLesioned(string source, string target) => model?.Lesions.Any(lesion => lesion.SourcePopulation == source && lesion.TargetPopulation == target) == true;

    /// <summary>Whether a generic input is left out.</summary>
    public bool IsLesioned(GenericInput input, string target) => model?.InputLesions.Any(lesion =>
        (lesion.Source, lesion.SourcePort, lesion.Target, lesion.TargetPort) == (input.Source, input.SourcePort, target, input.TargetPort)) == true;

    /// <summary>The new delay of a synapse, or null.</summary>
    public Delay? DelayOf(string source, string target, int synapse) =>
        model?.DelayChanges.LastOrDefault(change => (change.Source, change.Target, change.Synapse) == (source, target, synapse))?.Delay;

    /// <summary>The new delay of a generic input, or null.</summary>
    public Delay? DelayOf(GenericInput input, string target) => model?.InputDelayChanges.LastOrDefault(change =>
        (change.Source, change.SourcePort, change.Target, change.TargetPort) == (input.Source, input.SourcePort, target, input.TargetPort))?.Delay;

    /// <summary>The properties of <paramref name="instance"/>, with those that the experiment states in place of the network's.</summary>
    public IEnumerable<Property> PropertiesOf(ComponentInstance instance)
    {
        var changed = model?.Configurations.Where(one => one.Target == instance.Name).SelectMany(one => one.Properties).ToList() ?? [];
        foreach (var property in instance.Properties)
        {
            if (changed.FindLast(one => one.Name == property.Name) is not { } other)
                yield return property;
            // A list without a value for all changes the instances that it names and leaves the others.
            else if (other is { Value: null, List: not null })
                yield return other with { Value = property.Value };
            else
                yield return other;
        }

        foreach (var added in changed.Where(one => !instance.Properties.Any(property => property.Name == one.Name)))
            yield return added;
    }
}
