using System.Runtime.InteropServices;
using Neuroglot.Model.Networks;
using Neuroglot.States;

namespace Neuroglot.Brian;

/// <summary>The state of a session as an entry of a file of states.</summary>
internal static class SessionStateForm
{
    /// <summary>What the form begins with; another form has another.</summary>
    public const int Mark = 0x3247_4E4E;

    public static void Write(StateWriter writer, SessionState state)
    {
        writer.Write(state.Next);
        writer.Write(state.RunsDone);
        writer.Write(state.Steps);
        writer.Write(state.Seed.Value);
        writer.Write(state.Seed.Time);
        writer.Write(state.Seed.RunsBefore);
        writer.Named(state.Spikes, writer.Write);
        writer.Write(state.Network.Time);
        writer.Named(state.Network.Sets, set => Set(writer, set));
        writer.Named(state.Network.Pathways, pathway => Pathway(writer, pathway));
        writer.Named(state.Records.States, record => Record(writer, record));
        writer.Named(state.Records.Events, record => Record(writer, record));
        writer.Named(state.Records.Counts, record => Record(writer, record));
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="InvalidDataException">It is no such state.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public static SessionState Read(StateReader reader)
    {
        var (next, runs, steps, seed) = (reader.Int32(), reader.Int32(), reader.Int64(), new SessionSeed(reader.UInt64(), reader.Double(), reader.Int32()));
        var spikes = reader.Named(reader.Int64);
        var network = new NetworkState(reader.Double(), reader.Named(() => Set(reader)), reader.Named(() => Pathway(reader)));
        return new SessionState(network, next, runs, steps, seed, spikes, new RecordState(reader.Named(() => States(reader)), reader.Named(() => Events(reader)), reader.Named(() => Counts(reader))));
    }

    private static void Set(StateWriter writer, SetState set)
    {
        writer.Write(set.Count);
        writer.Write(set.Connections is not null);
        if (set.Connections is { } connections)
        {
            writer.Array(connections.Sources.ToArray());
            writer.Array(connections.Targets.ToArray());
        }

        writer.Named(set.Values, value => Value(writer, value));
        writer.Named(set.Defaults, writer.Write);
    }

    private static SetState Set(StateReader reader)
    {
        var count = reader.Int32();
        var connections = reader.Truth() ? new ListedConnections(reader.Array<int>(), reader.Array<int>()) : null;
        return new SetState(count, connections, reader.Named(() => Value(reader)), reader.Named(reader.Double));
    }

    private static void Pathway(StateWriter writer, PathwayState pathway)
    {
        Value(writer, pathway.Delay);
        writer.Array([.. pathway.Pending.Select(one => one.Seconds)]);
        writer.Array([.. pathway.Pending.Select(one => one.Connection)]);
    }

    private static PathwayState Pathway(StateReader reader)
    {
        var delay = Value(reader);
        var (seconds, connections) = (reader.Array<double>(), reader.Array<int>());
        return new PathwayState(delay, [.. seconds.Zip(connections)]);
    }

    private static void Value(StateWriter writer, PropertyValue value)
    {
        writer.Write(value is ListValue);
        if (value is ListValue list)
            writer.Array(list.Values);
        else
            writer.Write(((FixedValue)value).Value);
    }

    private static PropertyValue Value(StateReader reader) => reader.Truth() ? new ListValue(reader.Array<double>()) : new FixedValue(reader.Double());

    private static void Record(StateWriter writer, StateRecordCopy record)
    {
        writer.Texts(record.Variables);
        writer.Array(record.Instances);
        writer.Array(record.Times);
        foreach (var sample in record.Samples)
            writer.Array([.. sample]);
    }

    private static StateRecordCopy States(StateReader reader)
    {
        var (variables, instances, times) = (reader.Texts(), reader.Array<int>(), reader.Array<double>());
        return new StateRecordCopy(variables, instances, times, [.. times.Select(_ => ImmutableCollectionsMarshal.AsArray(reader.Array<double>())!)]);
    }

    private static void Record(StateWriter writer, EventRecordCopy record)
    {
        writer.Texts(record.Variables);
        writer.Array(record.Times);
        writer.Array(record.Indices);
        foreach (var values in record.Values)
            writer.Array(values);
    }

    private static EventRecordCopy Events(StateReader reader)
    {
        var (variables, times, indices) = (reader.Texts(), reader.Array<double>(), reader.Array<int>());
        return new EventRecordCopy(variables, times, indices, [.. variables.Select(_ => reader.Array<double>())]);
    }

    private static void Record(StateWriter writer, CountRecordCopy record)
    {
        writer.Write(record.Size);
        writer.Write(record.Step);
        writer.Array(record.Times);
        writer.Array(record.Spikes);
    }

    private static CountRecordCopy Counts(StateReader reader) => new(reader.Int32(), reader.Double(), reader.Array<double>(), reader.Array<int>());
}
