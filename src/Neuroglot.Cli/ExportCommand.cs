using System.CommandLine;
using Neuroglot.Export;
using Neuroglot.Export.Lems;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;

namespace Neuroglot.Cli;

/// <summary><c>neuroglot export</c>.</summary>
internal static class ExportCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var model = new Argument<string?>("MODEL") { Description = "A .brian.json, LEMS, NeuroML 2 or TVBO file, or a name of the library.", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string>("--to") { Description = "The form to write; --list shows them.", HelpName = "TARGET" };
        var output = new Option<string>("--out", "-o")
        {
            Description = "Write here, a file or a folder. Without it one file goes to standard output, several into the current folder.",
            HelpName = "FILE",
        };
        var list = CommonOptions.Flag("--list", "List the targets, what they write and what they take.");
        var compatibility = new Option<string>("--compat")
        {
            Description = $"Write what another program would: {NeuroMLExportOptions.Brian2Tools}.",
            HelpName = "PROGRAM",
        };
        compatibility.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: not NeuroMLExportOptions.Brian2Tools and var program }])
                result.AddError($"--compat: '{program}' is not {NeuroMLExportOptions.Brian2Tools}.");
        });
        var skip = CommonOptions.Flag("--skip-unsupported", "Leave out what cannot be expressed, with a warning and a comment in the file, instead of refusing the model.");
        var standard = CommonOptions.Flag("--prefer-standard-types", "Use the target's own types where a part of the model is one of them.");
        var split = CommonOptions.Flag("--split", "LEMS of TVBO: write dynamics, network and simulation as files of their own that include each other.");
        var seconds = CommonOptions.Flag("--compat-sec", "LEMS of TVBO: follow TVBO's rule for the constant SEC, which makes models in milliseconds a thousand times too slow.");
        var dimensioned = CommonOptions.Flag("--dimensioned", "LEMS of TVBO: give values their units and variables their dimensions; refused where some are not known or do not agree.");
        var units = CommonOptions.Units();
        var delays = CommonOptions.Flag("--ignore-delays", "LEMS of TVBO: leave the delays of a network out, which LEMS cannot express, with a warning.");
        var json = CommonOptions.Json();
        var include = CommonOptions.Include();
        var command = new Command("export", "Write a model in another form.") { model, to, output, compatibility, skip, standard, split, dimensioned, seconds, delays, units, list, json, include, CommonOptions.Debug() };
        command.SetAction(parsed => parsed.Has(list)
            ? List(surroundings)
            : Run(surroundings, parsed.GetValue(model), parsed.GetValue(to), parsed.GetValue(output), CommonOptions.LoadOptions(parsed.GetValue(include)) with { UnitsFile = parsed.GetValue(units) }, new ExportOptions
            {
                Compatibility = parsed.GetValue(compatibility),
                SkipUnsupported = parsed.Has(skip),
                PreferStandardTypes = parsed.Has(standard),
                Split = parsed.Has(split),
                Lems = new LemsAdapterOptions { CompatibleSec = parsed.Has(seconds), Dimensioned = parsed.Has(dimensioned), IgnoreDelays = parsed.Has(delays) },
            }, parsed.Has(json)));
        return command;
    }

    private static int List(Surroundings surroundings)
    {
        HumanText.WriteTable(surroundings.Output, [.. ExportTargets.All.Select(static target => new[] { target.Name, target.Description, $"from {target.Takes}" })]);
        return ExitCode.Done;
    }

    private static int Run(Surroundings surroundings, string? path, string? to, string? output, LoadOptions options, ExportOptions wanted, bool json)
    {
        var found = new DiagnosticBag();
        var files = new List<string>();
        var text = json ? TextWriter.Null : surroundings.Output;
        var code = Export(surroundings, path, to, output ?? (json ? string.Empty : null), options, wanted, found, files, text);
        if (json)
        {
            JsonText.Write(surroundings.Output, writer =>
            {
                writer.WriteStrings("files", files);
                writer.WriteDiagnostics(found);
            });
        }
        else
        {
            DiagnosticPrinter.Print(found, surroundings.Error, surroundings);
        }

        return code;
    }

    private static int Export(
        Surroundings surroundings, string? path, string? to, string? output, LoadOptions options, ExportOptions wanted, DiagnosticBag found, List<string> files, TextWriter text)
    {
        if (path is null || to is null)
        {
            return Fail(found, new Diagnostic(
                "NG4000", Severity.Error, path is null ? "There is no model to export." : "It is not said what to export to.", SourceSpan.None,
                "neuroglot export MODEL --to TARGET, or neuroglot export --list"));
        }

        if (ExportTargets.Find(to) is not { } target)
        {
            var names = ExportTargets.All.Select(static one => one.Name).ToList();
            return Fail(found, new Diagnostic(
                "NG4032", Severity.Error, $"There is no export target '{to}'.", SourceSpan.None, NearNames.Hint(to, names) ?? $"Targets are {string.Join(", ", names)}."));
        }

        var model = surroundings.Load(path, options);
        found.AddRange(CommonOptions.MissingFolders(options).Concat(model.Diagnostics));
        if (!model.IsUsable)
            return DiagnosticPrinter.ExitCodeOf(model.Diagnostics);
        // Several files into a folder, which may be new; or whatever it is into one that is there.
        if (!string.IsNullOrEmpty(output) && !Path.EndsInDirectorySeparator(output) && (Directory.Exists(output) || (wanted.Split && Path.GetExtension(output).Length == 0)))
            output += Path.DirectorySeparatorChar;
        var result = target.Export(model, wanted with { FileName = string.IsNullOrEmpty(output) || Path.EndsInDirectorySeparator(output) ? null : Path.GetFileName(output) });
        found.AddRange(result.Diagnostics);
        if (result.Files.IsEmpty)
            return DiagnosticPrinter.ExitCodeOf(result.Diagnostics);
        if (output is null && result.Files is [var only])
        {
            text.Write(only.Text);
            return ExitCode.Done;
        }

        return Write(result, output, found, files, text);
    }

    private static int Write(ExportResult result, string? output, DiagnosticBag found, List<string> files, TextWriter text)
    {
        var folder = Path.GetDirectoryName(output) ?? string.Empty;
        foreach (var file in result.Files)
        {
            // The main file is where the user wants it; the others lie beside it.
            var path = string.IsNullOrEmpty(output) ? file.Name : file == result.Files[0] && !Path.EndsInDirectorySeparator(output) ? output : Path.Combine(folder, file.Name);
            try
            {
                WholeFile.Write(path, file.Text);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return Fail(found, new Diagnostic("NG4034", Severity.Error, $"The export cannot be written to '{path}': {problem.Message}", SourceSpan.None, "Choose another place with --out."));
            }

            files.Add(path);
            text.WriteLine($"wrote {path}");
        }

        return ExitCode.Done;
    }

    private static int Fail(DiagnosticBag found, Diagnostic reason)
    {
        found.Add(reason);
        return ExitCode.CommandLineIsWrong;
    }
}
