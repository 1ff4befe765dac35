using System.Globalization;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Cases;

/// <summary>Prints results, one line per case and totals, to the test's output and to a file in the folder <c>artifacts</c> beside the solution.</summary>
public static class CaseTable
{
    /// <summary>Prints <paramref name="results"/>.</summary>
    public static void Print(string fileName, IReadOnlyList<CaseResult> results, TimeSpan elapsed, ITestOutputHelper output)
    {
        var lines = results.Select(one => one.ToString()).ToList();
        lines.Add(string.Create(CultureInfo.InvariantCulture,
            $"{results.Count} cases in {elapsed.TotalSeconds:F0} s: {Count(results, CaseStatus.Checked)} checked, {Count(results, CaseStatus.RanOnly)} ran only, {Count(results, CaseStatus.Failed)} failed, {Count(results, CaseStatus.Refused)} refused"));
        foreach (var line in lines)
            output.WriteLine(line);
        if (SolutionFolder is { } folder)
            File.WriteAllLines(Path.Join(Directory.CreateDirectory(Path.Join(folder, "artifacts")).FullName, fileName), lines);
    }

    /// <summary>The folder of the solution, or null where the tests run from elsewhere.</summary>
    public static string? SolutionFolder { get; } = FindSolution();

    private static int Count(IReadOnlyList<CaseResult> results, CaseStatus status) => results.Count(one => one.Status == status);

    private static string? FindSolution()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Join(folder.FullName, "Neuroglot.slnx")))
                return folder.FullName;
        }

        return null;
    }
}
