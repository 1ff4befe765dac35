using System.Collections.Immutable;
using Neuroglot.Export.Lems;
using Neuroglot.Formats;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Running;

/// <summary>Runs dynamics and experiments of TVBO and keeps what they record in memory.</summary>
public static class TvboRunning
{
    /// <summary>Name of the usual way: the engine runs the document itself.</summary>
    public const string Native = "native";

    private static readonly string[] Backends = [Native, "neuroml"];

    /// <summary>Runs dynamics by themselves.</summary>
    /// <param name="dynamics">The dynamics.</param>
    /// <param name="backend"><c>native</c>; or <c>neuroml</c>, which exports LEMS and runs that.</param>
    /// <exception cref="TvboException">There is no such way, or they cannot be run.</exception>
    public static TvboRunResult Run(this Dynamics dynamics, string backend = Native)
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        return Run(dynamics, backend, () => new NeuroMLAdapter(dynamics));
    }

    /// <summary>Runs an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="backend"><inheritdoc cref="Run(Dynamics, string)" path="/param[@name='backend']"/></param>
    /// <exception cref="TvboException">There is no such way, or it cannot be run.</exception>
    public static TvboRunResult Run(this SimulationExperiment experiment, string backend = Native)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return Run(experiment, backend, () => new NeuroMLAdapter(experiment));
    }

    /// <summary>Runs the document that an adapter writes.</summary>
    internal static TvboRunResult RunLems(NeuroMLAdapter adapter) => InFolder(folder =>
    {
        var path = Path.Combine(folder, adapter.WholeFileName);
        File.WriteAllText(path, adapter.RenderCode());
        var result = Finished(NeuralModel.Load(path), adapter.Title, adapter.Id, new RunOptions { Semantics = "neural-mass", Method = "euler", OutputFolder = folder, Format = OutputFormat.Npz });
        // Files of LEMS call columns by the paths of quantities.
        return result with { Branches = [.. result.Branches.Select(branch => branch with { Traces = [.. branch.Traces.Zip(adapter.Columns, static (trace, name) => trace with { Column = trace.Column with { Name = name } })] })] };
    });

    private static TvboRunResult Run(TvboObject document, string backend, Func<NeuroMLAdapter> adapter)
    {
        ArgumentNullException.ThrowIfNull(backend);
        return backend switch
        {
            Native => InFolder(folder => Finished(TvboFormat.Of(document), document.Label ?? Named(document), Identifiers.Of(Named(document)), new RunOptions { OutputFolder = folder, Format = OutputFormat.Npz })),
            "neuroml" => RunLems(adapter()),
            _ => throw new TvboException([new Diagnostic("NG7205", Severity.Error, $"Nothing runs models as '{backend}'.", SourceSpan.None, NearNames.Hint(backend, Backends) ?? $"There are {string.Join(" and ", Backends)}.")]),
        };
    }

    private static string Named(TvboObject document) => document is SimulationExperiment { Dynamics: { } dynamics } ? dynamics.Name : document.Name;

    private static TvboRunResult Finished(NeuralModel model, string title, string id, RunOptions options)
    {
        var run = model.Prepare(options);
        var summary = run.CanRun ? run.Run() : new RunSummary { Outcome = RunOutcome.Failed, Diagnostics = run.Diagnostics };
        if (summary.Outcome != RunOutcome.Completed)
            throw new TvboException([.. summary.Diagnostics]);
        var diagnostics = new DiagnosticBag();
        var branches = ImmutableArray.CreateBuilder<TvboRunBranch>();
        foreach (var file in summary.Files.Where(static one => one.EndsWith(".npz", StringComparison.Ordinal) && !one.EndsWith(".spikes.npz", StringComparison.Ordinal)))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var traces = TraceFiles.Read(file, diagnostics);
            if (!traces.IsEmpty)
                branches.Add(new TvboRunBranch(name == id ? "integration" : name.StartsWith($"{id}_", StringComparison.Ordinal) ? name[(id.Length + 1)..] : name, traces));
        }

        return diagnostics.HasErrors ? throw new TvboException([.. diagnostics]) : new TvboRunResult(title, branches.ToImmutable());
    }

    private static TvboRunResult InFolder(Func<string, TvboRunResult> run)
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
        try
        {
            return run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
