using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Neuroglot.Model.Networks;

namespace Neuroglot.Brian;

/// <summary>Reads what <see cref="StateWriter"/> has written.</summary>
/// <param name="stream">The state.</param>
/// <param name="length">Its length in bytes, which no list in it can exceed.</param>
internal sealed class StateReader(Stream stream, long length) : IDisposable
{
    private readonly BinaryReader reader = new(stream);

    /// <summary>Reads the state.</summary>
    /// <exception cref="InvalidDataException">It is no such state.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public SessionState Read()
    {
        if (reader.ReadInt32() != StateWriter.Mark)
            throw new InvalidDataException("It was written by another version.");
        var (next, runs, steps, seed) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64(), new SessionSeed(reader.ReadUInt64(), reader.ReadDouble(), reader.ReadInt32()));
        var spikes = Named(reader.ReadInt64);
        var network = new NetworkState(reader.ReadDouble(), Named(Set), Named(Pathway));
        return new SessionState(network, next, runs, steps, seed, spikes, new RecordState(Named(States), Named(Events), Named(Counts)));
    }

    public void Dispose() => reader.Dispose();

    private SetState Set()
    {
        var count = reader.ReadInt32();
        var connections = reader.ReadBoolean() ? new ListedConnections(Array<int>(), Array<int>()) : null;
        return new SetState(count, connections, Named(Value), Named(reader.ReadDouble));
    }

    private PathwayState Pathway()
    {
        var delay = Value();
        var (seconds, connections) = (Array<double>(), Array<int>());
        return new PathwayState(delay, [.. seconds.Zip(connections)]);
    }

    private PropertyValue Value() => reader.ReadBoolean() ? new ListValue(Array<double>()) : new FixedValue(reader.ReadDouble());

    private StateRecordCopy States()
    {
        var (variables, instances, times) = (Texts(), Array<int>(), Array<double>());
        return new StateRecordCopy(variables, instances, times, [.. times.Select(_ => ImmutableCollectionsMarshal.AsArray(Array<double>())!)]);
    }

    private EventRecordCopy Events()
    {
        var (variables, times, indices) = (Texts(), Array<double>(), Array<int>());
        return new EventRecordCopy(variables, times, indices, [.. variables.Select(_ => Array<double>())]);
    }

    private CountRecordCopy Counts() => new(reader.ReadInt32(), reader.ReadDouble(), Array<double>(), Array<int>());

    private ImmutableDictionary<string, T> Named<T>(Func<T> read)
    {
        var all = ImmutableDictionary.CreateBuilder<string, T>();
        for (var left = Length(1); left > 0; left--)
        {
            var name = reader.ReadString();
            all[name] = read();
        }

        return all.ToImmutable();
    }

    private ImmutableArray<string> Texts() => [.. Enumerable.Range(0, Length(1)).Select(_ => reader.ReadString())];

    private ImmutableArray<T> Array<T>()
        where T : struct
    {
        var values = new T[Length(Unsafe.SizeOf<T>())];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private int Length(int size)
    {
        var count = reader.ReadInt32();
        return count >= 0 && (long)count * size <= length ? count : throw new InvalidDataException($"A list of {count} entries cannot be in it.");
    }
}
