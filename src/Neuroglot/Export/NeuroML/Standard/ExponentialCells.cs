using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Standard;

/// <summary>
/// Recognises adaptive exponential integrate-and-fire neurons (Brette and Gerstner 2005), NeuroML's <c>adExIaFCell</c>.
/// <code>C*v' = gL*(EL - v) + gL*delT*exp((v - VT)/delT) - w + currents,   tauw*w' = a*(v - EL) - w</code>
/// </summary>
/// <param name="group">The neurons.</param>
/// <param name="id">Id of the component.</param>
/// <param name="export">The export.</param>
internal sealed class ExponentialCells(StandardGroup group, string id, NetworkExport export)
{
    private const string Type = "adExIaFCell";

    /// <summary>The neurons as such cells; null where they are none.</summary>
    public StandardCell? Find() => group.Variables.SelectMany(v => group.Variables.Where(w => w != v).Select(w => Of(v, w))).FirstOrDefault(one => one is not null);

    // The type starts at rest without adaptation.
    private StandardCell? Of(string v, string w)
    {
        if (group.DimensionOf(v) != Dimension.Voltage || group.DimensionOf(w) != Dimension.Current || group.ExponentialRate(v) is not { } fast || group.Rate(w) is not { } slow
            || group.Start(v) is not { } rest || group.Start(w) != 0 || fast.Rate[v] >= 0 || fast.Rate[w] >= 0 || slow[w] >= 0
            || !slow.HasOnly(string.Empty, v, w) || !StandardGroup.Agree(slow[string.Empty], -slow[v] * rest))
        {
            return null;
        }

        var rate = fast.Rate;
        var (capacitance, tau) = (-1 / rate[w], -1 / slow[w]);
        var (leak, sharpness) = (-rate[v] * capacitance, 1 / fast.Exponent[v]);
        if (!fast.Exponent.HasOnly(string.Empty, v) || sharpness <= 0 || !StandardGroup.Agree(rate[StandardGroup.Exponential] * capacitance, leak * sharpness))
            return null;
        List<string> synaptic = [.. group.Variables.Where(one => one != v && one != w && rate[one] != 0)];
        if (!rate.HasOnly([string.Empty, v, w, StandardGroup.Exponential, .. synaptic, .. group.Currents, .. group.Arrays.Select(one => one.Key)])
            || StandardInputs.Pulses(group, rate, capacitance, (rate[string.Empty] + (rate[v] * rest)) * capacitance, export) is not { } pulses
            || StandardSynapses.Find(group, v, rate, capacitance, synaptic, export, w) is not { } synapses
            || Spiking(v, w) is not { } spiking)
        {
            return null;
        }

        var cell = Xml.Element(
            Type, ("id", id), ("C", Value(capacitance, Dimension.Capacitance)), ("gL", Value(leak, Dimension.Conductance)), ("EL", Volt(rest)), ("VT", Volt(-fast.Exponent[string.Empty] * sharpness)),
            ("thresh", Volt(spiking.Threshold)), ("reset", Volt(spiking.Low)), ("delT", Volt(sharpness)), ("tauw", export.Time(tau)), ("refract", export.Time(Math.Max(0, spiking.Steps - RefractoryRule.RegimeMargin) * group.Step)),
            ("a", Value(slow[v] * tau, Dimension.Conductance)), ("b", Value(spiking.Jump, Dimension.Current)));
        return new StandardCell(cell, ImmutableSortedDictionary<string, string>.Empty.Add(v, "v").Add(w, "w"))
        {
            Synapses = synapses,
            Pulses = pulses,
            Difference = $"cells of the type {Type} advance their adaptation after their voltage{(spiking.Steps >= 2 ? string.Empty : ", and stand still for a step after each spike")}",
        };
    }

    // While the type's voltage stands still, its adaptation goes on.
    private (double Threshold, double Low, double Jump, double Steps)? Spiking(string v, string w)
    {
        if (group.Threshold(v) is not { } threshold || group.Reset() is not { } reset || reset.GetValueOrDefault(v)?.AsNumber() is not { } low || group.RefractorySteps() is not { } steps
            || reset.Keys.Any(one => one != v && one != w) || group.Group.Equations.Find(w)!.Has(EquationFlags.UnlessRefractory)
            || (steps >= 2 && !group.Group.Equations.Find(v)!.Has(EquationFlags.UnlessRefractory)))
        {
            return null;
        }

        if (reset.GetValueOrDefault(w) is not { } after)
            return (threshold, low, 0, steps);
        return after.HasOnly(string.Empty, w) && StandardGroup.Agree(after[w], 1) ? (threshold, low, after[string.Empty], steps) : null;
    }

    private string Volt(double value) => Value(value, Dimension.Voltage);

    private string Value(double value, Dimension dimension) => export.Dimensions.Quantity(value, dimension);
}
