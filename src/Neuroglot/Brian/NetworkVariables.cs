using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;

namespace Neuroglot.Brian;

/// <summary>What code may call the variables of an object of a network.</summary>
internal static class NetworkVariables
{
    /// <summary>The variables of the group or synapses called <paramref name="name"/>; null where there is no such object, or it has none, or synapses end at each other in a circle.</summary>
    public static GroupVariables? Of(BrianNetwork network, string name) => Of(network, name, []);

    private static GroupVariables? Of(BrianNetwork network, string name, ImmutableHashSet<string> above) => network.Objects.FirstOrDefault(one => one.Name == name) switch
    {
        NeuronGroup group => group.Variables,
        PoissonGroup => GroupVariables.Neurons(EquationParser.Parse("rates : Hz")),
        SpikeSource => GroupVariables.Neurons(Equations.None),
        Synapses synapses when !above.Contains(name) && Of(network, synapses.Source.Object, above.Add(name)) is { } source && Of(network, synapses.Target.Object, above.Add(name)) is { } target =>
            GroupVariables.Synapses(synapses.Equations, source, target, synapses.MultisynapticIndex),
        _ => null,
    };
}
