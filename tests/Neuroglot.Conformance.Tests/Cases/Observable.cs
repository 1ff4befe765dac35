using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Neuroglot.Conformance.Tests.Cases;

/// <summary>Something measured on the files that a run writes, and the value that its authors expect.</summary>
/// <param name="Name">Its name; the part behind the slash says what is measured.</param>
/// <param name="Expected">Spike times in milliseconds, or one rate in hertz.</param>
/// <param name="Tolerance">Largest relative error.</param>
/// <param name="File">The file, relative to the test's own folder; only its name matters.</param>
/// <param name="Columns">Columns of times and values; null for a file of spike times.</param>
/// <param name="Scaling">Factors of the two columns.</param>
/// <param name="Threshold">Crossed upwards by a spike; null where spikes are local maxima.</param>
/// <param name="TimeFirst">Whether a line of spike times begins with the time.</param>
/// <param name="Ids">The ids that count; empty for all.</param>
public sealed record Observable(
    string Name, ImmutableArray<double> Expected, double Tolerance, string File, (int Time, int Value)? Columns, (double Time, double Value) Scaling,
    double? Threshold, bool TimeFirst, ImmutableArray<string> Ids)
{
    private const double UsualTolerance = 0.02;

    /// <summary>Whether it is a rate, and not a list of times.</summary>
    public bool IsRate => Name.EndsWith("spike rate", StringComparison.Ordinal);

    /// <summary>Reads an observable from its description.</summary>
    public static Observable Read(string name, JsonElement element)
    {
        var expected = element.GetProperty("expected");
        var isList = expected.ValueKind == JsonValueKind.Array;
        var tolerance = element.TryGetProperty("tolerance", out var tolerances) && tolerances.ValueKind == JsonValueKind.Object
            && tolerances.TryGetProperty("jNeuroML", out var own) ? own.GetDouble() : UsualTolerance;
        var isTrain = element.TryGetProperty("spiketimes file", out var file);
        if (!isTrain)
            file = element.GetProperty("file");
        double? threshold = element.TryGetProperty("spike detection", out var detection) && detection.TryGetProperty("threshold", out var at) ? NumberOf(at)
            : detection.ValueKind == JsonValueKind.Object && detection.GetProperty("method").GetString() == "threshold" ? 0 : null;
        var columns = file.TryGetProperty("columns", out var pair) ? pair.EnumerateArray().Select(one => one.GetInt32()).ToArray() : null;
        var scaling = file.TryGetProperty("scaling", out var factors) && factors.ValueKind == JsonValueKind.Array
            ? factors.EnumerateArray().Select(NumberOf).ToArray() : [file.TryGetProperty("scaling", out var single) ? NumberOf(single) : 1, 1];
        var hasIds = file.TryGetProperty("ids", out var ids) || file.TryGetProperty("id", out ids);
        return new Observable(
            name,
            isList ? [.. expected.EnumerateArray().Select(one => one.GetDouble())] : [expected.GetDouble()],
            tolerance,
            Path.GetFileName(file.GetProperty("path").GetString()!),
            columns is null ? null : (columns[0], columns[1]),
            (scaling[0], scaling[1]),
            threshold,
            isTrain && file.GetProperty("format").GetString() == "TIME_ID",
            !hasIds || ids.ToString() == "*" ? [] : ids.ValueKind == JsonValueKind.Array ? [.. ids.EnumerateArray().Select(one => one.ToString())] : [ids.ToString()]);
    }

    /// <summary>Measures it on the file at <paramref name="path"/>.</summary>
    public ImmutableArray<double> Measure(string path)
    {
        var trains = Columns is { } columns ? [SpikesOfTrace(path, columns)] : SpikesOfFile(path);
        if (!IsRate)
            return [.. trains.SelectMany(train => train).Order()];
        // The rate of a train is the inverse of its mean interval; trains without interval don't count unless there is no other.
        var rates = trains.Where(train => train.Length > 1).Select(train => (train.Length - 1) / (train[^1] - train[0])).ToArray();
        return [rates.Length == 0 ? 0 : rates.Average() * (Columns is null ? 1 : 1000)];
    }

    /// <summary>The error of <paramref name="observed"/> in units of what is allowed, infinite when the counts differ, and what to say about it.</summary>
    public (double InTolerances, string? Problem) Check(ImmutableArray<double> observed)
    {
        if (observed.Length != Expected.Length)
            return (double.PositiveInfinity, $"{Name}: {observed.Length} values instead of {Expected.Length}");
        var worst = 0.0;
        for (var i = 0; i < observed.Length; i++)
        {
            // A tolerance of nothing means equal as far as the single-precision text of the reference tells.
            var allowed = 1e-8 + (Math.Max(Tolerance, 1e-6) * Math.Abs(Expected[i]));
            worst = Math.Max(worst, Math.Abs(observed[i] - Expected[i]) / allowed);
        }

        return (worst, worst <= 1 ? null : $"{Name}: {worst:G3} times the tolerance of {Tolerance:G3} off");
    }

    private double[] SpikesOfTrace(string path, (int Time, int Value) columns)
    {
        var rows = System.IO.File.ReadLines(path).Select(Fields).Where(fields => fields.Length > 0)
            .Select(fields => (Time: Number(fields[columns.Time]) * Scaling.Time, Value: Number(fields[columns.Value]) * Scaling.Value)).ToArray();
        var spikes = new List<double>();
        for (var i = 1; i < rows.Length; i++)
        {
            if (Threshold is { } threshold)
            {
                if (rows[i - 1].Value <= threshold && rows[i].Value > threshold)
                    spikes.Add(rows[i].Time);
            }
            else if (i + 1 < rows.Length && rows[i].Value > rows[i - 1].Value && rows[i].Value >= rows[i + 1].Value)
            {
                spikes.Add(rows[i].Time);
            }
        }

        return [.. spikes];
    }

    private List<double[]> SpikesOfFile(string path) =>
        [.. System.IO.File.ReadLines(path).Select(Fields).Where(fields => fields.Length > 1)
            .Select(fields => (Time: Number(fields[TimeFirst ? 0 : 1]) * Scaling.Time, Id: fields[TimeFirst ? 1 : 0]))
            .Where(spike => Ids.Length == 0 || Ids.Contains(spike.Id))
            .GroupBy(spike => spike.Id).Select(train => train.Select(spike => spike.Time).Order().ToArray())];

    private static string[] Fields(string line) => line.Split(['\t', ' ', ','], StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double NumberOf(JsonElement element) => element.ValueKind == JsonValueKind.String ? Number(element.GetString()!) : element.GetDouble();
}
