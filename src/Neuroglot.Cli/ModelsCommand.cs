using System.CommandLine;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;

namespace Neuroglot.Cli;

/// <summary><c>neuroglot models</c>: the library that comes with the program.</summary>
internal static class ModelsCommand
{
    private static readonly string[] Actions = ["list", "show", "export"];

    public static Command Create(Surroundings surroundings)
    {
        var action = new Argument<string>("ACTION") { Description = "list what there is, show one as it is written, export one to a file.", Arity = ArgumentArity.ExactlyOne };
        action.AcceptOnlyFromAmong(Actions);
        var name = new Argument<string?>("NAME") { Description = "Name of a model, for show and export; of list the kind: dynamics, coupling, network or experiment.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string>("--out", "-o") { Description = "Write here. Without it export writes NAME.yaml into the current folder.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("models", "The library that comes with the program: neural masses, oscillators, neurons and maps, couplings, networks, experiments.")
        {
            action, name, output, json, CommonOptions.Debug(),
        };
        command.SetAction(parsed => Run(surroundings, parsed.GetRequiredValue(action), parsed.GetValue(name), parsed.GetValue(output), parsed.Has(json)));
        return command;
    }

    private static int Run(Surroundings surroundings, string action, string? name, string? output, bool json)
    {
        if (action == "list")
            return List(surroundings, name, json);
        if (name is null)
            return Fail(surroundings, $"It is not said which model to {action}.", $"neuroglot models {action} JansenRit");
        if (BuiltInModels.Find(name) is not { } model)
            return Fail(surroundings, $"The library has no model '{name}'.", BuiltInModels.Hint(name) ?? "neuroglot models list");
        if (action == "show")
        {
            surroundings.Output.Write(model.Text);
            return ExitCode.Done;
        }

        var path = output ?? $"{model.Name}.yaml";
        try
        {
            WholeFile.Write(path, model.Text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Fail(surroundings, $"The model cannot be written to '{path}': {problem.Message}", "Choose another place with --out.");
        }

        surroundings.Output.WriteLine($"wrote {path}");
        return ExitCode.Done;
    }

    private static int List(Surroundings surroundings, string? kind, bool json)
    {
        var models = BuiltInModels.All.Where(one => kind is null || one.Kind == kind).ToList();
        if (models.Count == 0)
            return Fail(surroundings, $"The library has no kind '{kind}'.", "Kinds are dynamics, coupling, network and experiment.");
        if (json)
            JsonText.Write(surroundings.Output, writer => writer.WriteRecords("models", models, static one => [("name", one.Name), ("kind", one.Kind), ("title", one.Title), ("description", one.Description)]));
        else
            HumanText.WriteTable(surroundings.Output, [.. models.Select(static one => new[] { one.Name, one.Kind, one.Title })]);
        return ExitCode.Done;
    }

    private static int Fail(Surroundings surroundings, string message, string hint)
    {
        DiagnosticPrinter.Print([new Diagnostic("NG7062", Severity.Error, message, SourceSpan.None, hint)], surroundings.Error, surroundings);
        return ExitCode.CommandLineIsWrong;
    }
}
