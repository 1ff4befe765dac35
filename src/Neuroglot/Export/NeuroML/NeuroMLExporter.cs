using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian;
using Neuroglot.Brian.Building;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Compilation.Passes.Expansion;
using Neuroglot.Lems.Writing;
using Neuroglot.Model.Diagnostics;

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

    /// <summary>The document; null as long as there is none.</summary>
    public XDocument? Model { get; private set; }

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
        Model = null;
        if (network.Runs.IsEmpty)
        {
            diagnostics.Error(NothingToExport, "The network is not run, so that there is no simulation to export.", SourceSpan.None, "Add a run.");
            return false;
        }

        network = network with { Runs = [.. network.Runs.Select(run => With(run, @namespace, initializers))] };
        if (network.Runs.Length > 1)
        {
            diagnostics.Error(NetworkExport.NotExported, $"The network is run {network.Runs.Length} times; a LEMS file holds one simulation.", SourceSpan.None, "Export each run by itself.");
            return false;
        }

        if (BrianBuilder.Build(network, 0, diagnostics) is not { } experiment || ExpansionPass.Apply(experiment, BrianSession.Compile, diagnostics) is not { } expanded)
            return false;
        var export = new NetworkExport(network, expanded.Network, options, diagnostics);
        var parts = NetworkParts.Of(export, recordingsName);
        if (diagnostics.HasErrors || parts.IsEmpty)
            return false;
        hasOwnConstants = constantsFile is null;
        var root = new XElement("Lems");
        root.Add(Includes.Concat(includes ?? []).Distinct().Append(constantsFile ?? UnitConstants.FileName).Select(file => Xml.Element("Include", ("file", file))));
        root.Add(export.Dimensions.Declarations, export.Omissions, parts);
        Model = new XDocument(InNamespace(root));
        return true;
    }

    /// <summary>Adds an element at the end of the document.</summary>
    /// <param name="element">The element; one without a namespace becomes one of LEMS.</param>
    /// <exception cref="InvalidOperationException">There is no document.</exception>
    public void Extend(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        (Model ?? throw new InvalidOperationException("Make the model first.")).Root!.Add(InNamespace(new XElement(element)));
    }

    /// <summary>The files that the model consists of: the document, and the file of unit constants where the document includes our own.</summary>
    /// <param name="name">Name of the document, without folder.</param>
    /// <exception cref="InvalidOperationException">There is no document.</exception>
    internal ImmutableArray<ExportedFile> Files(string name)
    {
        var document = new ExportedFile(name, LemsFile.Print(Model ?? throw new InvalidOperationException("Make the model first.")));
        return hasOwnConstants ? [document, new ExportedFile(UnitConstants.FileName, LemsFile.Print(new XDocument(InNamespace(UnitConstants.Document().Root!))))] : [document];
    }

    /// <summary>Writes the document, and the file of unit constants beside it; the files written, none, with the reasons in <see cref="Diagnostics"/>, where that cannot be done.</summary>
    /// <param name="path">Where; missing folders are created.</param>
    /// <exception cref="InvalidOperationException">There is no document.</exception>
    public ImmutableArray<string> ExportToFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var model = Model ?? throw new InvalidOperationException("Make the model first.");
        if (!LemsFile.Write(model, path, diagnostics))
            return [];
        if (!options.SavesConstants || !hasOwnConstants)
            return [path];
        var constants = Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, UnitConstants.FileName);
        return LemsFile.Write(new XDocument(InNamespace(UnitConstants.Document().Root!)), constants, diagnostics) ? [path, constants] : [];
    }

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
