using System.Collections.Immutable;
using System.Text;

namespace Neuroglot.Sweeps;

/// <summary>A finished point of a sweep in its journal.</summary>
/// <param name="Problem">Why it failed; null where it did not.</param>
/// <param name="Spikes">Spikes of each population.</param>
/// <param name="Rates">Mean rate of each population, in hertz.</param>
/// <param name="Values">Where in the file the recorded values lie, and how many they are.</param>
/// <param name="Events">Where in the file the recorded events lie, their times first and then their instances, and how many they are.</param>
internal sealed record JournalPoint(string? Problem, long[] Spikes, double[] Rates, (long Offset, long Count)[] Values, (long Offset, long Count)[] Events);

/// <summary>What stands in the frames of a <see cref="SweepJournal"/>, in little-endian numbers and UTF-8.</summary>
internal static class JournalFormat
{
    /// <summary>Bytes of an event: its time and its instance.</summary>
    public const int EventBytes = sizeof(double) + sizeof(int);

    private const int LongestMessage = 2000;

    public static void Write(BinaryWriter writer, ImmutableArray<(string Label, string Value)> identity)
    {
        writer.Write(identity.Length);
        foreach (var (label, value) in identity)
        {
            writer.Write(label);
            writer.Write(value);
        }
    }

    public static void Write(BinaryWriter writer, SweepLayout layout)
    {
        writer.Write(layout.Populations.Length);
        foreach (var (name, size) in layout.Populations)
        {
            writer.Write(name);
            writer.Write(size);
        }

        writer.Write(layout.Values.Length);
        foreach (var values in layout.Values)
        {
            writer.Write(values.Name);
            writer.Write(values.Unit);
            writer.Write(values.Instances.Length);
            foreach (var instance in values.Instances)
                writer.Write(instance);
            writer.Write(values.Times.Length);
            foreach (var time in values.Times)
                writer.Write(time);
        }

        writer.Write(layout.Events.Length);
        foreach (var name in layout.Events)
            writer.Write(name);
    }

    /// <summary>The head of a point; behind it follow its values, then the times and instances of its events.</summary>
    public static void Write(BinaryWriter writer, int point, PointResult result)
    {
        writer.Write(point);
        writer.Write(result.Problem is not null);
        writer.Write(result.Problem is { Length: > LongestMessage } problem ? problem[..LongestMessage] : result.Problem ?? string.Empty);
        writer.Write(result.Activity.Length);
        foreach (var one in result.Activity)
        {
            writer.Write(one.Spikes);
            writer.Write(one.RateHertz);
        }

        writer.Write(result.Records.Values.Count);
        foreach (var values in result.Records.Values)
            writer.Write((long)values.Samples.Count);
        writer.Write(result.Records.Events.Count);
        foreach (var events in result.Records.Events)
            writer.Write((long)events.Times.Count);
    }

    public static ImmutableArray<(string Label, string Value)> ReadIdentity(byte[] content)
    {
        using var reader = Reader(content);
        return [.. Many(reader, static reader => (reader.ReadString(), reader.ReadString()))];
    }

    public static SweepLayout ReadLayout(byte[] content)
    {
        using var reader = Reader(content);
        return new SweepLayout(
            [.. Many(reader, static reader => (reader.ReadString(), reader.ReadInt32()))],
            [.. Many(reader, static reader => new ValueLayout(
                reader.ReadString(), reader.ReadString(), [.. Many(reader, static reader => reader.ReadInt32())], [.. Many(reader, static reader => reader.ReadDouble())]))],
            [.. Many(reader, static reader => reader.ReadString())]);
    }

    /// <summary>A point from its head.</summary>
    /// <param name="content">The frame, or the beginning of it.</param>
    /// <param name="start">Where in the file the frame's content begins.</param>
    public static (int Point, JournalPoint Entry) ReadPoint(byte[] content, long start)
    {
        using var reader = Reader(content);
        var point = reader.ReadInt32();
        var (failed, message) = (reader.ReadBoolean(), reader.ReadString());
        var activity = Many(reader, static reader => (Spikes: reader.ReadInt64(), Rate: reader.ReadDouble()));
        var values = Many(reader, static reader => reader.ReadInt64());
        var events = Many(reader, static reader => reader.ReadInt64());
        var offset = start + reader.BaseStream.Position;
        return (point, new JournalPoint(
            failed ? message : null, [.. activity.Select(static one => one.Spikes)], [.. activity.Select(static one => one.Rate)], Places(values, sizeof(double)), Places(events, EventBytes)));

        (long, long)[] Places(List<long> counts, int size)
        {
            var places = new (long, long)[counts.Count];
            for (var place = 0; place < places.Length; place++)
            {
                places[place] = (offset, counts[place]);
                offset += counts[place] * size;
            }

            return places;
        }
    }

    private static BinaryReader Reader(byte[] content) => new(new MemoryStream(content, writable: false), Encoding.UTF8);

    // A list grows as it is read, so that a count that promises too much ends in an EndOfStreamException, not in too much memory.
    private static List<T> Many<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var list = new List<T>();
        for (var left = reader.ReadInt32(); left > 0; left--)
            list.Add(read(reader));
        return list;
    }
}
