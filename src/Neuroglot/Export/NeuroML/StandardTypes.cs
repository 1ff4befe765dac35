using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML;

/// <summary>
/// Recognises what NeuroML has a type for: leaky neurons that start at rest, without inputs, as <c>iafTauCell</c> and <c>iafTauRefCell</c>; random sources of one rate as
/// <c>spikeGeneratorPoisson</c>.
/// </summary>
internal static class StandardTypes
{
    private const string V = "v";

    /// <summary>The component of NeuroML's own type that a group is; null where it is none.</summary>
    /// <param name="group">The group.</param>
    /// <param name="id">Id of the component.</param>
    /// <param name="export">The export.</param>
    public static XElement? Of(SpikeSource group, string id, NetworkExport export) => group switch
    {
        PoissonGroup poisson when Values(poisson, export)("rates") is { } rate =>
            Xml.Element("spikeGeneratorPoisson", ("id", id), ("averageRate", export.Dimensions.Quantity(rate, Dimension.PerTime))),
        NeuronGroup neurons => Leaky(neurons, id, export),
        _ => null,
    };

    /// <summary>A population of a component.</summary>
    public static XElement Population(string id, string component, int count) =>
        Xml.Element("population", ("id", id), ("component", component), ("size", count.ToString(CultureInfo.InvariantCulture)));

    private static XElement? Leaky(NeuronGroup group, string id, NetworkExport export)
    {
        var values = Values(group, export);
        if (group.Equations.DifferentialEquations.ToList() is not [{ Name: V } equation] || equation.Dimension != Dimension.Voltage || !IsAlone(group, export)
            || group.Equations.Any(one => one.Kind == EquationKind.Subexpression)
            || !LinearForm.TryCreate(equation.Expression!, new HashSet<string> { V }, out var form, out _)
            || Fixed(form.Coefficient(V), values) is not { } decay || decay >= 0 || Fixed(form.Constant, values) is not { } drive)
        {
            return null;
        }

        // -v/tau + rest/tau; a cell of NeuroML starts at rest.
        var rest = -drive / decay;
        if (Threshold(group, values) is not { } threshold || Reset(group, values) is not { } reset || values(V) is not { } start || Math.Abs(start - rest) > 1e-9 * Math.Abs(rest))
            return null;
        var cell = Xml.Element(
            "iafTauCell", ("id", id), ("leakReversal", Voltage(rest)), ("tau", export.Time(-1 / decay)), ("thresh", Voltage(threshold)), ("reset", Voltage(reset)));
        if (group.Refractory is null)
            return cell;
        if (Parsed(group.Refractory) is not { } refractory || Fixed(refractory, values) is not { } period || !equation.Has(EquationFlags.UnlessRefractory))
            return null;
        var step = group.Step ?? export.Run.Step;
        var steps = Math.Floor((period / step) + 1e-3);
        if (steps < 2)
            return cell;
        cell.Name = "iafTauRefCell";
        cell.SetAttributeValue("refract", export.Time((steps - RefractoryRule.RegimeMargin) * step));
        return cell;

        string Voltage(double value) => export.Dimensions.Quantity(value, Dimension.Voltage);
    }

    private static double? Threshold(NeuronGroup group, Func<string, double?> values) =>
        group.Threshold is { } text && Parsed(text) is Binary { Operator: BinaryOperator.Greater, Left: Name { Identifier: V } } test ? Fixed(test.Right, values) : null;

    private static double? Reset(NeuronGroup group, Func<string, double?> values) =>
        group.Reset is { } text && StatementParser.Parse(text, group.Name, new DiagnosticBag()) is [{ Target: V, Operator: AssignmentOperator.Assign } one] ? Fixed(one.Expression, values) : null;

    private static bool IsAlone(NeuronGroup group, NetworkExport export) => group.Events.IsEmpty && !export.LaterValuesOf(group.Name).Any() && !export.Network.Objects.Any(one => one switch
    {
        Synapses synapses => synapses.Source.Object == group.Name || synapses.Target.Object == group.Name,
        PoissonInput input => input.Target.Object == group.Name,
        RunRegularly regularly => regularly.Group.Object == group.Name,
        RunOnEvent reaction => reaction.Group == group.Name,
        StateMonitor monitor => monitor.Source.Object == group.Name && monitor.Variables.Any(variable => variable != V),
        _ => false,
    });

    private static Expression? Parsed(string text) => ExpressionText.Parse(text, text, new DiagnosticBag());

    // Null unless every name has one value for all neurons.
    private static double? Fixed(Expression expression, Func<string, double?> values)
    {
        if (!expression.IsPure() || FreeNames.Of(expression).Any(name => name is V || values(name) is null))
            return null;
        return Evaluator.Evaluate(expression, name => values(name)!.Value);
    }

    private static Func<string, double?> Values(SpikeSource source, NetworkExport export)
    {
        var set = export.SetOf(source.Name);
        var (equations, given) = source switch
        {
            NeuronGroup group => (group.Equations, group.Namespace),
            PoissonGroup group => (Equations.None, group.Namespace),
            _ => (Equations.None, null),
        };
        var names = new Resolution(source.Name, source is NeuronGroup neurons ? neurons.Variables : GroupVariables.Neurons(equations), given, export.Run.Namespace);
        return name => set.Class.Parameters.Any(one => one.Name == name) || set.Class.States.Any(one => one.Name == name) ? Uniform(set, name)
            : names.FindVariable(name) is null && names.FindValue(name) is ScalarValue value ? value.Value.Value
            : null;
    }

    private static double? Uniform(ComponentSet set, string name) => set.Properties.GetValueOrDefault(name) switch
    {
        FixedValue one => one.Value,
        null => set.Class.Parameters.FirstOrDefault(one => one.Name == name)?.Value ?? set.Class.States.First(one => one.Name == name).Initial,
        _ => null,
    };
}
