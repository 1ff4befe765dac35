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
        var owned = new Rows[network.Sets.Length];
        for (var owner = 0; owner < owned.Length; owner++)
            owned[owner] = Rows.OwnedBy(network, owner);
        var ranks = network.Sets.Select(set => new int[set.Count]).ToImmutableArray();
        var next = 0;
        Visit(Rows.OwnedBy(network, -1).Of(0));
        return ranks;

        // The depth of recursion is that of the ownership, a handful.
        void Visit(ReadOnlySpan<Member> members)
        {
            foreach (var (_, set, instance) in members)
            {
                Visit(owned[set].Of(instance));
                ranks[set][instance] = next++;
            }
        }
    }

    private readonly record struct Member(int Place, int Set, int Instance) : IComparable<Member>
    {
        public int CompareTo(Member other) =>
            Place != other.Place ? Place.CompareTo(other.Place) : Set != other.Set ? Set.CompareTo(other.Set) : Instance.CompareTo(other.Instance);
    }

    /// <summary>For each instance of a set what it owns, in order, one after the other.</summary>
    private sealed class Rows(int[] starts, Member[] members)
    {
        public static Rows OwnedBy(Network network, int owner)
        {
            var starts = new int[(owner < 0 ? 1 : network.Sets[owner].Count) + 1];
            ForAll((_, row) => starts[row + 1]++);
            for (var row = 1; row < starts.Length; row++)
                starts[row] += starts[row - 1];
            var members = new Member[starts[^1]];
            var next = starts[..^1];
            ForAll((member, row) => members[next[row]++] = member);
            for (var row = 0; row < starts.Length - 1; row++)
                members.AsSpan(starts[row]..starts[row + 1]).Sort();
            return new Rows(starts, members);

            void ForAll(Action<Member, int> use)
            {
                for (var set = 0; set < network.Sets.Length; set++)
                {
                    var one = network.Sets[set];
                    if (owner < 0 ? one.Owner >= 0 : one.Owner != owner)
                        continue;
                    for (var i = 0; i < one.Count; i++)
                        use(new Member(one.PlaceInOwner.IsEmpty ? 0 : one.PlaceInOwner[i], set, i), owner < 0 ? 0 : one.OwnerOf[i]);
                }
            }
        }

        public ReadOnlySpan<Member> Of(int instance) => members.AsSpan(starts[instance]..starts[instance + 1]);
    }
}
