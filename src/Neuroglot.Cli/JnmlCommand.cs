using System.CommandLine;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Cli;

/// <summary><c>neuroglot jnml</c>: jNeuroML's flags and file names, so that scripts only change the program's name.</summary>
internal static class JnmlCommand
{
    private const string Help = """
        Usage: neuroglot jnml FILE [flags]

          FILE -nogui            run a LEMS file; its output files go to the current folder
          FILE -norun            read the file, report problems, do not run it
          -validate FILE...      validate NeuroML 2 files
          -outputdir FOLDER      put output files there instead
          -I FOLDER, -cp FOLDER  look for included files there too (several: separated as in PATH)
          -v, -version           print the version
          -h, -help, -?          print this

        jNeuroML's flags for exporting, importing and drawing are not there yet.
        """;

    /// <summary>The entry in <c>neuroglot --help</c>; <see cref="Run"/> does the work, since these flags are not of the usual form.</summary>
    public static Command Describe() => new("jnml", "Understand jNeuroML's flags, so that scripts for it keep working.") { TreatUnmatchedTokensAsErrors = false };

    public static int Run(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var jnml = JnmlArguments.Parse(arguments);
        var load = CommonOptions.LoadOptions(jnml.Includes);
        switch (jnml.Task)
        {
            case JnmlTask.Help:
                surroundings.Output.WriteLine(Help);
                return ExitCode.Done;
            case JnmlTask.Version:
                surroundings.Output.WriteLine($"neuroglot {CommandLine.Version}");
                return ExitCode.Done;
            case JnmlTask.Refuse:
                surroundings.Error.WriteLine($"error NG4005: {jnml.Problem}");
                surroundings.Error.WriteLine("'neuroglot jnml -help' shows what there is.");
                return ExitCode.CommandLineIsWrong;
            case JnmlTask.Validate:
                return Validate(jnml, load, surroundings);
            case JnmlTask.Read:
                return Read(jnml.Files[0], load, surroundings);
            default:
                if (jnml.WantsWindow)
                    surroundings.Error.WriteLine("note NG4006: There is no window to show; the run goes on as with -nogui.");
                return RunCommand.Run(surroundings, jnml.Files[0], load, new RunOptions { OutputFolder = jnml.OutputFolder }, quiet: false, json: false);
        }
    }

    private static int Read(string file, LoadOptions load, Surroundings surroundings)
    {
        var model = surroundings.Load(file, load);
        DiagnosticPrinter.Print(model.Diagnostics, surroundings.Error, surroundings);
        if (model.IsUsable)
            surroundings.Output.WriteLine($"{file}: read, not run");
        return DiagnosticPrinter.ExitCodeOf(model.Diagnostics);
    }

    private static int Validate(JnmlArguments jnml, LoadOptions load, Surroundings surroundings)
    {
        var failed = 0;
        var warned = 0;
        foreach (var file in jnml.Files)
        {
            var diagnostics = surroundings.Load(file, load).Validate();
            DiagnosticPrinter.Print(diagnostics, surroundings.Output, surroundings);
            var wrong = diagnostics.Any(static d => d.Severity == Severity.Error);
            failed += wrong ? 1 : 0;
            warned += !wrong && diagnostics.Any(static d => d.Severity == Severity.Warning) ? 1 : 0;
            surroundings.Output.WriteLine(wrong ? $"{file}: not valid" : $"{file}: valid");
        }
        var count = jnml.Files.Count;
        surroundings.Output.WriteLine(failed + warned == 0
            ? $"Validated {count} files: All valid and no warnings"
            : $"Validated {count} files: {count - failed} passed, {warned} with warnings, {failed} failed");
        return failed == 0 ? ExitCode.Done : ExitCode.ModelIsWrong;
    }
}
