using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Cli;

/// <summary><c>neuroglot run model.cs</c>: scripts in C# are built and run by the .NET SDK.</summary>
internal static class ScriptCommand
{
    private const int OldestSdk = 10;

    /// <summary>Whether an argument names a script.</summary>
    public static bool IsScript(string argument) => argument.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && !argument.StartsWith('-');

    /// <summary>Runs a script; the exit code is its own.</summary>
    /// <param name="surroundings">What the command sees of the world.</param>
    /// <param name="file">The script.</param>
    /// <param name="arguments">What follows it on the command line: the script's own arguments.</param>
    public static int Run(Surroundings surroundings, string file, IReadOnlyList<string> arguments)
    {
        if (!File.Exists(file))
            return Wrong(surroundings, "NG4036", $"There is no script '{file}'.", "Check the name and the folder.");
        if (surroundings.RunProgram("dotnet", ["--version"], true) is not (0, var version) || !(Major(version) >= OldestSdk))
        {
            return Wrong(
                surroundings, "NG4035", $"'{file}' is a script in C#, and running it needs the .NET SDK {OldestSdk} or later, which was not found.",
                "Install the SDK from https://dotnet.microsoft.com/download, so that the command 'dotnet' is found; 'dotnet --version' shows which one it is.");
        }

        using var interrupts = new CancellationTokenSource();
        using var listening = surroundings.ListenForInterrupts(interrupts);
        return surroundings.RunProgram("dotnet", ["run", "--file", file, "--", .. arguments], false)?.ExitCode ?? ExitCode.RunFailed;
    }

    /// <summary>Runs a program to its end; its output is kept where that is asked for, and else goes where ours goes. Null when there is no such program.</summary>
    public static (int ExitCode, string Output)? RunProgram(string program, IReadOnlyList<string> arguments, bool keepsOutput)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = keepsOutput, RedirectStandardError = keepsOutput };
        try
        {
            using var process = Process.Start(start)!;
            var output = keepsOutput ? process.StandardOutput.ReadToEnd() : string.Empty;
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static int? Major(string version) => int.TryParse(version.Trim().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;

    private static int Wrong(Surroundings surroundings, string code, string message, string hint)
    {
        DiagnosticPrinter.Print([new Diagnostic(code, Severity.Error, message, SourceSpan.None, hint)], surroundings.Error, surroundings);
        return ExitCode.CommandLineIsWrong;
    }
}
