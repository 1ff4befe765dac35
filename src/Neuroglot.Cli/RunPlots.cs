using System.Collections.Immutable;
using System.CommandLine;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Plots;
using Neuroglot.Results;

namespace Neuroglot.Cli;

/// <summary>The options of <c>run</c> that draw what is recorded.</summary>
internal sealed class RunPlots
{
    public RunPlots() => Out.Validators.Add(UsageMistakes.RefuseOptions);

    public Option<object> Plot { get; } = CommonOptions.Flag("--plot", "Draw what the displays of a LEMS model ask for, or else all that is recorded, as MODEL.plot.svg.");

    public Option<object> Terminal { get; } = CommonOptions.Flag("--plot=terminal", "Draw it with letters, here.");

    public Option<string[]> Out { get; } = new("--plot-out")
    {
        Description = "Draw it into these files: .svg, .png, .html.",
        HelpName = "FILES",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>What is to be drawn; null for nothing.</summary>
    public RunPlot? Of(ParseResult parsed)
    {
        ImmutableArray<string> files = [.. parsed.GetValue(Out) ?? []];
        return parsed.Has(Plot) || parsed.Has(Terminal) || !files.IsEmpty ? new RunPlot(files, parsed.Has(Terminal)) : null;
    }
}

/// <summary>What is to be drawn after a run.</summary>
/// <param name="Files">Files to draw into.</param>
/// <param name="IsText">Whether it is drawn with letters.</param>
internal sealed record RunPlot(ImmutableArray<string> Files, bool IsText)
{
    /// <summary>Draws; the summary with the files and problems that come of it.</summary>
    public RunSummary Draw(Surroundings surroundings, string model, RunOptions options, PreparedRun prepared, RunSummary summary)
    {
        var found = new DiagnosticBag();
        var isWhole = options.Duration is not null;
        var figure = ResultPlots.OfRun(summary.Result ?? RunResult.Empty, prepared.Displays, new PlotRequest(), found, prepared.Regions, isWhole);
        if (figure is null)
            return summary with { Outcome = RunOutcome.Failed, Diagnostics = [.. summary.Diagnostics, .. found] };
        if (IsText)
            FigureOutput.Write(surroundings, figure);
        var usual = Path.Combine(options.OutputFolder ?? ".", $"{Path.GetFileName(model).Split('.')[0]}.plot.svg");
        ImmutableArray<string> files = [.. Files.IsEmpty && !IsText ? [usual] : Files];
        var written = FigureOutput.Save(figure, files, 200, found);
        return summary with
        {
            Outcome = found.HasErrors ? RunOutcome.Failed : summary.Outcome,
            Files = [.. summary.Files, .. written],
            Diagnostics = [.. summary.Diagnostics, .. found],
        };
    }
}
