using Neuroglot.Brian;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Records = Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>Records values of neurons or synapses.</summary>
public sealed class StateMonitor : NetworkObject
{
    private readonly Records.StateMonitor data;
    private readonly Group source;

    /// <summary>Creates a monitor of one variable of neurons.</summary>
    /// <param name="source">The neurons.</param>
    /// <param name="variable">What is recorded.</param>
    /// <param name="record">The neurons, counted from the first of the source; null for all.</param>
    /// <param name="dt">Time between samples; null for the time step of the run.</param>
    /// <param name="when">Its slot.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="name">Its name; null for <c>statemonitor</c> and a number.</param>
    public StateMonitor(Subgroup source, string variable, int[]? record = null, Quantity? dt = null, string when = "start", int order = 0, string? name = null)
        : this(source, [variable], record, dt, when, order, name)
    {
    }

    /// <summary>Creates a monitor of variables of neurons.</summary>
    /// <param name="source">The neurons.</param>
    /// <param name="variables">What is recorded.</param>
    /// <param name="record">The neurons, counted from the first of the source; null for all.</param>
    /// <param name="dt">Time between samples; null for the time step of the run.</param>
    /// <param name="when">Its slot.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="name">Its name; null for <c>statemonitor</c> and a number.</param>
    public StateMonitor(Subgroup source, string[] variables, int[]? record = null, Quantity? dt = null, string when = "start", int order = 0, string? name = null)
        : this(source.Group, source.Data, variables, record, dt, when, order, name)
    {
    }

    /// <summary>Creates a monitor of variables of synapses.</summary>
    /// <param name="source">The synapses.</param>
    /// <param name="variables">What is recorded.</param>
    /// <param name="record">The synapses; null for all.</param>
    /// <param name="dt">Time between samples; null for the time step of the run.</param>
    /// <param name="when">Its slot.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="name">Its name; null for <c>statemonitor</c> and a number.</param>
    public StateMonitor(Synapses source, string[] variables, int[]? record = null, Quantity? dt = null, string when = "start", int order = 0, string? name = null)
        : this(source, source.Name, variables, record, dt, when, order, name)
    {
    }

    private StateMonitor(Group source, GroupRange range, string[] variables, int[]? record, Quantity? dt, string when, int order, string? name)
        : base("statemonitor", name)
    {
        this.source = source;
        data = new Records.StateMonitor(Name, range, [.. variables], record is null ? default : [.. record]) { Step = Seconds(dt, Name), When = when, Order = order };
    }

    /// <summary>The time of each sample.</summary>
    public Quantity[] T => [.. PlainT.Select(time => new Quantity(time, Dimension.Time))];

    /// <summary>The time of each sample in seconds.</summary>
    public double[] PlainT => [.. Record?.Times ?? []];

    internal override BrianObject Data => data;

    /// <summary>What is recorded.</summary>
    internal IReadOnlyList<string> Variables => data.Variables;

    /// <summary>Of which neurons or synapses.</summary>
    internal IReadOnlyList<int> Instances => Record?.Instances ?? [];

    /// <summary>The group that is recorded.</summary>
    internal string SourceName => source.Name;

    private StateRecord? Record => Home.Session?.States.GetValueOrDefault(Name);

    /// <summary>The values of a variable: for each of the recorded neurons or synapses one for each time.</summary>
    /// <param name="variable">One of those recorded.</param>
    /// <exception cref="ModelException">It is not recorded.</exception>
    public Quantity[][] this[string variable]
    {
        get
        {
            var dimension = DimensionOf(variable);
            return Array.ConvertAll(Plain(variable), trace => Array.ConvertAll(trace, value => new Quantity(value, dimension)));
        }
    }

    /// <summary>What was recorded of one neuron or synapse.</summary>
    /// <param name="index">Its number, counted from the first of the source.</param>
    /// <exception cref="ModelException">It is not recorded.</exception>
    public StateMonitorView this[int index]
    {
        get
        {
            var place = data.Record.IsDefault ? index : data.Record.IndexOf(index);
            return place >= 0 && !(place >= Record?.Instances.Count) ? new StateMonitorView(this, index, place) : throw new ModelException($"{Name} does not record number {index} of {source.Name}.");
        }
    }

    /// <summary>What was recorded of some neurons or synapses: <c>monitor[[1, 4]]</c>, <c>monitor[synapses[0, ..]]</c>.</summary>
    /// <param name="indices">Their numbers, counted from the first of the source.</param>
    /// <exception cref="ModelException">One is not recorded.</exception>
    public StateMonitorView[] this[int[] indices] => Array.ConvertAll(indices, index => this[index]);

    /// <summary>The values of a variable as numbers in SI units: for each of the recorded neurons or synapses one for each time.</summary>
    /// <param name="variable">One of those recorded.</param>
    /// <exception cref="ModelException">It is not recorded.</exception>
    public double[][] Plain(string variable)
    {
        var index = IndexOf(variable);
        return Record is not { } record ? [] : [.. Enumerable.Range(0, record.Instances.Count).Select(instance => record.Trace(index, instance))];
    }

    /// <summary>What a variable measures.</summary>
    internal Dimension DimensionOf(string variable) => source[variable].Dimension;

    /// <summary>The values of a variable at one place of the record.</summary>
    internal double[] Trace(string variable, int place)
    {
        var index = IndexOf(variable);
        return Record?.Trace(index, place) ?? [];
    }

    private int IndexOf(string variable) => data.Variables.IndexOf(variable) is var index and >= 0
        ? index : throw new ModelException($"{Name} does not record '{variable}'; it records {string.Join(", ", data.Variables)}.");
}
