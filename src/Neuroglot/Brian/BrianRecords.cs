using System.Collections.Immutable;
using Neuroglot.Analysis;
using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Phases;

namespace Neuroglot.Brian;

/// <summary>Values that a state monitor has recorded.</summary>
/// <param name="Variables">Names of the variables.</param>
/// <param name="Instances">The neurons or synapses, in the order of the record.</param>
public sealed record StateRecord(IReadOnlyList<string> Variables, IReadOnlyList<int> Instances)
{
    /// <summary>Times of the samples in seconds.</summary>
    public List<double> Times { get; } = [];

    /// <summary>The samples: each holds the instances of the first variable, then those of the second, and so on; SI units.</summary>
    public List<double[]> Samples { get; } = [];

    /// <summary>The values of a variable in one of the recorded instances, one for each time.</summary>
    /// <param name="variable">Place among <see cref="Variables"/>.</param>
    /// <param name="instance">Place among <see cref="Instances"/>.</param>
    public double[] Trace(int variable, int instance) => [.. Samples.Select(sample => sample[(variable * Instances.Count) + instance])];
}

/// <summary>Events that an event monitor has recorded.</summary>
/// <param name="Variables">Names of the variables that are recorded with each event.</param>
public sealed record EventRecord(IReadOnlyList<string> Variables)
{
    /// <summary>Number of events.</summary>
    public int Count => Times.Count;

    /// <summary>Times in seconds.</summary>
    public List<double> Times { get; } = [];

    /// <summary>The neuron of each event, counted from the first of the monitored range.</summary>
    public List<int> Indices { get; } = [];

    /// <summary>For each variable its value at each event; SI units.</summary>
    public IReadOnlyList<List<double>> Values { get; } = [.. Variables.Select(_ => new List<double>())];
}

/// <summary>Numbers of spikes that a rate monitor has counted.</summary>
/// <param name="Size">Number of neurons.</param>
/// <param name="Step">Time step in seconds.</param>
public sealed record CountRecord(int Size, double Step)
{
    /// <summary>Times of the steps in seconds.</summary>
    public List<double> Times { get; } = [];

    /// <summary>Number of spikes in each step.</summary>
    public List<int> Spikes { get; } = [];

    /// <summary>The rate in each step in hertz: spikes per neuron and second.</summary>
    public double[] Rates => [.. Spikes.Select(spikes => spikes / (Size * Step))];

    /// <summary>The rate smoothed by a Gaussian of standard deviation <paramref name="width"/> seconds, cut off at two of them.</summary>
    public double[] SmoothGaussian(double width) => Smooth(RateWindow.Gaussian(width, Step));

    /// <summary>The rate averaged over a window of <paramref name="width"/> seconds, rounded to an odd number of steps.</summary>
    public double[] SmoothFlat(double width) => Smooth(RateWindow.Flat(width, Step));

    /// <summary>The rate smoothed by <paramref name="window"/>.</summary>
    public double[] Smooth(RateWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return window.Smooth(Rates);
    }
}

/// <summary>Keeps what the runs of a session record.</summary>
internal sealed class BrianRecords : IPhaseListener
{
    private Action<string, double, RunningNetwork>? onOperation;
    private RunningNetwork? running;

    public Dictionary<string, StateRecord> States { get; } = [];

    public Dictionary<string, EventRecord> Events { get; } = [];

    public Dictionary<string, CountRecord> Counts { get; } = [];

    public void Begin(PhasePlan plan, Action<string, double, RunningNetwork>? operation)
    {
        (onOperation, running) = (operation, null);
        foreach (var one in plan.Experiment.Operations)
        {
            switch (one)
            {
                case Model.Experiments.Sampling sampling:
                    States.TryAdd(sampling.Name, new StateRecord(sampling.Variables, plan.Tasks.OfType<SamplingTask>().First(task => task.Name == sampling.Name).Instances));
                    break;
                case Model.Experiments.EventSampling sampling:
                    Events.TryAdd(sampling.Name, new EventRecord(sampling.Variables));
                    break;
                case Model.Experiments.EventCounting counting:
                    Counts.TryAdd(counting.Name, new CountRecord(counting.Instances.Count, counting.Step > 0 ? counting.Step : plan.Step));
                    break;
            }
        }
    }

