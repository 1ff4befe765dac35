using System.Collections.Immutable;

namespace Neuroglot.Results;

/// <summary>Spikes sorted into trains, in order of first spike.</summary>
internal sealed class TrainTable
{
    private readonly Dictionary<EventSource, List<double>> trains = [];
    private readonly List<EventSource> order = [];

    public void Add(EventSource source, double time)
    {
        if (!trains.TryGetValue(source, out var times))
        {
            trains.Add(source, times = []);
            order.Add(source);
        }
        times.Add(time);
    }

    public ImmutableArray<SpikeTrain> ToTrains() => [.. order.Select(s => new SpikeTrain(s, [.. trains[s]]))];
}
