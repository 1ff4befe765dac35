using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Records = Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>Records events of neurons.</summary>
public class EventMonitor : NetworkObject
{
    private readonly Records.EventMonitor data;
    private readonly Subgroup source;

    /// <summary>Creates a monitor.</summary>
    /// <param name="source">The neurons.</param>
    /// <param name="event">The event.</param>
    /// <param name="variables">What is recorded with each event; null for nothing more.</param>
    /// <param name="record">The neurons that an export records; null for all. A run records all, as Brian does whatever it is given.</param>
    /// <param name="when">Its slot; null for that in which the event is found.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="name">Its name; null for <c>eventmonitor</c> and a number.</param>
    public EventMonitor(Subgroup source, string @event, string[]? variables = null, int[]? record = null, string? when = null, int order = 0, string? name = null)
        : this(source, @event, variables, record, when, order, "eventmonitor", name)
    {
    }

    private protected EventMonitor(Subgroup source, string @event, string[]? variables, int[]? record, string? when, int order, string kind, string? name)
        : base(kind, name)
    {
        ArgumentNullException.ThrowIfNull(source);
        this.source = source;
        data = new Records.EventMonitor(Name, source.Data, @event) { Variables = [.. variables ?? []], Record = record is null ? default : [.. record], When = when, Order = order };
    }

    /// <summary>Number of events.</summary>
    public int Count => Record?.Count ?? 0;

    /// <summary>The neuron of each event, counted from the first of the source.</summary>
    public int[] I => [.. Record?.Indices ?? []];

    /// <summary>The time of each event.</summary>
    public Quantity[] T => [.. PlainT.Select(time => new Quantity(time, Dimension.Time))];

    /// <summary>The time of each event in seconds.</summary>
    public double[] PlainT => [.. Record?.Times ?? []];

    /// <summary>The number of events of each neuron.</summary>
    public int[] Counts
    {
        get
        {
            var counts = new int[source.N];
            foreach (var neuron in I)
                counts[neuron]++;
            return counts;
        }
    }

    internal override BrianObject Data => data;

    private EventRecord? Record => Home.Session?.Events.GetValueOrDefault(Name);

    /// <summary>The values of a variable at each event.</summary>
    /// <param name="variable">One of those recorded.</param>
    /// <exception cref="ModelException">It is not recorded.</exception>
    public VariableView this[string variable]
    {
        get
        {
            var index = data.Variables.IndexOf(variable);
            return index < 0
                ? throw new ModelException($"{Name} does not record '{variable}'.")
                : new VariableView(variable, source.Group[variable].Dimension, () => [.. Record?.Values[index] ?? []]);
        }
    }

    /// <summary>The times of the events of each neuron.</summary>
    public IReadOnlyDictionary<int, Quantity[]> Trains()
    {
        var trains = I.Zip(T).ToLookup(one => one.First, one => one.Second);
        return Enumerable.Range(0, source.N).ToDictionary(neuron => neuron, neuron => trains[neuron].ToArray());
    }
}

/// <summary>Records spikes.</summary>
/// <param name="source">The neurons.</param>
/// <param name="variables">What is recorded with each spike; null for nothing more.</param>
/// <param name="record">The neurons that an export records; null for all. A run records all, as Brian does whatever it is given.</param>
/// <param name="order">Order among those in the same slot.</param>
/// <param name="name">Its name; null for <c>spikemonitor</c> and a number.</param>
public sealed class SpikeMonitor(Subgroup source, string[]? variables = null, int[]? record = null, int order = 0, string? name = null)
    : EventMonitor(source, "spike", variables, record, null, order, "spikemonitor", name);
