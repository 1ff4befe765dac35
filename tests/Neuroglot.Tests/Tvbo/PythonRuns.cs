using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>A test that runs programs with NumPy; skipped where there is none.</summary>
public sealed class NumPyTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for NumPy.</summary>
    public NumPyTheoryAttribute() => Skip = PythonRuns.Interpreter is null ? "There is no python3 with NumPy on this machine." : null;
}

/// <summary>A test that runs a program with NumPy; skipped where there is none.</summary>
public sealed class NumPyFactAttribute : FactAttribute
{
    /// <summary>Looks for NumPy.</summary>
    public NumPyFactAttribute() => Skip = PythonRuns.Interpreter is null ? "There is no python3 with NumPy on this machine." : null;
}

/// <summary>Runs programs in Python.</summary>
internal static class PythonRuns
{
    /// <summary>A Python that has NumPy; null for none.</summary>
    public static string? Interpreter { get; } = ((string[])["python3", "/usr/bin/python3"]).FirstOrDefault(static one => Start(one, "-c", "import numpy").Code == 0);

    /// <summary>The last row of a program's result: states by variable, then node.</summary>
    public static double[] Last(string program, string folder)
    {
        var path = Path.Combine(folder, "program.py");
        File.WriteAllText(path, program);
        var (code, output) = Start(Interpreter!, path);
        Assert.True(code == 0, output + program);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(static line => line.Split(' ').Skip(1)).Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture))];
    }

    /// <summary>Whether Python understands programs, without running them.</summary>
    public static void CheckSyntax(IReadOnlyList<string> programs, string folder)
    {
        for (var i = 0; i < programs.Count; i++)
            File.WriteAllText(Path.Combine(folder, FormattableString.Invariant($"checked{i}.py")), programs[i]);
        var (code, output) = Start(Interpreter!, "-c", "import ast, glob, sys\nfor path in glob.glob(sys.argv[1] + '/checked*.py'):\n    ast.parse(open(path, encoding='utf-8').read(), path)", folder);
        Assert.True(code == 0, output);
    }

    private static (int Code, string Output) Start(string interpreter, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(interpreter, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "It could not be started.");
        }
    }
}
