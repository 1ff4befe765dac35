using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Simulation;

namespace Neuroglot.Running;

/// <summary>The <c>reportFile</c> of a LEMS Target: lines of <c>Name=value</c> about the run.</summary>
internal static class RunReport
{
    /// <summary>Writes the report; false, with a diagnostic, when that fails.</summary>
    public static bool Write(string path, Experiment experiment, EngineResult result, TimeSpan elapsed, DiagnosticBag diagnostics)
    {
        if (TextFiles.Open(path, diagnostics) is not { } writer)
            return false;
        using (writer)
        {
            writer.Write("# Report of running simulation with Neuroglot\n");
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"Simulation={experiment.Name}\n"));
            writer.Write("Simulator=Neuroglot\n");
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"RunTime={elapsed.TotalSeconds}\n"));
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"SimulationTime={result.Time}\n"));
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"Steps={result.Steps}\n"));
        }

        return true;
    }
}
