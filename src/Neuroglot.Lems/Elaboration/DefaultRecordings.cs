using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>What a NeuroML file without a simulation records: the membrane potential and the spikes of every population.</summary>
internal static class DefaultRecordings
{
    private static readonly string[] Potentials = ["v", "V"];

    public static Experiment Add(Experiment experiment, IEnumerable<InstanceGroup> groups, RecordingBuilder recordings)
    {
        var outputs = new List<OutputFile>();
        foreach (var group in groups.Where(group => group.Domain == DomainKind.Neurons))
        {
            var type = group.Component.Type;
            var potential = Potentials.FirstOrDefault(name => ClassFlattener.VariableOf(group.Root, name) is not null);
            var columns = new List<int>();
            var selections = new List<int>();
            for (var i = 0; i < group.Count; i++)
            {
                var instance = new InstanceReference(group.Root, i);
                var id = group.Ids.Count > 0 ? group.Ids[i] : $"{i}";
                if (potential is not null)
                    columns.Add(recordings.Record($"{group.Name}_{id}", $"{group.Name}[{id}]/{potential}", instance, potential, SourceSpan.None));
                if (type.EventPorts.Any(port => port.Name == "spike"))
                    selections.Add(recordings.RecordEvents(id, $"{group.Name}[{id}]", instance, "spike", SourceSpan.None));
            }

            if (columns.Count > 0)
                outputs.Add(new TraceFile($"{group.Name}.v.dat", [.. columns], group.Component.Span));
            if (selections.Count > 0)
                outputs.Add(new EventFile($"{group.Name}.spikes", true, [.. selections], group.Component.Span));
        }

        return experiment with { Recordings = recordings.Recordings, EventRecordings = recordings.Events, Outputs = [.. outputs], Span = experiment.Network.Sets.FirstOrDefault()?.Span ?? SourceSpan.None };
    }
}
