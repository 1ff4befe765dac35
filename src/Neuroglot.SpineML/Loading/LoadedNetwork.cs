using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Loading;

/// <summary>A network with the classes of its components.</summary>
/// <param name="Document">The network.</param>
/// <param name="Path">Its file.</param>
/// <param name="Folder">The folder that its files lie in.</param>
/// <param name="Classes">The classes by the urls of the document; null for those that could not be read.</param>
public sealed record LoadedNetwork(NetworkDocument Document, string Path, ModelFolder Folder, IReadOnlyDictionary<string, ComponentClass?> Classes)
{
    /// <summary>How places come about, by the urls of the document; without those that there is no file of, which tools name where they need none.</summary>
    public IReadOnlyDictionary<string, LayoutClass> Layouts { get; init; } = new Dictionary<string, LayoutClass>();

    private readonly Lazy<Dictionary<string, ComponentInstance>> byName = new(() =>
        Document.Instances.DistinctBy(static instance => instance.Name, StringComparer.Ordinal).ToDictionary(static instance => instance.Name, StringComparer.Ordinal));

    private readonly Lazy<Dictionary<ComponentInstance, string>> targets = new(() =>
    {
        var found = new Dictionary<ComponentInstance, string>(ReferenceEqualityComparer.Instance);
        foreach (var projection in Document.Populations.SelectMany(static population => population.Projections))
        {
            foreach (var synapse in projection.Synapses)
                found[synapse.PostSynapse] = projection.TargetPopulation;
        }

        return found;
    });

    /// <summary>The class of <paramref name="instance"/>; null for a source of spikes, and where it could not be read.</summary>
    public ComponentClass? ClassOf(ComponentInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return Classes.GetValueOrDefault(instance.Url);
    }

    /// <summary>The instances called <paramref name="name"/>, the first of several; or null.</summary>
    public ComponentInstance? Find(string name) => byName.Value.GetValueOrDefault(name);

    /// <summary>How many instances of <paramref name="instance"/> there are; null for weight updates, of which there is one for each connection.</summary>
    public int? SizeOf(ComponentInstance instance) => instance switch
    {
        Neuron neuron => neuron.Size,
        Group group => group.Size,
        PostSynapse => targets.Value.TryGetValue(instance, out var target) && Find(target) is Neuron neurons ? neurons.Size : null,
        _ => null,
    };
}
