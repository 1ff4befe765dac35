using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Loading;

/// <summary>A network with the classes of its components.</summary>
/// <param name="Document">The network.</param>
/// <param name="Path">Its file.</param>
/// <param name="Folder">The folder that its files lie in.</param>
/// <param name="Classes">The classes by the urls of the document; null for those that could not be read.</param>
public sealed record LoadedNetwork(NetworkDocument Document, string Path, ModelFolder Folder, IReadOnlyDictionary<string, ComponentClass?> Classes)
{
    /// <summary>The class of <paramref name="instance"/>; null for a source of spikes, and where it could not be read.</summary>
    public ComponentClass? ClassOf(ComponentInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return Classes.GetValueOrDefault(instance.Url);
    }

    /// <summary>The instances called <paramref name="name"/>, or null.</summary>
    public ComponentInstance? Find(string name) => Document.Instances.FirstOrDefault(instance => instance.Name == name);

    /// <summary>How many instances of <paramref name="instance"/> there are; null for weight updates, of which there is one for each connection.</summary>
    public int? SizeOf(ComponentInstance instance) => instance switch
    {
        Neuron neuron => neuron.Size,
        Group group => group.Size,
        PostSynapse => Document.Populations.SelectMany(static population => population.Projections)
            .Where(projection => projection.Synapses.Any(synapse => ReferenceEquals(synapse.PostSynapse, instance)))
            .Select(projection => (Find(projection.TargetPopulation) as Neuron)?.Size).FirstOrDefault(),
        _ => null,
    };
}
