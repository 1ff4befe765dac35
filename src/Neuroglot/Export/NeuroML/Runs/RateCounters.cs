using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Runs;

/// <summary>
/// Writes monitors of a population's rate as components that count: every neuron sends its spikes to one, which shows the spikes of a step per neuron and length of the step.
/// Spikes arrive with the next step, and what is counted in it is seen at its end: two rows later than in Brian.
/// </summary>
internal static class RateCounters
{
    private const string TypeName = "rateCounter";
    private const string Port = "spike";

    /// <summary>The monitors that can be written, each with the id of its counter.</summary>
    public static ImmutableArray<(PopulationRateMonitor Monitor, string Id)> Of(NetworkExport export)
    {
        var all = ImmutableArray.CreateBuilder<(PopulationRateMonitor, string)>();
        foreach (var monitor in export.Network.Objects.OfType<PopulationRateMonitor>())
        {
            var step = monitor.Step ?? export.StepOf(monitor.Source.Object);
            if (!step.Equals(export.Run.Step))
                export.Leave(monitor, $"it counts in time steps of its own or of its neurons, {export.Time(step)}, and LEMS has one step for all", "Leave out that step.");
            else if (export.Has(monitor, monitor.Source.Object))
                all.Add((monitor, $"rate{(all.Count + 1).ToString(CultureInfo.InvariantCulture)}"));
        }

        return all.ToImmutable();
    }

    /// <summary>The type of the counters, and a component for each.</summary>
    public static IEnumerable<XElement> Types(NetworkExport export)
    {
        var perTime = export.Dimensions.NameOf(Dimension.PerTime);
        yield return Xml.Element("ComponentType", ("name", TypeName), ("extends", "baseCell")).With(
            Xml.Element("Parameter", ("name", "neurons"), ("dimension", "none")), Xml.Element("Parameter", ("name", "dt"), ("dimension", "time")),
            Xml.Element("EventPort", ("name", Port), ("direction", "in")), Xml.Element("Exposure", ("name", "rate"), ("dimension", perTime)),
            new XElement(
                "Dynamics", Xml.StateVariable("count", "none"), Xml.StateVariable("rate", perTime, "rate"),
                Xml.Element("OnEvent", ("port", Port)).With(Xml.Assign("count", "count + 1")),
                Xml.OnCondition(NeuronCells.Always, Xml.Assign("rate", "count/(neurons*dt)"), Xml.Assign("count", "0"))));
        foreach (var (monitor, id) in export.Rates)
            yield return Xml.Element(TypeName, ("id", id + "_counter"), ("neurons", Neurons(monitor, export).Count().ToString(CultureInfo.InvariantCulture)), ("dt", export.Time(export.Run.Step)));
    }

    /// <summary>The populations of the counters, and the connections to them.</summary>
    public static IEnumerable<XElement> Connections(NetworkExport export)
    {
        foreach (var (_, id) in export.Rates)
            yield return Xml.Element("population", ("id", id), ("component", id + "_counter"), ("size", "1"));
        foreach (var (monitor, id) in export.Rates)
        {
            foreach (var neuron in Neurons(monitor, export))
                yield return NeuroML.Connections.Event(export.Populations[monitor.Source.Object].Of(neuron), Cell(id), Port, Port, export.Time(0.5 * export.Run.Step));
        }
    }

    /// <summary>The path to what a counter shows.</summary>
    public static string Path(string id) => Cell(id) + "/rate";

    private static string Cell(string id) => id + "[0]";

    private static IEnumerable<int> Neurons(PopulationRateMonitor monitor, NetworkExport export) =>
        Enumerable.Range(monitor.Source.Start, (monitor.Source.Stop ?? export.Populations[monitor.Source.Object].Count) - monitor.Source.Start);
}
