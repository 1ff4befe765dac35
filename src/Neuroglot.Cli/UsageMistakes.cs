using System.CommandLine;
using System.CommandLine.Parsing;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Cli;

/// <summary>What is wrong with a command line, in sentences that say what may have been meant.</summary>
internal static class UsageMistakes
{
    public static IEnumerable<string> In(ParseResult parsed, Command root)
    {
        var command = parsed.CommandResult.Command;
        foreach (var error in parsed.Errors)
        {
            // Those of System.CommandLine about what it could not place only name it.
            if (!parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)))
                yield return error.Message;
        }

        // What follows an unknown command or option belongs to it.
        if (command == root && parsed.UnmatchedTokens is [not ['-', ..] and var first, ..])
        {
            yield return $"There is no command '{first}'.{Hint(first, Examples.Commands)}";
            yield break;
        }

        var previous = string.Empty;
        foreach (var token in parsed.UnmatchedTokens)
        {
            if (token.StartsWith('-'))
                yield return UnknownOption(token, command);
            else if (!previous.StartsWith('-'))
                yield return $"'{token}' is one too many: '{command.Name}' takes one model.";
            previous = token;
        }
    }

    /// <summary>What stands among files but looks like an option is one that there is not; a file of such a name can be called <c>./--name</c>.</summary>
    public static void RefuseOptions(SymbolResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value.StartsWith("--", StringComparison.Ordinal) && Owner(result) is { } command)
                result.AddError(UnknownOption(token.Value, command));
        }
    }

    private static Command? Owner(SymbolResult? result) => result is null or CommandResult ? (result as CommandResult)?.Command : Owner(result.Parent);

    private static string UnknownOption(string token, Command command)
    {
        var equals = token.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? token : token[..equals];
        return $"There is no option '{name}'.{Hint(name, command.Options.SelectMany(static option => option.Aliases.Prepend(option.Name)))}";
    }

    private static string Hint(string name, IEnumerable<string> known) => NearNames.Hint(name, known) is { } hint ? $" ({hint})" : string.Empty;
}
