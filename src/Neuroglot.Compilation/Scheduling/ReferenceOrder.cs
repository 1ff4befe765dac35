using System.Collections.Immutable;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Scheduling;

/// <summary>
/// The order in which the LEMS reference advances instances: depth first through the ownership, what an instance owns before itself,
/// by place, then set, then index.
/// </summary>
internal static class ReferenceOrder
{
    /// <summary>For each set, the place of each instance in the order; places run from 0 through all sets.</summary>
    public static ImmutableArray<int[]> Ranks(Network network)
    {
        var owned = new List<(int Place, int Set, int Instance)>[network.Sets.Length][];
        var roots = new List<(int Place, int Set, int Instance)>();
        for (var set = 0; set < network.Sets.Length; set++)
            owned[set] = new List<(int, int, int)>[network.Sets[set].Count];
        for (var set = 0; set < network.Sets.Length; set++)
        {
            var members = network.Sets[set];
            for (var i = 0; i < members.Count; i++)
            {
                var entry = (members.PlaceInOwner.IsEmpty ? 0 : members.PlaceInOwner[i], set, i);
                if (members.Owner < 0)
                    roots.Add(entry);
                else
                    (owned[members.Owner][members.OwnerOf[i]] ??= []).Add(entry);
            }
        }

        var ranks = network.Sets.Select(set => new int[set.Count]).ToImmutableArray();
        var next = 0;
        Visit(roots);
        return ranks;

        // The depth of recursion is that of the ownership, a handful.
        void Visit(List<(int Place, int Set, int Instance)> members)
        {
            members.Sort();
            foreach (var (_, set, instance) in members)
            {
                if (owned[set][instance] is { } children)
                    Visit(children);
                ranks[set][instance] = next++;
            }
        }
    }
}
