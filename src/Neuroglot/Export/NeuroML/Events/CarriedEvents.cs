using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Events;

/// <summary>
/// Events that are on their way when a run begins. Those for cells come from a <c>spikeArray</c>, one for all that arrive at the same times; an attached synapse, which LEMS connects to one
/// sender, has the times as values, and does when they have come what it does for an event.
/// </summary>
internal static class CarriedEvents
{
    /// <summary>More events for one synapse than this are refused.</summary>
    public const int MostOfSynapse = 100;

    /// <summary>Sources of the events for cells, in the network, each with its component.</summary>
    public static IEnumerable<(XElement Component, XElement Population, IEnumerable<XElement> Connections)> Sources(NetworkExport export)
    {
        var number = 0;
        foreach (var pathway in export.Synapses.Direct.Where(one => export.Populations.ContainsKey(one.Group)))
        {
            if (export.SetOf(pathway.Synapses.Name).Connectivity is not { Rules: [Model.Networks.ListedConnections listed] } connectivity)
                continue;
            var range = pathway.ChangesTarget ? connectivity.Target.Start : connectivity.Source.Start;
            foreach (var source in Steps(pathway.Synapses, pathway.Pathway, export).GroupBy(one => string.Join(' ', one.Value)))
            {
                var id = $"underway{(++number).ToString(CultureInfo.InvariantCulture)}";
                var step = export.Run.Step;

                // In the middle of the step, and half a step on the way, as all spikes and connections.
                var component = Xml.Element("spikeArray", ("id", id + "_source")).With(source.First().Value.Select(
                    (at, index) => Xml.Element("spike", ("id", index.ToString(CultureInfo.InvariantCulture)), ("time", export.Time((at + 0.5) * step)))));
                var neurons = source.Select(one => range + (pathway.ChangesTarget ? listed.Targets[one.Key] : listed.Sources[one.Key]));
                yield return (
                    component, Xml.Element("population", ("id", id), ("component", id + "_source"), ("size", "1")),
                    neurons.Select(neuron => Connections.Event(id + "[0]", export.Populations[pathway.Group].Of(neuron), "spike", pathway.Port, export.Time(0.5 * step))));
            }
        }
    }

    /// <summary>For each synapse at which events will arrive along a pathway, the steps of the run in which they do.</summary>
    public static ImmutableSortedDictionary<int, ImmutableArray<long>> Steps(Synapses synapses, SynapticPathway pathway, NetworkExport export)
    {
        var step = export.Run.Step;

        // They count from the next tick of the clock of the neurons that have sent them.
        var tick = export.UntilTick(export.StepOf(pathway.IsPre ? synapses.Source.Object : synapses.Target.Object));
        return export.UnderWay.GetValueOrDefault($"{synapses.Name}_{pathway.Name}", []).GroupBy(one => one.Connection)
            .ToImmutableSortedDictionary(one => one.Key, one => one.Select(each => (long)Math.Floor(((tick + each.Seconds) / step) + 0.5)).Order().ToImmutableArray());
    }

    /// <summary>Values and conditions of attached synapses: what <paramref name="handler"/> does, at the times of the events that are on their way.</summary>
    /// <param name="synapses">The synapses.</param>
    /// <param name="pathway">The pathway.</param>
    /// <param name="handler">What an event does.</param>
    /// <param name="count">The number of synapses.</param>
    /// <param name="code">Names and expressions of the synapses.</param>
    /// <param name="export">The export.</param>
    public static IEnumerable<(CellProperty Property, XElement Condition)> Conditions(Synapses synapses, SynapticPathway pathway, XElement handler, int count, GroupCode code, NetworkExport export)
    {
        var steps = Steps(synapses, pathway, export);
        for (var place = 0; place < steps.Values.Select(one => one.Length).DefaultIfEmpty().Max(); place++)
        {
            var name = $"under_way{(place + 1).ToString(CultureInfo.InvariantCulture)}";
            var times = Enumerable.Range(0, count).Select(synapse => steps.TryGetValue(synapse, out var own) && place < own.Length ? (own[place] + 1) * code.Step : -1);
            code.UseStep();

            // Half a step around it, since times are sums.
            yield return (new CellProperty(name, Dimension.Time, new InitialValue.List([.. times])), Xml.OnCondition($"(t .gt. {name} - 0.5*dt) .and. (t .lt. {name} + 0.5*dt)", handler.Elements().Select(one => new XElement(one))));
        }
    }
}
