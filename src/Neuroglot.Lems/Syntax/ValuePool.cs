namespace Neuroglot.Lems.Syntax;

/// <summary>Hands out one string for equal short attribute values. A lossy cache: it is small for small files, has a largest size, and never slows down.</summary>
internal sealed class ValuePool
{
    /// <summary>Longest value that is shared.</summary>
    public const int LongestValue = 64;

    private const int MostSlots = 1 << 16;

    private string?[] slots = new string?[1 << 10];
    private int made;

    /// <summary>A string equal to <paramref name="value"/>.</summary>
    public string Get(ReadOnlySpan<char> value)
    {
        if (value.Length == 0)
            return string.Empty;
        var hash = 2166136261u;
        foreach (var c in value)
            hash = (hash ^ c) * 16777619u;
        ref var slot = ref slots[(hash ^ (hash >> 15)) & (uint)(slots.Length - 1)];
        if (slot is not null && value.SequenceEqual(slot))
            return slot;
        var fresh = slot = value.ToString();
        if (++made > slots.Length && slots.Length < MostSlots)
        {
            // What is known is forgotten: it comes back as it is met again.
            slots = new string?[4 * slots.Length];
            made = 0;
        }

        return fresh;
    }
}
