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

    public static Option<object> Json() => Flag("--json", "Write one JSON object to standard output, for programs.");

    public static Option<object> Debug() => Flag(DebugName, "Show the stack trace when Neuroglot itself fails.");

    /// <summary>
    /// An option without a value; <see cref="Has"/> tells whether it was given. Here and in the other options the type is a class on purpose:
    /// generic code over value types is not compiled ahead across assemblies, and costs milliseconds at each start.
    /// </summary>
    public static Option<object> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>Whether <paramref name="flag"/> was given.</summary>
    public static bool Has(this ParseResult parsed, Option<object> flag) => parsed.GetResult(flag) is { Implicit: false };

    public static Option<string[]> Include() => new("-I", "--include")
    {
        Description = "Look for included files in this folder too; may be given several times.",
        HelpName = "FOLDER",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string> Units() => new("--units")
    {
        Description = "TVBO: take units from this YAML file, too: units: {mA/cm2: {dimension: currentDensity, power: 1}}.",
        HelpName = "FILE",
    };

    /// <summary>An option that takes a time with its unit; its value is in seconds.</summary>
    public static Option<Box<double>> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => ParseTime(name, result),
    };

    /// <summary>An option that takes one of the names of <typeparamref name="T"/>, in any case.</summary>
    public static Option<Box<T>> Choice<T>(string name, string description)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(static n => n.ToLowerInvariant()).ToArray();
        return new Option<Box<T>>(name)
        {
            Description = description,
            HelpName = string.Join('|', names),
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (names.Contains(text.ToLowerInvariant()))
                    return new Box<T>(Enum.Parse<T>(text, ignoreCase: true));
                result.AddError($"{name}: '{text}' is none of {string.Join(", ", names)}.");
                return null;
            },
        };
    }

    /// <summary>An option that takes a whole number in a range.</summary>
    public static Option<Box<long>> WholeNumber(string name, string description, long least, long most) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return new Box<long>(number);
            result.AddError(least == long.MinValue ? $"{name}: '{text}' is not a whole number." : $"{name}: '{text}' is not a whole number from {least} to {most}.");
            return null;
        },
    };

    public static LoadOptions LoadOptions(IEnumerable<string>? includes) => new()
    {
        IncludeFolders = [.. (includes ?? []).SelectMany(static i => i.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))],
    };

    /// <summary>Folders that were asked for but are not there.</summary>
    public static ImmutableArray<Diagnostic> MissingFolders(LoadOptions options) => options.IncludeFolders.IsEmpty ? [] :
    [
        .. options.IncludeFolders.Where(static f => !Directory.Exists(f))
            .Select(static f => new Diagnostic("NG4003", Severity.Warning, $"There is no folder '{f}' to look for included files in.", SourceSpan.None)),
    ];

    private static Box<double>? ParseTime(string name, ArgumentResult result)
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
        return new Box<double>(quantity.Value);
    }
}
