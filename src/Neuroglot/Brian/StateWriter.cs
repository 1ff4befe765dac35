using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Neuroglot.Model.Networks;

namespace Neuroglot.Brian;

/// <summary>Writes a state in binary form, little-endian; <see cref="StateReader"/> reads it.</summary>
internal sealed class StateWriter(Stream stream) : IDisposable
{
    /// <summary>What the form begins with; another form will have another.</summary>
    public const int Mark = 0x3247_4E4E;

    private readonly BinaryWriter writer = new(stream);

    public void Write(SessionState state)
    {
        writer.Write(Mark);
        writer.Write(state.Next);
        writer.Write(state.RunsDone);
        writer.Write(state.Steps);
        writer.Write(state.Seed.Value);
        writer.Write(state.Seed.Time);
        writer.Write(state.Seed.RunsBefore);
        Named(state.Spikes, writer.Write);
        writer.Write(state.Network.Time);
        Named(state.Network.Sets, Set);
        Named(state.Network.Pathways, Pathway);
        Named(state.Records.States, Record);
        Named(state.Records.Events, Record);
        Named(state.Records.Counts, Record);
    }

    public void Dispose() => writer.Dispose();

    private void Set(SetState set)
    {
        writer.Write(set.Count);
        writer.Write(set.Connections is not null);
        if (set.Connections is { } connections)
        {
            Array(connections.Sources.ToArray());
            Array(connections.Targets);
        }

        Named(set.Values, Value);
        Named(set.Defaults, writer.Write);
    }

    private void Pathway(PathwayState pathway)
    {
        Value(pathway.Delay);
        Array([.. pathway.Pending.Select(one => one.Seconds)]);
        Array([.. pathway.Pending.Select(one => one.Connection)]);
    }

    private void Value(PropertyValue value)
    {
        writer.Write(value is ListValue);
        if (value is ListValue list)
            Array(list.Values);
        else
            writer.Write(((FixedValue)value).Value);
    }

    private void Record(StateRecordCopy record)
    {
        Texts(record.Variables);
        Array(record.Instances);
        Array(record.Times);
        foreach (var sample in record.Samples)
            Array([.. sample]);
    }

    private void Record(EventRecordCopy record)
    {
        Texts(record.Variables);
        Array(record.Times);
        Array(record.Indices);
        foreach (var values in record.Values)
            Array(values);
    }

    private void Record(CountRecordCopy record)
    {
        writer.Write(record.Size);
        writer.Write(record.Step);
        Array(record.Times);
        Array(record.Spikes);
    }

    private void Named<T>(ImmutableDictionary<string, T> all, Action<T> write)
    {
        writer.Write(all.Count);
        foreach (var (name, one) in all.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(name);
            write(one);
        }
    }

    private void Texts(ImmutableArray<string> texts)
    {
        writer.Write(texts.Length);
        foreach (var text in texts)
            writer.Write(text);
    }

    private void Array<T>(ImmutableArray<T> values)
        where T : struct
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
