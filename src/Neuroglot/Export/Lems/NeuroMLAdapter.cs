using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Lems.Writing;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;
using Neuroglot.Running;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Building.Networks;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Export.Lems;

/// <summary>
/// Dynamics and experiments of TVBO as LEMS, with the names of TVBO's own adapter.
/// <code>
/// var adapter = new NeuroMLAdapter(Dynamics.FromDb("JansenRit"));
/// File.WriteAllText("column.xml", adapter.RenderCode());
/// </code>
/// Forward Euler over the document gives the steps of the native run, of networks under the semantics <c>neural-mass</c>. What LEMS cannot express is refused.
/// </summary>
public sealed class NeuroMLAdapter
{
    private const string NotWritten = "NG7081";
    private const string DelayCode = "NG7201";

    private readonly DynamicsDocument document;
    private readonly ImmutableArray<XElement> instances = [];
    private readonly bool isDimensioned;

    /// <summary>An adapter of dynamics, which are run as TVBO runs them by themselves.</summary>
    /// <exception cref="TvboException">They are wrong, or have what LEMS cannot express.</exception>
    public NeuroMLAdapter(Dynamics dynamics, LemsAdapterOptions? options = null)
        : this((TvboObject)dynamics, options)
    {
    }

    /// <summary>An adapter of an experiment.</summary>
    /// <exception cref="TvboException">It is wrong, or has what LEMS cannot express.</exception>
    public NeuroMLAdapter(SimulationExperiment experiment, LemsAdapterOptions? options = null)
        : this((TvboObject)experiment, options)
    {
    }

    private NeuroMLAdapter(TvboObject source, LemsAdapterOptions? options)
    {
        var checking = new DiagnosticBag();
        TvboValidation.Check(source, checking);
        if (checking.HasErrors)
            throw new TvboException([.. checking]);
        var diagnostics = new DiagnosticBag();
        var experiment = ModeMixing.WrittenOut(TvboValidation.Resolve(TvboBuilder.AsExperiment(source)!, diagnostics), diagnostics);
        var dynamics = experiment.Dynamics is { IsReference: false } written ? DynamicsParser.Parse(written, experiment.Functions, diagnostics) : null;
        options ??= LemsAdapterOptions.Default;
        var nodes = dynamics is null || diagnostics.HasErrors ? null : NodeSettlement.Of(experiment, dynamics, diagnostics);
        if (dynamics is not null)
            CheckExpressible(experiment, dynamics, nodes, options, diagnostics);
        else if (!diagnostics.HasErrors)
            diagnostics.Error(NotWritten, "LEMS is written of experiments that have dynamics for all nodes.", experiment.Span, "Write `dynamics: {name: JansenRit}`, for example.");
        if (dynamics is not null && !diagnostics.HasErrors)
            (dynamics, nodes) = StimulusInRates.Of(experiment, dynamics, nodes, diagnostics);
        if (diagnostics.HasErrors)
            throw new TvboException([.. diagnostics]);
        document = new DynamicsDocument(experiment, dynamics!, nodes, options, diagnostics);
        if (!diagnostics.HasErrors)
            instances = [.. document.Instances()];
        Type = diagnostics.HasErrors ? new XElement("ComponentType") : document.Type();
        isDimensioned = options.Dimensioned;
        if (diagnostics.HasErrors)
            throw new TvboException([.. diagnostics]);
        Diagnostics = [.. diagnostics];
    }

    /// <summary>What is worth knowing about the document: inputs taken for 0, units that are not known, methods that LEMS does not state.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Name of the file that holds the whole document.</summary>
    public string WholeFileName => NameOf("simulation");

    /// <summary>Name of the component type, and of files of results.</summary>
    internal string Id => document.Id;

    /// <summary>Title of the experiment, or name of the dynamics.</summary>
    internal string Title => document.Title;

    /// <summary>Names of the columns of the file that the whole document writes.</summary>
    internal IEnumerable<string> Columns => document.Simulation().Descendants("OutputColumn").Select(static one => (string)one.Attribute("id")!);

