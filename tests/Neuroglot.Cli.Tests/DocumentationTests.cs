using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary>Runs the commands of <c>README.md</c> and <c>docs/</c>, so that what people copy works.</summary>
public sealed partial class DocumentationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
    private readonly string previous = Environment.CurrentDirectory;

    internal static string Root { get; } = FindRoot();

    /// <summary>Codes that several rooms use in one sense.</summary>
    private static readonly string[] HandedOn =
    [
        // The command line sorts these by the words of jNeuroML, the front door by whether only a run minds.
        "NG1011", "NG1030", "NG1116", "NG1411", "NG1440", "NG1450", "NG2001",
        // A quantity of the wrong dimension, read by the table of units or by LEMS.
        "NG1202",
        // A file that cannot be written or read: of results, a report, or the state of a session.
        "NG4010", "NG4011", "NG4020", "NG4021",
        // A function of the host fails, where values are computed before a run or in it.
        "NG3004",
    ];

    public static TheoryData<string, string> Commands()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Pages())
        {
            foreach (Match block in ShellBlock().Matches(File.ReadAllText(Path.Combine(Root, file))))
            {
                foreach (var line in block.Groups[1].Value.Split('\n').Select(static l => l.Trim()).Where(static l => Arguments(l) is not null))
                    data.Add(file, line);
            }
        }
        return data;
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = previous;
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_commands_of_the_pages_work(string page, string line)
    {
        CopyFolder(Path.Combine(Root, "examples"), Path.Combine(folder, "examples"));
        Environment.CurrentDirectory = folder;
        var shell = new Shell();

        // A run that goes on from a state needs the one that saves it.
        if (FromState().Match(line) is { Success: true, Groups: var groups })
            Assert.Equal(0, shell.Run(Arguments(File.ReadLines(Path.Combine(Root, page)).First(other => other.Contains($"--save-state {groups[1].Value}", StringComparison.Ordinal)))!));
        // Results that are drawn are those of the runs above, in the same block.
        if (Arguments(line) is ["plot", ..])
        {
            var block = ShellBlock().Matches(File.ReadAllText(Path.Combine(Root, page))).Select(static one => one.Groups[1].Value.Split('\n')).First(lines => lines.Any(one => one.Trim() == line));
            foreach (var run in block.TakeWhile(other => other.Trim() != line).Select(Arguments).Where(static one => one is ["run", ..]))
                Assert.Equal(0, shell.Run(run!));
        }

        Assert.True(shell.Run(Arguments(line)!) == 0, $"{page}: {line}\n{shell.Error}{shell.Output}");
        if (line.Contains("--out results", StringComparison.Ordinal))
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "results")));
    }

    [Fact]
    public void Links_between_pages_lead_somewhere()
    {
        foreach (var page in Pages())
        {
            foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(Root, page))))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
                    Assert.True(Path.Exists(Path.Combine(Root, Path.GetDirectoryName(page)!, target)), $"{page} links to {target}");
            }
        }
    }

    [Fact]
    public void Every_diagnostic_is_explained()
    {
        var used = Directory.GetFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static f => Code().Matches(File.ReadAllText(f)).Select(static m => m.Groups[1].Value)).ToHashSet();
        var explained = ExplainedCode().Matches(File.ReadAllText(Path.Combine(Root, "docs", "diagnostics.md"))).Select(static m => m.Groups[1].Value).ToList();
        Assert.Empty(used.Except(explained).Order());
        Assert.Empty(explained.Except(used));
        Assert.Equal(explained.Distinct().Order(StringComparer.Ordinal), explained);
    }

    [Fact]
    public void Every_diagnostic_is_provoked_by_a_test()
    {
        var tested = Directory.GetFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static file => Code().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value)).ToHashSet();
        Assert.Empty(ExplainedCode().Matches(File.ReadAllText(Path.Combine(Root, "docs", "diagnostics.md"))).Select(static match => match.Groups[1].Value).Except(tested));
    }

    [Fact]
    public void Every_diagnostic_has_a_cure_and_one_meaning()
    {
        foreach (var row in File.ReadLines(Path.Combine(Root, "docs", "diagnostics.md")).Where(static line => line.StartsWith("| NG", StringComparison.Ordinal)))
            Assert.True(row.Split(" | ").Length >= 3 && row.Split(" | ")[2].Trim(' ', '|').Length > 0, $"no cure: {row}");

        // Each room has a range of codes. Two rooms that use one code mean two things by it, unless one hands on what the other defines.
        var rooms = Directory.GetFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static file => QuotedCode().Matches(File.ReadAllText(file)).Select(match => (Code: match.Groups[1].Value, Room: Path.GetRelativePath(Path.Combine(Root, "src"), file).Split(Path.DirectorySeparatorChar)[0])))
            .GroupBy(static use => use.Code)
            .Where(static uses => uses.Select(static use => use.Room).Distinct().Count() > 1 && !HandedOn.Contains(uses.Key));
        Assert.Empty(rooms.Select(static uses => $"{uses.Key}: {string.Join(", ", uses.Select(static use => use.Room).Distinct())}"));
    }

    /// <summary>What stands after <c>neuroglot</c>, or null for other commands.</summary>
    private static string[]? Arguments(string line)
    {
        // Words between quotation marks are one.
        string[] words = [.. Word().Matches(line).Select(static word => word.Value.Trim('"'))];
        if (words is ["neuroglot", .. var arguments])
            return arguments;
        var dashes = Array.IndexOf(words, "--");
        return words is ["dotnet", "run", ..] && words.Contains("src/Neuroglot.Cli") && dashes > 0 ? words[(dashes + 1)..] : null;
    }

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md")).Append(Path.Combine(Root, "examples", "README.md"))
            .Select(static f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"--from-state (\S+)")]
    private static partial Regex FromState();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!–)\b(NG\d{4})\b(?!–)")]
    private static partial Regex Code();

    [GeneratedRegex("\"(NG\\d{4})\"")]
    private static partial Regex QuotedCode();

    [GeneratedRegex(@"^\| (NG\d{4}) \|", RegexOptions.Multiline)]
    private static partial Regex ExplainedCode();
}
