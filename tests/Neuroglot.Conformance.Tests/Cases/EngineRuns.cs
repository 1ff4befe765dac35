using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;

namespace Neuroglot.Conformance.Tests.Cases;

/// <summary>Runs files with the engine, through the front door.</summary>
public static class EngineRuns
{
    /// <summary>Runs <paramref name="file"/>.</summary>
    /// <returns>The errors that kept it from running, or how it ended.</returns>
    public static (ImmutableArray<Diagnostic> Refused, RunSummary? Summary) Run(string file, RunOptions options)
    {
        var model = NeuralModel.Load(file);
        if (Errors(model.Diagnostics) is { Length: > 0 } unreadable)
            return (unreadable, null);
        var prepared = model.Prepare(options);
        return Errors(prepared.Diagnostics) is { Length: > 0 } refused ? (refused, null) : ([], prepared.Run());
    }

    /// <summary>The file called <paramref name="name"/> among the results in <paramref name="folder"/>, which may lie beside it; or null.</summary>
    public static string? FileCalled(string name, string folder) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(folder)!, Path.GetFileName(name), SearchOption.AllDirectories).FirstOrDefault();

    /// <summary>The times and the columns of a file.</summary>
    public static (IReadOnlyList<double> Times, IReadOnlyList<IReadOnlyList<double>> Columns) Read(string path)
    {
        var traces = TraceFiles.Read(path, new DiagnosticBag());
        return traces.Length == 0 ? ([], []) : (traces[0].Times, [.. traces.Select(trace => (IReadOnlyList<double>)trace.Values)]);
    }

    private static ImmutableArray<Diagnostic> Errors(ImmutableArray<Diagnostic> all) => [.. all.Where(one => one.Severity == Severity.Error)];
}
