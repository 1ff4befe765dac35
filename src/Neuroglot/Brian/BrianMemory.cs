using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Neuroglot.Running;

namespace Neuroglot.Brian;

/// <summary>Hands what the monitors of a session have recorded to a sweep.</summary>
internal static class BrianMemory
{
    /// <summary>Adds everything to <paramref name="records"/>, in the order of the monitors' names.</summary>
    public static void Copy(BrianNetwork network, BrianSession session, RunRecords records)
    {
        foreach (var (name, record) in session.States.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            for (var variable = 0; variable < record.Variables.Count; variable++)
            {
                var values = new RecordedValues(records.NameFor(name, record.Variables[variable]), UnitOf(network, name, record.Variables[variable]), [.. record.Instances]) { Times = record.Times };
                foreach (var sample in record.Samples)
                    values.Samples.AddRange(sample.AsSpan(variable * record.Instances.Count, record.Instances.Count));
                records.Values.Add(values);
            }
        }

        foreach (var (name, record) in session.Counts.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var rates = new RecordedValues(records.NameFor(name, "rate"), "Hz", [0]) { Times = record.Times };
            rates.Samples.AddRange(record.Rates);
            records.Values.Add(rates);
        }

        foreach (var (name, record) in session.Events.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var events = new RecordedEvents(records.NameFor(name, network.Objects.OfType<EventMonitor>().FirstOrDefault(one => one.Name == name)?.Event ?? "spike"));
            events.Times.AddRange(record.Times);
            events.Indices.AddRange(record.Indices);
            records.Events.Add(events);
        }
    }

    private static string UnitOf(BrianNetwork network, string monitor, string variable)
    {
        var source = network.Objects.OfType<StateMonitor>().FirstOrDefault(one => one.Name == monitor)?.Source.Object;
        var equations = network.Objects.FirstOrDefault(one => one.Name == source) switch { NeuronGroup group => group.AllEquations, Synapses synapses => synapses.Equations, _ => null };
        return equations?.FirstOrDefault(one => one.Name == variable) is { Dimension: var dimension } && dimension != Dimension.None ? QuantityFormatter.BestUnit(dimension, 1).Symbol : string.Empty;
    }
}
