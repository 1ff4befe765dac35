namespace Neuroglot.Lems.Syntax;

/// <summary>Hands out one string for equal short attribute values. A lossy cache of fixed size: it never grows, and never slows down.</summary>
internal sealed class ValuePool
{
    /// <summary>Longest value that is shared.</summary>
    public const int LongestValue = 64;

    private readonly string?[] slots = new string?[1 << 16];

    /// <summary>A string equal to <paramref name="value"/>.</summary>
    public string Get(ReadOnlySpan<char> value)
    {
        if (value.Length == 0)
            return string.Empty;
        var hash = 2166136261u;
        foreach (var c in value)
            hash = (hash ^ c) * 16777619u;
        ref var slot = ref slots[(hash ^ (hash >> 15)) & (uint)(slots.Length - 1)];
        if (slot is null || !value.SequenceEqual(slot))
            slot = value.ToString();
        return slot;
    }
}
