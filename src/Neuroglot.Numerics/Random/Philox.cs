using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuroglot.Numerics;

/// <summary>
/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw ("Parallel random numbers: as easy as 1, 2, 3",
/// SC 2011). A draw is a pure function of seed, stream, instance, step and ordinal, so the numbers do not depend on the order of
/// evaluation, the number of threads or the vector width.
/// </summary>
/// <remarks>
/// <para>
/// The key is the 64-bit seed. The counter is (instance, step, stream, ordinal + 2¹⁶·(step ≫ 32)): draws are distinct for instances
/// and streams of 32 bits, steps below 2⁴⁸ and ordinals (number of the draw within the step of one instance) below 2¹⁶.
/// </para>
/// <para>The forms for four and eight instances give, lane by lane, the bits of the scalar form for firstInstance + lane.</para>
/// </remarks>
public static partial class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyStep0 = 0x9E3779B9;
    private const uint KeyStep1 = 0xBB67AE85;
    private const int Rounds = 10;
    private const double UnitOf53Bits = 1.0 / (1L << 53);

    private const MethodImplOptions Called = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    /// <summary>The ten rounds for a plain counter and key, as in the paper.</summary>
    public static PhiloxBlock Block(uint counter0, uint counter1, uint counter2, uint counter3, uint key0, uint key1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * counter0;
            var product1 = (ulong)Multiplier1 * counter2;
            (counter0, counter1, counter2, counter3) =
                ((uint)(product1 >> 32) ^ counter1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ counter3 ^ key1, (uint)product0);
            key0 = unchecked(key0 + KeyStep0);
            key1 = unchecked(key1 + KeyStep1);
        }

        return new PhiloxBlock(counter0, counter1, counter2, counter3);
    }

    /// <summary>The block that belongs to a draw.</summary>
    public static PhiloxBlock Block(ulong seed, uint stream, uint instance, ulong step, uint ordinal) =>
        Block(instance, (uint)step, stream, LastWord(step, ordinal), (uint)seed, (uint)(seed >> 32));

    [MethodImpl(Inlined)]
    private static uint LastWord(ulong step, uint ordinal) => ordinal ^ ((uint)(step >> 32) << 16);

    /// <summary>53 bits in [0, 1) from two words.</summary>
    [MethodImpl(Inlined)]
    private static double Unit(uint high, uint low) => ((((ulong)high << 32) | low) >> 11) * UnitOf53Bits;

    [MethodImpl(Inlined)]
    private static Vector256<double> Unit(Vector256<ulong> high, Vector256<ulong> low) =>
        Vector256.ConvertToDouble(((high << 32) | low) >>> 11) * Vector256.Create(UnitOf53Bits);

    [MethodImpl(Inlined)]
    private static Vector512<double> Unit(Vector512<ulong> high, Vector512<ulong> low) =>
        Vector512.ConvertToDouble(((high << 32) | low) >>> 11) * Vector512.Create(UnitOf53Bits);

    [MethodImpl(Inlined)]
    private static Vector256<ulong> FourFrom(uint instance) => Vector256.Create((ulong)instance) + Vector256.Create(0UL, 1, 2, 3);

    [MethodImpl(Inlined)]
    private static Vector512<ulong> EightFrom(uint instance) => Vector512.Create((ulong)instance) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);

    /// <summary>Four blocks; each 64-bit lane carries one 32-bit word.</summary>
    [MethodImpl(Inlined)]
    private static void Blocks(
        ulong seed,
        uint stream,
        Vector256<ulong> instances,
        ulong step,
        uint ordinal,
        out Vector256<ulong> word0,
        out Vector256<ulong> word1,
        out Vector256<ulong> word2,
        out Vector256<ulong> word3)
    {
        var lowWord = Vector256.Create(0xFFFFFFFFUL);
        var counter0 = instances & lowWord;
        var counter1 = Vector256.Create((ulong)(uint)step);
        var counter2 = Vector256.Create((ulong)stream);
        var counter3 = Vector256.Create((ulong)LastWord(step, ordinal));
        var key0 = Vector256.Create((ulong)(uint)seed);
        var key1 = Vector256.Create(seed >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            // Products take no notice of the upper halves of their factors, so what gathers there does no harm until the end.
            var product0 = Product(counter0, Multiplier0);
            var product1 = Product(counter2, Multiplier1);
            counter0 = (product1 >>> 32) ^ counter1 ^ key0;
            counter1 = product1;
            counter2 = (product0 >>> 32) ^ counter3 ^ key1;
            counter3 = product0;
            key0 += Vector256.Create((ulong)KeyStep0);
            key1 += Vector256.Create((ulong)KeyStep1);
        }

        (word0, word1, word2, word3) = (counter0 & lowWord, counter1 & lowWord, counter2 & lowWord, counter3 & lowWord);
    }

    /// <summary>Eight blocks; each 64-bit lane carries one 32-bit word.</summary>
    [MethodImpl(Inlined)]
    private static void Blocks(
        ulong seed,
        uint stream,
        Vector512<ulong> instances,
        ulong step,
        uint ordinal,
        out Vector512<ulong> word0,
        out Vector512<ulong> word1,
        out Vector512<ulong> word2,
        out Vector512<ulong> word3)
    {
        var lowWord = Vector512.Create(0xFFFFFFFFUL);
        var counter0 = instances & lowWord;
        var counter1 = Vector512.Create((ulong)(uint)step);
        var counter2 = Vector512.Create((ulong)stream);
        var counter3 = Vector512.Create((ulong)LastWord(step, ordinal));
        var key0 = Vector512.Create((ulong)(uint)seed);
        var key1 = Vector512.Create(seed >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            // Products take no notice of the upper halves of their factors, so what gathers there does no harm until the end.
            var product0 = Product(counter0, Multiplier0);
            var product1 = Product(counter2, Multiplier1);
            counter0 = (product1 >>> 32) ^ counter1 ^ key0;
            counter1 = product1;
            counter2 = (product0 >>> 32) ^ counter3 ^ key1;
            counter3 = product0;
            key0 += Vector512.Create((ulong)KeyStep0);
            key1 += Vector512.Create((ulong)KeyStep1);
        }

        (word0, word1, word2, word3) = (counter0 & lowWord, counter1 & lowWord, counter2 & lowWord, counter3 & lowWord);
    }

    /// <summary>32 × 32 → 64 bits in every lane: one instruction, where the general 64-bit product takes several.</summary>
    [MethodImpl(Inlined)]
    private static Vector256<ulong> Product(Vector256<ulong> a, uint multiplier) =>
        Avx2.IsSupported ? Avx2.Multiply(a.AsUInt32(), Vector256.Create((ulong)multiplier).AsUInt32()) : a * Vector256.Create((ulong)multiplier);

    [MethodImpl(Inlined)]
    private static Vector512<ulong> Product(Vector512<ulong> a, uint multiplier) =>
        Avx512F.IsSupported
            ? Avx512F.Multiply(a.AsUInt32(), Vector512.Create((ulong)multiplier).AsUInt32())
            : Vector512.Create(Product(a.GetLower(), multiplier), Product(a.GetUpper(), multiplier));
}
