using System.Collections.Immutable;
using System.CommandLine;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Cli;

/// <summary><c>neuroglot validate</c>.</summary>
internal static class ValidateCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var models = new Argument<string[]>("MODEL") { Description = "LEMS, NeuroML 2, SpineML, TVBO or .brian.json files.", Arity = ArgumentArity.OneOrMore };
        var strict = CommonOptions.Flag("--strict", "Let warnings fail too, exit with 1 when there are any; and note what is read although the language's definition does not allow it.");
        var json = CommonOptions.Json();
        var include = CommonOptions.Include();
        var units = CommonOptions.Units();
        var command = new Command("validate", "Report every problem of models with its place. Exits with 0 when none is an error; warnings fail with --strict only.")
        {
            models, strict, units, json, include, CommonOptions.Debug(),
        };
        command.SetAction(parsed => Run(
            surroundings, parsed.GetRequiredValue(models), CommonOptions.LoadOptions(parsed.GetValue(include)) with { IsStrict = parsed.Has(strict), UnitsFile = parsed.GetValue(units) }, parsed.Has(strict), parsed.Has(json)));
        return command;
    }

    /// <summary>Validates <paramref name="paths"/> and prints what is found.</summary>
    public static int Run(Surroundings surroundings, string[] paths, LoadOptions options, bool strict = false, bool json = false)
    {
        var files = new List<CheckedFile>();
        var worst = strict ? Severity.Warning : Severity.Error;
        var missing = CommonOptions.MissingFolders(options);
        if (!json)
            DiagnosticPrinter.Print(missing, surroundings.Error, surroundings);
        foreach (var path in paths)
        {
            var diagnostics = surroundings.Load(path, options).Validate();
            files.Add(new CheckedFile(path, diagnostics));
            if (json)
                continue;
            DiagnosticPrinter.Print(diagnostics, surroundings.Output, surroundings);
            surroundings.Output.WriteLine($"{path}: {Verdict(diagnostics)}");
        }
        var bad = files.FindAll(file => file.Has(worst)).Count;
        if (json)
        {
            WriteJson(surroundings.Output, files, bad == 0);
        }
        else if (files.Count > 1)
        {
            surroundings.Output.WriteLine(Count(files));
        }
        if (bad == 0)
            return ExitCode.Done;
        return files.TrueForAll(static f => DiagnosticPrinter.ExitCodeOf(f.Diagnostics) is ExitCode.CommandLineIsWrong)
            ? ExitCode.CommandLineIsWrong
            : ExitCode.ModelIsWrong;
    }

    // By itself, so that the assembly that writes JSON is loaded only where it is used.
    private static void WriteJson(TextWriter output, List<CheckedFile> files, bool valid) =>
        JsonText.Write(output, writer =>
        {
            writer.WriteBoolean("valid", valid);
            writer.WriteList("files", files, static (writer, file) =>
            {
                writer.WriteString("path", file.Path);
                writer.WriteDiagnostics(file.Diagnostics);
            });
        });

    /// <summary>How many files are right: <c>5 files: 3 valid, 1 with warnings, 1 with errors</c>.</summary>
    private static string Count(List<CheckedFile> files)
    {
        var wrong = files.FindAll(static file => file.Has(Severity.Error)).Count;
        var odd = files.FindAll(static file => file.Has(Severity.Warning)).Count - wrong;
        string[] parts = [$"{files.Count - wrong - odd} valid", odd == 0 ? string.Empty : $"{odd} with warnings", wrong == 0 ? string.Empty : $"{wrong} with errors"];
        return $"{HumanText.Count(files.Count, "file")}: {string.Join(", ", parts.Where(static part => part.Length > 0))}";
    }

    private static string Verdict(ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = 0;
        var warnings = 0;
        foreach (var one in diagnostics)
        {
            errors += one.Severity == Severity.Error ? 1 : 0;
            warnings += one.Severity == Severity.Warning ? 1 : 0;
        }

        return errors + warnings == 0 ? "valid" : $"{HumanText.Count(errors, "error")}, {HumanText.Count(warnings, "warning")}";
    }

    private sealed record CheckedFile(string Path, ImmutableArray<Diagnostic> Diagnostics)
    {
        /// <summary>Whether there is a diagnostic of this severity or a worse one.</summary>
        public bool Has(Severity least)
        {
            foreach (var one in Diagnostics)
            {
                if (one.Severity >= least)
                    return true;
            }

            return false;
        }
    }
}
