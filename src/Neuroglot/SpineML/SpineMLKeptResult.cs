using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Units;
using Neuroglot.Results;
using Neuroglot.Simulation.Phases;
using Neuroglot.SpineML.Building;

namespace Neuroglot.SpineML;

/// <summary>Keeps in memory what the logs of an experiment hold, in SI units where a unit is declared, and hands everything on.</summary>
internal sealed class SpineMLKeptResult : IPhaseListener
{
    private const double Milliseconds = 1e-3;

    private readonly IPhaseListener next;
    private readonly Dictionary<string, (ExperimentLog Log, Unit Unit, List<double> Times, List<double>[] Values)> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ExperimentLog Log, SortedDictionary<int, ImmutableArray<double>.Builder> Trains)> events = new(StringComparer.Ordinal);

    /// <summary>Keeps the logs of <paramref name="experiment"/>.</summary>
    /// <param name="experiment">Whose logs they are.</param>
    /// <param name="next">Hears everything, too.</param>
    public SpineMLKeptResult(BuiltExperiment experiment, IPhaseListener next)
    {
        this.next = next;
        foreach (var log in experiment.Logs)
        {
            if (log.IsEvents)
                events.Add(log.Operation, (log, []));
            else
                values.Add(log.Operation, (log, UnitOf(log), [], [.. log.Indices.Select(static _ => new List<double>())]));
        }
    }

    public void OnSample(string operation, double time, ReadOnlySpan<double> samples)
    {
        next.OnSample(operation, time, samples);
        if (!values.TryGetValue(operation, out var kept) || !kept.Log.Covers(time))
            return;
        kept.Times.Add(time * Milliseconds);
        for (var column = 0; column < samples.Length; column++)
            kept.Values[column].Add(kept.Unit.ToSI(samples[column]));
    }

    public void OnEvents(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> samples)
    {
        next.OnEvents(operation, time, instances, samples);
        if (!events.TryGetValue(operation, out var kept) || !kept.Log.Covers(time))
            return;
        foreach (var instance in instances)
        {
            if (kept.Log.PlaceOf(instance) < 0)
                continue;
            if (!kept.Trains.TryGetValue(instance, out var train))
                kept.Trains.Add(instance, train = ImmutableArray.CreateBuilder<double>());
            train.Add(time * Milliseconds);
        }
    }

    public void OnCount(string operation, double time, int count) => next.OnCount(operation, time, count);

    public void OnHost(string operation, double time, PhaseEngine engine) => next.OnHost(operation, time, engine);

    /// <summary>What has been kept so far.</summary>
    public RunResult ToResult() => new(
        [
            .. values.Values.SelectMany(static kept =>
            {
                ImmutableArray<double> times = [.. kept.Times];
                return kept.Values.Select((samples, column) => new Trace(new Column($"{kept.Log.Output.Target}[{kept.Log.Indices[column]}]/{kept.Log.Output.Port}", kept.Unit), times, [.. samples]));
            }),
        ],
        [
            .. events.Values.SelectMany(static kept => kept.Trains.Select(train => new SpikeTrain(
                new EventSource(train.Key.ToString(CultureInfo.InvariantCulture), kept.Log.Output.Target, train.Key), train.Value.ToImmutable()))),
        ]);

    private static Unit UnitOf(ExperimentLog log) =>
        log.Dimension is { } written && UnitTables.SpineML.Find(written) is { } unit && unit.Dimension != Dimension.None ? unit : Unit.None;
}
