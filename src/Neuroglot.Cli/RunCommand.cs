using System.CommandLine;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;

namespace Neuroglot.Cli;

/// <summary><c>neuroglot run</c>.</summary>
internal static class RunCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var model = new Argument<string>("MODEL") { Description = "A LEMS, NeuroML 2, TVBO or .brian.json file, an experiment of SpineML, or a name of the library; or a script in C#, followed by its own arguments, for which the .NET SDK is needed." };
        var output = new Option<string?>("--out") { Description = "Folder for the files that the run writes; made when missing.", HelpName = "FOLDER" };
        var settings = new RunSettings();
        var threads = CommonOptions.WholeNumber("--threads", "Worker threads, 1 by default, 0 for one per core; the results are the same for any number.", 0, 1024);
        var format = CommonOptions.Choice<OutputFormat>("--format", "Form of the files; dat (default) is what the model's language prescribes.");
        var statistics = CommonOptions.Flag("--statistics", "Write statistics of the recorded spikes, too: rates, inter-spike intervals, coefficients of variation, as CSV.");
        var save = new Option<string?>("--save")
        {
            Description = "For programs: write all that a network of Brian leaves (records, values, events on their way) to one .npz, in place of other files.",
            HelpName = "FILE",
        };
        var saveState = new Option<string?>("--save-state") { Description = "SpineML: write the state in which the run ends, whole or not at all; --from-state goes on from it.", HelpName = "FILE" };
        var fromState = new Option<string?>("--from-state") { Description = "SpineML: go on from a state, bit for bit and with its time; --duration is how much longer.", HelpName = "FILE" };
        var serve = CommonOptions.Flag("--serve", "For programs: do the operations of a network of Brian in the program at the other end of standard input and output, and tell it the progress.");
        var allowRemote = CommonOptions.Flag("--allow-remote", "SpineML: let an experiment exchange values with programs on other computers; only this one otherwise.");
        var peerTimeout = CommonOptions.Time("--peer-timeout", "SpineML: how long another program may let the run wait; 10s by default.");
        var plots = new RunPlots();
        var quiet = CommonOptions.Flag("--quiet", "No progress and no summary.", "-q");
        var json = CommonOptions.Json();
        var command = new Command("run", "Simulate a model and write what it records.")
        {
            model, output, settings.Duration, settings.Step, settings.Method, settings.Semantics, settings.Fidelity, settings.Seed, threads, settings.Set, format, statistics, save, saveState, fromState, allowRemote, peerTimeout, serve, plots.Plot, plots.Terminal, plots.Out, quiet, json, settings.Include, CommonOptions.Debug(),
        };
        command.SetAction(parsed =>
        {
            using var host = parsed.Has(serve) && surroundings.OpenHost() is var (input, told) ? new OperationHost(input, told) : null;
            return Run(surroundings, parsed.GetRequiredValue(model), settings.LoadOptions(parsed), Options(parsed, host), parsed.Has(quiet), parsed.Has(json) || host is not null, host, plots.Of(parsed));
        });
        return command;

        RunOptions Options(ParseResult parsed, OperationHost? host) => settings.RunOptions(parsed) with
        {
            OutputFolder = parsed.GetValue(output),
            Threads = (int)(parsed.GetValue(threads)?.Value ?? 1),
            Format = parsed.GetValue(format)?.Value,
            Statistics = parsed.Has(statistics),
            SaveFile = parsed.GetValue(save),
            SaveState = parsed.GetValue(saveState),
            FromState = parsed.GetValue(fromState),
            AllowRemote = parsed.Has(allowRemote),
            PeerTimeout = parsed.GetValue(peerTimeout)?.Value,
            KeepResult = plots.Of(parsed) is not null,
            OnOperation = host is null ? null : host.Operate,
        };
    }

    /// <summary>Loads, prepares, runs and reports; the exit code says how it went.</summary>
    public static int Run(Surroundings surroundings, string path, LoadOptions loadOptions, RunOptions options, bool quiet, bool json, OperationHost? host = null, RunPlot? plot = null)
    {
        if (ScriptCommand.IsScript(path))
        {
            surroundings.Error.WriteLine($"error NG4000: Options do not reach the script '{path}'. Write 'neuroglot run {path}', and then the arguments of the script itself.");
            return ExitCode.CommandLineIsWrong;
        }

        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(CommonOptions.MissingFolders(loadOptions));
        var model = surroundings.Load(path, loadOptions);
        diagnostics.AddRange(model.Diagnostics);
        PreparedRun? prepared = null;
        if (model.IsUsable)
        {
            prepared = model.Prepare(options);
            diagnostics.AddRange(prepared.Diagnostics);
        }
        if (!json)
            DiagnosticPrinter.Print(diagnostics, surroundings.Error, surroundings);
        if (prepared is null || diagnostics.HasErrors)
        {
            if (json)
                JsonText.Write(surroundings.Output, writer => writer.WriteDiagnostics(diagnostics));
            return DiagnosticPrinter.ExitCodeOf([.. diagnostics]);
        }

        var summary = Execute(surroundings, prepared, quiet || json, host);
        if (plot is not null && summary.Outcome != RunOutcome.Failed)
            summary = plot.Draw(surroundings, path, options, prepared, summary);
        if (json)
        {
            JsonText.Write(surroundings.Output, writer =>
            {
                RunSummaryText.Write(writer, summary);
                writer.WriteDiagnostics(diagnostics.Concat(summary.Diagnostics));
            });
        }
        else
        {
            DiagnosticPrinter.Print(summary.Diagnostics, surroundings.Error, surroundings);
            if (!quiet && !(summary is { Outcome: RunOutcome.Failed, Files.IsEmpty: true, Steps: 0 }))
                RunSummaryText.Write(surroundings.Output, summary);
        }
        return summary.Outcome switch
        {
            RunOutcome.Completed => ExitCode.Done,
            RunOutcome.Cancelled => ExitCode.Interrupted,
            _ => ExitCode.RunFailed,
        };
    }

    private static RunSummary Execute(Surroundings surroundings, PreparedRun prepared, bool quiet, OperationHost? host)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupts = surroundings.ListenForInterrupts(cancellation);
        using var leaving = host?.Gone.Register(cancellation.Cancel);
        var progress = new ProgressLine(surroundings, quiet);
        var summary = prepared.Run(host is null ? progress : host, cancellation.Token);
        progress.Clear();
        return summary;
    }
}
