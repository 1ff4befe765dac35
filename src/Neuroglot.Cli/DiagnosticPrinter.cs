using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Cli;

/// <summary>Prints diagnostics one per line as <c>file:line:column: error NG1234: message (hint)</c>, the severity in colour on a terminal.</summary>
internal static class DiagnosticPrinter
{
    public static void Print(IEnumerable<Diagnostic> diagnostics, TextWriter writer, Surroundings surroundings)
    {
        foreach (var diagnostic in diagnostics)
            Print(diagnostic, writer, surroundings);
    }

    /// <summary>The exit code of a command that got no further because of <paramref name="diagnostics"/>.</summary>
    public static int ExitCodeOf(ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(static d => d.Severity == Severity.Error).ToList();
        return errors.Count == 0 ? ExitCode.Done
            : errors.TrueForAll(IsAboutCommandLine) ? ExitCode.CommandLineIsWrong
            : errors.TrueForAll(static d => d.Code.StartsWith("NG30", StringComparison.Ordinal)) ? ExitCode.RunFailed
            : ExitCode.ModelIsWrong;
    }

    // Nothing but --method names an integrator. Those of the export are about the model.
    private static bool IsAboutCommandLine(Diagnostic diagnostic) =>
        diagnostic.Code == "NG2001" || diagnostic.Code.StartsWith("NG40", StringComparison.Ordinal) || diagnostic.Code.StartsWith("NG412", StringComparison.Ordinal) || diagnostic.Code.StartsWith("NG413", StringComparison.Ordinal);

    private static void Print(Diagnostic diagnostic, TextWriter writer, Surroundings surroundings)
    {
        var text = diagnostic.ToString();
        var severity = diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
        var start = text.IndexOf($"{severity} {diagnostic.Code}", StringComparison.Ordinal);
        writer.Write(text.AsSpan(0, start));
        surroundings.SetColour(diagnostic.Severity switch { Severity.Error => ConsoleColor.Red, Severity.Warning => ConsoleColor.Yellow, _ => ConsoleColor.Cyan });
        writer.Write(text.AsSpan(start, severity.Length));
        surroundings.SetColour(null);
        writer.WriteLine(text.AsSpan(start + severity.Length));
    }
}
