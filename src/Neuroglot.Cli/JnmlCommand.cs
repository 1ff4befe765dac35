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
          FILE -info             print what is in the file, as 'neuroglot inspect' does
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
            case JnmlTask.Describe:
                return InspectCommand.Run(surroundings, jnml.Files[0], load, new InspectDetails(), json: false);
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

    /// <summary>Scripts look for jNeuroML's own phrases, so the verdicts are in them; the reasons are in our words.</summary>
    private static int Validate(JnmlArguments jnml, LoadOptions load, Surroundings surroundings)
    {
        var clean = 0;
        var warned = 0;
        foreach (var file in jnml.Files)
        {
            surroundings.Output.WriteLine($"Validating: {Path.GetFullPath(file)}");
            var diagnostics = surroundings.Load(file, load).Validate();
            var errors = diagnostics.Where(static d => d.Severity == Severity.Error).ToList();
            var warnings = diagnostics.Where(static d => d.Severity == Severity.Warning).ToList();
            surroundings.Output.WriteLine(errors.Count == 0 ? "Valid against schema and all tests"
                : errors.TrueForAll(IsFoundByTests) ? "Valid against schema"
                : $"File: {Path.GetFullPath(file)} is not valid against the schema: NeuroML 2.3.1!!");
            DiagnosticPrinter.Print(errors, surroundings.Output, surroundings);
            if (warnings.Count == 0)
                surroundings.Output.WriteLine("No warnings");
            DiagnosticPrinter.Print(warnings, surroundings.Output, surroundings);
            clean += errors.Count + warnings.Count == 0 ? 1 : 0;
            warned += errors.Count == 0 && warnings.Count > 0 ? 1 : 0;
        }

        var failed = jnml.Files.Count - clean - warned;
        string[] counts = [$"{clean} passed", warned == 0 ? string.Empty : $"{warned} passed with warnings", failed == 0 ? string.Empty : $"{failed} failed"];
        var verdict = clean == jnml.Files.Count ? "All valid and no warnings" : string.Join(", ", counts.Where(static count => count.Length > 0));
        surroundings.Output.WriteLine();
        surroundings.Output.WriteLine($"Validated {jnml.Files.Count} files: {verdict}");
        surroundings.Output.WriteLine();
        return failed == 0 ? ExitCode.Done : ExitCode.ModelIsWrong;
    }

    /// <summary>Whether the reference finds it by a numbered test, not by the schema: files and components that do not exist, ids used twice, and the rules.</summary>
    private static bool IsFoundByTests(Diagnostic diagnostic) =>
        diagnostic.Code is "NG1011" or "NG1030" or "NG1116" || diagnostic.Code.StartsWith("NG13", StringComparison.Ordinal);
}
