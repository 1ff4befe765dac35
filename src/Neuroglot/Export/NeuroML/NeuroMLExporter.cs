using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian;
using Neuroglot.Brian.Building;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Compilation.Passes.Expansion;
using Neuroglot.Export.NeuroML.Attached;
using Neuroglot.Export.NeuroML.Cells;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Export.NeuroML.Runs;
using Neuroglot.Export.NeuroML.Standard;
using Neuroglot.Lems.Writing;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;

namespace Neuroglot.Export.NeuroML;

/// <summary>
/// Writes a network of Brian as NeuroML 2 and LEMS: component types for its groups, populations of them, and a simulation that records what the monitors record.
/// <code>
/// var exporter = new NeuroMLExporter();
/// if (exporter.CreateLemsModel(network, recordingsName: "recording_nml2model"))
///     exporter.ExportToFile("nml2model.xml");
/// </code>
/// Wrong input never throws: problems are in <see cref="Diagnostics"/>.
/// </summary>
/// <param name="options">How the network is written; null for the defaults.</param>
public sealed class NeuroMLExporter(NeuroMLExportOptions? options = null)
{
    /// <summary>Code of the diagnostic for a network of which nothing can be exported.</summary>
    public const string NothingToExport = "NG4114";

    private static readonly XNamespace Lems = "http://www.neuroml.org/lems/0.7.6";
    private static readonly ImmutableArray<string> Includes = ["NeuroML2CoreTypes.xml", "Simulation.xml"];

    private readonly NeuroMLExportOptions options = options ?? NeuroMLExportOptions.Default;
    private readonly DiagnosticBag diagnostics = new();
    private bool hasOwnConstants;
    private ImmutableArray<Link> links = [];

    /// <summary>
    /// The documents: one where the runs can be told as one simulation, else one for each run, of which those after the first begin with what the runs before have left.
    /// Empty as long as there are none.
    /// </summary>
    public ImmutableArray<XDocument> Models { get; private set; } = [];

    /// <summary>The document of the first run; null as long as there is none.</summary>
    public XDocument? Model => Models.IsEmpty ? null : Models[0];

    /// <summary>Everything that was found to say.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => diagnostics.Shorten();

    /// <summary>The name of the files of results for a model in <paramref name="path"/>: <c>recording_</c> and the name of the file up to its first dot, without folders.</summary>
    public static string RecordingsName(string path) => "recording_" + Path.GetFileName(path).Split('.')[0];

    /// <summary>Makes the document; false, with the reasons in <see cref="Diagnostics"/>, where it cannot be made.</summary>
    /// <param name="network">The network, with its run.</param>
    /// <param name="namespace">Names that count before those of the run; null for none.</param>
    /// <param name="initializers">Values that are set before the run, after those that it sets itself; null for none.</param>
    /// <param name="recordingsName">Name of the files of results, without ending.</param>
    /// <param name="constantsFile">The file of unit constants to include; null for our own.</param>
    /// <param name="includes">Files to include besides those of NeuroML; null for none.</param>
    public bool CreateLemsModel(
        BrianNetwork network, Namespace? @namespace = null, IEnumerable<Initializer>? initializers = null, string recordingsName = "recording", string? constantsFile = null,
        IEnumerable<string>? includes = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Models = [];
        if (network.Runs.IsEmpty)
        {
            diagnostics.Error(NothingToExport, "The network is not run, so that there is no simulation to export.", SourceSpan.None, "Add a run.");
            return false;
        }

        network = network with { Runs = [.. network.Runs.Select(run => With(run, @namespace, initializers))] };
        for (var run = 0; run < network.Runs.Length; run++)
            BrianBuilder.Build(network, run, diagnostics);
        if (!network.Schedule.IsEmpty || !network.Placements.IsEmpty)
            diagnostics.Error(NetworkExport.NotExported, "The network changes the order of things in a step, and LEMS has one order only.", SourceSpan.None, "Leave the schedule, and when and order of the parts of objects, as they are.");
        if (diagnostics.HasErrors)
            return false;
        hasOwnConstants = constantsFile is null;
        var files = Includes.Concat(includes ?? []).Distinct().Append(constantsFile ?? UnitConstants.FileName).ToList();
        var cells = Cells(network);
        network = CableCurrents.AsSynapses(network, cells, diagnostics);
        links = LinkedVariables.Of(network);
        if (!links.IsEmpty && BrianBuilder.Build(network, 0, new DiagnosticBag()) is { } built)
            network = LinkedVariables.AsSynapses(network, links, built.Network);
        if ((network.Runs.Length > 1 || !cells.IsEmpty) && JoinedRuns.TryJoin(network, out var joined, out var laterValues))
        {
            var said = new DiagnosticBag();
            Models = Documents(joined, laterValues, recordingsName, files, said);
            if (!Models.IsEmpty || !cells.IsEmpty)
                diagnostics.AddRange(said);
        }

        if (Models.IsEmpty && cells.IsEmpty)
            Models = Documents(network, [], recordingsName, files, diagnostics);
        return !Models.IsEmpty;
    }

