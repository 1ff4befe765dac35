using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary><c>neuroglot run model.cs</c>.</summary>
public sealed class ScriptCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
    private readonly string script;

    public ScriptCommandTests()
    {
        script = Path.Combine(folder, "model.cs");
        File.WriteAllText(script, "Console.WriteLine(args.Length);");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_script_is_run_by_the_SDK_with_its_own_arguments()
    {
        var calls = new List<string>();
        var shell = new Shell
        {
            RunProgram = (program, arguments, keepsOutput) =>
            {
                calls.Add($"{program} {string.Join(' ', arguments)}");
                return keepsOutput ? (0, "10.0.100\n") : (7, string.Empty);
            },
        };
        Assert.Equal(7, shell.Run("run", script, "100", "--dt", "-q"));
        Assert.Equal(["dotnet --version", $"dotnet run --file {script} -- 100 --dt -q"], calls);
        Assert.Empty(shell.Error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("9.0.305")]
    [InlineData("")]
    public void Without_a_fitting_SDK_it_says_what_is_needed(string? version)
    {
        var shell = new Shell { RunProgram = (_, _, _) => version is null ? null : (0, version) };
        Assert.Equal(ExitCode.CommandLineIsWrong, shell.Run("run", script));
        Assert.Contains("NG4035", shell.Error, StringComparison.Ordinal);
        Assert.Contains(".NET SDK 10 or later", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_told()
    {
        var shell = new Shell();
        Assert.Equal(ExitCode.CommandLineIsWrong, shell.Run("run", Path.Combine(folder, "other.cs")));
        Assert.Contains("NG4036", shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.CommandLineIsWrong, shell.Run("run", "--quiet", script));
        Assert.Contains("Options do not reach the script", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_that_are_not_there_are_noticed() => Assert.Null(ScriptCommand.RunProgram("no-such-program-anywhere", [], keepsOutput: true));
}
