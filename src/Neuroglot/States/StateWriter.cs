using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Neuroglot.States;

/// <summary>Writes a state in binary form, little-endian; <see cref="StateReader"/> reads it.</summary>
internal sealed class StateWriter(Stream stream) : IDisposable
{
    private readonly BinaryWriter writer = new(stream);

    public void Dispose() => writer.Dispose();

    public void Write(int value) => writer.Write(value);

    public void Write(long value) => writer.Write(value);

    public void Write(ulong value) => writer.Write(value);

    public void Write(double value) => writer.Write(value);

    public void Write(bool value) => writer.Write(value);

    public void Write(string value) => writer.Write(value);

    /// <summary>Writes values by their names, in the order of these.</summary>
    public void Named<T>(ImmutableDictionary<string, T> all, Action<T> write)
    {
        writer.Write(all.Count);
        foreach (var (name, one) in all.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(name);
            write(one);
        }
    }

    public void Texts(ImmutableArray<string> texts)
    {
        writer.Write(texts.Length);
        foreach (var text in texts)
            writer.Write(text);
    }

    public void Array<T>(ImmutableArray<T> values)
        where T : struct
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
