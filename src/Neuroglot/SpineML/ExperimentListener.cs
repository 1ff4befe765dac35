using Neuroglot.Simulation.Phases;
using Neuroglot.SpineML.Logs;

namespace Neuroglot.SpineML;

/// <summary>Hands what a running experiment records to its logs, or to other programs.</summary>
/// <param name="logs">The logs; null for none.</param>
/// <param name="exchange">The other programs; null for none.</param>
internal sealed class ExperimentListener(IExperimentLogs? logs, LiveExchange? exchange) : IPhaseListener
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
    }

    public void OnCount(string operation, double time, int count)
    {
    }

    public void OnHost(string operation, double time, PhaseEngine engine) => exchange?.Exchange(operation, time, engine);
}
