using System.CommandLine;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Sweeps;

namespace Neuroglot.Cli;

/// <summary><c>neuroglot sweep</c>.</summary>
internal static class SweepCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var model = new Argument<string>("MODEL") { Description = "A LEMS, NeuroML 2, TVBO or .brian.json file, or an experiment of SpineML." };
        var vary = new Option<string[]>("--vary")
        {
            Description = "Vary a value, named as for --set: first:last:count, first:last:count:log, or value,value,…; several are varied each with each.",
            HelpName = "population.parameter=values",
            Arity = ArgumentArity.OneOrMore,
        };
        var exploration = new Option<string?>("--exploration") { Description = "The exploration of an experiment of TVBO that is run; without --vary and --repeat, the only one is.", HelpName = "NAME" };
        var zip = CommonOptions.Flag("--zip", "Vary the values together, the first of one with the first of the others.");
        var repeat = CommonOptions.WholeNumber("--repeat", "Run each point so often, with the seeds S, S + 1, … of --seed S (0 by default).", 1, 1_000_000);
        var output = new Option<string?>("--out") { Description = "The result, sweep.npz by default; beside it, a journal keeps finished points until the end.", HelpName = "FILE.npz" };
        var summaryOnly = CommonOptions.Flag("--summary-only", "Keep numbers of spikes and mean rates only, not what the model records.");
        var restart = CommonOptions.Flag("--restart", "Begin anew where a sweep was interrupted, rather than continue it.");
        var threads = CommonOptions.WholeNumber("--threads", "Points run at once, by default one per core; the results are the same for any number.", 0, 1024);
        var settings = new RunSettings();
        var quiet = CommonOptions.Flag("--quiet", "No progress and no summary.", "-q");
        var json = CommonOptions.Json();
        var command = new Command("sweep", "Run a model for many values at once, into one file; what was interrupted continues.")
        {
            model, vary, exploration, zip, repeat, output, summaryOnly, restart, threads,
            settings.Duration, settings.Step, settings.Method, settings.Semantics, settings.Fidelity, settings.Seed, settings.Set, quiet, json, settings.Include, CommonOptions.Debug(),
        };
        command.SetAction(parsed =>
        {
            var diagnostics = new DiagnosticBag();
            var options = new SweepOptions
            {
                Axes = [.. (parsed.GetValue(vary) ?? []).Select(text => SweepAxis.Parse(text, diagnostics)).OfType<SweepAxis>()],
                IsZipped = parsed.Has(zip),
                Trials = (int)(parsed.GetValue(repeat)?.Value ?? 1),
                Run = settings.RunOptions(parsed),
                OutputFile = parsed.GetValue(output) ?? "sweep.npz",
                IsSummaryOnly = parsed.Has(summaryOnly),
                Restarts = parsed.Has(restart),
                Threads = (int)(parsed.GetValue(threads)?.Value ?? 0),
            };
            return Run(surroundings, parsed.GetRequiredValue(model), settings.LoadOptions(parsed), options, parsed.GetValue(exploration), parsed.Has(quiet), parsed.Has(json), diagnostics);
        });
        return command;
    }

    private static int Run(Surroundings surroundings, string path, LoadOptions loadOptions, SweepOptions options, string? exploration, bool quiet, bool json, DiagnosticBag diagnostics)
    {
        diagnostics.AddRange(CommonOptions.MissingFolders(loadOptions));
        var loaded = diagnostics.HasErrors ? null : surroundings.Load(path, loadOptions);
        if (loaded is not null && Stated(loaded, options, exploration, diagnostics) is { } stated)
            options = stated.In(options);
        var summary = loaded is null || diagnostics.HasErrors ? new SweepSummary { Outcome = RunOutcome.Failed } : Execute(surroundings, loaded, options, quiet || json);
        diagnostics.AddRange(summary.Diagnostics);
        if (json)
        {
            JsonText.Write(surroundings.Output, writer =>
            {
                SweepSummaryText.Write(writer, summary);
                writer.WriteDiagnostics(diagnostics);
            });
        }
        else
        {
            DiagnosticPrinter.Print(diagnostics, surroundings.Error, surroundings);
            if (!quiet && summary.Points > 0 && !(summary.Outcome == RunOutcome.Failed && summary.Done == 0))
                SweepSummaryText.Write(surroundings.Output, summary, options.OutputFile);
        }

        return summary.Outcome switch
        {
            RunOutcome.Completed => ExitCode.Done,
            RunOutcome.Cancelled => ExitCode.Interrupted,
            _ when summary.Done > 0 => ExitCode.RunFailed,
            _ => DiagnosticPrinter.ExitCodeOf([.. diagnostics]),
        };
    }

    // The exploration of the document that is asked for, or the only one where nothing else is; null for none.
    private static StatedSweep? Stated(NeuralModel model, SweepOptions options, string? name, DiagnosticBag diagnostics)
    {
        var isFree = options.Axes.IsEmpty && options.Trials == 1;
        if (model.StatedSweeps.IsEmpty ? name is null : name is null && !isFree)
            return null;
        var names = string.Join(", ", model.StatedSweeps.Select(static one => one.Name));
        if (name is not null && !isFree)
            diagnostics.Error("NG7159", "An exploration of the document says itself what varies.", SourceSpan.None, "Leave out --vary and --repeat, or --exploration.");
        else if (name is null ? model.StatedSweeps.Length == 1 : model.StatedSweeps.Any(one => one.Name == name))
            return name is null ? model.StatedSweeps[0] : model.StatedSweeps.First(one => one.Name == name);
        else
            diagnostics.Error("NG7159", name is null ? "The document states several explorations." : $"The document states no exploration '{name}'.", SourceSpan.None, names.Length > 0 ? $"Choose one with --exploration: {names}." : "Say what varies with --vary.");
        return null;
    }

    private static SweepSummary Execute(Surroundings surroundings, NeuralModel model, SweepOptions options, bool quiet)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupts = surroundings.ListenForInterrupts(cancellation);
        var progress = new ProgressLine(surroundings, quiet);
        var summary = model.Sweep(options, new PointsProgress(progress), cancellation.Token);
        progress.Clear();
        return summary;
    }

    private sealed class PointsProgress(ProgressLine line) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => line.Show(value.Points > 0 ? value.Done / value.Points : 0, _ => string.Create(
            CultureInfo.InvariantCulture, $"{(int)value.Done:N0} of {HumanText.Count(value.Points, "point")}{(value.Failed > 0 ? $", {value.Failed} failed" : string.Empty)}"));
    }
}
