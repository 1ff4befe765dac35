using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>Compartments of a spatial neuron: a section, or a section with all that grows from it. Like other parts of groups they can be recorded, and synapses can lead to them.</summary>
public sealed class SpatialSubgroup : Subgroup
{
    private readonly SpatialNeuron neuron;
    private readonly int section;

    internal SpatialSubgroup(SpatialNeuron neuron, int section, bool isWhole)
        : base(neuron, neuron.Compartments.First(section), isWhole ? neuron.Compartments.EndOfSubtree(section) : neuron.Compartments.End(section)) =>
        (this.neuron, this.section) = (neuron, section);

    /// <summary>The section alone.</summary>
    public SpatialSubgroup Main => new(neuron, section, isWhole: false);

    /// <summary>What grows from the end of the section, by the names under which the shape has it.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="Morphologies.MorphologyException">NG8167: there is no such subtree.</exception>
    public SpatialSubgroup Subtree(string name) => new(neuron, neuron.Compartments.Find(section, name), isWhole: true);

    /// <summary>The compartments of the section that lie at least in part between two distances from its beginning.</summary>
    /// <param name="from">The nearer distance.</param>
    /// <param name="to">The farther distance.</param>
    /// <exception cref="ModelException">These are no distances along the section.</exception>
    public Subgroup Between(Quantity from, Quantity to)
    {
        var (start, stop) = neuron.Compartments.Between(section, from, to);
        return new Subgroup(neuron, start, stop);
    }
}
