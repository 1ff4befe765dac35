using System.Collections.Immutable;
using Neuroglot.Simulation.Phases;
using Neuroglot.SpineML.Logs;
using Neuroglot.Statistics;

namespace Neuroglot.SpineML;

/// <summary>Hands what a running experiment records to its logs, to other programs, and to statistics.</summary>
/// <param name="logs">The logs; null for none.</param>
/// <param name="exchange">The other programs; null for none.</param>
/// <param name="populations">Whose spikes are counted, by the operation that records them.</param>
internal sealed class ExperimentListener(IExperimentLogs? logs, LiveExchange? exchange, ImmutableDictionary<string, PopulationSpikes> populations) : IPhaseListener
{
    public void OnSample(string operation, double time, ReadOnlySpan<double> values)
    {
        if (exchange?.Keep(operation, time, values) != true)
            logs?.Write(operation, time, values);
    }

    public void OnEvents(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values)
    {
        if (exchange?.Keep(operation, time, instances, values) != true)
            logs?.Write(operation, time, instances, values);
        if (!populations.TryGetValue(operation, out var population))
            return;
        foreach (var instance in instances)
            population.Add(instance, time / 1000);
    }

    public void OnCount(string operation, double time, int count)
    {
    }

    public void OnHost(string operation, double time, PhaseEngine engine) => exchange?.Exchange(operation, time, engine);
}
