using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Neuroglot.Numerics;

namespace Neuroglot.Compilation.Passes.Expansion;

/// <summary>
/// Each pair of a source and a target with the same probability, <c>connect(p=0.1)</c>: the numbers of pairs that are left out between two that are taken have a geometric distribution, so
/// that there is one draw for each connection. Eight sources draw at once, each from a stream of its own.
/// </summary>
internal static class RandomPairs
{
    /// <summary>Appends connections, source after source.</summary>
    /// <param name="made">Where they go.</param>
    /// <param name="sources">Number of sources.</param>
    /// <param name="targets">Number of targets.</param>
    /// <param name="probability">Of each pair.</param>
    /// <param name="draws">The stream.</param>
    public static void Add(ConnectionList made, int sources, int targets, double probability, ChangeDraws draws)
    {
        made.Reserve(Math.Clamp(probability, 0, 1) * sources * targets);
        if (probability <= 0 || targets == 0)
            return;
        long[] places = [];
        for (var first = 0; first < sources; first += Vector512<long>.Count)
        {
            var rounds = Draw((uint)first, targets, probability < 1 ? 1 / Elementary.Log1p(-probability) : 0, draws, ref places);
            for (var lane = 0; lane < Vector512<long>.Count && first + lane < sources; lane++)
            {
                for (var at = lane; at < rounds * Vector512<long>.Count && places[at] < targets; at += Vector512<long>.Count)
                    made.Add(first + lane, (int)places[at]);
            }
        }
    }

    // The targets of eight sources, side by side, until none has any more; their number. Code for such vectors is made at run time only, at first without optimization.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Draw(uint first, int targets, double scale, ChangeDraws draws, ref long[] places)
    {
        var (next, end, longest) = (-Vector512<long>.One, Vector512.Create((long)targets), Vector512.Create((double)int.MaxValue));
        for (var round = 0; ; round++)
        {
            if (places.Length < (round + 1) * Vector512<long>.Count)
                Array.Resize(ref places, (2 * places.Length) + (64 * Vector512<long>.Count));
            var jumps = scale == 0 ? Vector512<double>.Zero
                : Vector512.Min(longest, Elementary.Log1p(-Philox.UniformV512(draws.Seed, draws.Stream, first, (ulong)round, 0)) * scale);
            next += Vector512<long>.One + Vector512.ConvertToInt64(jumps);
            next.CopyTo(places, round * Vector512<long>.Count);
            if (!Vector512.LessThanAny(next, end))
                return round + 1;
        }
    }
}
