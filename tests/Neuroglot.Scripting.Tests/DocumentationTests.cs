using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Neuroglot.Scripting.Tests;

/// <summary>What <c>docs/brian-scripting.md</c> shows is what is run here.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void The_scripts_of_the_page_are_those_of_the_examples()
    {
        var root = Root();
        var shown = Script().Matches(File.ReadAllText(Path.Combine(root, "docs", "brian-scripting.md")));
        Assert.Equal(4, shown.Count);
        foreach (Match one in shown)
            Assert.Contains(one.Groups[2].Value.TrimEnd(), File.ReadAllText(Path.Combine(root, "examples", "brian", one.Groups[1].Value + ".cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_script_says_how_it_is_to_be_built()
    {
        var scripts = Directory.GetFiles(Path.Combine(Root(), "examples", "brian"), "*.cs");
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.StartsWith("#:property PublishAot=false\n", File.ReadAllText(script).ReplaceLineEndings("\n"), StringComparison.Ordinal));
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"<!-- (\w+) -->\n```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Script();
}
