using BenchmarkDotNet.Attributes;

namespace Neuroglot.Benchmarks.Events;

/// <summary>Time of delivering 200 000 synaptic events, by a compiled handler and by a plain loop.</summary>
public class DeliveryBenchmarks
{
    private DeliveryCase? _case;

    [Params("x += constant", "target += constant", "target += weight")]
    public string Handler { get; set; } = "x += constant";

    [Params(1_000, 16_000, 200_000)]
    public int Targets { get; set; }

    [GlobalSetup]
    public void Prepare() => _case = DeliveryCase.All().Single(test => test.Name == Handler && test.Targets == Targets);

    [Benchmark(Baseline = true)]
    public void Loop() => _case!.Loop();

    [Benchmark]
    public void Kernel() => _case!.Deliver();
}
