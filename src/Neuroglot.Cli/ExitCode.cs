namespace Neuroglot.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int ModelIsWrong = 1;
    public const int CommandLineIsWrong = 2;
    public const int RunFailed = 3;
    public const int Interrupted = 130;
}
