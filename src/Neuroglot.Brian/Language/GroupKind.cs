namespace Neuroglot.Brian.Language;

/// <summary>The objects that have equations; what an equation may say depends on them.</summary>
public enum GroupKind
{
    /// <summary>Point neurons.</summary>
    NeuronGroup,

    /// <summary>Synapses between two groups.</summary>
    Synapses,

    /// <summary>A neuron with a morphology.</summary>
    SpatialNeuron,
}
