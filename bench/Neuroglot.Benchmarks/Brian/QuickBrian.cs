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

    private static IEnumerable<(string Name, Func<BrianNetwork> Network, int Synapses)> Networks() =>
    [
        ("CUBA 4000", () => BrianModels.Cuba(4000), 80),
        ("CUBA 40000", () => BrianModels.Cuba(40000), 80),
        ("COBA-HH 4000", () => BrianModels.CobaHH(4000), 80),
        ("Brunel 12500", BrianModels.Brunel, 1250),
        ("Izhikevich 100000", () => BrianModels.Izhikevich(100_000), 0),
        ("STDP 1000x10", () => BrianModels.Plasticity(10), 0),
        ("STDP 1000x100", () => BrianModels.Plasticity(100), 0),
        ("STDP 1000x1000", () => BrianModels.Plasticity(1000), 0),
    ];

    private static void Measure(string name, BrianNetwork network, int synapses)
    {
        var watch = Stopwatch.StartNew();
        var diagnostics = new DiagnosticBag();
        var built = BrianBuilder.Build(network, 0, diagnostics) ?? throw new InvalidOperationException(string.Join('\n', diagnostics));
        var expanded = ExpansionPass.Apply(built, (kernel, _) => new VectorKernelCompiler().Compile(kernel), diagnostics)!;
        var plan = (PhasePlan)Planner.Plan(expanded, new PlannerOptions(), diagnostics)!;
        var prepared = watch.Elapsed.TotalSeconds;
        var (loop, result, spikes) = Loop(plan, 1);
        var (threaded, _, _) = Loop(plan, 2);
        var neurons = plan.Experiment.Network.Populations.Sum(population => plan.Sets[population.Set].Count);
        var connections = plan.Experiment.Network.Sets.Where(set => set.Domain == DomainKind.Connections).Sum(set => (double)set.Count);
        var events = synapses > 0 ? spikes * (double)synapses : network.Objects.OfType<PoissonGroup>().Sum(group => 15.0 * group.Count) * (connections / 1000);
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{name,-22} {prepared,9:F2} {loop,9:F3} {threaded,11:F3} {1e9 * loop / result.Steps / neurons,15:F2} {(events > 0 ? 1e9 * loop / events : 0),12:F2} {(double)spikes / neurons,15:F1} {plan.EstimatedBytes / 1e6,10:F0}"));
    }

    private static (double Seconds, EngineResult Result, long Spikes) Loop(PhasePlan plan, int threads)
    {
        var best = double.PositiveInfinity;
        EngineResult? result = null;
        var counter = new Counter();
        for (var repetition = 0; repetition < 3; repetition++)
        {
            counter = new Counter();
            using var engine = new PhaseEngine(plan, new EngineOptions { Compiler = new VectorKernelCompiler(), Threads = threads });
            var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            result = engine.Run(counter);
            best = Math.Min(best, threads == 1 ? (Environment.CpuUsage.TotalTime - processor).TotalSeconds : watch.Elapsed.TotalSeconds);
        }

        return (best, result!, counter.Spikes);
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
