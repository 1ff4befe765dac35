using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Plotting;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Terminal;

namespace Neuroglot.Cli;

/// <summary>Where figures go: into files, or onto the terminal.</summary>
internal static class FigureOutput
{
    private const int UsualColumns = 80;
    private const int RowsOfOne = 16;
    private const int RowsOfSeveral = 8;

    /// <summary>Writes the files; those that were written. NG8112: one cannot be; NG8009 to NG8013: the figure has no room, or an ending is not known.</summary>
    public static ImmutableArray<string> Save(Figure figure, ImmutableArray<string> files, double dotsPerInch, DiagnosticBag found)
    {
        found.AddRange(figure.Warnings);
        var written = ImmutableArray.CreateBuilder<string>();
        foreach (var file in files)
        {
            try
            {
                if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
                    Directory.CreateDirectory(folder);
                figure.Save(file, dotsPerInch);
                written.Add(file);
            }
            catch (PlottingException problem)
            {
                found.Add(problem.Diagnostic);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                found.Error("NG8112", $"The figure cannot be written to '{file}': {problem.Message}", SourceSpan.None, "Choose another place.");
            }
        }

        return written.ToImmutable();
    }

    /// <summary>Draws with letters.</summary>
    public static void Write(Surroundings surroundings, Figure figure) =>
        surroundings.Output.Write(TerminalRenderer.Text(
            figure, int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) ? columns : UsualColumns,
            figure.Axes.Count == 1 ? RowsOfOne : RowsOfSeveral));
}
