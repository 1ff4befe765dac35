using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Cli;

/// <summary>Options that several commands share, and how quantities are read.</summary>
internal static class CommonOptions
{
    public const string DebugName = "--debug";

    private static readonly UnitTable TimeUnits = new(
    [
        CommonUnits.s, CommonUnits.ms, CommonUnits.us, new Unit("ns", Dimension.Time, -9), new Unit("min", Dimension.Time, 0, 60), new Unit("h", Dimension.Time, 0, 3600),
    ]);

    public static Option<bool> Json() => new("--json") { Description = "Write one JSON object to standard output, for programs." };

    public static Option<bool> Debug() => new(DebugName) { Description = "Show the stack trace when Neuroglot itself fails." };

    public static Option<string[]> Include() => new("-I", "--include")
    {
        Description = "Look for included files in this folder too; may be given several times.",
        HelpName = "FOLDER",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>An option that takes a time with its unit; its value is in seconds.</summary>
    public static Option<double?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => ParseTime(name, result),
    };

    /// <summary>An option that takes one of the names of <typeparamref name="T"/>, in any case.</summary>
    public static Option<T?> Choice<T>(string name, string description)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(static n => n.ToLowerInvariant()).ToArray();
        return new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', names),
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (names.Contains(text.ToLowerInvariant()))
                    return Enum.Parse<T>(text, ignoreCase: true);
                result.AddError($"{name}: '{text}' is none of {string.Join(", ", names)}.");
                return null;
            },
        };
    }

    /// <summary>An option that takes a whole number in a range.</summary>
    public static Option<long?> WholeNumber(string name, string description, long least, long most) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError(least == long.MinValue ? $"{name}: '{text}' is not a whole number." : $"{name}: '{text}' is not a whole number from {least} to {most}.");
            return null;
        },
    };

    public static LoadOptions LoadOptions(IEnumerable<string>? includes) => new()
    {
        IncludeFolders = [.. (includes ?? []).SelectMany(static i => i.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))],
    };

    /// <summary>Folders that were asked for but are not there.</summary>
    public static ImmutableArray<Diagnostic> MissingFolders(LoadOptions options) =>
    [
        .. options.IncludeFolders.Where(static f => !Directory.Exists(f))
            .Select(static f => new Diagnostic("NG4003", Severity.Warning, $"There is no folder '{f}' to look for included files in.", SourceSpan.None)),
    ];

    private static double? ParseTime(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var problems = new DiagnosticBag();
        if (!TimeUnits.TryParse(text, SourceSpan.None, problems, out var quantity))
        {
            result.AddError($"{name}: '{text}' is not a time; write a number and s, ms, us, min or h, for example {name} 0.1ms.");
            return null;
        }
        if (quantity.Dimension != Dimension.Time)
        {
            result.AddError($"{name}: '{text}' has no unit; write for example {name} {text}ms.");
            return null;
        }
        if (!(quantity.Value > 0) || double.IsInfinity(quantity.Value))
        {
            result.AddError($"{name}: '{text}' is not a positive time.");
            return null;
        }
        return quantity.Value;
    }
}
