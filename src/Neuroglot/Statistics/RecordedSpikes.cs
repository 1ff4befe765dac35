using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Simulation;
using Neuroglot.SpineML.Building;

namespace Neuroglot.Statistics;

/// <summary>The populations whose spikes a run records, by what the engine calls their recordings.</summary>
internal sealed class RecordedSpikes
{
    private readonly List<PopulationSpikes> populations = [];

    /// <summary>The populations whose spikes an experiment of SpineML logs; their times come in milliseconds.</summary>
    public static (RecordedSpikes Spikes, ImmutableDictionary<string, PopulationSpikes> ByOperation) Of(BuiltExperiment experiment)
    {
        var recorded = new RecordedSpikes();
        var byOperation = ImmutableDictionary.CreateBuilder<string, PopulationSpikes>(StringComparer.Ordinal);
        foreach (var target in experiment.Logs.Where(static log => log.IsEvents).GroupBy(static log => log.Output.Target))
        {
            var hasOnePort = target.Select(static log => log.Output.Port).Distinct().Count() == 1;
            foreach (var log in target.DistinctBy(static log => (log.Output.Port, string.Join(',', log.Output.Indices))))
                byOperation[log.Operation] = recorded.Add(hasOnePort ? log.Output.Target : $"{log.Output.Target} {log.Output.Port}", log.Indices, 0);
        }

        return (recorded, byOperation.ToImmutable());
    }

    /// <summary>The populations whose events an experiment records, and for each recording which of them it belongs to; each event is counted once.</summary>
    public static (RecordedSpikes Spikes, ImmutableArray<PopulationSpikes?> ByRecording) Of(Experiment experiment)
    {
        var recorded = new RecordedSpikes();
        var byRecording = new PopulationSpikes?[experiment.EventRecordings.Length];
        var all = experiment.EventRecordings.Select(static (recording, place) => (Recording: recording, Place: place))
            .DistinctBy(static one => (one.Recording.Set, one.Recording.Port, one.Recording.Instance));
        foreach (var population in all.GroupBy(static one => (one.Recording.Set, one.Recording.Port)))
        {
            var spikes = recorded.Add(experiment.Network.Sets[population.Key.Set].Name, [.. population.Select(static one => one.Recording.Instance).Order()], 0);
            foreach (var (_, place) in population)
                byRecording[place] = spikes;
        }

        return (recorded, [.. byRecording]);
    }

    /// <summary>Adds a population.</summary>
    public PopulationSpikes Add(string name, IReadOnlyList<int> instances, double start)
    {
        populations.Add(new PopulationSpikes(name, instances, start));
        return populations[^1];
    }

    /// <summary>Writes the files, see <see cref="StatisticsFiles"/>.</summary>
    public ImmutableArray<string> Write(string folder, double start, double end, DiagnosticBag diagnostics) => StatisticsFiles.Write(folder, populations, start, end, diagnostics);
}

/// <summary>Hands on what a run produces, and counts its events on the way.</summary>
internal sealed class CountingListener(IRunListener next, Experiment experiment, ImmutableArray<PopulationSpikes?> populations) : IRunListener
{
    public void OnSample(double time, ReadOnlySpan<double> values) => next.OnSample(time, values);

    public void OnEvent(double time, int recording)
    {
        populations[recording]?.Add(experiment.EventRecordings[recording].Instance, time);
        next.OnEvent(time, recording);
    }
}
