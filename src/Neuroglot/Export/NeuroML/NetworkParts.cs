using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Export.NeuroML.Runs;
using Neuroglot.Export.NeuroML.Standard;

namespace Neuroglot.Export.NeuroML;

/// <summary>Puts the parts of the document together: types, populations, the network, its simulation.</summary>
internal static class NetworkParts
{
    private const string SimulationId = "sim1";

    /// <summary>What stands in the document behind its includes; empty where there is nothing to export.</summary>
    public static ImmutableArray<XElement> Of(NetworkExport export, string recordingsName)
    {
        var types = new List<XElement>();
        NeuroMLSimpleNetwork? network = null;
        var networkId = string.Empty;
        var (cells, poisson, given) = (0, 0, 0);
        foreach (var source in export.Network.Objects.OfType<SpikeSource>())
        {
            // Everything in the network is called after its first group.
            network ??= new NeuroMLSimpleNetwork(networkId = source switch { NeuronGroup => "neuron1", PoissonGroup => "poisson1", _ => "spikes1" } + "MultiNet");
            switch (source)
            {
                case NeuronGroup or PoissonGroup when export.Standard.Of(source.Name) is { } form:
                    AddStandard(source, source is NeuronGroup ? $"neuron{++cells}" : $"poisson{++poisson}", form, export, types, network);
                    break;
                case NeuronGroup group:
                    cells++;
                    export.Write(group, () => AddCells(group, $"neuron{cells}", export, types, network));
                    break;
                case PoissonGroup group:
                    poisson++;
                    export.Write(group, () => AddCells(SpikeSources.AsNeurons(group, export), $"poisson{poisson}", export, types, network));
                    break;
                case SpikeGeneratorGroup { Step: { } step } group when !export.IsWholeNumberOfSteps(step):
                    export.Leave(group, export.NoMultiple(step), "Give it one that is.");
                    break;
                case SpikeGeneratorGroup group:
                    types.AddRange(SpikeSources.Components(group, ++given, export, network));
                    break;
            }
        }

        LeaveOthers(export);
        if (network is null || export.Populations.Count == 0)
        {
            export.Refuse(NeuroMLExporter.NothingToExport, "The network has no group of neurons that could be exported.", "Add one.");
            return [];
        }

        var connections = new Connections(export);
        types.AddRange(connections.Types());
        if (!export.Rates.IsEmpty)
            types.AddRange(RateCounters.Types(export));
        var underWay = CarriedEvents.Sources(export).ToList();
        types.AddRange(underWay.Select(one => one.Component));
        underWay.ForEach(one => network.Add(one.Population));
        foreach (var connection in connections.All().Concat(underWay.SelectMany(one => one.Connections)).Concat(RateCounters.Connections(export)))
            network.Add(connection);
        AddStandardInputs(export, types, network);
        return [.. types, network.Build(), Recordings.Of(SimulationId, networkId, recordingsName, export), new NeuroMLTarget(SimulationId).Build()];
    }

    private static void AddStandard(SpikeSource source, string name, StandardCell form, NetworkExport export, List<XElement> types, NeuroMLSimpleNetwork network)
    {
        var id = name + "Multipop";
        types.AddRange(form.Parts);
        types.Add(form.Component);
        types.AddRange(StandardInputs.Components(name, form, export));
        types.AddRange(RandomInputs.Components(name, form, export));
        if (form.IsSpatial)
        {
            network.Add(StandardForms.PlacedPopulation(id, name));
            export.Populations.Add(source.Name, new PopulationNames(id, source.Count, $"{id}/0/{name}/{{0}}") { Exposures = form.Exposures, Cell = $"../{id}/0/{name}", Spiking = form.Spiking });
            return;
        }

        network.Add(StandardForms.Population(id, name, source.Count));
        export.Populations.Add(source.Name, new PopulationNames(id, source.Count, id + "[{0}]") { Exposures = form.Exposures });
    }

    // In the order of NeuroML: projections before inputs.
    private static void AddStandardInputs(NetworkExport export, List<XElement> types, NeuroMLSimpleNetwork network)
    {
        ImmutableArray<(NeuronGroup Group, StandardCell Form)> all =
            [.. export.Network.Objects.OfType<NeuronGroup>().Where(group => export.Standard.Of(group.Name) is not null).Select(group => (group, export.Standard.Of(group.Name)!))];
        foreach (var (component, projections) in all.SelectMany(one => StandardSynapses.Of(one.Form.Component.Attribute("id")!.Value, one.Form, one.Group, export)))
        {
            types.Add(component);
            foreach (var projection in projections)
                network.Add(projection);
        }

        foreach (var (group, form) in all)
        {
            var (cell, population) = (form.Component.Attribute("id")!.Value, export.Populations[group.Name]);
            foreach (var list in StandardInputs.Lists(cell, form, population).Concat(RandomInputs.Lists(cell, form, population)))
                network.Add(list);
        }
    }

    private static void AddCells(NeuronGroup group, string typeName, NetworkExport export, List<XElement> types, NeuroMLSimpleNetwork network)
    {
        var set = export.SetOf(group.Name);
        if (SlowCells.WhyNot(group, export) is { } why)
        {
            export.Leave(group, why, "Give all groups the same step.");
            return;
        }

        if (export.Synapses.LostLink(group.Name) is { } lost)
        {
            export.Leave(group, lost, "Give the group the variable itself.");
            return;
        }

        var cell = NeuronCells.Of(group, set, typeName, export);
        var id = typeName + "Multipop";
        var names = export.CodeOf(group, set, group.Equations, group.Namespace).Names;
        var (type, attributes) = Populations.Of(cell, group.Count, id, names, export);
        if (export.Options.SkipUnsupported && export.Diagnostics.HasErrors)
            return;
        types.Add(cell.Element);
        types.Add(type);
        network.AddComponent(id, type.Attribute("name")!.Value, attributes);
        export.Populations.Add(group.Name, new PopulationNames(id, group.Count, id + "[{0}]"));
    }

    private static void LeaveOthers(NetworkExport export)
    {
        foreach (var one in export.Network.Objects)
        {
            switch (one)
            {
                case NetworkOperation:
                    export.Leave(one, "it is a function of the program", "Write it as code that runs regularly.");
                    break;
                case RunOnEvent { When: not "after_resets" } reaction:
                    export.Leave(one, $"it runs in the slot '{reaction.When}', and LEMS has no slots", "Leave out when=…");
                    break;
                case RunRegularly regularly when export.Synapses.Attached.Any(attached => attached.Synapses.Name == regularly.Group.Object):
                    break;
                case RunOnEvent or RunRegularly or PoissonInput:
                    export.Has(one, one switch { RunOnEvent reaction => reaction.Group, RunRegularly regularly => regularly.Group.Object, _ => ((PoissonInput)one).Target.Object });
                    break;
            }
        }
    }
}
