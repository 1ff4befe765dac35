using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;
using Neuroglot.SpineML.Lists;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Writing;

/// <summary>
/// Gives the lists of a document the form in which they are to be written, and writes the files that this needs; one list is held at a time.
/// </summary>
/// <param name="form">The form.</param>
/// <param name="source">Where the document's own files lie; null where it has none.</param>
/// <param name="target">The folder that is written to.</param>
/// <param name="diagnostics">Gets an error for each list that cannot be read.</param>
internal sealed class ListRewriter(ListForm form, ModelFolder? source, string target, DiagnosticBag diagnostics)
{
    /// <summary>Lists up to this length are kept in the document, where people can see them.</summary>
    private const int LongestInDocument = 30;

    private readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);

    public SpineMLDocument Rewrite(SpineMLDocument document) => document switch
    {
        NetworkDocument network => network with
        {
            Populations = [.. network.Populations.Select(Population)],
            Groups = [.. network.Groups.Select(group => (Group)Instance(group))],
        },
        ExperimentDocument experiments => experiments with { Experiments = [.. experiments.Experiments.Select(Experiment)] },
        _ => document,
    };

    private Population Population(Population population) => population with
    {
        Neuron = (Neuron)Instance(population.Neuron),
        Projections = [.. population.Projections.Select(projection => projection with { Synapses = [.. projection.Synapses.Select(Synapse)] })],
    };

    private Synapse Synapse(Synapse synapse) => synapse with
    {
        Connection = Connection(synapse.Connection, synapse.WeightUpdate.Name),
        WeightUpdate = (WeightUpdate)Instance(synapse.WeightUpdate),
        PostSynapse = (PostSynapse)Instance(synapse.PostSynapse),
    };

    private Experiment Experiment(Experiment experiment) => experiment with
    {
        Model = experiment.Model with
        {
            Configurations =
            [
                .. experiment.Model.Configurations.Select(configuration => configuration with { Properties = Properties(configuration.Properties, $"{experiment.Name} {configuration.Target}") }),
            ],
        },
    };

    private ComponentInstance Instance(ComponentInstance instance) => instance with
    {
        Properties = Properties(instance.Properties, instance.Name),
        Inputs =
        [
            .. instance.Inputs.Select(input => input.Connection is null ? input : input with { Connection = Connection(input.Connection, $"{input.Source} {input.SourcePort} to {instance.Name} {input.TargetPort}") }),
        ],
    };

    private ImmutableArray<Property> Properties(ImmutableArray<Property> properties, string owner) =>
        [.. properties.Select(property => property.List is null ? property : property with { List = Values(property.List, $"{owner} {property.Name}") })];

    private ValueData Values(ValueData data, string name)
    {
        switch (data)
        {
            case BinaryValues binary when form == ListForm.Xml:
                return Find(binary.File, binary.Span) is { } path && BinaryLists.ReadValues(path, binary, diagnostics) is { } read ? read : data;
            case BinaryValues binary:
                Copy(binary.File, binary.Span);
                return data;
            case ListedValues listed when form == ListForm.Binary && listed.Indices.Length > LongestInDocument:
                var file = FreeName(name);
                WholeFile.Write(Path.Join(target, file), stream => BinaryLists.Write(stream, listed));
                return new BinaryValues(new BinaryFile(file, listed.Indices.Length, IsPacked: true), listed.Span);
            default:
                return data;
        }
    }

    private Connection Connection(Connection connection, string name)
    {
        if (connection is not ConnectionList list)
            return connection;
        switch (list.Data)
        {
            case BinaryConnections binary when form == ListForm.Xml:
                return Find(binary.File, binary.Span) is { } path && BinaryLists.ReadConnections(path, binary, diagnostics) is { } read ? list with { Data = read } : list;
            case BinaryConnections binary:
                Copy(binary.File, binary.Span);
                return list;
            // Records have all a delay or none, so those without need a common one.
            case ListedConnections listed when form == ListForm.Binary && listed.Sources.Length > LongestInDocument
                && (listed.Delays.All(static delay => !float.IsNaN(delay)) || list.Delay is null or { Fixed: not null }):
                var file = FreeName(name + " connections");
                WholeFile.Write(Path.Join(target, file), stream => BinaryLists.Write(stream, listed, (float)(list.Delay?.Fixed ?? 0)));
                return list with { Data = new BinaryConnections(new BinaryFile(file, listed.Sources.Length, IsPacked: true), !listed.Delays.IsEmpty, listed.Span) };
            default:
                return list;
        }
    }

    private string? Find(BinaryFile file, SourceSpan span)
    {
        if (source is not null)
            return source.TryFind(file.Name, span, diagnostics, out var path) ? path : null;
        diagnostics.Error(FileCodes.MissingFile, $"The list “{file.Name}” belongs to a document that lies in no folder.", span);
        return null;
    }

    private void Copy(BinaryFile file, SourceSpan span)
    {
        if (Find(file, span) is not { } path || !written.Add(file.Name) || Path.GetFullPath(path) == Path.GetFullPath(Path.Join(target, file.Name)))
            return;
        WholeFile.Write(Path.Join(target, file.Name), stream =>
        {
            using var original = File.OpenRead(path);
            original.CopyTo(stream);
        });
    }

    private string FreeName(string name)
    {
        var plain = string.Concat(name.Select(static letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        var file = plain + ".bin";
        for (var i = 2; !written.Add(file); i++)
            file = FormattableString.Invariant($"{plain}_{i}.bin");
        return file;
    }
}
