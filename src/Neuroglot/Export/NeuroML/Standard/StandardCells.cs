using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Standard;

/// <summary>Recognises neurons that NeuroML has a type for.</summary>
/// <param name="group">The neurons.</param>
/// <param name="id">Id of the component.</param>
/// <param name="export">The export.</param>
internal sealed class StandardCells(StandardGroup group, string id, NetworkExport export)
{
    /// <summary>The neurons as such a type; null where they are none.</summary>
    public StandardCell? Find()
    {
        var cell = group.Variables.Select(variable => OfOneVariable(variable) ?? Conductances(variable)).FirstOrDefault(one => one is not null)
            ?? group.Variables.SelectMany(first => group.Variables.Where(second => second != first).Select(second => OfTwo(first, second))).FirstOrDefault(one => one is not null)
            ?? new ExponentialCells(group, id, export).Find();
        return cell is not null && group.Recorded().All(cell.Exposures.ContainsKey) ? cell : null;
    }

    private StandardCell? OfTwo(string first, string second) =>
        !group.Variables.Skip(2).Any() && group.Rate(first) is { } fast && group.Rate(second) is { } slow ? Quadratic(first, second, fast, slow) ?? Cubic(first, second, fast, slow) : null;

    // A leaky neuron that starts at rest and has no input: nothing tells its capacitance.
    private StandardCell? OfOneVariable(string v)
    {
        if (group.Variables.Skip(1).Any() || group.Incoming().Any() || group.DimensionOf(v) != Dimension.Voltage || group.Rate(v) is not { } rate || !rate.HasOnly(string.Empty, v) || rate[v] >= 0)
            return null;
        var rest = -rate[string.Empty] / rate[v];
        return group.Start(v) is { } start && StandardGroup.Agree(start, rest) && Firing(v, "iafTau", [("leakReversal", Volt(rest)), ("tau", export.Time(-1 / rate[v]))]) is { } cell
            ? new StandardCell(cell, Exposing((v, "v"))) : null;
    }

    // A leaky neuron with synapses and currents. Conductances and currents in SI units tell its capacitance; it starts where its leak would take it.
    private StandardCell? Conductances(string v)
    {
        if (group.DimensionOf(v) != Dimension.Voltage || group.Rate(v) is not { } rate || rate[v] >= 0 || group.Start(v) is not { } rest)
            return null;
        List<string> conductances = [.. group.Variables.Where(one => one != v && rate.Products.Contains(StandardSynapses.Product(one, v)))];
        List<string> synaptic = [.. group.Variables.Where(one => one != v && rate[one] != 0 && !conductances.Contains(one))];
        List<string> currents = [.. group.Currents, .. group.Arrays.Select(one => one.Key), .. synaptic];
        if (Capacitance(v, rate, conductances, currents) is not { } capacitance
            || !rate.HasOnly([string.Empty, v, .. conductances, .. conductances.Select(one => StandardSynapses.Product(one, v)), .. currents]))
        {
            return null;
        }

        if (StandardInputs.Pulses(group, rate, capacitance, (rate[string.Empty] + (rate[v] * rest)) * capacitance, export) is not { } pulses
            || StandardSynapses.Find(group, v, rate, capacitance, [.. conductances, .. synaptic], export) is not { } synapses
            || Firing(v, "iaf", [("leakReversal", Volt(rest)), ("C", Value(capacitance, Dimension.Capacitance)), ("leakConductance", Value(-rate[v] * capacitance, Dimension.Conductance))]) is not { } cell)
        {
            return null;
        }

        // Cells with regimes show what they were a step before, and that is what synapses would see.
        return cell.Name.LocalName == "iafRefCell" && conductances.Count > 0 ? null : new StandardCell(cell, Exposing((v, "v"))) { Synapses = synapses, Pulses = pulses };
    }

    private double? Capacitance(string v, Polynomial rate, List<string> conductances, List<string> currents)
    {
        foreach (var conductance in conductances.Where(one => group.DimensionOf(one) == Dimension.Conductance))
            return -1 / rate[StandardSynapses.Product(conductance, v)];
        foreach (var current in currents.Where(one => rate[one] != 0 && group.DimensionOf(one) == Dimension.Current))
            return 1 / rate[current];
        return null;
    }

    // Spikes above a threshold, a reset to a constant, and a period in which the variable stands still.
    private XElement? Firing(string v, string prefix, ImmutableArray<(string Name, string Value)> parameters)
    {
        if (group.Threshold(v) is not { } threshold || group.Reset() is not { Count: 1 } reset || reset.GetValueOrDefault(v)?.AsNumber() is not { } low || group.RefractorySteps() is not { } steps)
            return null;
        var cell = Xml.Element(prefix + "Cell", ("id", id));
        foreach (var (name, value) in (ImmutableArray<(string Name, string Value)>)[.. parameters, ("thresh", Volt(threshold)), ("reset", Volt(low))])
            cell.SetAttributeValue(name, value);
        if (steps < 2)
            return cell;
        if (!group.Group.Equations.Find(v)!.Has(EquationFlags.UnlessRefractory))
            return null;
        cell.Name = prefix + "RefCell";
        cell.SetAttributeValue("refract", export.Time((steps - RefractoryRule.RegimeMargin) * group.Step));
        return cell;
    }

