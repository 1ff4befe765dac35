using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using static Neuroglot.Export.Lems.SimulationTypes;

namespace Neuroglot.Export.Lems;

/// <summary>
/// Makes the elements of a LEMS document of one dynamics: its type, its instance, a simulation. All quantities are bare numbers of the model's own units, since neural masses mix
/// units freely; rates are divided by one unit of the model's time.
/// </summary>
internal sealed class DynamicsDocument
{
    /// <summary>Id of the simulation in a document by itself.</summary>
    public const string NetworkSimulationId = "sim1";

    private const string NetworkId = "net";
    private const string PopulationId = "pop0";

    /// <summary>The constant that is one unit of the model's time.</summary>
    public const string TimeConstant = "SEC";

    private readonly SimulationExperiment experiment;
    private readonly ParsedDynamics dynamics;
    private readonly LemsAdapterOptions options;
    private readonly DiagnosticBag diagnostics;

    public DynamicsDocument(SimulationExperiment experiment, ParsedDynamics dynamics, LemsAdapterOptions options, DiagnosticBag diagnostics)
    {
        this.experiment = experiment;
        this.dynamics = dynamics;
        this.options = options;
        this.diagnostics = diagnostics;
        Id = Identifiers.Of(dynamics.Source.Name);
    }

    /// <summary>Name of the component type.</summary>
    public string Id { get; }

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

    /// <summary>The type, in the order of the listing: parameters, inputs, initial values, SEC, exposures, ports, dynamics.</summary>
    public XElement Type()
    {
        var taken = Source.Parameters.Select(static one => one.Name).Concat(States.Select(static one => one.Name)).Concat(dynamics.DerivedVariables.Select(static one => one.Name))
            .Concat(dynamics.DerivedParameters.Select(static one => one.Name)).Concat(Inputs).ToHashSet();
        var equations = new LemsEquations(taken, diagnostics);
        foreach (var derived in dynamics.DerivedVariables)
            equations.Add(derived);
        var rates = dynamics.Rates.Select(rate => (rate.Name, Value: equations.Value(rate.Value, rate.Name, rate.Span))).ToList();
        var remembered = new List<string>();
        var conditions = Clamps().Concat(dynamics.Events.Select(one => Event(one, equations, remembered, taken))).ToList();
        return new XElement("ComponentType", new XAttribute("name", Id),
            Source.Parameters.Select(static one => Bare("Parameter", one.Name)),
            Inputs.Select(static one => Bare("Parameter", one)),
            States.Select(static one => Bare("Parameter", $"{one.Name}_0")),
            dynamics.DerivedParameters.Select(one => Element("DerivedParameter", ("name", one.Name), ("dimension", "none"), ("value", Fixed(one, equations)))),
            Element("Constant", ("name", TimeConstant), ("dimension", "time"), ("value", Unit())),
            States.Select(static one => Bare("Exposure", one.Name)),
            dynamics.Events.Select(static one => Element("EventPort", ("name", Identifiers.Of(one.Source.Name)), ("direction", "out"))),
            new XElement("Dynamics",
                States.Select(static one => Element("StateVariable", ("name", one.Name), ("dimension", "none"), ("exposure", one.Name))),
                remembered.Select(static one => Bare("StateVariable", one)),
                equations.Variables.Select(Variable),
                rates.Select(static rate => Element("TimeDerivative", ("variable", rate.Name), ("value", $"({rate.Value}) / {TimeConstant}"))),
                new XElement("OnStart", States.Select(static one => Element("StateAssignment", ("variable", one.Name), ("value", $"{one.Name}_0")))),
                conditions));
    }

    /// <summary>The instance with all values.</summary>
    public XElement Instance() => new("Component",
        new XAttribute("id", InstanceId), new XAttribute("type", Id),
        Source.Parameters.Select(static one => new XAttribute(one.Name, PythonNumber.Print(one.Value!.Value))),
        Inputs.Select(static one => new XAttribute(one, "0")),
        States.Select(static one => new XAttribute($"{one.Name}_0", PythonNumber.Print(one.InitialValue))));

    /// <summary>The simulation of the instance by itself, with one file for all state variables.</summary>
    public XElement Simulation() => new("Simulation",
        new XAttribute("id", SimulationId),
        new XAttribute("length", $"{PythonNumber.Print(experiment.Integration.Duration)}{TimeScale}"),
        new XAttribute("step", $"{PythonNumber.Print(experiment.Integration.Step)}{TimeScale}"),
        new XAttribute("target", InstanceId),
        new XElement("OutputFile", new XAttribute("id", "of1"), new XAttribute("fileName", $"results/{Id}.dat"),
            States.Select(static one => Element("OutputColumn", ("id", one.Name), ("quantity", one.Name)))));

