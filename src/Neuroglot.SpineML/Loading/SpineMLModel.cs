using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Reading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Loading;

/// <summary>
/// A SpineML file with all that it refers to: an experiment with its network, a network with its components, or a single component. Wrong input never throws:
/// problems are in <see cref="Diagnostics"/>.
/// </summary>
public sealed class SpineMLModel
{
    private readonly SpineMLReaderOptions options;
    private readonly DiagnosticBag diagnostics = new();
    private readonly Dictionary<string, ComponentClass?> classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LoadedNetwork?> networks = new(StringComparer.Ordinal);
    private readonly List<string> files = [];

    private SpineMLModel(string path, SpineMLReaderOptions options)
    {
        this.options = options;
        Path = path;
        files.Add(path);
        Document = SpineMLReader.Read(path, options, diagnostics);
        var folder = new ModelFolder(path);
        if (Document is NetworkDocument network)
            Network = Complete(network, path, folder);
        foreach (var experiment in (Document as ExperimentDocument)?.Experiments ?? [])
            NetworkOf(experiment, folder);
    }

    /// <summary>The file that was named.</summary>
    public string Path { get; }

    /// <summary>What it holds; null where it could not be read.</summary>
    public SpineMLDocument? Document { get; }

    /// <summary>The network, where the file is one.</summary>
    public LoadedNetwork? Network { get; }

    /// <summary>What reading the files found, in the order in which they were read.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => [.. diagnostics];

    /// <summary>All files that were read as XML, the named one first.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>The files of binary lists that the networks and experiments name and that are there.</summary>
    public IEnumerable<string> ListFiles
    {
        get
        {
            foreach (var network in networks.Values.Append(Network).OfType<LoadedNetwork>())
            {
                var instances = network.Document.Instances.ToList();
                var connections = network.Document.Populations.SelectMany(static population => population.Projections).SelectMany(static projection => projection.Synapses)
                    .Select(static synapse => synapse.Connection).Concat(instances.SelectMany(static instance => instance.Inputs).Select(static input => input.Connection));
                var configured = (Document as ExperimentDocument)?.Experiments.SelectMany(static one => one.Model.Configurations).SelectMany(static one => one.Properties) ?? [];
                var named = connections.OfType<ConnectionList>().Select(static list => list.Data).OfType<BinaryConnections>().Select(static data => data.File.Name)
                    .Concat(instances.SelectMany(static instance => instance.Properties).Concat(configured).Select(static property => property.List).OfType<BinaryValues>().Select(static data => data.File.Name));
                foreach (var name in named)
                {
                    if (network.Folder.TryFind(name, SourceSpan.None, new DiagnosticBag(), out var path))
                        yield return path;
                }
            }
        }
    }

    /// <summary>Reads the file <paramref name="path"/> and what it refers to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public static SpineMLModel Load(string path, SpineMLReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SpineMLModel(path, options ?? SpineMLReaderOptions.Default);
    }

    /// <summary>The network of <paramref name="experiment"/>, one of this model's; null where it could not be read.</summary>
    public LoadedNetwork? NetworkOf(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return networks.GetValueOrDefault(experiment.Model.NetworkUrl);
    }

    private void NetworkOf(Experiment experiment, ModelFolder folder)
    {
        var url = experiment.Model.NetworkUrl;
        if (networks.ContainsKey(url))
            return;
        networks[url] = null;
        if (!folder.TryFind(url, experiment.Model.Span, diagnostics, out var path))
            return;
        files.Add(path);
        if (Read<NetworkDocument>(path, url, "a network", experiment.Model.Span) is { } network)
            networks[url] = Complete(network, path, new ModelFolder(path));
    }

    private LoadedNetwork Complete(NetworkDocument network, string path, ModelFolder folder)
    {
        var ofNetwork = new Dictionary<string, ComponentClass?>(StringComparer.Ordinal);
        foreach (var instance in network.Instances)
        {
            if (!instance.IsSpikeSource && !ofNetwork.ContainsKey(instance.Url))
                ofNetwork.Add(instance.Url, Class(instance, folder));
        }

        return new LoadedNetwork(network, path, folder, ofNetwork) { Layouts = Layouts(network, folder) };
    }

    private Dictionary<string, LayoutClass> Layouts(NetworkDocument network, ModelFolder folder)
    {
        var layouts = new Dictionary<string, LayoutClass>(StringComparer.Ordinal);
        var named = network.Populations.Select(static population => population.Layout).Concat(network.Groups.Select(static group => group.Layout)).OfType<Layout>();
        foreach (var layout in named.DistinctBy(static one => one.Url, StringComparer.Ordinal))
        {
            var found = new DiagnosticBag();
            if (folder.TryFind(layout.Url, layout.Span, found, out var path))
            {
                files.Add(path);
                if (Read<LayoutDocument>(path, layout.Url, "a layout", layout.Span) is { } document)
                    layouts.Add(layout.Url, document.Class);
            }

            diagnostics.AddRange(found.Where(static one => one.Code != FileCodes.MissingFile));
        }

        return layouts;
    }

    private ComponentClass? Class(ComponentInstance instance, ModelFolder folder)
    {
        if (!folder.TryFind(instance.Url, instance.Span, diagnostics, out var path))
            return null;
        if (classes.TryGetValue(path, out var known))
            return known;
        files.Add(path);
        return classes[path] = Read<ComponentDocument>(path, instance.Url, "a component", instance.Span)?.Class;
    }

    private T? Read<T>(string path, string url, string wanted, SourceSpan span)
        where T : SpineMLDocument
    {
        var document = SpineMLReader.Read(path, options, diagnostics);
        if (document is not null and not T)
            diagnostics.Error(FileCodes.WrongLayer, $"The file “{url}” is not {wanted}.", span);
        return document as T;
    }
}