    private XElement Type { get; }

    /// <summary>The whole document: units, types, the instance with its values, of several nodes their network, a simulation with one file of results.</summary>
    public string RenderCode() => LemsFile.Print(new XDocument(new XElement(
        "Lems",
        new XElement("Target", new XAttribute("component", document.SimulationId)),
        Units(),
        new XComment(" What a simulation is "),
        SimulationTypes.Elements(),
        Dynamics(),
        document.Coupling is null ? null : new object[] { new XComment(" Nodes and edges "), SimulationTypes.NetworkElements(hasEdges: true), document.Network() },
        document.Simulation())));

    /// <summary>The first of three files: units, the types, the instances with their values.</summary>
    public string RenderDynamics() => LemsFile.Print(new XDocument(new XElement("Lems", Units(), Dynamics())));

    /// <summary>The second of three files: a network, of one node or of those of the experiment.</summary>
    /// <param name="dynamicsFile">Name of the first, which it includes; null for the one that <see cref="Export"/> writes.</param>
    public string RenderNetwork(string? dynamicsFile = null) => LemsFile.Print(new XDocument(new XElement(
        "Lems", Include(dynamicsFile ?? NameOf("dynamics")), SimulationTypes.NetworkElements(document.Coupling is not null), document.Network())));

    /// <summary>The third of three files, the one to run: a simulation with a file of results for each state variable.</summary>
    /// <param name="networkFile">Name of the second, which it includes; null for the one that <see cref="Export"/> writes.</param>
    public string RenderSimulation(string? networkFile = null) => LemsFile.Print(new XDocument(new XElement(
        "Lems", new XElement("Target", new XAttribute("component", DynamicsDocument.NetworkSimulationId)), Include(networkFile ?? NameOf("network")), SimulationTypes.Elements(), document.NetworkSimulation())));

    /// <summary>Writes the document, or its three parts.</summary>
    /// <param name="directory">Where; created when missing.</param>
    /// <param name="split">Whether dynamics, network and simulation are files of their own, each including the one before.</param>
    /// <param name="validate">Whether the files are read again and checked.</param>
    /// <returns>Paths of the files by what they hold: <c>dynamics</c>, <c>network</c>, <c>simulation</c>; of the whole document <c>simulation</c> only.</returns>
    /// <exception cref="TvboException">What was written is not valid.</exception>
    /// <exception cref="IOException">A file cannot be written; what stood there is as it was.</exception>
    public IReadOnlyDictionary<string, string> Export(string directory, bool split = false, bool validate = true)
    {
        ArgumentNullException.ThrowIfNull(directory);
        (string Role, string Text)[] parts = split ? [("dynamics", RenderDynamics()), ("network", RenderNetwork()), ("simulation", RenderSimulation())] : [("simulation", RenderCode())];
        var paths = new OrderedDictionary<string, string>();
        foreach (var (role, text) in parts)
        {
            paths[role] = Path.Combine(directory, NameOf(role));
            WholeFile.Write(paths[role], text);
        }

        if (validate)
            Check(paths["simulation"]);
        return paths;
    }

    /// <summary>The three files as texts, the one to run first.</summary>
    /// <param name="simulationFile">Name of the one to run; null for the usual one.</param>
    internal ImmutableArray<ExportedFile> Parts(string? simulationFile) =>
        [new(simulationFile ?? NameOf("simulation"), RenderSimulation()), new(NameOf("network"), RenderNetwork()), new(NameOf("dynamics"), RenderDynamics())];

