namespace Neuroglot.Simulation.Phases;

/// <summary>
/// What is under way, by the step in which it arrives, each in the order of being added. All steps share one store of small blocks, which stays as small, and as near, as what is
/// under way at a time, where a list for each step would keep room for the fullest step.
/// </summary>
internal sealed class ArrivalRing
{
    private const int BlockSize = 16;
    private const int None = -1;

    private readonly Slot[] slots;
    private Arrival[] store = new Arrival[BlockSize];

    // For each block the next one of its step, or the next free one.
    private int[] following = [None];
    private int free;

    /// <summary>An empty ring.</summary>
    /// <param name="longest">The most steps that anything travels.</param>
    public ArrivalRing(int longest)
    {
        slots = new Slot[longest + 1];
        Array.Fill(slots, new Slot(None, None, 0));
    }

    /// <summary>One more than the most steps that anything travels.</summary>
    public int Length => slots.Length;

    /// <summary>Adds what arrives at <paramref name="place"/>, a step modulo <see cref="Length"/>.</summary>
    public void Add(int place, Arrival arrival)
    {
        ref var slot = ref slots[place];
        var within = slot.Count % BlockSize;
        if (within == 0)
            Append(ref slot);
        store[(slot.Last * BlockSize) + within] = arrival;
        slot.Count++;
    }

    /// <summary>Adds one connection, which joins what was added last where it follows it.</summary>
    public void Join(int place, int instance, int connection)
    {
        var slot = slots[place];
        if (slot.Count > 0)
        {
            ref var last = ref store[(slot.Last * BlockSize) + ((slot.Count - 1) % BlockSize)];
            if (last.Instance == instance && last.First + last.Count == connection)
            {
                last = last with { Count = last.Count + 1 };
                return;
            }
        }

        Add(place, new Arrival(instance, connection, 1));
    }

    /// <summary>Adds what arrives at <paramref name="place"/> to <paramref name="due"/>, and keeps it.</summary>
    public void CopyTo(int place, List<Arrival> due)
    {
        var (block, count) = (slots[place].First, slots[place].Count);
        for (; count > 0; block = following[block], count -= BlockSize)
            due.AddRange(store.AsSpan(block * BlockSize, Math.Min(count, BlockSize)));
    }

    /// <summary>Adds what arrives at <paramref name="place"/> to <paramref name="due"/>, and forgets it.</summary>
    public void Take(int place, List<Arrival> due)
    {
        ref var slot = ref slots[place];
        if (slot.Count == 0)
            return;
        CopyTo(place, due);
        following[slot.Last] = free;
        free = slot.First;
        slot = new Slot(None, None, 0);
    }

    private void Append(ref Slot slot)
    {
        if (free == None)
            Grow();
        var block = free;
        free = following[block];
        following[block] = None;
        if (slot.Last == None)
            slot.First = block;
        else
            following[slot.Last] = block;
        slot.Last = block;
    }

    private void Grow()
    {
        var had = following.Length;
        Array.Resize(ref store, 2 * store.Length);
        Array.Resize(ref following, 2 * had);
        for (var block = had; block < following.Length; block++)
            following[block] = block + 1 < following.Length ? block + 1 : None;
        free = had;
    }

    private record struct Slot(int First, int Last, int Count);
}
