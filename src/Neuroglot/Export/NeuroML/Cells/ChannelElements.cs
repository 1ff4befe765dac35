using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Cells;

/// <summary>Writes channels: <c>ionChannelHH</c> with its gates, whose rates are the forms of Hodgkin and Huxley or component types of their own.</summary>
/// <param name="export">The export.</param>
internal sealed class ChannelElements(NetworkExport export)
{
    private readonly List<XElement> types = [];
    private readonly SortedSet<string> missing = new(StringComparer.Ordinal);

    /// <summary>Types of rates that are none of the three forms.</summary>
    public IReadOnlyList<XElement> Types => types;

    /// <summary>Functions that LEMS does not have.</summary>
    public IReadOnlyCollection<string> Missing => missing;

    /// <summary>A channel.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="species">The ion that passes, or null.</param>
    /// <param name="gates">Its gates: how they move, or how they follow the potential at once.</param>
    public XElement Channel(string id, string? species, IReadOnlyList<(TermGate Gate, GateKinetics? Kinetics, Expression? Instantaneous)> gates)
    {
        // The conductance of one channel matters for populations of channels only.
        var channel = Xml.Element("ionChannelHH", ("id", id), ("conductance", "10pS"), ("species", species));

        // By the schema, gates of several kinds have one name and tell their kind.
        var isMixed = gates.Select(one => Kind(one.Kinetics)).Distinct().Skip(1).Any();
        foreach (var (gate, kinetics, instantaneous) in gates)
        {
            var element = Xml.Element(
                isMixed ? "gate" : Kind(kinetics), ("id", GroupCode.Safe(gate.Name)), ("type", isMixed ? Kind(kinetics) : null), ("instances", gate.Power.ToString(CultureInfo.InvariantCulture)));
            var name = $"{id}_{gate.Name}";
            if (kinetics is null)
                element.Add(Variable("steadyState", name, instantaneous!));
            else if (kinetics.IsRates)
                element.Add(Rate("forwardRate", name, kinetics.First), Rate("reverseRate", name, kinetics.Second));
            else
                element.Add(Time(name, kinetics.First), Variable("steadyState", name, kinetics.Second));
            channel.Add(element);
        }

        return channel;
    }

    private static string Kind(GateKinetics? kinetics) => kinetics is null ? "gateHHInstantaneous" : kinetics.IsRates ? "gateHHrates" : "gateHHtauInf";

    private XElement Rate(string role, string name, Expression function) =>
        Standard(role, function, "Rate", Dimension.PerTime) ?? Xml.Element(role, ("type", Own($"{name}_{role}", "baseVoltageDepRate", "r", "per_time", function, "/SEC")));

    private XElement Variable(string role, string name, Expression function) =>
        Standard(role, function, "Variable", Dimension.None) ?? Xml.Element(role, ("type", Own($"{name}_{role}", "baseVoltageDepVariable", "x", "none", function, string.Empty)));

    private XElement Time(string name, Expression function) => FreeNames.Of(function).IsEmpty
        ? Xml.Element("timeCourse", ("type", "fixedTimeCourse"), ("tau", Quantity(Evaluator.Evaluate(function, _ => 0), Dimension.Time)))
        : Xml.Element("timeCourse", ("type", Own($"{name}_timeCourse", "baseVoltageDepTime", "t", "time", function, "*SEC")));

    private XElement? Standard(string role, Expression function, string ending, Dimension dimension) => RateForm.Of(function) is not { } form ? null : Xml.Element(
        role, ("type", form.Name + ending), ("rate", Quantity(form.Rate, dimension)), ("midpoint", Quantity(form.Midpoint, Dimension.Voltage)),
        ("scale", Quantity(form.Scale, Dimension.Voltage)));

    private string Quantity(double computed, Dimension dimension) => export.Dimensions.Quantity(CompartmentCode.Tidy(computed), dimension);

    // The formula has numbers of SI units; V is the potential as such a number.
    private string Own(string name, string @base, string exposure, string dimension, Expression function, string unit)
    {
        var arithmetic = new LemsArithmetic(_ => Dimension.None, _ => new Number(1), _ => null);
        var formula = arithmetic.Number(Substitution.Apply(function, one => one == CompartmentEquations.Potential ? new Name("V") : null));
        missing.UnionWith(arithmetic.Missing);
        var text = ExpressionPrinter.Print(formula, Dialects.Lems);
        var isTimeless = unit.Length == 0;
        types.Add(Xml.Element("ComponentType", ("name", name), ("extends", @base)).With(
            Xml.Element("Constant", ("name", "VOLT"), ("dimension", "voltage"), ("value", "1 V")), isTimeless ? null : Xml.Element("Constant", ("name", "SEC"), ("dimension", "time"), ("value", "1 s")),
            new XElement("Dynamics").With(
                Xml.DerivedVariable("V", "none", "v/VOLT"), Xml.DerivedVariable(exposure, dimension, isTimeless ? text : $"({text}){unit}", exposure))));
        return name;
    }
}
