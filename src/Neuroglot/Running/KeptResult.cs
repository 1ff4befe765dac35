using System.Collections.Immutable;
using Neuroglot.Model.Experiments;
using Neuroglot.Results;
using Neuroglot.Simulation;

namespace Neuroglot.Running;

/// <summary>Keeps in memory what an experiment records, and hands it on.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="next">Hears everything, too.</param>
internal sealed class KeptResult(Experiment experiment, IRunListener next) : IRunListener
{
    private readonly List<double> times = [];
    private readonly List<double>[] values = [.. experiment.Recordings.Select(static _ => new List<double>())];
    private readonly List<double>[] events = [.. experiment.EventRecordings.Select(static _ => new List<double>())];

    /// <summary><paramref name="experiment"/> with recordings of what only its displays show, behind the others.</summary>
    public static Experiment WithDisplays(Experiment experiment)
    {
        var recorded = experiment.Recordings.Select(Key).ToHashSet();
        return experiment with
        {
            Recordings = [.. experiment.Recordings, .. experiment.Displays.SelectMany(static display => display.Lines).Select(static line => line.Recording).Where(one => recorded.Add(Key(one)))],
        };
    }

    /// <summary>The name of what <paramref name="recording"/> records, as headings of files have it.</summary>
    public static string NameOf(Experiment experiment, Recording recording) =>
        $"{experiment.Network.Sets[recording.Set].Name}[{recording.Instance}]/{recording.Variable}";

    public void OnSample(double time, ReadOnlySpan<double> samples)
    {
        next.OnSample(time, samples);
        if (time < experiment.RecordingStart)
            return;
        times.Add(time * experiment.TimeUnit);
        for (var column = 0; column < values.Length; column++)
            values[column].Add(samples[column]);
    }

    public void OnEvent(double time, int recording)
    {
        next.OnEvent(time, recording);
        events[recording].Add(time * experiment.TimeUnit);
    }

    /// <summary>What has been recorded so far; what several files ask for is there once.</summary>
    public RunResult ToResult()
    {
        ImmutableArray<double> shared = [.. times];
        return new RunResult(
            [.. experiment.Recordings.Select((recording, column) => (recording, column)).DistinctBy(static one => Key(one.recording)).Select(one =>
                new Trace(new Column(NameOf(experiment, one.recording), RecordingUnits.Of(one.recording.Dimension)), shared, [.. values[one.column]]))],
            [.. experiment.EventRecordings.Select((recording, place) => (recording, place)).DistinctBy(static one => (one.recording.Set, one.recording.Instance, one.recording.Port)).Select(one =>
                new SpikeTrain(new EventSource(one.recording.Label, experiment.Network.Sets[one.recording.Set].Name, one.recording.Instance), [.. events[one.place]]))]);
    }

    private static (int Set, int Instance, string Variable) Key(Recording recording) => (recording.Set, recording.Instance, recording.Variable);
}
