using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Neuroglot.Compilation.Plans;

namespace Neuroglot.Simulation.Phases;

/// <summary>Dense connections, at most one for each pair: for each source a bit for each target. Counting 64 targets takes a few instructions, however many are connected.</summary>
internal sealed class ConnectionBits
{
    /// <summary>Targets in a word.</summary>
    public const int Word = 64;

    // Measured: a word takes as long as two or three targets from a list.
    private const int FewestInWord = 3;

    private readonly ulong[] rows;
    private readonly int words;

    private ConnectionBits(ulong[] rows, int words)
    {
        this.rows = rows;
        this.words = words;
    }

    /// <summary>The bits of a pathway without copies of connections; null where lists are better, or the processor cannot count bits in bytes.</summary>
    public static ConnectionBits? Of(PathwayPlan pathway, int[] map, int targets)
    {
        var sources = pathway.RowStarts.Length - 1;
        var words = (targets + Word - 1) / Word;
        if (!Avx512BW.IsSupported || pathway.Delays is not null || (long)sources * words > Array.MaxLength || pathway.RowStarts[^1] < (long)sources * words * FewestInWord)
            return null;
        var rows = new ulong[sources * words];
        for (var source = 0; source < sources; source++)
        {
            for (var entry = pathway.RowStarts[source]; entry < pathway.RowStarts[source + 1]; entry++)
            {
                var target = map[pathway.Order is { } order ? order[entry] : entry];
                rows[(source * words) + (target / Word)] |= 1UL << (target % Word);
            }
        }

        return new ConnectionBits(rows, words);
    }

    /// <summary>Adds 1 to the counts of the targets of <paramref name="source"/>; a whole number of words of counts.</summary>
    public void Add(int source, byte[] counts)
    {
        // Byte k of a vector takes bit k: each 16 bytes have a copy of the word, of which they need two bytes, eight times each.
        var spread = Vector512.Create(0x0000000000000000UL, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303, 0x0404040404040404, 0x0505050505050505, 0x0606060606060606, 0x0707070707070707).AsByte();
        var own = Vector512.Create(0x8040201008040201UL).AsByte();
        var row = rows.AsSpan(source * words, words);
        ref var count = ref MemoryMarshal.GetReference(counts.AsSpan(0, words * Word));
        for (var word = 0; word < row.Length; word++)
        {
            var set = Vector512.Equals(Avx512BW.Shuffle(Vector512.Create(row[word]).AsByte(), spread) & own, own);
            var at = (nuint)(word * Word);
            (Vector512.LoadUnsafe(ref count, at) - set).StoreUnsafe(ref count, at);
        }
    }
}
