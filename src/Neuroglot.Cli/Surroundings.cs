using System.Runtime.InteropServices;

namespace Neuroglot.Cli;

/// <summary>What the commands see of the world outside, so that tests can stand in for it.</summary>
internal sealed class Surroundings
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches <see cref="Error"/>, so that a line may be overwritten.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Sets the colour of what is written next to <see cref="Output"/> and <see cref="Error"/>; null for the terminal's own.</summary>
    public Action<ConsoleColor?> SetColour { get; init; } = static _ => { };

    /// <summary>Opens standard input and output for a program that takes part in a run.</summary>
    public Func<(Stream Input, Stream Output)> OpenHost { get; init; } = static () => (Stream.Null, Stream.Null);

    /// <summary>How models are read.</summary>
    public Func<string, LoadOptions, NeuralModel> Load { get; init; } = NeuralModel.Load;

    /// <summary>Runs a program to its end, keeping its output or not; null when there is no such program.</summary>
    public Func<string, IReadOnlyList<string>, bool, (int ExitCode, string Output)?> RunProgram { get; init; } = ScriptCommand.RunProgram;

    /// <summary>Until disposed, an interrupt cancels the given source; a second one ends the process.</summary>
    public Func<CancellationTokenSource, IDisposable> ListenForInterrupts { get; init; } = static _ => new CancellationTokenSource();

    /// <summary>A run is worth progress messages when it takes longer than this.</summary>
    public TimeSpan ProgressAfter { get; init; } = TimeSpan.FromSeconds(1);

    public static Surroundings OfProcess()
    {
        var colours = !Console.IsOutputRedirected && !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new Surroundings
        {
            Output = Console.Out,
            Error = Console.Error,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            SetColour = colours ? SetConsoleColour : static _ => { },
            ListenForInterrupts = static source => new Interrupts(source),
            OpenHost = static () => (new BufferedStream(Console.OpenStandardInput()), Console.OpenStandardOutput()),
        };
    }

    private static void SetConsoleColour(ConsoleColor? colour)
    {
        if (colour is { } chosen)
            Console.ForegroundColor = chosen;
        else
            Console.ResetColor();
    }

    private sealed class Interrupts : IDisposable
    {
        private readonly CancellationTokenSource source;
        private readonly PosixSignalRegistration[] registrations;

        public Interrupts(CancellationTokenSource source)
        {
            this.source = source;
            registrations =
            [
                PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            ];
        }

        public void Dispose()
        {
            foreach (var registration in registrations)
                registration.Dispose();
        }

        private void Handle(PosixSignalContext context)
        {
            context.Cancel = !source.IsCancellationRequested;
            source.Cancel();
        }
    }
}
