using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Neuroglot.Numerics;

namespace Neuroglot.Export.NeuroML.Standard;

/// <summary>
/// Lifts conductances and currents that Brian keeps in the neuron into NeuroML's synapses: a conductance that decays is <c>expOneSynapse</c>, one that is driven by another
/// that decays is <c>alphaSynapse</c> or <c>expTwoSynapse</c>; currents are <c>expCurrSynapse</c> and <c>alphaCurrentSynapse</c>. All add up what events bring, and the method of Euler does the same to a sum and to its parts.
/// </summary>
internal static class StandardSynapses
{
    /// <summary>The weight of synapses that differ is in proportion to this conductance or current, in siemens or ampere.</summary>
    public const double Unit = 1e-9;

    // As in the type alphaSynapse.
    private const double E = 2.7182818284590451;

    /// <summary>A product of two variables as polynomials name it.</summary>
    public static string Product(string one, string other) => string.CompareOrdinal(one, other) < 0 ? $"{one}*{other}" : $"{other}*{one}";

    /// <summary>The synapses of a group by the variable at which their events arrive; null where they are none of NeuroML's.</summary>
    /// <param name="group">The group.</param>
    /// <param name="v">Its voltage.</param>
    /// <param name="rate">How the voltage changes.</param>
    /// <param name="capacitance">The capacitance in farad.</param>
    /// <param name="synaptic">Variables that are conductances or currents.</param>
    /// <param name="export">The export.</param>
    /// <param name="adaptation">Another variable that belongs to the cell; null for none.</param>
    public static ImmutableSortedDictionary<string, StandardSynapse>? Find(
        StandardGroup group, string v, Polynomial rate, double capacitance, List<string> synaptic, NetworkExport export, string? adaptation = null)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, StandardSynapse>(StringComparer.Ordinal);
        string[] own = adaptation is null ? [v] : [v, adaptation];
        var used = own.ToHashSet();
        foreach (var g in synaptic)
        {
            var isCurrent = rate[Product(g, v)] == 0;
            var scale = (isCurrent ? rate[g] : -rate[Product(g, v)]) * capacitance;
            if ((!isCurrent && scale <= 0) || group.Rate(g) is not { } decay || decay[g] >= 0 || group.Rate(g)!.Products.Where(one => one != g).Take(2).ToList() is not { Count: < 2 } others)
                return null;
            double? reversal = isCurrent ? null : -rate[g] / rate[Product(g, v)];
            used.Add(g);
            if (others is [])
            {
                found[g] = isCurrent ? new StandardSynapse(StandardSynapse.DecayingCurrent, [("tau_syn", -1 / decay[g])], null, scale) : new StandardSynapse("expOneSynapse", [("tauDecay", -1 / decay[g])], reversal, scale);
                continue;
            }

            if (others is not [var h] || h == v || !group.Variables.Contains(h) || !used.Add(h) || group.Rate(h) is not { } rise || !rise.HasOnly(h) || rise[h] >= 0)
                return null;
            if (Two(-1 / rise[h], -1 / decay[g], reversal, scale * decay[h]) is not { } two)
                return null;
            found[h] = two;
        }

