using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuroglot.Simulation.Phases;

/// <summary>The instances of a set that emitted from a port in the current step.</summary>
internal sealed class EventList(int capacity)
{
    private int[] instances = new int[capacity];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many there were in all steps.</summary>
    public long Total { get; private set; }

    /// <summary>Room for as many as there are instances at least; the first <see cref="Count"/> are filled. Another one when more have been emitted.</summary>
    public int[] Array => instances;

    /// <summary>The instances, ascending unless they were emitted in another order.</summary>
    public ReadOnlySpan<int> Instances => instances.AsSpan(0, Count);

    /// <summary>Forgets the events of the step before.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds an event.</summary>
    public void Add(int instance)
    {
        instances[Count++] = instance;
        Total++;
    }

    /// <summary>Takes up the events of the last step of an earlier run, which counted them.</summary>
    public void Restore(ReadOnlySpan<int> emitted)
    {
        if (instances.Length < emitted.Length)
            instances = new int[emitted.Length];
        emitted.CopyTo(instances);
        Count = emitted.Length;
    }

    /// <summary>Takes the instances whose bits are set, from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public void Collect(byte[] flags, int start, int end)
    {
        Count = 0;
        var words = MemoryMarshal.Cast<byte, ulong>(flags.AsSpan(0, flags.Length & ~7));
        var (word, last) = (start >> 6, Math.Min((end + 63) >> 6, words.Length));
        while (word < last)
        {
            // Most instances are silent in most steps.
            if (word + Vector512<ulong>.Count <= last && Vector512.Create<ulong>(words.Slice(word, Vector512<ulong>.Count)) == Vector512<ulong>.Zero)
            {
                word += Vector512<ulong>.Count;
                continue;
            }

            for (var next = Math.Min(word + Vector512<ulong>.Count, last); word < next; word++)
                Collect(words[word], word << 6, start, end);
        }

        for (var instance = Math.Max(start, words.Length << 6); instance < end; instance++)
        {
            if ((flags[instance >> 3] >> (instance & 7) & 1) != 0)
                instances[Count++] = instance;
        }

        Total += Count;
    }

    private void Collect(ulong bits, int first, int start, int end)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            var instance = first + BitOperations.TrailingZeroCount(bits);
            if (instance >= start && instance < end)
                instances[Count++] = instance;
        }
    }

    /// <summary>Each instance that was collected emits as often as <paramref name="times"/> says for it, at least once.</summary>
    public void Repeat(double[] times)
    {
        var total = 0;
        foreach (var instance in Instances)
            total += Often(instance);
        if (total == Count)
            return;
        if (instances.Length < total)
            System.Array.Resize(ref instances, total);
        var at = total;
        for (var one = Count - 1; one >= 0; one--)
        {
            var instance = instances[one];
            for (var often = Often(instance); often > 0; often--)
                instances[--at] = instance;
        }

        Total += total - Count;
        Count = total;

        int Often(int instance) => Math.Max(1, (int)times[instance]);
    }

    /// <summary>The part of <see cref="Instances"/> from instance <paramref name="start"/> to before <paramref name="end"/>, where they ascend; else a copy.</summary>
    public ReadOnlySpan<int> Within(int start, int end, ref int[] buffer)
    {
        if (Count == 0 || (start == 0 && end >= capacity))
            return Instances;
        var found = 0;
        foreach (var instance in Instances)
        {
            if (instance < start || instance >= end)
                continue;
            if (found == buffer.Length)
                System.Array.Resize(ref buffer, (2 * found) + 16);
            buffer[found++] = instance;
        }

        return buffer.AsSpan(0, found);
    }
}
