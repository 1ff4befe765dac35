using System.CommandLine;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Cli;

/// <summary><c>neuroglot validate</c>.</summary>
internal static class ValidateCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var models = new Argument<string[]>("MODEL") { Description = "LEMS or NeuroML 2 files.", Arity = ArgumentArity.OneOrMore };
        var strict = CommonOptions.Flag("--strict", "Let warnings fail too: exit with 1 when there are any.");
        var json = CommonOptions.Json();
        var include = CommonOptions.Include();
        var command = new Command("validate", "Report every problem of models with its place. Exits with 0 when none is an error; warnings fail with --strict only.")
        {
            models, strict, json, include, CommonOptions.Debug(),
        };
        command.SetAction(parsed => Run(
            surroundings, parsed.GetRequiredValue(models), CommonOptions.LoadOptions(parsed.GetValue(include)), parsed.Has(strict), parsed.Has(json)));
        return command;
    }

    private static int Run(Surroundings surroundings, string[] paths, LoadOptions options, bool strict, bool json)
    {
        var files = new List<(string Path, List<Diagnostic> Diagnostics)>();
        var worst = strict ? Severity.Warning : Severity.Error;
        var missing = CommonOptions.MissingFolders(options);
        if (!json)
            DiagnosticPrinter.Print(missing, surroundings.Error, surroundings);
        foreach (var path in paths)
        {
            var diagnostics = surroundings.Load(path, options).Validate().ToList();
            files.Add((path, diagnostics));
            if (json)
                continue;
            DiagnosticPrinter.Print(diagnostics, surroundings.Output, surroundings);
            surroundings.Output.WriteLine($"{path}: {Verdict(diagnostics)}");
        }
        var bad = files.Count(f => f.Diagnostics.Exists(d => d.Severity >= worst));
        if (json)
        {
            JsonText.Write(surroundings.Output, writer =>
            {
                writer.WriteBoolean("valid", bad == 0);
                writer.WriteList("files", files, static (writer, file) =>
                {
                    writer.WriteString("path", file.Path);
                    writer.WriteDiagnostics(file.Diagnostics);
                });
            });
        }
        else if (files.Count > 1)
        {
            surroundings.Output.WriteLine(Count(files.ConvertAll(static file => file.Diagnostics)));
        }
        if (bad == 0)
            return ExitCode.Done;
        return files.TrueForAll(static f => DiagnosticPrinter.ExitCodeOf([.. f.Diagnostics]) is ExitCode.CommandLineIsWrong)
            ? ExitCode.CommandLineIsWrong
            : ExitCode.ModelIsWrong;
    }

    /// <summary>How many files are right: <c>5 files: 3 valid, 1 with warnings, 1 with errors</c>.</summary>
    private static string Count(List<List<Diagnostic>> files)
    {
        var wrong = files.Count(static file => file.Exists(static d => d.Severity == Severity.Error));
        var odd = files.Count(static file => file.Exists(static d => d.Severity == Severity.Warning) && !file.Exists(static d => d.Severity == Severity.Error));
        string[] parts = [$"{files.Count - wrong - odd} valid", odd == 0 ? string.Empty : $"{odd} with warnings", wrong == 0 ? string.Empty : $"{wrong} with errors"];
        return $"{HumanText.Count(files.Count, "file")}: {string.Join(", ", parts.Where(static part => part.Length > 0))}";
    }

    private static string Verdict(List<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Count(static d => d.Severity == Severity.Error);
        var warnings = diagnostics.Count(static d => d.Severity == Severity.Warning);
        return errors + warnings == 0 ? "valid" : $"{HumanText.Count(errors, "error")}, {HumanText.Count(warnings, "warning")}";
    }
}
