using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Neuroglot.Tests.Export.Description;

/// <summary>Compiles LaTeX where <c>pdflatex</c> is installed; everywhere it asserts that what begins also ends.</summary>
internal static partial class LatexCompiler
{
    public static void Compile(string document)
    {
        var open = new Stack<string>();
        foreach (Match match in Environment().Matches(document))
        {
            if (match.Groups[1].Value == "begin")
                open.Push(match.Groups[2].Value);
            else
                Assert.Equal(open.Pop(), match.Groups[2].Value);
        }

        Assert.Empty(open);
        var folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
        try
        {
            File.WriteAllText(Path.Join(folder, "document.tex"), document);
            var start = new ProcessStartInfo("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "document.tex"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, said);
        }
        catch (Win32Exception)
        {
            // There is no pdflatex here.
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"\\(begin|end)\{([a-z*]+)\}")]
    private static partial Regex Environment();
}
