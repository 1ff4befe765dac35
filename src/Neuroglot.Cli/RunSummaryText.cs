using System.Globalization;
using System.Text.Json;

namespace Neuroglot.Cli;

/// <summary>The end of a run, for people and for programs.</summary>
internal static class RunSummaryText
{
    public static void Write(TextWriter output, RunSummary summary)
    {
        var end = summary.Outcome switch { RunOutcome.Completed => "Simulated", RunOutcome.Cancelled => "Interrupted after", _ => "Failed after" };
        output.WriteLine($"{end} {HumanText.Time(summary.SimulatedSeconds)} in {HumanText.Count(summary.Steps, "step")}, {HumanText.Count(summary.Spikes, "spike")}.");
        HumanText.WriteTable(
            output,
            [
                .. summary.Activity.Select(static a => (string[])
                [
                    a.Population, HumanText.Count(a.Size, "cell"), HumanText.Count(a.Spikes, "spike"), $"{HumanText.Factor(a.RateHertz)} Hz",
                ]),
            ],
            false, true, true, true);
        output.WriteLine($"Wall time {HumanText.Time(summary.WallSeconds)}, {HumanText.Factor(RealTimeFactor(summary))} times real time.");
        if (summary.Files.Length > 0)
            output.WriteLine("Wrote " + string.Join(", ", summary.Files));
    }

    public static void Write(Utf8JsonWriter json, RunSummary summary)
    {
        json.WriteString("outcome", summary.Outcome.ToString().ToLower(CultureInfo.InvariantCulture));
        json.WriteNumber("steps", summary.Steps);
        json.WriteOptional("simulatedSeconds", summary.SimulatedSeconds);
        json.WriteOptional("wallSeconds", summary.WallSeconds);
        json.WriteOptional("realTimeFactor", RealTimeFactor(summary));
        json.WriteNumber("spikes", summary.Spikes);
        json.WriteList("populations", summary.Activity, static (json, activity) =>
        {
            json.WriteString("name", activity.Population);
            json.WriteNumber("size", activity.Size);
            json.WriteNumber("spikes", activity.Spikes);
            json.WriteOptional("rateHertz", activity.RateHertz);
        });
        json.WriteStrings("files", summary.Files);
    }

    private static double RealTimeFactor(RunSummary summary) => summary.WallSeconds > 0 ? summary.SimulatedSeconds / summary.WallSeconds : 0;
}
