using System.Diagnostics;
using Neuroglot.Brian.Building;
using Neuroglot.Brian.Objects;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Passes.Expansion;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Simulation.Phases;

namespace Neuroglot.Benchmarks.Brian;

/// <summary>The networks of <see cref="BrianModels"/> on one thread and on two: time to prepare, time of the loop, per neuron and step and per synaptic event.</summary>
internal static class QuickBrian
{
    /// <summary>Measures the networks whose names begin with one of <paramref name="wanted"/>; all when none is given.</summary>
    internal static void Run(string[] wanted)
    {
        Console.WriteLine("network                 prepare s   loop s   2 threads s    ns/neuron-step   ns/event      spikes/neuron   MB");
        foreach (var (name, network, synapses) in Networks())
        {
            if (wanted.Length == 0 || wanted.Any(one => name.StartsWith(one, StringComparison.OrdinalIgnoreCase)))
                Measure(name, network(), synapses);
        }

        Console.WriteLine();
    }

    /// <summary>Runs the loop of one network some times, for bench/brian/compare.py, which measures the process: a line of numbers, each after its name.</summary>
    internal static void RunOne(string name, int threads, int loops)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (_, network, synapses) = Networks().First(one => Short(one.Name) == name);
        var plan = Prepare(network());
        var (loop, result, spikes, held) = Loop(plan, threads, loops);
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"loop {loop} spikes {spikes} neuronsteps {(double)Neurons(plan) * result.Steps} events {Events(plan, synapses, spikes)} synapses {Connections(plan)} heap {held - before}"));
    }

    private static IEnumerable<(string Name, Func<BrianNetwork> Network, int Synapses)> Networks() =>
    [
        ("CUBA 4000", () => BrianModels.Cuba(4000), 80),
        ("CUBA 40000", () => BrianModels.Cuba(40000), 80),
        ("COBA-HH 4000", () => BrianModels.CobaHH(4000), 80),
        ("Brunel 12500", BrianModels.Brunel, 1250),
        ("Izhikevich 100000", () => BrianModels.Izhikevich(100_000), 0),
        ("Weights 20000", () => BrianModels.Weighted(20000), 400),
        ("STDP 1000x10", () => BrianModels.Plasticity(10), 0),
        ("STDP 1000x100", () => BrianModels.Plasticity(100), 0),
        ("STDP 1000x1000", () => BrianModels.Plasticity(1000), 0),
    ];

    // The name by which bench/brian/peer.py knows a network: cuba4000.
    private static string Short(string name) => name.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static PhasePlan Prepare(BrianNetwork network)
    {
        var diagnostics = new DiagnosticBag();
        var built = BrianBuilder.Build(network, 0, diagnostics) ?? throw new InvalidOperationException(string.Join('\n', diagnostics));
        var expanded = ExpansionPass.Apply(built, (kernel, _) => new VectorKernelCompiler().Compile(kernel), diagnostics)!;
        return (PhasePlan)Planner.Plan(expanded, new PlannerOptions(), diagnostics)!;
    }

    private static int Neurons(PhasePlan plan) => plan.Experiment.Network.Populations.Sum(population => plan.Sets[population.Set].Count);

    private static long Connections(PhasePlan plan) => plan.Experiment.Network.Sets.Where(set => set.Domain == DomainKind.Connections).Sum(set => (long)set.Count);

    // Of presynaptic spikes; Poisson neurons, whose spikes are not recorded, fire 15 times in the second.
    private static double Events(PhasePlan plan, int synapses, long spikes) => synapses > 0 ? spikes * (double)synapses : 15.0 * Connections(plan);

    private static void Measure(string name, BrianNetwork network, int synapses)
    {
        var watch = Stopwatch.StartNew();
        var plan = Prepare(network);
        var prepared = watch.Elapsed.TotalSeconds;
        var (loop, result, spikes, _) = Loop(plan, 1, 3);
        var (threaded, _, _, _) = Loop(plan, 2, 3);
        var events = Events(plan, synapses, spikes);
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{name,-22} {prepared,9:F2} {loop,9:F3} {threaded,11:F3} {1e9 * loop / result.Steps / Neurons(plan),15:F2} {(events > 0 ? 1e9 * loop / events : 0),12:F2} {(double)spikes / Neurons(plan),15:F1} {plan.EstimatedBytes / 1e6,10:F0}"));
    }

    // Seconds of the fastest loop, of the processor with one thread, by the clock with more; and the bytes in the heap after the last.
    private static (double Seconds, EngineResult Result, long Spikes, long Heap) Loop(PhasePlan plan, int threads, int loops)
    {
        var best = double.PositiveInfinity;
        EngineResult? result = null;
        var (spikes, heap) = (0L, 0L);
        for (var repetition = 0; repetition < loops; repetition++)
        {
            var counter = new Counter();
            using var engine = new PhaseEngine(plan, new EngineOptions { Compiler = new VectorKernelCompiler(), Threads = threads });
            var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            result = engine.Run(counter);
            best = Math.Min(best, threads == 1 ? (Environment.CpuUsage.TotalTime - processor).TotalSeconds : watch.Elapsed.TotalSeconds);
            spikes = counter.Spikes;
            if (repetition == loops - 1)
                heap = GC.GetTotalMemory(forceFullCollection: true);
            GC.KeepAlive(engine);
        }

        GC.KeepAlive(plan);
        return (best, result!, spikes, heap);
    }

    private sealed class Counter : IPhaseListener
    {
        public long Spikes { get; private set; }

        public void OnSample(string operation, double time, ReadOnlySpan<double> values)
        {
        }

        public void OnEvents(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values) => Spikes += instances.Length;

        public void OnCount(string operation, double time, int count)
        {
        }

        public void OnHost(string operation, double time, PhaseEngine engine)
        {
        }
    }
}