    // Izhikevich's neurons: a quadratic polynomial, and a second variable that is increased by spikes.
    private StandardCell? Quadratic(string v, string u, Polynomial fast, Polynomial slow)
    {
        if (group.Incoming().Any() || group.DimensionOf(v) != Dimension.Voltage || group.RefractorySteps() is not < 2 || group.Threshold(v) is not { } peak || group.Start(v) is not { } start
            || group.Reset() is not { Count: 2 } reset || reset.GetValueOrDefault(v)?.AsNumber() is not { } low || reset.GetValueOrDefault(u) is not { } after || !after.HasOnly(string.Empty, u) || after[u] != 1
            || !slow.HasOnly(string.Empty, u, v) || slow[u] >= 0 || slow[v] == 0 || fast[u] >= 0 || fast[v + "*" + v] <= 0)
        {
            return null;
        }

        var (a, b) = (-slow[u], -slow[v] / slow[u]);
        if (group.DimensionOf(u) == Dimension.Current && group.Start(u) == 0)
        {
            var capacitance = -1 / fast[u];
            var (k, resting) = (fast[v + "*" + v] * capacitance, -slow[string.Empty] / slow[v]);
            var cut = (-fast[v] * capacitance / k) - resting;
            if (!fast.HasOnly([string.Empty, u, v, v + "*" + v, .. group.Currents, .. group.Arrays.Select(one => one.Key)])
                || StandardInputs.Pulses(group, fast, capacitance, (fast[string.Empty] * capacitance) - (k * resting * cut), export) is not { } pulses)
            {
                return null;
            }

            var cell = Xml.Element(
                "izhikevich2007Cell", ("id", id), ("v0", Volt(start)), ("C", Value(capacitance, Dimension.Capacitance)), ("k", Value(k, Dimension.ConductancePerVoltage)), ("vr", Volt(resting)),
                ("vt", Volt(cut)), ("vpeak", Volt(peak)), ("a", Value(a, Dimension.PerTime)), ("b", Value(b, Dimension.Conductance)), ("c", Volt(low)), ("d", Value(after[string.Empty], Dimension.Current)));
            return new StandardCell(cell, Exposing((v, "v"), (u, "u"))) { Pulses = pulses };
        }

        // With millivolt and milliseconds in its formula, u in V/s has the numbers that NeuroML gives it.
        if (group.DimensionOf(u) != Dimension.Voltage / Dimension.Time || !fast.HasOnly(string.Empty, u, v, v + "*" + v) || slow[string.Empty] != 0 || !StandardGroup.Agree(fast[u], -1)
            || !StandardGroup.Agree(fast[v + "*" + v], 4e4) || !StandardGroup.Agree(fast[v], 5e3) || !StandardGroup.Agree(fast[string.Empty], 140) || group.Start(u) is not { } u0 || !StandardGroup.Agree(u0, b * start))
        {
            return null;
        }

        var first = Xml.Element(
            "izhikevichCell", ("id", id), ("v0", Volt(start)), ("a", Pure(a * 1e-3)), ("b", Pure(b * 1e-3)), ("c", Pure(low * 1e3)), ("d", Pure(after[string.Empty])), ("thresh", Volt(peak)));
        return new StandardCell(first, Exposing((v, "v")));
    }

    // FitzHugh and Nagumo's oscillator, which has no spikes.
    private StandardCell? Cubic(string v, string w, Polynomial fast, Polynomial slow)
    {
        var cube = $"{v}*{v}*{v}";
        if (group.Group.Threshold is not null || group.Incoming().Any() || group.DimensionOf(v) != Dimension.None || group.DimensionOf(w) != Dimension.None || group.Start(v) is not { } v0 || group.Start(w) is not { } w0
            || !fast.HasOnly(string.Empty, v, w, cube) || !slow.HasOnly(string.Empty, v, w) || slow[v] == 0 || !StandardGroup.Agree(fast[w], -fast[v]) || !StandardGroup.Agree(fast[cube] * 3, -fast[v]))
        {
            return null;
        }

        var (scale, phi) = (1 / fast[v], slow[v] / fast[v]);
        var (drive, a, b) = (fast[string.Empty] * scale, slow[string.Empty] / slow[v], -slow[w] / slow[v]);
        if (StandardGroup.Agree(scale, 1) && StandardGroup.Agree(phi, 0.08) && StandardGroup.Agree(a, 0.7) && StandardGroup.Agree(b, 0.8) && v0 == 0 && w0 == 0)
            return new StandardCell(Xml.Element("fitzHughNagumoCell", ("id", id), ("I", Pure(drive))), Exposing((v, "V"), (w, "W")));
        if (!StandardGroup.Agree(scale, 1e-3))
            return null;
        var cell = Xml.Element(
            "fitzHughNagumo1969Cell", ("id", id), ("a", Pure(a)), ("b", Pure(b)), ("I", Pure(drive)), ("phi", Pure(phi)), ("V0", Pure(v0)), ("W0", Pure(w0)));
        return new StandardCell(cell, Exposing((v, "V"), (w, "W")));
    }

    private static ImmutableSortedDictionary<string, string> Exposing(params ReadOnlySpan<(string Variable, string Exposure)> all)
    {
        var exposures = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (variable, exposure) in all)
            exposures.Add(variable, exposure);
        return exposures.ToImmutable();
    }

    private static string Pure(double value) => ExpressionPrinter.Print(value);

    private string Volt(double value) => Value(value, Dimension.Voltage);

    private string Value(double value, Dimension dimension) => export.Dimensions.Quantity(value, dimension);
}
