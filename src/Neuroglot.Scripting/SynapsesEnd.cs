using System.Diagnostics.CodeAnalysis;
using Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>What synapses connect on one side: neurons, or other synapses.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The conversions are there for arguments.")]
public sealed class SynapsesEnd
{
    private readonly Func<int> count;

    private SynapsesEnd(Group group, GroupRange data, Func<int> count) => (Group, Data, this.count) = (group, data, count);

    /// <summary>Whose they are.</summary>
    internal Group Group { get; }

    internal GroupRange Data { get; }

    /// <summary>How many there are by now.</summary>
    internal int N => count();

    /// <summary>All neurons of a group.</summary>
    public static implicit operator SynapsesEnd(SpikeSource group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Subgroup.ToSubgroup(group);
    }

    /// <summary>Neurons of a group.</summary>
    public static implicit operator SynapsesEnd(Subgroup part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new(part.Group, part.Data, () => part.N);
    }

    /// <summary>All of some synapses, also those that will be made.</summary>
    public static implicit operator SynapsesEnd(Synapses synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        return new(synapses, synapses.Name, () => synapses.N);
    }
}
