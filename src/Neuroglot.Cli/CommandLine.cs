using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Neuroglot.Cli;

/// <summary>The commands, and what holds for all of them: help with examples, exit codes, no stack traces.</summary>
internal static class CommandLine
{
    private const string Name = "neuroglot";
    private const string ProgramDescription = "Neuroglot runs models of neurons and neural masses written in LEMS, NeuroML 2, SpineML, TVBO and the language of Brian 2.";

    private static readonly OrderedDictionary<string, Func<Surroundings, Command>> Commands = new(StringComparer.Ordinal)
    {
        ["run"] = RunCommand.Create,
        ["sweep"] = SweepCommand.Create,
        ["plot"] = PlotCommand.Create,
        ["validate"] = ValidateCommand.Create,
        ["inspect"] = InspectCommand.Create,
        ["export"] = ExportCommand.Create,
        ["models"] = ModelsCommand.Create,
        ["jnml"] = static _ => JnmlCommand.Describe(),
    };

    /// <summary>Version of the program, without the commit that the build appends.</summary>
    public static string Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public static int Run(string[] arguments, Surroundings surroundings)
    {
        try
        {
            return arguments switch
            {
                ["--version"] => WriteVersion(surroundings),
                ["jnml", .. var rest] => JnmlCommand.Run(rest, surroundings),
                ["run", var script, .. var rest] when ScriptCommand.IsScript(script) => ScriptCommand.Run(surroundings, script, rest),
                // The most common command of all, and the one that editors wait for: without options there is nothing to parse.
                ["validate", .. { Length: > 0 } models] when Array.TrueForAll(models, IsPlain) => ValidateCommand.Run(surroundings, models, LoadOptions.Default),
                _ => Invoke(arguments, surroundings),
            };
        }
        catch (Exception e) when (!arguments.Contains(CommonOptions.DebugName))
        {
            surroundings.Error.WriteLine($"error NG4090: Neuroglot made a mistake: {e.Message}");
            surroundings.Error.WriteLine($"Run the same command with {CommonOptions.DebugName} and send what it prints to the authors.");
            return ExitCode.RunFailed;
        }
    }

    /// <summary>Whether <paramref name="argument"/> can be nothing but a file: no option, no response file, no request for help.</summary>
    private static bool IsPlain(string argument) => argument is not ("" or ['-' or '@', ..] or "/?" or "/h");

    private static int WriteVersion(Surroundings surroundings)
    {
        surroundings.Output.WriteLine($"{Name} {Version}");
        return ExitCode.Done;
    }

    private static int Invoke(string[] arguments, Surroundings surroundings)
    {
        // Not a RootCommand: that one is called by the name of the assembly.
        var root = new Command(Name, ProgramDescription) { new HelpOption(), new VersionOption() };
        foreach (var (name, create) in Commands)
        {
            // Making the options of a command costs milliseconds, which everyone would wait for; only help needs all commands.
            if (arguments is not [var first, ..] || first == name || !Commands.ContainsKey(first))
                root.Add(create(surroundings));
        }
        AddExamplesToHelp(root);
        root.SetAction(_ => root.Parse("--help").Invoke(new InvocationConfiguration { Output = surroundings.Output, Error = surroundings.Error }));

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            foreach (var mistake in UsageMistakes.In(parsed, root))
                surroundings.Error.WriteLine($"error NG4000: {mistake}");
            surroundings.Error.WriteLine($"'{CommandPath(parsed.CommandResult.Command)} --help' shows how it is used.");
            return ExitCode.CommandLineIsWrong;
        }
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = surroundings.Output,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static string CommandPath(Command command) => command.Name == Name ? Name : $"{Name} {command.Name}";

    private static void AddExamplesToHelp(Command root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
    }

    private sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var result = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            var examples = Examples.Of(parseResult.CommandResult.Command.Name);
            if (examples.Length > 0)
                output.WriteLine("Examples:");
            foreach (var (command, purpose) in examples)
            {
                output.WriteLine($"  {command}");
                output.WriteLine($"      {purpose}");
            }
            return result;
        }
    }
}
