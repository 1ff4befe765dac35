using System.Text;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Cli.Tests;

/// <summary>Runs the command line inside the test and keeps what it prints.</summary>
internal sealed class Shell
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    public Func<string, LoadOptions, NeuralModel> Load { get; init; } = NeuralModel.Load;

    public bool ErrorIsTerminal { get; init; }

    public TimeSpan ProgressAfter { get; init; } = TimeSpan.FromSeconds(1);

    public Func<CancellationTokenSource, IDisposable> ListenForInterrupts { get; init; } = static _ => new CancellationTokenSource();

    public Func<string, IReadOnlyList<string>, bool, (int ExitCode, string Output)?> RunProgram { get; init; } = static (_, _, _) => null;

    public Func<(Stream Input, Stream Output)> OpenHost { get; init; } = static () => (Stream.Null, Stream.Null);

    public string Output => output.ToString();

    public string Error => error.ToString();

    public static Diagnostic Problem(Severity severity, string code = "NG1300") => new(code, severity, "it is odd", new SourceSpan("net.nml", 3, 7), "fix it");

    public static Shell With(NeuralModel model) => new() { Load = (_, _) => model };

    public int Run(params string[] arguments)
    {
        using var outputWriter = new StringWriter(output) { NewLine = "\n" };
        using var errorWriter = new StringWriter(error) { NewLine = "\n" };
        return CommandLine.Run(arguments, new Surroundings
        {
            Output = outputWriter,
            Error = errorWriter,
            ErrorIsTerminal = ErrorIsTerminal,
            Load = Load,
            ProgressAfter = ProgressAfter,
            ListenForInterrupts = ListenForInterrupts,
            RunProgram = RunProgram,
            OpenHost = OpenHost,
        });
    }
}
