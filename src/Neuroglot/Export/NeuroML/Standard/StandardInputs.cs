using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Standard;

/// <summary>Currents into neurons as NeuroML's <c>pulseGenerator</c>: constants that last to the end, timed arrays with a pulse for each value.</summary>
internal static class StandardInputs
{
    // More generators than this are no model any more.
    private const int Most = 1000;

    /// <summary>The currents of a group; null where they cannot be written as pulses.</summary>
    /// <param name="group">The group.</param>
    /// <param name="rate">The equation that they enter.</param>
    /// <param name="capacitance">The capacitance.</param>
    /// <param name="constant">A current that all neurons get all the time.</param>
    /// <param name="export">The export.</param>
    public static ImmutableArray<CurrentPulse>? Pulses(StandardGroup group, Polynomial rate, double capacitance, double constant, NetworkExport export)
    {
        var pulses = ImmutableArray.CreateBuilder<CurrentPulse>();
        var steady = new double[group.Group.Count];

        // What is left of numbers that should cancel is no current.
        if (!StandardGroup.Agree(constant + (rate[string.Empty] * capacitance), rate[string.Empty] * capacitance))
            Array.Fill(steady, constant);
        foreach (var current in group.Currents.Where(one => rate[one] != 0))
        {
            var values = group.CurrentsOf(current);
            for (var neuron = 0; neuron < steady.Length; neuron++)
                steady[neuron] += values[neuron] * rate[current] * capacitance;
        }

        var last = (long)Math.Round(export.Run.Duration / group.Step) + 1;
        foreach (var amplitude in steady.Select((value, neuron) => (value, neuron)).Where(one => one.value != 0).GroupBy(one => one.value))
            pulses.Add(Pulse(0, last, amplitude.Key, [.. amplitude.Select(one => one.neuron)], group.Step));
        foreach (var (name, array) in group.Arrays.Where(one => rate[one.Key] != 0))
        {
            if (array.Columns is not null || !group.ReadsNow)
                return null;
            pulses.AddRange(OfArray(array, rate[name] * capacitance, last, group));
        }

        return pulses.Count <= Most ? pulses.ToImmutable() : null;
    }

    /// <summary>The generators of a group.</summary>
    public static IEnumerable<XElement> Components(string cell, StandardCell form, NetworkExport export) => form.Pulses.Select((one, index) => Xml.Element(
        "pulseGenerator", ("id", Id(cell, index)), ("delay", export.Time(one.Delay)), ("duration", export.Time(one.Duration)), ("amplitude", export.Dimensions.Quantity(one.Amplitude, Dimension.Current))));

    /// <summary>Which neurons get which current.</summary>
    public static IEnumerable<XElement> Lists(string cell, StandardCell form, PopulationNames population) => form.Pulses.Select((one, index) =>
        Xml.Element("inputList", ("id", Id(cell, index) + "_list"), ("population", population.Id), ("component", Id(cell, index))).With(one.Neurons.Select((neuron, number) => Xml.Element(
            "input", [("id", number.ToString(CultureInfo.InvariantCulture)), .. population.Place(neuron, "target", "segmentId", "fractionAlong"), ("destination", "synapses")]))));

    private static string Id(string cell, int index) => $"{cell}_pulse{(index + 1).ToString(CultureInfo.InvariantCulture)}";

    // Rows with the same value are one pulse.
    private static IEnumerable<CurrentPulse> OfArray(TimedArray array, double scale, long last, StandardGroup group)
    {
        ImmutableArray<int> all = [.. Enumerable.Range(0, group.Group.Count)];
        for (var row = 0; row < array.Rows;)
        {
            var end = row + 1;
            while (end < array.Rows && array.Values[end].Equals(array.Values[row]))
                end++;
            if (array.Values[row] != 0)
                yield return Pulse(row == 0 ? 0 : TimedArrays.FirstStep(array, row, group.Step), end == array.Rows ? last : TimedArrays.FirstStep(array, end, group.Step), array.Values[row] * scale, all, group.Step);
            row = end;
        }
    }

    // Half a step after the beginning of the steps: a generator looks at the time at the end of each.
    private static CurrentPulse Pulse(long first, long end, double amplitude, ImmutableArray<int> neurons, double step) => new((first + 0.5) * step, (end - first) * step, amplitude, neurons);
}
