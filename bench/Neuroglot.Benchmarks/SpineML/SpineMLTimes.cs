using Neuroglot.Benchmarks.Measuring;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Passes.Expansion;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Simulation.Phases;
using Neuroglot.SpineML.Building;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Logs;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.Benchmarks.SpineML;

/// <summary>Seconds of processor time from a file of SpineML to its logs; of the loops the fastest of some.</summary>
/// <param name="Load">XML and lists to documents.</param>
/// <param name="Build">Documents to a network with all its connections.</param>
/// <param name="Plan">To kernels and their order.</param>
/// <param name="Compile">Memory and machine code: the engine, and what its first loop takes longer than the fastest.</param>
/// <param name="Loop">All steps, without files.</param>
/// <param name="WithLogs">All steps, with the logs written.</param>
/// <param name="Synapses">Number of connections between neurons.</param>
/// <param name="Heap">Bytes in the heap after the loop: what a run holds, plan, network and engine, without the documents.</param>
/// <param name="Events">Lines that event logs would have.</param>
internal sealed record SpineMLTimes(double Load, double Build, double Plan, double Compile, double Loop, double WithLogs, long Synapses, long Heap, long Events)
{
    /// <summary>Measures the first experiment of a file, with as many loops of both kinds as asked for.</summary>
    internal static SpineMLTimes Measure(string path, SpineMLFidelity fidelity, int loops)
    {
        var diagnostics = new DiagnosticBag();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = new ProcessorWatch();
        var model = SpineMLModel.Load(path);
        var load = watch.Lap();
        var first = (model.Document as ExperimentDocument)?.Experiments.FirstOrDefault() ?? throw new InvalidOperationException($"{path} is not an experiment.");
        var built = SpineMLBuilder.Build(model.NetworkOf(first)!, first, new BuildOptions { Fidelity = fidelity }, diagnostics);
        var expanded = built is null ? null : ExpansionPass.Apply(built.Experiment, static (kernel, _) => new KernelInterpreter().Compile(kernel), diagnostics);
        var build = watch.Lap();
        var plan = expanded is null ? null : Planner.Plan(expanded, new PlannerOptions(), diagnostics) as PhasePlan;
        if (plan is null)
            throw new InvalidOperationException(string.Join('\n', diagnostics));
        var planned = watch.Lap();
        (model, expanded, first) = (null, null, null);

        var events = new Counter();
        var (longest, shortest, heap) = (0.0, double.PositiveInfinity, 0L);
        for (var loop = 0; loop < loops; loop++)
        {
            events = new Counter();
            watch.Lap();
            using var engine = new PhaseEngine(plan, new EngineOptions { Compiler = new VectorKernelCompiler() });
            var made = watch.Lap();
            engine.Run(events);
            var time = watch.Lap();
            longest = loop == 0 ? made + time : longest;
            shortest = Math.Min(shortest, time);
            if (loop == loops - 1)
                heap = GC.GetTotalMemory(forceFullCollection: true) - before;
            GC.KeepAlive(engine);
        }

        var withLogs = double.PositiveInfinity;
        for (var loop = 0; loop < loops; loop++)
            withLogs = Math.Min(withLogs, Logged(plan, built!));
        var synapses = plan.Experiment.Network.Sets.Where(set => set.Domain == DomainKind.Connections).Sum(set => (long)set.Count);
        return new SpineMLTimes(load, build, planned, Math.Max(0, longest - shortest), shortest, withLogs, synapses, heap, events.Events);
    }

    private static double Logged(PhasePlan plan, BuiltExperiment experiment)
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot-bench");
        using var engine = new PhaseEngine(plan, new EngineOptions { Compiler = new VectorKernelCompiler() });
        var watch = new ProcessorWatch();
        using (var files = new LogFiles(folder.FullName, experiment))
        {
            var result = engine.Run(new Logger(files));
            files.Finish(0, result.Steps * plan.Step);
        }

        var time = watch.Lap();
        folder.Delete(recursive: true);
        return time;
    }

    private class Counter : IPhaseListener
    {
        public long Events { get; private set; }

        public virtual void OnSample(string operation, double time, ReadOnlySpan<double> values)
        {
        }

        public virtual void OnEvents(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values) => Events += instances.Length;

        public void OnCount(string operation, double time, int count)
        {
        }

        public void OnHost(string operation, double time, PhaseEngine engine)
        {
        }
    }

    private sealed class Logger(LogFiles files) : Counter
    {
        public override void OnSample(string operation, double time, ReadOnlySpan<double> values) => files.Write(operation, time, values);

        public override void OnEvents(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values) => files.Write(operation, time, instances, values);
    }
}