    /// <summary>Reads a document of LEMS and checks it.</summary>
    /// <param name="text">The document; null for the whole one that <see cref="RenderCode"/> gives.</param>
    /// <returns>True.</returns>
    /// <exception cref="TvboException">It is not valid.</exception>
    public bool Validate(string? text = null)
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
        try
        {
            var path = Path.Combine(folder, WholeFileName);
            WholeFile.Write(path, text ?? RenderCode());
            Check(path);
            return true;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private object[] Units() => [new XComment(" Dimensions and units "), StandardUnits.Elements(), document.Declarations];

    private IEnumerable<object?> Dynamics() =>
    [
        document.Coupling is null ? null : new object[] { new XComment(" What the two ends of an edge add to their nodes "), document.Coupling.Types, document.Coupling.Components },
        new XComment(isDimensioned ? " Quantities have their dimensions " : " Quantities are bare numbers of the model's units; SEC is one unit of its time "),
        new XElement(Type),
        instances.Select(static one => new XElement(one)),
    ];

    /// <summary>Runs the exported document, in a folder that is gone afterwards, with forward Euler and equations that all advance from the same values.</summary>
    /// <returns>The values by step, for each state variable, or each of each node.</returns>
    /// <exception cref="TvboException">The document cannot be run.</exception>
    public TvboRunResult Run() => TvboRunning.RunLems(this);

    private static XElement Include(string file) => new("Include", new XAttribute("file", file));

    private static void Check(string path)
    {
        var wrong = NeuralModel.Load(path).Validate();
        if (wrong.Any(static one => one.Severity == Severity.Error))
            throw new TvboException(wrong);
    }

    private string NameOf(string role) => $"{document.FilePrefix}_{role}.xml";

    private static void CheckExpressible(SimulationExperiment experiment, ParsedDynamics dynamics, CoupledNodes? nodes, LemsAdapterOptions options, DiagnosticBag diagnostics)
    {
        if (dynamics.Source.IsDiscrete)
            Refuse("a map: it has rates of change only", dynamics.Source.Span, "Run it with neuroglot run.");
        foreach (var one in dynamics.Source.Events.Where(static one => !one.TriggerTimes.IsEmpty))
            Refuse($"the times of the event `{one.Name}`", one.Span, "Write a condition of `t`.");
        foreach (var one in dynamics.Source.StateVariables.Where(static one => one.Distribution is not null))
            Refuse($"the distribution of `{one.Name}`", one.Span, "Give an initial value.");
        if (experiment.Integration.Noise is not null || !experiment.Integration.StateWiseSigma.IsEmpty || dynamics.Source.StateVariables.Any(static one => one.Noise is not null))
            Refuse("noise", experiment.Integration.Span, "Leave the noise out.");
        var isDelayed = nodes is not null && nodes.IsDelayed(experiment.Integration.Step);
        if (isDelayed && options.IgnoreDelays)
            diagnostics.Warning(DelayCode, FormattableString.Invariant($"The delays of the network, up to {nodes!.LongestDelay:G4} {experiment.Integration.TimeScale}, are left out."), experiment.Network!.Span);
        else if (isDelayed)
            diagnostics.Error(DelayCode, FormattableString.Invariant($"LEMS has delays of events only; the coupling of the network is continuous, and its delays are up to {nodes!.LongestDelay:G4} {experiment.Integration.TimeScale}."), experiment.Network!.Span, "Export without delays with --ignore-delays (`IgnoreDelays` of the options), or set the lengths to 0.");
        if (experiment.Integration.TransientTime > 0)
            diagnostics.Warning(NotWritten, FormattableString.Invariant($"LEMS records a run from its start; the first {experiment.Integration.TransientTime} {experiment.Integration.TimeScale} are not left out."), experiment.Integration.Span, "Leave them out of the result.");
        foreach (var input in dynamics.Source.CouplingInputs.Where(static one => one.Dimension > 1))
            Refuse($"the values of `{input.Name}`: an input is one number", input.Span, "Declare an input for each value.");
        foreach (var member in TvboBuilder.Uninterpreted(experiment, dynamics))
            Refuse($"`{member.Key}`", member.Span, "Leave it out.");
        if (IntegrationMethods.Find(experiment.Integration.Method) is not "euler")
            diagnostics.Warning(NotWritten, $"A document of LEMS does not say that its method is {experiment.Integration.Method}; its simulators use forward Euler.", experiment.Integration.Span, "Choose the method where it is run.");

        void Refuse(string what, SourceSpan span, string hint) => diagnostics.Error(NotWritten, $"LEMS does not express {what}.", span, hint);
    }
}
