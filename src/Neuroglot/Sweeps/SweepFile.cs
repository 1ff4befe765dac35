using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;

namespace Neuroglot.Sweeps;

/// <summary>
/// The result of a sweep: <c>axes/NAME</c> with the values of each axis in the unit that they were given in; <c>failed</c>, <c>spikes/POPULATION</c> and <c>rates/POPULATION</c> with a
/// number for each point; <c>values/NAME</c> with the axes of the sweep, time and, for several instances, these (<c>instances/NAME</c>), not a number where a point failed;
/// <c>times/NAME</c> in seconds, or <c>time</c> where all are the same; <c>events/NAME/times</c> and <c>/indices</c> of all points one after the other, those of point k, counted with
/// the last axis fastest, from <c>events/NAME/offsets[k]</c> on; and <c>meta</c>, a text of JSON that names axes, units and failures.
/// </summary>
internal static class SweepFile
{
    /// <summary>Writes the file; false, with the reason, when that fails.</summary>
    public static bool Write(string path, string model, SweepGrid grid, SweepJournal journal, DiagnosticBag diagnostics) => NpzArrays.WriteWhole(
        path,
        file =>
        {
            ImmutableArray<long> shape = [.. grid.Shape.Select(static length => (long)length)];
            Axes(file, grid);
            file.WriteInt64s("failed", shape.AsSpan(), [.. Enumerable.Range(0, grid.Points).Select(point => journal.Points[point].Problem is null ? 0L : 1)]);
            if (journal.Layout is { } layout)
            {
                Summaries(file, grid.Points, shape, journal, layout);
                Values(file, grid.Points, shape, journal, layout);
                for (var place = 0; place < layout.Events.Length; place++)
                    Events(file, grid.Points, journal, layout.Events[place], place);
            }

            file.WriteText("meta", Meta(model, grid, journal));
        },
        diagnostics);

    private static void Axes(NpzArrays file, SweepGrid grid)
    {
        file.WriteTexts("axes", [.. grid.Dimensions.Select(static one => one.Name)]);
        foreach (var dimension in grid.Dimensions)
        {
            foreach (var axis in dimension.Axes)
                file.Write($"axes/{axis.Path}", axis.Values.AsSpan());
            if (dimension.Axes.IsEmpty)
                file.WriteInt64s("axes/trial", [dimension.Length], [.. Enumerable.Range(0, dimension.Length).Select(grid.SeedOf)]);
        }
    }

    private static void Summaries(NpzArrays file, int points, ImmutableArray<long> shape, SweepJournal journal, SweepLayout layout)
    {
        for (var place = 0; place < layout.Populations.Length; place++)
        {
            var spikes = new long[points];
            var rates = new double[points];
            for (var point = 0; point < points; point++)
            {
                var isThere = journal.Points[point] is { Problem: null };
                (spikes[point], rates[point]) = isThere ? (journal.Points[point].Spikes[place], journal.Points[point].Rates[place]) : (-1, double.NaN);
            }

            file.WriteInt64s($"spikes/{layout.Populations[place].Name}", shape.AsSpan(), spikes);
            file.WriteDoubles($"rates/{layout.Populations[place].Name}", shape.AsSpan(), entry => entry.Write(MemoryMarshal.AsBytes(rates.AsSpan())));
        }
    }

    private static void Values(NpzArrays file, int points, ImmutableArray<long> shape, SweepJournal journal, SweepLayout layout)
    {
        if (layout.Values.IsEmpty)
            return;
        var isOneTime = layout.Values.All(one => one.Times.SequenceEqual(layout.Values[0].Times));
        if (isOneTime)
            file.Write("time", layout.Values[0].Times.AsSpan());
        foreach (var (place, values) in layout.Values.Index())
        {
            if (!isOneTime)
                file.Write($"times/{values.Name}", values.Times.AsSpan());
            file.Write($"instances/{values.Name}", values.Instances.AsSpan());
            ImmutableArray<long> all = values.Instances.Length > 1 ? [.. shape, values.Times.Length, values.Instances.Length] : [.. shape, values.Times.Length];
            file.WriteDoubles($"values/{values.Name}", all.AsSpan(), entry =>
            {
                for (var point = 0; point < points; point++)
                {
                    var (offset, count) = journal.Points[point].Values.ElementAtOrDefault(place);
                    count = Math.Min(count, values.Count);
                    journal.CopyTo(entry, offset, count * sizeof(double));
                    Fill(entry, values.Count - count);
                }
            });
        }
    }

    // A point that failed has recorded less than the others.
    private static void Fill(Stream entry, long count)
    {
        var blank = new double[(int)Math.Min(count, 4096)];
        Array.Fill(blank, double.NaN);
        for (; count > 0; count -= blank.Length)
            entry.Write(MemoryMarshal.AsBytes(blank.AsSpan(0, (int)Math.Min(count, blank.Length))));
    }

    private static void Events(NpzArrays file, int points, SweepJournal journal, string name, int place)
    {
        var offsets = new long[points + 1];
        for (var point = 0; point < points; point++)
            offsets[point + 1] = offsets[point] + journal.Points[point].Events.ElementAtOrDefault(place).Count;
        file.WriteInt64s($"events/{name}/offsets", [offsets.Length], offsets);
        file.WriteDoubles($"events/{name}/times", [offsets[^1]], entry => Copy(entry, static (offset, count) => (offset, count * sizeof(double))));
        file.WriteInt32s($"events/{name}/indices", [offsets[^1]], entry => Copy(entry, static (offset, count) => (offset + (count * sizeof(double)), count * sizeof(int))));

        void Copy(Stream entry, Func<long, long, (long Offset, long Bytes)> part)
        {
            for (var point = 0; point < points; point++)
            {
                var (offset, count) = journal.Points[point].Events.ElementAtOrDefault(place);
                var (from, bytes) = part(offset, count);
                journal.CopyTo(entry, from, bytes);
            }
        }
    }

    private static string Meta(string model, SweepGrid grid, SweepJournal journal)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            List("axes", grid.Dimensions, one =>
            {
                json.WriteString("name", one.Name);
                json.WriteNumber("length", one.Length);
                List("varies", one.Axes, axis =>
                {
                    json.WriteString("path", axis.Path);
                    json.WriteString("unit", axis.Unit);
                });
            });
            List("populations", journal.Layout?.Populations ?? [], one =>
            {
                json.WriteString("name", one.Name);
                json.WriteNumber("size", one.Size);
            });
            List("values", journal.Layout?.Values ?? [], one =>
            {
                json.WriteString("name", one.Name);
                json.WriteString("unit", one.Unit);
            });
            List("failures", Failures(grid, journal), failure =>
            {
                json.WriteStartArray("index");
                foreach (var place in failure.Index)
                    json.WriteNumberValue(place);
                json.WriteEndArray();
                json.WriteString("message", failure.Message);
            });
            json.WriteEndObject();

            void List<T>(string name, IEnumerable<T> items, Action<T> write)
            {
                json.WriteStartArray(name);
                foreach (var item in items)
                {
                    json.WriteStartObject();
                    write(item);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }

    /// <summary>The points that failed, in their order.</summary>
    public static ImmutableArray<SweepFailure> Failures(SweepGrid grid, SweepJournal journal) =>
        [.. journal.Points.Where(one => one.Value.Problem is not null && one.Key < grid.Points).OrderBy(static one => one.Key).Select(one => new SweepFailure(grid.IndexOf(one.Key), one.Value.Problem!))];
}
