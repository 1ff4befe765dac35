using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Building.Networks;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using static Neuroglot.Export.Lems.SimulationTypes;

namespace Neuroglot.Export.Lems;

/// <summary>
/// Makes the elements of a LEMS document of one dynamics: its type, its instance, a simulation. All quantities are bare numbers of the model's own units, since neural masses mix
/// units freely, and rates are divided by one unit of the model's time; unless dimensions are asked for.
/// </summary>
internal sealed class DynamicsDocument
{
    /// <summary>Id of the simulation in a document by itself.</summary>
    public const string NetworkSimulationId = "sim1";

    private const string NetworkId = "net";

    /// <summary>The constant that is one unit of the model's time.</summary>
    public const string TimeConstant = "SEC";

    private readonly SimulationExperiment experiment;
    private readonly ParsedDynamics dynamics;
    private readonly LemsAdapterOptions options;
    private readonly DiagnosticBag diagnostics;
    private readonly HashSet<string> taken;
    private readonly ModelDimensions? dimensions;
    private readonly string[] paths;

    public DynamicsDocument(SimulationExperiment experiment, ParsedDynamics dynamics, CoupledNodes? nodes, LemsAdapterOptions options, DiagnosticBag diagnostics)
    {
        this.experiment = experiment;
        this.dynamics = dynamics;
        this.options = options;
        this.diagnostics = diagnostics;
        Id = Identifiers.Of(dynamics.Source.Name);
        dimensions = options.Dimensioned ? Dimensions(nodes) : null;
        dynamics = this.dynamics = dimensions?.Dynamics ?? dynamics;
        taken = [.. Source.Parameters.Select(static one => one.Name), .. States.Select(static one => one.Name), .. dynamics.DerivedVariables.Select(static one => one.Name),
            .. dynamics.DerivedParameters.Select(static one => one.Name), .. Inputs, .. States.Select(static one => $"{one.Name}_0")];
        Coupling = nodes is null ? null : new CouplingElements(nodes, taken, diagnostics);
        Populations = nodes is null ? [] : Alike(nodes);
        paths = Paths(Populations);
    }

    /// <summary>Dimensions and units that the dynamics need beyond those of every document; known when the instances are.</summary>
    public IEnumerable<XElement> Declarations => dimensions?.Declarations ?? [];

    /// <summary>How nodes see each other; null for a single node.</summary>
    public CouplingElements? Coupling { get; }

    /// <summary>The nodes of a network by what they have of their own: those that are alike make one population.</summary>
    private ImmutableArray<(NodeValues Values, ImmutableArray<int> Nodes)> Populations { get; }

    /// <summary>Name of the component type.</summary>
    public string Id { get; }

    /// <summary>Title of the experiment, or name of the dynamics.</summary>
    public string Title => experiment.Label is { Length: > 0 } label ? label : Source.Name;

    /// <summary>Id of its instance.</summary>
    public string InstanceId => $"{Id}_inst";

    /// <summary>Id of the simulation in a document that holds everything: <c>sim_</c> and the title of the experiment, or the name of the dynamics.</summary>
    public string SimulationId => $"sim_{(experiment.Label is { Length: > 0 } label ? Identifiers.Of(label) : Id)}";

    /// <summary>How files of the experiment begin: <c>ses-</c> and its number, 1 for none, <c>_desc-</c> and its title, or the name of the dynamics.</summary>
    public string FilePrefix => string.Create(CultureInfo.InvariantCulture, $"ses-{experiment.Id ?? 1}_desc-{(experiment.Label is { Length: > 0 } label ? Identifiers.Of(label) : Id)}");

    private Dynamics Source => dynamics.Source;

    private string TimeScale => experiment.Integration.TimeScale;

    private IEnumerable<StateVariable> States => Source.StateVariables;

    /// <summary>Coupling inputs that are no variables of the dynamics by themselves.</summary>
    private IEnumerable<string> Inputs => dynamics.Inputs.Select(static one => one.Replace("[", "_", StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal));

    // Inputs that nothing feeds are parameters with the value 0.
    private IEnumerable<string> OpenInputs => Inputs.Except(Coupling?.FedInputs ?? []);