    // The spatial neurons that are cells of NeuroML; of the others is told why they are none, where cells were wanted.
    private ImmutableHashSet<string> Cells(BrianNetwork network)
    {
        ImmutableArray<NeuronGroup> spatial = options.PreferStandardTypes ? [.. network.Objects.OfType<NeuronGroup>().Where(one => one.Cable is not null)] : [];
        if (spatial.IsEmpty)
            return [];
        var said = new DiagnosticBag();
        var export = JoinedRuns.TryJoin(network, out var joined, out var laterValues) && First(joined, said) is { } expanded
            ? new NetworkExport(joined, expanded, options, said, network.Start?.Time, laterValues) : null;
        foreach (var neuron in spatial.Where(one => export?.Standard.Of(one.Name) is null))
        {
            diagnostics.Warning(
                SpatialCells.NoCell, $"{neuron.Name} is written as compartments of LEMS, not as a cell of NeuroML: {export?.Standard.WhyNot(neuron.Name) ?? "its runs are no single simulation, and a cell cannot go on where another run has ended"}.",
                SourceSpan.None, "Write its membrane current as a sum of g*m**3*h*(E - v), with gates that move linearly to a steady state which depends on v alone.");
        }

        return export is null ? [] : [.. spatial.Select(one => one.Name).Where(name => export.Standard.Of(name) is not null)];
    }

    /// <summary>Adds an element at the end of the document.</summary>
    /// <param name="element">The element; one without a namespace becomes one of LEMS.</param>
    /// <exception cref="InvalidOperationException">There is no document.</exception>
    public void Extend(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        (Model ?? throw new InvalidOperationException("Make the model first.")).Root!.Add(InNamespace(new XElement(element)));
    }

    /// <summary>The files that the model consists of: a document for each run, and the file of unit constants where the documents include our own.</summary>
    /// <param name="name">Name of the first document; the others have <c>_run2</c>, <c>_run3</c> … before the ending.</param>
    /// <exception cref="InvalidOperationException">There is no document.</exception>
    internal ImmutableArray<ExportedFile> Files(string name) =>
    [
        .. Documents(name).Select(one => new ExportedFile(one.Path, LemsFile.Print(one.Document))),
    ];

