using System.Diagnostics;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;

namespace Neuroglot.Benchmarks.Runs;

/// <summary>Wall times, in milliseconds, of the way from a file to results.</summary>
/// <param name="Read">XML to documents.</param>
/// <param name="Resolve">Types and components.</param>
/// <param name="Elaborate">To an experiment.</param>
/// <param name="Plan">To kernels and their order.</param>
/// <param name="Compile">Memory, and machine code as far as it is made before the first step.</param>
/// <param name="Simulate">All steps, without files.</param>
/// <param name="WithFiles">All steps, kernels compiled anew, with files.</param>
/// <param name="Simulation">What was run.</param>
internal sealed record PhaseTimes(
    double Read, double Resolve, double Elaborate, double Plan, double Compile, double Simulate, double WithFiles, SimulationPlan Simulation)
{
    /// <summary>Measures the model in <paramref name="path"/>; null with the reason on the console when it cannot be run.</summary>
    internal static PhaseTimes? Measure(string path)
    {
        var diagnostics = new DiagnosticBag();
        var watch = Stopwatch.StartNew();
        var document = LemsReader.Read(path);
        var read = Lap();
        if (document.Document is null)
            return Refuse(document.Diagnostics);
        var model = LemsModel.Resolve(document.Document, diagnostics);
        var resolve = Lap();
        var experiment = LemsElaborator.Elaborate(model, diagnostics);
        var elaborate = Lap();
        if (experiment is null || experiment.Runs.IsEmpty || diagnostics.HasErrors)
            return Refuse(diagnostics);
        var plan = Planner.Plan(experiment, new PlannerOptions(), diagnostics);
        var planned = Lap();
        if (plan is not LevelPlan levels)
            return Refuse(diagnostics);
        using var engine = new Engine(levels, new EngineOptions { Compiler = new VectorKernelCompiler() });
        var compile = Lap();
        engine.Run(new Deaf());
        var simulate = Lap();
        var folder = Directory.CreateTempSubdirectory("neuroglot-bench");
        var prepared = NeuralModel.Load(path).Prepare(new RunOptions { OutputFolder = folder.FullName });
        watch.Restart();
        prepared.Run();
        var withFiles = Lap();
        folder.Delete(recursive: true);
        return new PhaseTimes(read, resolve, elaborate, planned, compile, simulate, withFiles, plan);

        double Lap()
        {
            var time = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            return time;
        }

        PhaseTimes? Refuse(IEnumerable<Diagnostic> problems)
        {
            Console.WriteLine($"{Path.GetFileName(path)}: {problems.FirstOrDefault(problem => problem.Severity == Severity.Error)?.Message ?? "nothing to run"}");
            return null;
        }
    }

    private sealed class Deaf : IRunListener
    {
        public void OnSample(double time, ReadOnlySpan<double> values)
        {
        }

        public void OnEvent(double time, int recording)
        {
        }
    }
}
