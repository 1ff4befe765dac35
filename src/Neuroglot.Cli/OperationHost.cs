using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Neuroglot.Brian;

namespace Neuroglot.Cli;

/// <summary>
/// The program that has started a run with <c>--serve</c> and does the operations of its network: it is told of each, asks for values and sets them, and lets
/// the run go on. Lines of JSON go both ways, and behind some of them numbers, eight bytes each; docs/python-bridge.md has the words.
/// </summary>
/// <param name="input">What the program says.</param>
/// <param name="output">What it is told.</param>
internal sealed class OperationHost(Stream input, Stream output) : IProgress<RunProgress>, IDisposable
{
    private const double ProgressInterval = 0.1;

    // A line of ours is shorter than this by far; a longer one is none of ours.
    private const int LongestLine = 1 << 16;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource gone = new();
    private double next;

    /// <summary>Cancelled when the program is no longer there, so that nobody wants the rest.</summary>
    public CancellationToken Gone => gone.Token;

    /// <inheritdoc/>
    public void Dispose() => gone.Dispose();

    /// <summary>Lets the program do an operation.</summary>
    public void Operate(string name, double time, RunningNetwork network)
    {
        if (Gone.IsCancellationRequested)
            return;
        Tell(json =>
        {
            json.WriteString("operation", name);
            json.WriteNumber("time", time);
        });
        while (ReadLine() is { } line)
        {
            using var request = Parse(line);
            switch (request?.RootElement)
            {
                case { ValueKind: JsonValueKind.Object } proceed when proceed.TryGetProperty("proceed", out _):
                    return;
                case { ValueKind: JsonValueKind.Object } stop when stop.TryGetProperty("stop", out _):
                    network.Stop();
                    break;
                case { ValueKind: JsonValueKind.Object } get when Text(get, "get") is { } path:
                    Give(path, network);
                    break;
                case { ValueKind: JsonValueKind.Object } set when Text(set, "set") is { } path && Whole(set, "count") is { } count:
                    Take(path, count, network);
                    break;
                case { ValueKind: JsonValueKind.Object } records when Text(records, "records") is { } monitor && Whole(records, "from") is { } from:
                    Give(monitor, from, network);
                    break;
                default:
                    Refuse($"'{(line.Length <= 80 ? line : line[..80])}' is no request.");
                    break;
            }
        }

        gone.Cancel();
        network.Stop();
    }

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        var elapsed = clock.Elapsed.TotalSeconds;
        if (Gone.IsCancellationRequested || elapsed < next)
            return;
        next = elapsed + ProgressInterval;
        Tell(json => json.WriteNumber("progress", value.SecondsDone));
    }

    private static Memory<double>? Find(string path, RunningNetwork network) =>
        path.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? network.Values(path[..slash], path[(slash + 1)..]) : null;

    private static string? Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Whole(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number : null;

    private static JsonDocument? Parse(string line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Give(string path, RunningNetwork network)
    {
        if (Find(path, network) is not { } values)
        {
            Tell(json => json.WriteNull("count"));
            return;
        }

        Tell(json => json.WriteNumber("count", values.Length), values.Span);
    }

    private void Give(string monitor, int from, RunningNetwork network)
    {
        (string Name, double[] Values)[]? arrays = null;
        if (network.States.TryGetValue(monitor, out var states))
        {
            var samples = states.Samples.Skip(from).ToList();
            arrays = [("t", [.. states.Times.Skip(from)]), .. states.Variables.Select((_, place) => (Place(place), samples.SelectMany(one => one.Skip(place * states.Instances.Count).Take(states.Instances.Count)).ToArray()))];
        }
        else if (network.Events.TryGetValue(monitor, out var events))
        {
            arrays = [("t", [.. events.Times.Skip(from)]), ("i", [.. events.Indices.Skip(from).Select(index => (double)index)]), .. events.Values.Select((values, place) => (Place(place), values.Skip(from).ToArray()))];
        }
        else if (network.Counts.TryGetValue(monitor, out var counts))
        {
            arrays = [("t", [.. counts.Times.Skip(from)]), ("rate", counts.Rates[Math.Min(from, counts.Times.Count)..])];
        }

        if (arrays is null)
        {
            Refuse($"There is no monitor '{monitor}'.");
            return;
        }

        Tell(json =>
        {
            json.WriteStartObject("arrays");
            foreach (var (name, values) in arrays)
                json.WriteNumber(name, values.Length);
            json.WriteEndObject();
        }, [.. arrays.SelectMany(one => one.Values)]);

        static string Place(int place) => place.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Take(string path, int count, RunningNetwork network)
    {
        var values = new double[count];
        if (input.ReadAtLeast(MemoryMarshal.AsBytes(values.AsSpan()), count * sizeof(double), throwOnEndOfStream: false) < count * sizeof(double))
            return;
        if (Find(path, network) is { } target && target.Length == count)
            values.CopyTo(target);
        else
            Refuse($"'{path}' has not {count} values that could be set.");
    }

    private void Refuse(string problem) => Tell(json => json.WriteString("error", problem));

    private void Tell(Action<Utf8JsonWriter> content, ReadOnlySpan<double> values = default)
    {
        try
        {
            using (var json = new Utf8JsonWriter(output))
            {
                json.WriteStartObject();
                content(json);
                json.WriteEndObject();
            }

            output.WriteByte((byte)'\n');
            output.Write(MemoryMarshal.AsBytes(values));
            output.Flush();
        }
        catch (IOException)
        {
            gone.Cancel();
        }
    }

    private string? ReadLine()
    {
        var line = new List<byte>();
        for (int one; (one = input.ReadByte()) >= 0 && line.Count < LongestLine;)
        {
            if (one == '\n')
                return Encoding.UTF8.GetString([.. line]);
            line.Add((byte)one);
        }

        return null;
    }
}