    /// <summary>Writes the documents, and the file of unit constants beside them; the files written, none, with the reasons in <see cref="Diagnostics"/>, where that cannot be done.</summary>
    /// <param name="path">Where the first goes; the others have <c>_run2</c>, <c>_run3</c> … before the ending. Missing folders are created.</param>
    /// <exception cref="InvalidOperationException">There is no document.</exception>
    public ImmutableArray<string> ExportToFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var all = Documents(path).ToList();
        return all.TrueForAll(one => LemsFile.Write(one.Document, one.Path, diagnostics)) ? [.. all.Select(one => one.Path)] : [];
    }

    private static string NameOf(string name, int run) => run == 0 ? name : $"{name}_run{run + 1}";

    private IEnumerable<(string Path, XDocument Document)> Documents(string path)
    {
        if (Models.IsEmpty)
            throw new InvalidOperationException("Make the model first.");
        var folder = Path.GetDirectoryName(path) ?? string.Empty;
        for (var run = 0; run < Models.Length; run++)
            yield return (run == 0 ? path : Path.Combine(folder, NameOf(Path.GetFileNameWithoutExtension(path), run) + Path.GetExtension(path)), Models[run]);
        if (options.SavesConstants && hasOwnConstants)
            yield return (Path.Combine(folder, UnitConstants.FileName), new XDocument(InNamespace(UnitConstants.Document().Root!)));
    }

    // A document for each run; none where one cannot be made.
    private ImmutableArray<XDocument> Documents(BrianNetwork network, ImmutableArray<LaterValue> laterValues, string recordingsName, List<string> files, DiagnosticBag said)
    {
        var documents = new List<XDocument>();
        var session = new BrianSession(network);
        for (var run = 0; run < network.Runs.Length; run++)
        {
            if (Document(network, run, laterValues, session, NameOf(recordingsName, run), files, said) is not { } document)
                return [];
            documents.Add(document);
        }

        return [.. documents];
    }

    // The document of a run, for which the session has done those before.
    private XDocument? Document(BrianNetwork network, int run, ImmutableArray<LaterValue> laterValues, BrianSession session, string recordingsName, List<string> files, DiagnosticBag said)
    {
        while (session.RunsDone < run)
        {
            if (session.RunNext())
                continue;
            said.AddRange(session.Diagnostics);
            return null;
        }

        var expanded = run == 0 ? First(network, said) : session.Prepare()?.Experiment.Network;
        if (expanded is null)
        {
            said.AddRange(run == 0 ? [] : session.Diagnostics);
            return null;
        }

        var state = run == 0 ? NetworkState.At(network.Start) : session.State;
        var export = new NetworkExport(network with { Runs = [network.Runs[run]] }, expanded, options, said, run == 0 ? network.Start?.Time : session.Time, laterValues)
        {
            Links = links,
            UnderWay = state.Pathways.Where(one => !one.Value.Pending.IsEmpty).ToImmutableDictionary(one => one.Key, one => one.Value.Pending),
        };
        export = SynapsePorts.Apply(TurnedSynapses.Apply(export));
        var parts = NetworkParts.Of(export, recordingsName);
        if (said.HasErrors || parts.IsEmpty)
            return null;
        var root = new XElement("Lems");
        var hasTypesForPyNN = parts.Any(one => one.Name.LocalName == StandardSynapse.DecayingCurrent);
        root.Add((hasTypesForPyNN ? files.Take(Includes.Length).Append("PyNN.xml").Concat(files.Skip(Includes.Length)) : files).Select(file => Xml.Element("Include", ("file", file))));
        root.Add(export.Dimensions.Declarations, export.Omissions, parts);
        return new XDocument(InNamespace(root));
    }

    // The integrator does not matter before the first step, so that it need not be one that fits.
    private static Network? First(BrianNetwork network, DiagnosticBag said) =>
        BrianBuilder.Build(network, 0, new DiagnosticBag()) is { } experiment ? ExpansionPass.Apply(experiment, BrianSession.Compile, said)?.Network : null;

    private static BrianRun With(BrianRun run, Namespace? names, IEnumerable<Initializer>? initializers) => run with
    {
        Namespace = names is null ? run.Namespace : run.Namespace is { } own ? names.Over(own) : names,
        Before = [.. run.Before, .. initializers ?? []],
    };

    private static XElement InNamespace(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().Where(one => one.Name.Namespace == XNamespace.None).ToList())
            element.Name = Lems + element.Name.LocalName;
        return root;
    }
}