    /// <summary>The type, in the order of the listing: parameters, inputs, initial values, SEC, exposures, ports, dynamics.</summary>
    public XElement Type()
    {
        var equations = new LemsEquations(taken, diagnostics, dimensions);
        foreach (var derived in dynamics.DerivedVariables)
            equations.Add(derived);
        var rates = dynamics.Rates.Select(rate => (rate.Name, Value: PerTime(equations.Value(rate.Value, rate.Name, rate.Span)))).ToList();
        var events = new EventElements(dynamics, equations, taken, experiment.Integration, dimensions, diagnostics);
        return new XElement("ComponentType", new XAttribute("name", Id),
            Source.Parameters.Select(one => Element("Parameter", ("name", one.Name), ("dimension", DimensionOf(one.Name)))),
            OpenInputs.Select(static one => Bare("Parameter", one)),
            (Coupling?.NodeParameters.Keys ?? []).Select(static one => Bare("Parameter", one)),
            States.Select(one => Element("Parameter", ("name", $"{one.Name}_0"), ("dimension", DimensionOf(one.Name)))),
            events.Parameters,
            dynamics.DerivedParameters.Select(one => Element("DerivedParameter", ("name", one.Name), ("dimension", DimensionOf(one.Name)), ("value", Fixed(one, equations)))),
            dimensions is null ? Element("Constant", ("name", TimeConstant), ("dimension", "time"), ("value", Unit())) : null,
            events.Constants,
            States.Select(one => Element("Exposure", ("name", one.Name), ("dimension", DimensionOf(one.Name)))),
            dynamics.Events.Select(static one => Element("EventPort", ("name", Identifiers.Of(one.Source.Name)), ("direction", "out"))),
            Coupling?.Attachments,
            new XElement("Dynamics",
                States.Select(one => Element("StateVariable", ("name", one.Name), ("dimension", DimensionOf(one.Name)), ("exposure", one.Name))),
                events.Variables,
                Coupling?.Sums,
                (Coupling?.NodeVariables ?? []).Concat(equations.Variables).Select(Variable),
                rates.Where(rate => !events.Holds(rate.Name)).Select(static rate => Element("TimeDerivative", ("variable", rate.Name), ("value", rate.Value))),
                new XElement("OnStart", States.Select(static one => Element("StateAssignment", ("variable", one.Name), ("value", $"{one.Name}_0")))),
                events.Conditions,
                events.Regimes(rates)));
    }

    /// <summary>The instance with all values; of a network one for each kind of node.</summary>
    public IEnumerable<XElement> Instances() => Populations.IsEmpty ? [Instance(InstanceId, null)] : Populations.Select((one, place) => Instance(InstanceOf(place), one.Values));

    /// <summary>The simulation in a document that holds everything, with one file for all state variables.</summary>
    public XElement Simulation() => SimulationOf(SimulationId, Coupling is null ? InstanceId : NetworkId,
    [
        new XElement("OutputFile", new XAttribute("id", "of1"), new XAttribute("fileName", $"results/{Id}.dat"),
            Coupling is null ? States.Select(static one => Element("OutputColumn", ("id", one.Name), ("quantity", one.Name))) : States.SelectMany(Columns)),
    ]);

    /// <summary>A network: the instance as its only population, or the nodes and the edges between them.</summary>
    public XElement Network() => new("Component",
        new XAttribute("id", NetworkId), new XAttribute("type", "network"),
        Populations.IsEmpty ? Population(0, 1) : Populations.Select((one, place) => Population(place, one.Nodes.Length)),
        Coupling?.Edges(PathOf));

    /// <summary>The simulation of the network, with a file for each state variable.</summary>
    public XElement NetworkSimulation() => SimulationOf(NetworkSimulationId, NetworkId,
        States.Select(one => new XElement("OutputFile", new XAttribute("id", $"of_{one.Name}"), new XAttribute("fileName", $"results/{Id}_{one.Name}.dat"), Columns(one))));

    /// <summary>A derived variable.</summary>
    public static XElement Variable(LemsVariable variable) => variable.Cases.IsEmpty
        ? Element("DerivedVariable", ("name", variable.Name), ("dimension", variable.Dimension), ("value", variable.Value))
        : new XElement("ConditionalDerivedVariable", new XAttribute("name", variable.Name), new XAttribute("dimension", variable.Dimension),
            variable.Cases.Select(static one => Element("Case", ("condition", one.Condition), ("value", one.Value))),
            Element("Case", ("value", variable.Value)));

    private XElement SimulationOf(string id, string target, IEnumerable<XElement> files) => new("Simulation",
        new XAttribute("id", id),
        new XAttribute("length", $"{PythonNumber.Print(experiment.Integration.TotalTime)}{TimeScale}"),
        new XAttribute("step", $"{PythonNumber.Print(experiment.Integration.Step)}{TimeScale}"),
        new XAttribute("target", target),
        files);

    private IEnumerable<XElement> Columns(StateVariable state) => Enumerable.Range(0, Populations.IsEmpty ? 1 : Populations.Sum(static one => one.Nodes.Length))
        .Select(node => Element("OutputColumn", ("id", string.Create(CultureInfo.InvariantCulture, $"{state.Name}_{node}")), ("quantity", $"{PathOf(node)}/{state.Name}")));

