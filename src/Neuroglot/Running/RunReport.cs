using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Files;
using Neuroglot.Simulation;

namespace Neuroglot.Running;

/// <summary>The <c>reportFile</c> of a LEMS Target: lines of <c>Name=value</c> about the run.</summary>
internal static class RunReport
{
    /// <summary>Writes the report, with missing folders; false, with a diagnostic, when that fails.</summary>
    public static bool Write(string path, Experiment experiment, EngineResult result, TimeSpan elapsed, DiagnosticBag diagnostics)
    {
        try
        {
            WholeFile.Write(path, string.Create(
                CultureInfo.InvariantCulture,
                $"""
                # Report of running simulation with Neuroglot
                Simulation={experiment.Name}
                Simulator=Neuroglot
                RunTime={elapsed.TotalSeconds}
                SimulationTime={result.Time}
                Steps={result.Steps}

                """).ReplaceLineEndings("\n"));
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Error("NG4011", $"Writing '{path}' failed: {problem.Message}", SourceSpan.None, "Choose another folder with --out.");
            return false;
        }
    }
}
