using System.Xml.Linq;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Attached;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Networks;

namespace Neuroglot.Export.NeuroML;

/// <summary>
/// Writes connections, an element for each. An event of Brian arrives at the end of the step in which it is due, in LEMS at the beginning of the one that follows: half a
/// step is added to each delay, so that rounding of the time cannot move it. Delays are whole steps of the neurons that send the events.
/// </summary>
internal sealed class Connections(NetworkExport export)
{
    /// <summary>More connections than this are refused.</summary>
    public const int Most = 2_000_000;

    private const string Direct = "eventConnection";

    /// <summary>The types of the connections, and the components that they attach.</summary>
    public IEnumerable<XElement> Types()
    {
        if (export.Synapses.Direct.Count > 0 || !export.Rates.IsEmpty)
        {
            yield return EventType(Direct).With(
                [
                    Text("sourcePort"), Text("targetPort"),
                    Structure(Xml.Element("EventConnection", ("from", "a"), ("to", "b"), ("sourcePort", "sourcePort"), ("targetPort", "targetPort"), ("delay", "delay"))),
                ]);
        }

        foreach (var synapses in export.Synapses.Attached)
        {
            // Cells name the types of what may be attached to them, though nothing be.
            yield return synapses.Type;
            if (synapses.HasSourceEnds)
                yield return SourceEnd.Type(synapses, export);
            if (!IsBetweenGroups(synapses.Synapses))
                continue;
            if (synapses.HasSourceEnds)
            {
                yield return TunnelType(synapses);
                yield return Xml.Element(synapses.TypeName, ("id", synapses.ComponentId));
                yield return Xml.Element(synapses.SourceEndName, ("id", SourceEndId(synapses)));
                continue;
            }

            var type = EventType(ConnectionName(synapses));
            type.Add(synapses.Properties.Select(one => Xml.Element("Parameter", ("name", one.Name), ("dimension", export.Dimensions.NameOf(one.Dimension)))));
            type.Add(Text("sourcePort"), Text("destination"), Xml.Element("ComponentReference", ("name", "synapse"), ("type", synapses.TypeName)));
            type.Add(Structure(
                Xml.Element("EventConnection", ("from", "a"), ("to", "b"), ("sourcePort", "sourcePort"), ("receiver", "synapse"), ("receiverContainer", "destination"), ("delay", "delay"))
                    .With(synapses.Properties.Select(one => Xml.Element("Assign", ("property", one.Name), ("value", one.Name))))));
            yield return type;
            yield return Xml.Element(synapses.TypeName, ("id", synapses.ComponentId));
        }
    }

    /// <summary>The connections.</summary>
    public IEnumerable<XElement> All()
    {
        foreach (var one in export.Synapses.Direct.Where(one => IsBetweenGroups(one.Synapses)))
        {
            var from = one.Pathway.IsPre ? one.Synapses.Source.Object : one.Synapses.Target.Object;
            foreach (var (source, target, delay, _) in Pairs(one.Synapses, one.Pathway))
            {
                yield return Event(Path(from, one.Pathway.IsPre ? source : target), Path(one.Group, one.ChangesTarget ? target : source), one.Pathway.Event, one.Port, delay);
            }
        }

        foreach (var one in export.Synapses.Attached.Where(one => IsBetweenGroups(one.Synapses)))
        {
            var pathway = one.Pathway;
            foreach (var (source, target, delay, index) in Pairs(one.Synapses, pathway))
            {
                (string, string?)[] way = one.HasSourceEnds ? [("source", SourceEndId(one))] : [("sourcePort", pathway.Event), ("destination", one.ListName), ("delay", delay)];
                var element = Xml.Element(
                    ConnectionName(one), [("from", Path(one.Synapses.Source.Object, source)), ("to", Path(one.Synapses.Target.Object, target)), ("synapse", one.ComponentId), .. way]);
                foreach (var property in one.Properties)
                    element.SetAttributeValue(property.Name, export.Dimensions.Quantity(property.Value is InitialValue.List list ? list.Values[index] : ((InitialValue.Uniform)property.Value).Value, property.Dimension));
                yield return element;
            }
        }
    }

    /// <summary>A connection that brings events of one cell to another.</summary>
    public static XElement Event(string from, string to, string sourcePort, string targetPort, string delay) =>
        Xml.Element(Direct, ("from", from), ("to", to), ("sourcePort", sourcePort), ("targetPort", targetPort), ("delay", delay));

    private bool IsBetweenGroups(Synapses synapses) => export.Has(synapses, synapses.Source.Object) && export.Has(synapses, synapses.Target.Object);

    private static string ConnectionName(AttachedSynapses synapses) => synapses.TypeName + "Connection";

    private static string SourceEndId(AttachedSynapses synapses) => synapses.SourceEndName + "component";

    private static XElement Type(string name) => Xml.Element("ComponentType", ("name", name), ("extends", "explicitConnection"));

    private static XElement EventType(string name) => Type(name).With(Xml.Element("Parameter", ("name", "delay"), ("dimension", "time")));

    private XElement TunnelType(AttachedSynapses synapses) => Type(ConnectionName(synapses)).With(
        [
            .. synapses.Properties.Select(one => Xml.Element("Parameter", ("name", one.Name), ("dimension", export.Dimensions.NameOf(one.Dimension)))),
            Xml.Element("ComponentReference", ("name", "synapse"), ("type", synapses.TypeName)), Xml.Element("ComponentReference", ("name", "source"), ("type", synapses.SourceEndName)),
            Structure(SourceEnd.Tunnel(synapses.Properties)),
        ]);

    private static XElement Text(string name) => Xml.Element("Text", ("name", name));

    private static XElement Structure(XElement connection) => new(
        "Structure", Xml.Element("With", ("instance", "from"), ("as", "a")), Xml.Element("With", ("instance", "to"), ("as", "b")), connection);

    private string Path(string group, int neuron) => export.Populations[group].Of(neuron);

    /// <summary>The synapses that a pathway reaches, each with the delay that it has in LEMS, and its number.</summary>
    public IEnumerable<(int Source, int Target, string Delay, int Index)> Pairs(Synapses synapses, SynapticPathway pathway)
    {
        var set = export.SetOf(synapses.Name);
        if (set.Connectivity is not { Rules: [ListedConnections listed] } connectivity)
            return [];
        if (listed.Sources.Count > Most)
        {
            export.Refuse(Populations.TooMany, $"{synapses.Name} has {listed.Sources.Count} synapses; an export takes up to {Most}.", "Export a smaller network.");
            return [];
        }

        var step = export.StepOf(pathway.IsPre ? synapses.Source.Object : synapses.Target.Object);
        var delays = export.Expanded.Pathways.FirstOrDefault(one => one.Name == $"{synapses.Name}_{pathway.Name}")?.Delay ?? new FixedValue(0);
        return Enumerable.Range(0, listed.Sources.Count).Select(index =>
        {
            var delay = delays is ListValue list ? list.Values[index] : ((FixedValue)delays).Value;
            var steps = Math.Floor((delay / step) + 0.5);
            return (connectivity.Source.Start + listed.Sources[index], connectivity.Target.Start + listed.Targets[index], export.Time((steps * step) + (0.5 * export.Run.Step)), index);
        });
    }
}
