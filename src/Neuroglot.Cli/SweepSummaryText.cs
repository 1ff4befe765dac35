using System.Globalization;
using System.Text.Json;
using Neuroglot.Sweeps;

namespace Neuroglot.Cli;

/// <summary>The end of a sweep, for people and for programs.</summary>
internal static class SweepSummaryText
{
    private const int MostFailures = 5;

    public static void Write(TextWriter output, SweepSummary summary, string file)
    {
        var shape = string.Join(" x ", summary.Shape);
        output.WriteLine(summary.Done == summary.Points
            ? $"Ran {HumanText.Count(summary.Points, "point")} ({shape}) in {HumanText.Time(summary.WallSeconds)}."
            : $"Interrupted after {summary.Done} of {HumanText.Count(summary.Points, "point")} ({shape}). The same command continues; {file}.journal keeps what is done.");
        foreach (var failure in summary.Failures.Take(MostFailures))
            output.WriteLine($"  point [{string.Join(", ", failure.Index)}] failed: {failure.Message}");
        if (summary.Failures.Length > MostFailures)
            output.WriteLine($"  {summary.Failures.Length - MostFailures} more failed; the file lists them.");
        if (summary.File is { } written)
            output.WriteLine($"Wrote {written}");
    }

    public static void Write(Utf8JsonWriter json, SweepSummary summary)
    {
        json.WriteString("outcome", summary.Outcome.ToString().ToLower(CultureInfo.InvariantCulture));
        WriteNumbers("shape", summary.Shape);
        json.WriteNumber("points", summary.Points);
        json.WriteNumber("done", summary.Done);
        json.WriteNumber("doneBefore", summary.DoneBefore);
        json.WriteList("failures", summary.Failures, (_, failure) =>
        {
            WriteNumbers("index", failure.Index);
            json.WriteString("message", failure.Message);
        });
        json.WriteOptional("wallSeconds", summary.WallSeconds);
        json.WriteNumber("plans", summary.Plans);
        json.WriteNumber("kernels", summary.Kernels);
        json.WriteNumber("estimatedBytes", summary.EstimatedBytes);
        if (summary.File is { } file)
            json.WriteString("file", file);

        void WriteNumbers(string name, IEnumerable<int> numbers)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }
    }
}
