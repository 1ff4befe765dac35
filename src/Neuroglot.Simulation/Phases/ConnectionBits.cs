using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Neuroglot.Compilation.Plans;

namespace Neuroglot.Simulation.Phases;

/// <summary>Dense connections, at most one for each pair: for each source a bit for each target. Counting 512 targets takes a few instructions, however many are connected.</summary>
internal sealed class ConnectionBits
{
    /// <summary>Targets that are counted at once.</summary>
    public const int Block = 512;

    /// <summary>Targets in a word.</summary>
    public const int Word = 64;

    // Of a count in a byte.
    private const int Digits = 8;

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
    public static ConnectionBits? Of(PathwayPlan pathway, TargetList ends, int targets)
    {
        var sources = pathway.RowStarts.Length - 1;
        var words = (targets + Word - 1) / Word;
        if (!Avx512BW.IsSupported || pathway.Delays is not null || (long)sources * words > Array.MaxLength - Vector512<ulong>.Count || pathway.RowStarts[^1] < (long)sources * words * FewestInWord)
            return null;
        var rows = new ulong[(sources * words) + Vector512<ulong>.Count];
        for (var source = 0; source < sources; source++)
        {
            foreach (var target in ends.Row(pathway.RowStarts[source], pathway.RowStarts[source + 1] - pathway.RowStarts[source]))
                rows[(source * words) + (target / Word)] |= 1UL << (target % Word);
        }

        return new ConnectionBits(rows, words);
    }

    /// <summary>
    /// Adds to the count of each target from <paramref name="start"/>, which begins a block, to before <paramref name="end"/> how many of <paramref name="sources"/>, at
    /// most 255, are connected to it; there is a whole number of words of counts.
    /// </summary>
    /// <remarks>
    /// Counters of 512 targets are kept as binary digits, a vector for the ones, one for the twos and so on, to which a row is added with a few instructions,
    /// carries included; they become bytes at the end.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<int> sources, byte[] counts, int start, int end)
    {
        ref var row = ref MemoryMarshal.GetArrayDataReference(rows);
        Span<ulong> digits = stackalloc ulong[Digits * Vector512<ulong>.Count];
        for (var first = start / Word; first * Word < end; first += Vector512<ulong>.Count)
        {
            var (ones, twos, fours, eights) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero, Vector512<ulong>.Zero, Vector512<ulong>.Zero);
            var (next, over, far, last) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero, Vector512<ulong>.Zero, Vector512<ulong>.Zero);
            foreach (var source in sources)
            {
                var carry = Vector512.LoadUnsafe(ref row, (nuint)(((long)source * words) + first));
                (ones, carry) = (ones ^ carry, ones & carry);
                (twos, carry) = (twos ^ carry, twos & carry);
                (fours, carry) = (fours ^ carry, fours & carry);
                (eights, carry) = (eights ^ carry, eights & carry);
                if (carry == Vector512<ulong>.Zero)
                    continue;
                (next, carry) = (next ^ carry, next & carry);
                (over, carry) = (over ^ carry, over & carry);
                (far, carry) = (far ^ carry, far & carry);
                last ^= carry;
            }

            ones.CopyTo(digits);
            twos.CopyTo(digits[8..]);
            fours.CopyTo(digits[16..]);
            eights.CopyTo(digits[24..]);
            next.CopyTo(digits[32..]);
            over.CopyTo(digits[40..]);
            far.CopyTo(digits[48..]);
            last.CopyTo(digits[56..]);
            var used = BitOperations.Log2((uint)sources.Length) + 1;
            for (var word = 0; word < Vector512<ulong>.Count && (first + word) * Word < end; word++)
                Add(digits[word..], used, ref counts[(first + word) * Word]);
        }
    }

    // Byte k of a vector takes bit k: each 16 bytes have a copy of the word, of which they need two bytes, eight times each.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<ulong> digits, int used, ref byte count)
    {
        var spread = Vector512.Create(0x0000000000000000UL, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303, 0x0404040404040404, 0x0505050505050505, 0x0606060606060606, 0x0707070707070707).AsByte();
        var own = Vector512.Create(0x8040201008040201UL).AsByte();
        var sum = Vector512.LoadUnsafe(ref count);
        for (var digit = 0; digit < used; digit++)
        {
            var set = Vector512.Equals(Avx512BW.Shuffle(Vector512.Create(digits[digit * Vector512<ulong>.Count]).AsByte(), spread) & own, own);
            sum += set & Vector512.Create((byte)(1 << digit));
        }

        sum.StoreUnsafe(ref count);
    }
}