    /// <summary>A network with the instance as its only population.</summary>
    public XElement Network() => new("Component",
        new XAttribute("id", NetworkId), new XAttribute("type", "network"),
        Element("Component", ("id", PopulationId), ("type", "population"), ("component", InstanceId), ("size", "1")));

    /// <summary>The simulation of the network, with a file for each state variable.</summary>
    public XElement NetworkSimulation() => new("Simulation",
        new XAttribute("id", NetworkSimulationId),
        new XAttribute("length", $"{PythonNumber.Print(experiment.Integration.Duration)}{TimeScale}"),
        new XAttribute("step", $"{PythonNumber.Print(experiment.Integration.Step)}{TimeScale}"),
        new XAttribute("target", NetworkId),
        States.Select(one => new XElement("OutputFile", new XAttribute("id", $"of_{one.Name}"), new XAttribute("fileName", $"results/{Id}_{one.Name}.dat"),
            Element("OutputColumn", ("id", $"{one.Name}_0"), ("quantity", $"{PopulationId}[0]/{one.Name}")))));

    private static XElement Bare(string element, string name) => Element(element, ("name", name), ("dimension", "none"));

    private static XElement Variable(LemsVariable variable) => variable.Cases.IsEmpty
        ? Element("DerivedVariable", ("name", variable.Name), ("dimension", "none"), ("value", variable.Value))
        : new XElement("ConditionalDerivedVariable", new XAttribute("name", variable.Name), new XAttribute("dimension", "none"),
            variable.Cases.Select(static one => Element("Case", ("condition", one.Condition), ("value", one.Value))),
            Element("Case", ("value", variable.Value)));

    // A derived parameter cannot use a variable, as which a choice would be written.
    private string Fixed(NamedExpression derived, LemsEquations equations)
    {
        var before = equations.Variables.Count;
        var value = equations.Value(derived.Value, derived.Name, derived.Span);
        if (equations.Variables.Count > before)
            diagnostics.Error(LemsEquations.NoWords, $"LEMS has no choices in parameters, as `{derived.Name}` needs one.", derived.Span, "Make it a derived variable.");
        return value;
    }

    // Forward Euler has no stages, so that setting back after the step is all there is to a bound.
    private IEnumerable<XElement> Clamps()
    {
        foreach (var state in States)
        {
            (double?, string)[] sides = [(state.Clamp?.Low, ".lt."), (state.Clamp?.High, ".gt.")];
            foreach (var (bound, comparison) in sides)
            {
                if (bound is { } value && double.IsFinite(value))
                    yield return new XElement("OnCondition", new XAttribute("test", $"{state.Name} {comparison} {PythonNumber.Print(value)}"), Element("StateAssignment", ("variable", state.Name), ("value", PythonNumber.Print(value))));
            }
        }
    }

    private XElement Event(ParsedEvent happening, LemsEquations equations, List<string> remembered, HashSet<string> taken)
    {
        var id = Identifiers.Of(happening.Source.Name);
        var ordered = SimultaneousAssignments.Of(happening.Assignments, name => $"{name}_before_{id}");
        foreach (var (_, name) in ordered.Remembered)
        {
            if (!taken.Add(name))
                diagnostics.Error(LemsEquations.NoWords, $"The event `{happening.Source.Name}` needs a variable `{name}`, which the dynamics have already.", happening.Source.Span, "Rename it.");
            remembered.Add(name);
        }

        return new XElement("OnCondition", new XAttribute("test", equations.Condition(happening.Test, id, happening.Source.Span)),
            ordered.Remembered.Select(static one => Element("StateAssignment", ("variable", one.Name), ("value", one.Variable))),
            ordered.Assignments.Select(one => Element("StateAssignment", ("variable", one.Name), ("value", equations.Value(one.Value, one.Name, one.Span)))),
            Element("EventOut", ("port", id)));
    }

    private string Unit()
    {
        if (!options.CompatibleSec)
            return $"1{TimeScale}";
        var units = Source.Parameters.Select(static one => one.Unit).Concat(States.Select(static one => one.Unit));
        return units.Any(static one => one is not null && DefinedUnits.Find(UnitTables.Tvbo, one) is { } unit && unit.Dimension.T != default(Rational)) ? "1s" : $"1{TimeScale}";
    }
}
