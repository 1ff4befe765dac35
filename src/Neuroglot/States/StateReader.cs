using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Neuroglot.States;

/// <summary>Reads what <see cref="StateWriter"/> has written; throws <see cref="InvalidDataException"/> or <see cref="EndOfStreamException"/> where it is none of that.</summary>
/// <param name="stream">The state.</param>
/// <param name="length">Its length in bytes, which no list in it can exceed.</param>
internal sealed class StateReader(Stream stream, long length) : IDisposable
{
    // What a file says of its length may be wrong: memory grows with what is there.
    private const int Piece = 1 << 20;

    private readonly BinaryReader reader = new(stream);

    public void Dispose() => reader.Dispose();

    public int Int32() => reader.ReadInt32();

    public long Int64() => reader.ReadInt64();

    public ulong UInt64() => reader.ReadUInt64();

    public double Double() => reader.ReadDouble();

    public bool Truth() => reader.ReadBoolean();

    public string Text() => reader.ReadString();

    public ImmutableDictionary<string, T> Named<T>(Func<T> read)
    {
        var all = ImmutableDictionary.CreateBuilder<string, T>();
        for (var left = Length(1); left > 0; left--)
        {
            var name = reader.ReadString();
            all[name] = read();
        }

        return all.ToImmutable();
    }

    public ImmutableArray<string> Texts()
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        for (var left = Length(1); left > 0; left--)
            texts.Add(reader.ReadString());
        return texts.ToImmutable();
    }

    public ImmutableArray<T> Array<T>()
        where T : struct
    {
        var count = Length(Unsafe.SizeOf<T>());
        var values = new T[Math.Min(count, Piece)];
        for (var done = 0; done < count; done = values.Length)
        {
            if (done > 0)
                System.Array.Resize(ref values, (int)Math.Min(count, 2L * done));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(done)));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private int Length(int size)
    {
        var count = reader.ReadInt32();
        return count >= 0 && (long)count * size <= length ? count : throw new InvalidDataException($"A list of {count} entries cannot be in it.");
    }
}
