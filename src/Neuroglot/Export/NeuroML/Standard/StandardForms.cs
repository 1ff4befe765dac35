using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Cells;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Standard;

/// <summary>Decides which groups are written as components of NeuroML's own types, where that is wanted.</summary>
internal sealed class StandardForms
{
    private readonly Dictionary<string, StandardCell> forms = [];
    private readonly Dictionary<string, string> reasons = [];

    /// <summary>Decides for all groups of the network.</summary>
    public StandardForms(NetworkExport export)
    {
        if (!export.Options.PreferStandardTypes)
            return;
        var (cells, poisson) = (0, 0);
        var channels = new HashSet<string>();
        foreach (var source in export.Network.Objects.OfType<SpikeSource>())
        {
            var form = source switch
            {
                NeuronGroup { Cable: not null } group => Spatial(group, $"neuron{cells + 1}", export, channels),
                NeuronGroup group => Point(group, $"neuron{cells + 1}", export),
                PoissonGroup group => Random(group, $"poisson{poisson + 1}", export),
                _ => null,
            };
            _ = source is NeuronGroup ? ++cells : source is PoissonGroup ? ++poisson : 0;
            if (form is null)
                continue;
            forms.Add(source.Name, form);
            if (form is { IsSpatial: true, Difference: { } spikes })
            {
                export.Diagnostics.Warning(
                    "NG4113", $"{source.Name} may spike at other times: {spikes}.", SourceSpan.None, "Give it the condition of its threshold as `refractory`, too; or leave out --prefer-standard-types.");
            }
            else if (form.Difference is { } difference)
            {
                export.Diagnostics.Warning(
                    "NG4113", $"The neurons of {source.Name} may spike in other steps: {difference}.", SourceSpan.None,
                    "Compare with a run of half the step, the difference is in proportion to it; or leave out --prefer-standard-types.");
            }
        }
    }

    /// <summary>The form of a group, or null.</summary>
    public StandardCell? Of(string group) => forms.GetValueOrDefault(group);

    /// <summary>Why a spatial neuron is no cell of NeuroML; null where it is one, or none was wanted.</summary>
    public string? WhyNot(string group) => reasons.GetValueOrDefault(group);

    private static StandardCell? Point(NeuronGroup group, string id, NetworkExport export) =>
        StandardGroup.Of(group, export) is { } plain && new StandardCells(plain, id, export).Find() is { } cell && RandomInputs.Of(plain, cell.Synapses.Keys, export) is { } random ? cell with { Random = random } : null;

    private StandardCell? Spatial(NeuronGroup group, string id, NetworkExport export, HashSet<string> channels)
    {
        if (SpatialCells.Of(group, id, export, channels, out var why) is { } cell && RandomInputs.Of(StandardGroup.Of(group, export, takesLaterValues: true)!, cell.Synapses.Keys, export) is { } random)
            return cell with { Random = random };
        reasons.Add(group.Name, why ?? "its random input arrives at no synapse of NeuroML, differs between compartments, or has too high a rate for the step");
        return null;
    }

    /// <summary>A population of a component.</summary>
    public static XElement Population(string id, string component, int count) =>
        Xml.Element("population", ("id", id), ("component", component), ("size", count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A population of one cell with a place, so that paths lead to its segments.</summary>
    public static XElement PlacedPopulation(string id, string component) => Xml.Element("population", ("id", id), ("component", component), ("type", "populationList"), ("size", "1")).With(
        Xml.Element("instance", ("id", "0")).With(Xml.Element("location", ("x", "0"), ("y", "0"), ("z", "0"))));

    // Sources of one rate that never changes.
    private static StandardCell? Random(PoissonGroup group, string id, NetworkExport export)
    {
        var rate = group.Rates switch
        {
            BrianValue.Formula formula when ExpressionText.Parse(formula.Text, group.Name, new DiagnosticBag()) is { } text => Constant(text),
            BrianValue.Formula => null,
            _ => export.SetOf(group.Name).Properties.GetValueOrDefault("rates") switch
            {
                FixedValue one => one.Value,
                ListValue { Values: { IsEmpty: false } values } when values.All(value => value.Equals(values[0])) => values[0],
                _ => export.SetOf(group.Name).Class.Parameters.FirstOrDefault(one => one.Name == "rates")?.Value,
            },
        };
        return rate is not > 0 || export.IsContinued ? null
            : new StandardCell(Xml.Element("spikeGeneratorPoisson", ("id", id), ("averageRate", export.Dimensions.Quantity(rate.Value, Dimension.PerTime))), ImmutableSortedDictionary<string, string>.Empty);

        double? Constant(Expression text)
        {
            var names = new Resolution(group.Name, GroupVariables.Neurons(Equations.None), group.Namespace, export.Run.Namespace);
            return Polynomial.Of(text, new HashSet<string>(), name => names.FindVariable(name) is null && names.FindValue(name) is ScalarValue value ? value.Value.Value : null)?.AsNumber();
        }
    }
}
