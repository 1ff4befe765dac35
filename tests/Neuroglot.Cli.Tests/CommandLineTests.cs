using Xunit;

namespace Neuroglot.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Version_is_one_line()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("--version"));
        Assert.Matches(@"^neuroglot \d+\.\d+\.\d+[^+\n]*\n$", shell.Output);
    }

    [Fact]
    public void Without_arguments_the_help_is_shown()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run());
        Assert.All(Examples.Commands, command => Assert.Contains($"  {command} ", shell.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_has_help_with_examples_that_parse()
    {
        foreach (var command in Examples.Commands.Where(static c => c != "jnml"))
        {
            var shell = new Shell();
            Assert.Equal(0, shell.Run(command, "--help"));
            Assert.NotEmpty(Examples.Of(command));
            foreach (var (example, _) in Examples.Of(command))
            {
                Assert.Contains(example, shell.Output, StringComparison.Ordinal);
                // An export, a graph or a plot may refuse the model that stands in here, which states no exploration either, or files that are not there, but only when it has understood everything else.
                string[] refusals = ["NG4033", "NG4131", "NG4152", "NG8106", "NG8114"];
                var trial = Shell.With(new FakeModel("m"));
                var arguments = example.Split(' ')[1..];
                if (command == "sweep")
                    arguments = [.. arguments.TakeWhile(static argument => argument != "--out"), "--out", Path.Join(folder, "result.npz")];
                Assert.True(trial.Run(arguments) == 0 || refusals.Any(code => trial.Error.Contains(code, StringComparison.Ordinal)), example);
            }
        }
    }

    [Theory]
    [InlineData("rum", "m.xml")]
    [InlineData("run")]
    [InlineData("run", "m.xml", "--dt", "3")]
    [InlineData("run", "m.xml", "--dt", "3mV")]
    [InlineData("run", "m.xml", "--duration", "-3ms")]
    [InlineData("run", "m.xml", "--duration", "0s")]
    [InlineData("run", "m.xml", "--threads", "-1")]
    [InlineData("run", "m.xml", "--seed", "x")]
    [InlineData("run", "m.xml", "--format", "cvs")]
    [InlineData("run", "m.xml", "--set", "gain=3")]
    [InlineData("run", "m.xml", "--bla")]
    [InlineData("validate")]
    [InlineData("inspect", "a.xml", "b.xml")]
    [InlineData("jnml", "-neuron", "a.xml")]
    [InlineData("jnml", "-bla", "a.xml")]
    [InlineData("jnml", "-I")]
    [InlineData("jnml", "a.xml", "b.xml")]
    [InlineData("run", "there/is/no/such/file.xml")]
    [InlineData("validate", "there/is/no/such/file.xml")]
    public void Wrong_command_lines_exit_with_2_and_say_why(params string[] arguments)
    {
        var shell = new Shell();
        Assert.Equal(2, shell.Run(arguments));
        Assert.Contains("error NG40", shell.Error + shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_of_the_program_show_no_stack_trace_unless_asked()
    {
        var shell = new Shell { Load = static (_, _) => throw new InvalidOperationException("boom") };
        Assert.Equal(3, shell.Run("run", "m.xml"));
        Assert.Contains("error NG4090", shell.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", shell.Error, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => shell.Run("run", "m.xml", "--debug"));
    }
}