    public void OnSample(string operation, double time, ReadOnlySpan<double> values)
    {
        var record = States[operation];
        record.Times.Add(time);
        record.Samples.Add(values.ToArray());
    }

    public void OnEvents(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values)
    {
        var record = Events[operation];
        for (var n = 0; n < instances.Length; n++)
        {
            record.Times.Add(time);
            record.Indices.Add(instances[n]);
            for (var variable = 0; variable < record.Values.Count; variable++)
                record.Values[variable].Add(values[(variable * instances.Length) + n]);
        }
    }

    public void OnCount(string operation, double time, int count)
    {
        Counts[operation].Times.Add(time);
        Counts[operation].Spikes.Add(count);
    }

    public void OnHost(string operation, double time, PhaseEngine engine) => onOperation?.Invoke(operation, time, running ??= new RunningNetwork(engine, this));

    /// <summary>A copy of everything.</summary>
    public RecordState Copy() => new(
        States.ToImmutableDictionary(pair => pair.Key, pair => new StateRecordCopy([.. pair.Value.Variables], [.. pair.Value.Instances], [.. pair.Value.Times], [.. pair.Value.Samples])),
        Events.ToImmutableDictionary(pair => pair.Key, pair => new EventRecordCopy(
            [.. pair.Value.Variables], [.. pair.Value.Times], [.. pair.Value.Indices], [.. pair.Value.Values.Select(values => values.ToImmutableArray())])),
        Counts.ToImmutableDictionary(pair => pair.Key, pair => new CountRecordCopy(pair.Value.Size, pair.Value.Step, [.. pair.Value.Times], [.. pair.Value.Spikes])));

    /// <summary>Brings back <paramref name="copy"/>; records that are there stay the same objects.</summary>
    public void Restore(RecordState copy)
    {
        foreach (var (name, record) in States)
        {
            Refill(record.Times, copy.States.TryGetValue(name, out var old) ? old.Times : []);
            Refill(record.Samples, old?.Samples ?? []);
        }

        foreach (var (name, record) in Events)
        {
            Refill(record.Times, copy.Events.TryGetValue(name, out var old) ? old.Times : []);
            Refill(record.Indices, old?.Indices ?? []);
            for (var variable = 0; variable < record.Values.Count; variable++)
                Refill(record.Values[variable], old?.Values[variable] ?? []);
        }

        foreach (var (name, record) in Counts)
        {
            Refill(record.Times, copy.Counts.TryGetValue(name, out var old) ? old.Times : []);
            Refill(record.Spikes, old?.Spikes ?? []);
        }

        AddMissing(copy);
    }

    private void AddMissing(RecordState copy)
    {
        foreach (var (name, old) in copy.States)
        {
            var record = new StateRecord(old.Variables, old.Instances);
            if (!States.TryAdd(name, record))
                continue;
            record.Times.AddRange(old.Times);
            record.Samples.AddRange(old.Samples);
        }

        foreach (var (name, old) in copy.Events)
        {
            var record = new EventRecord(old.Variables);
            if (!Events.TryAdd(name, record))
                continue;
            record.Times.AddRange(old.Times);
            record.Indices.AddRange(old.Indices);
            for (var variable = 0; variable < record.Values.Count; variable++)
                record.Values[variable].AddRange(old.Values[variable]);
        }

        foreach (var (name, old) in copy.Counts)
        {
            var record = new CountRecord(old.Size, old.Step);
            if (!Counts.TryAdd(name, record))
                continue;
            record.Times.AddRange(old.Times);
            record.Spikes.AddRange(old.Spikes);
        }
    }

    private static void Refill<T>(List<T> list, ImmutableArray<T> values)
    {
        list.Clear();
        list.AddRange(values);
    }
}
