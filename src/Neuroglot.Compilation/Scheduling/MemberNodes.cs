using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Scheduling;

/// <summary>
/// Members of one owner follow each other in the reference order and touch nothing but the owner and what it passes on, so the first stands for all: they are
/// advanced in the same level. A list of 100 000 spikes gives one node of the graph of levels, not as many times the synapses that its owner reaches.
/// </summary>
internal static class MemberNodes
{
    /// <summary>Whether <paramref name="set"/> holds the members of instances of <paramref name="owner"/>.</summary>
    public static bool IsMemberOf(Network network, int set, int owner) => network.Sets[set].Domain == DomainKind.Members && network.Sets[set].Owner == owner;

    /// <summary>Gives all members of an owner the level of the first.</summary>
    /// <param name="network">The network.</param>
    /// <param name="offsets">Number of the first instance of each set.</param>
    /// <param name="level">Level of each instance, numbered through all sets.</param>
    public static void Share(Network network, int[] offsets, int[] level)
    {
        for (var set = 0; set < network.Sets.Length; set++)
        {
            var members = network.Sets[set];
            if (members.Domain != DomainKind.Members)
                continue;
            for (var i = 1; i < members.Count; i++)
            {
                if (members.OwnerOf[i] == members.OwnerOf[i - 1])
                    level[offsets[set] + i] = level[offsets[set] + i - 1];
            }
        }
    }
}