    private XElement Population(int place, int size) =>
        Element("Component", ("id", PopulationOf(place)), ("type", "population"), ("component", InstanceOf(place)), ("size", size.ToString(CultureInfo.InvariantCulture)));

    private static string PopulationOf(int place) => string.Create(CultureInfo.InvariantCulture, $"pop{place}");

    private string InstanceOf(int place) => place == 0 ? InstanceId : string.Create(CultureInfo.InvariantCulture, $"{InstanceId}_{place}");

    private string PathOf(int node) => paths.Length == 0 ? $"{PopulationOf(0)}[0]" : paths[node];

    private static string[] Paths(ImmutableArray<(NodeValues Values, ImmutableArray<int> Nodes)> populations)
    {
        var paths = new string[populations.Sum(static one => one.Nodes.Length)];
        for (var place = 0; place < populations.Length; place++)
        {
            for (var member = 0; member < populations[place].Nodes.Length; member++)
                paths[populations[place].Nodes[member]] = string.Create(CultureInfo.InvariantCulture, $"{PopulationOf(place)}[{member}]");
        }

        return paths;
    }

    private static ImmutableArray<(NodeValues, ImmutableArray<int>)> Alike(CoupledNodes nodes)
    {
        var kinds = new OrderedDictionary<string, (NodeValues Values, List<int> Nodes)>();
        for (var node = 0; node < nodes.Nodes.Length; node++)
        {
            var values = nodes.Nodes[node];
            var own = string.Join(' ', values.Parameters.Concat(values.State).Select(static one => FormattableString.Invariant($"{one.Key}={one.Value:R}")));
            if (kinds.TryGetValue(own, out var kind))
                kind.Nodes.Add(node);
            else
                kinds.Add(own, (values, [node]));
        }

        return [.. kinds.Values.Select(static one => (one.Values, one.Nodes.ToImmutableArray()))];
    }

    private XElement Instance(string id, NodeValues? own) => new("Component",
        new XAttribute("id", id), new XAttribute("type", Id),
        Source.Parameters.Select(one => new XAttribute(one.Name, Quantity(own?.Parameters.GetValueOrDefault(one.Name, one.Value!.Value) ?? one.Value!.Value, one.Name))),
        OpenInputs.Select(static one => new XAttribute(one, "0")),
        (Coupling?.NodeParameters ?? new Dictionary<string, double>()).Select(static one => new XAttribute(one.Key, PythonNumber.Print(one.Value))),
        States.Select(one => new XAttribute($"{one.Name}_0", Quantity(own?.State.GetValueOrDefault(one.Name, one.InitialValue) ?? one.InitialValue, one.Name))),
        dynamics.Events.Where(static one => one.Refractory > 0).Select(one => new XAttribute(EventElements.RefractoryTime, $"{PythonNumber.Print(one.Refractory)}{TimeScale}")));

    private string DimensionOf(string name) => dimensions?.NameOf(name) ?? "none";

    private string Quantity(double value, string name) => dimensions?.Print(value, name) ?? PythonNumber.Print(value);

    private string PerTime(string rate) => dimensions is null ? $"({rate}) / {TimeConstant}" : rate;

    private ModelDimensions? Dimensions(CoupledNodes? nodes)
    {
        if (nodes is null)
            return ModelDimensions.Of(dynamics, diagnostics);
        diagnostics.Error(ModelDimensions.NotDimensioned, "A network is not written with dimensions: weights and couplings have none.", experiment.Span, "Leave --dimensioned out.");
        return null;
    }

    private static XElement Bare(string element, string name) => Element(element, ("name", name), ("dimension", "none"));

    // A derived parameter cannot use a variable, as which a choice would be written.
    private string Fixed(NamedExpression derived, LemsEquations equations)
    {
        var before = equations.Variables.Count;
        var value = equations.Value(derived.Value, derived.Name, derived.Span);
        if (equations.Variables.Count > before)
            diagnostics.Error(LemsEquations.NoWords, $"LEMS has no choices in parameters, as `{derived.Name}` needs one.", derived.Span, "Make it a derived variable.");
        return value;
    }

    private string Unit()
    {
        if (!options.CompatibleSec)
            return $"1{TimeScale}";
        var units = Source.Parameters.Select(static one => one.Unit).Concat(States.Select(static one => one.Unit));
        return units.Any(static one => one is not null && DefinedUnits.Find(UnitTables.Tvbo, one) is { } unit && unit.Dimension.T != default(Rational)) ? "1s" : $"1{TimeScale}";
    }
}