        var isAll = used.SetEquals(group.Variables) && used.All(one => own.Contains(one) || (group.Start(one) == 0 && !group.Group.Equations.Find(one)!.Has(EquationFlags.UnlessRefractory)));
        return isAll && group.Incoming().All(one => Change(one, found.Keys, export) is not null) ? found.ToImmutable() : null;
    }

    /// <summary>The components of the synapses onto a group, and the projections that use them.</summary>
    public static IEnumerable<(XElement Component, ImmutableArray<XElement> Projections)> Of(string cell, StandardCell form, NeuronGroup group, NetworkExport export)
    {
        foreach (var synapses in export.Network.Objects.OfType<Synapses>().Where(one => one.Target.Object == group.Name && export.Has(one, one.Source.Object)))
        {
            var (variable, weights) = Change(synapses, form.Synapses.Keys, export)!.Value;
            var type = form.Synapses[variable];
            var isUniform = weights.All(one => one.Equals(weights[0]));
            var id = $"{cell}_{synapses.Name}";
            var scale = isUniform && weights is [var first, ..] ? type.Scale * first : Unit;
            isUniform &= type.Type != StandardSynapse.DecayingCurrent;
            yield return (Component(type, id, scale, export), [.. Projections(synapses, id, index => isUniform ? 1 : weights[index] * type.Scale / Unit, export)]);
        }
    }

    /// <summary>A synapse whose events add so much, in siemens or ampere, to its conductance or current; for a current that decays, that is the weight of its connections.</summary>
    public static XElement Component(StandardSynapse type, string id, double scale, NetworkExport export)
    {
        if (type.Type == StandardSynapse.DecayingCurrent)
            return Xml.Element(type.Type, ("id", id), ("tau_syn", ExpressionPrinter.Print(type.Times[0].Seconds * 1e3)));
        var component = type.Reversal is { } reversal
            ? Xml.Element(type.Type, ("id", id), ("gbase", export.Dimensions.Quantity(scale, Dimension.Conductance)), ("erev", export.Dimensions.Quantity(reversal, Dimension.Voltage)))
            : Xml.Element(type.Type, ("id", id), ("ibase", export.Dimensions.Quantity(scale, Dimension.Current)));
        foreach (var (name, seconds) in type.Times)
            component.SetAttributeValue(name, export.Time(seconds));
        return component;
    }

    private static IEnumerable<XElement> Projections(Synapses synapses, string id, Func<int, double> weight, NetworkExport export)
    {
        var (sources, target) = (export.Populations[synapses.Source.Object], export.Populations[synapses.Target.Object]);
        var pairs = new Connections(export).Pairs(synapses, synapses.Pathways[0]);
        foreach (var population in pairs.GroupBy(pair => sources.Of(pair.Source).Split('[')[0]))
        {
            var name = $"{id}_from_{population.Key}";
            yield return Xml.Element("projection", ("id", name), ("presynapticPopulation", population.Key), ("postsynapticPopulation", target.Id), ("synapse", id)).With(population.Select((pair, number) => Xml.Element(
                "connectionWD",
                [
                    ("id", number.ToString(CultureInfo.InvariantCulture)), ("preCellId", "../" + sources.Of(pair.Source)), .. target.Place(pair.Target, "postCellId", "postSegmentId", "postFractionAlong"),
                    ("weight", ExpressionPrinter.Print(weight(pair.Index))), ("delay", pair.Delay),
                ])));
        }
    }

    // Two linear equations have two exponential functions, which the method of Euler advances each by itself.
    private static StandardSynapse? Two(double tauOfDriver, double tau, double? reversal, double drive)
    {
        if (StandardGroup.Agree(tauOfDriver, tau))
            return new StandardSynapse(reversal is null ? "alphaCurrentSynapse" : "alphaSynapse", [("tau", tau)], reversal, drive * tau / E);
        if (reversal is null)
            return null;
        var (rise, decay) = (Math.Min(tauOfDriver, tau), Math.Max(tauOfDriver, tau));
        var peak = Elementary.Log(decay / rise) * rise * decay / (decay - rise);
        var factor = 1 / (Elementary.Exp(-peak / decay) - Elementary.Exp(-peak / rise));
        return new StandardSynapse("expTwoSynapse", [("tauRise", rise), ("tauDecay", decay)], reversal, drive / ((1 / rise) - (1 / decay)) / factor);
    }

    // Which variable a spike adds to, and how much at each synapse.
    private static (string Variable, ImmutableArray<double> Weights)? Change(Synapses synapses, IEnumerable<string> variables, NetworkExport export)
    {
        if (export.LaterValuesOf(synapses.Name).Any() || synapses.Pathways is not [{ IsPre: true, Event: "spike" } pathway] || synapses.Equations.Any(one => one.Kind != EquationKind.Parameter)
            || StatementParser.Parse(pathway.Code, pathway.Name, new DiagnosticBag()) is not [var statement] || synapses.Equations.Find(statement.Target) is not null
            || variables.FirstOrDefault(one => statement.Target == one || statement.Target == one + "_post") is not { } variable || export.SetOf(synapses.Name).Connectivity is not { Rules: [ListedConnections listed] })
        {
            return null;
        }

        var set = export.SetOf(synapses.Name);
        var change = SynapseForms.Difference(statement.Value, statement.Target);
        var names = export.NamesOf(synapses);
        if (!change.IsPure() || FreeNames.Of(change).Any(name => Value(name, 0) is null))
            return null;
        return (variable, [.. Enumerable.Range(0, listed.Sources.Count).Select(index => Evaluator.Evaluate(change, name => Value(name, index)!.Value))]);

        double? Value(string name, int index)
        {
            if (synapses.Equations.Find(name) is null)
                return names.FindVariable(name) is null && names.FindValue(name) is ScalarValue value ? value.Value.Value : null;
            if (set.Class.Parameters.FirstOrDefault(one => one.Name == name) is not { } declared)
                return null;
            return set.Properties.GetValueOrDefault(name) switch
            {
                FixedValue one => one.Value,
                ListValue { Values: var values } => values.IsEmpty ? 0 : values[index],
                null => declared.Value,
                _ => null,
            };
        }
    }
}
