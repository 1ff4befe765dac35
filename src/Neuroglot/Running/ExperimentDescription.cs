using System.Collections.Immutable;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Running;

/// <summary>Tells what is in an experiment, for listings.</summary>
internal static class ExperimentDescription
{
    public static ModelDescription Of(LoadedExperiment loaded, string name)
    {
        var described = loaded.Describe(name);
        if (loaded.Experiment is not { } experiment)
            return described;
        var network = experiment.Network;
        return described with
        {
            Semantics = experiment.Semantics.Name,
            Duration = experiment.Runs.IsEmpty ? null : experiment.Runs[0].Duration * experiment.TimeUnit,
            Step = experiment.Runs.IsEmpty ? null : experiment.Runs[0].Step * experiment.TimeUnit,
            Populations = Populations(described, network),
            Projections = described.Populations.IsEmpty ? [.. network.EventLinks.Where(link => network.Sets[link.Source].Domain != DomainKind.Members).Select((link, index) => Projection(network, link, index))] : described.Projections,
            Inputs = described.Populations.IsEmpty ? [.. network.Sets.Select((set, index) => (set, index)).Where(pair => IsInput(network, pair.index)).Select(pair =>
                new InputDescription(pair.set.Name, pair.set.Class.Name, network.Sets[pair.set.Owner].Name, pair.set.Count))] : described.Inputs,
            Recordings = [.. experiment.Outputs.Select(output => Recording(experiment, output))],
            Equations = [.. network.Sets.Select(set => set.Class).DistinctBy(one => (one.Name, one.TypeName)).Select(one => new EquationsDescription(one.Name, one.TypeName, EquationText.Of(one, loaded.TvboSource is not null)))
                .Where(one => one.Lines.Length > 0)],
        };
    }

    // A population whose type makes its cells by a structure of its own does not state them: what has been made tells.
    private static ImmutableArray<PopulationDescription> Populations(ModelDescription described, Network network)
    {
        var stated = described.Populations.Where(one => one.Size is not null).ToList();
        var names = stated.Select(one => one.Name).ToHashSet();
        return [.. stated, .. network.Populations.Where(population => !names.Contains(population.Name)).Select(population => Population(network, population))];
    }

    private static PopulationDescription Population(Network network, Population population)
    {
        var set = network.Sets[population.Set];
        return new PopulationDescription(population.Name, set.Class.Name, set.Class.TypeName, set.Count);
    }

    private static ProjectionDescription Projection(Network network, EventLink link, int index)
    {
        var target = network.Sets[link.Target];
        var reached = target.Owner >= 0 ? network.Sets[target.Owner].Name : target.Name;
        return new ProjectionDescription($"{index}", network.Sets[link.Source].Name, reached, target.Class.Name, link.Connections.Count);
    }

    // An attachment that neither events nor peers reach is driven by itself: a current source.
    private static bool IsInput(Network network, int set) =>
        network.Sets[set] is { Domain: DomainKind.Targets, Owner: >= 0 }
        && !network.EventLinks.Any(link => link.Target == set)
        && !network.AnalogLinks.Any(link => link.Target == set && link.Source != network.Sets[set].Owner);

    private static RecordingDescription Recording(Experiment experiment, OutputFile output) => new(
        output.FileName,
        output switch
        {
            TraceFile trace => [.. trace.Columns.Select(column => experiment.Recordings[column].Path)],
            EventFile events => [.. events.Selections.Select(selection => experiment.EventRecordings[selection].Path)],
            _ => [],
        });
}
