using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>Writes groups that only spike: at random, as cells with a random threshold; at given times, as NeuroML's <c>spikeArray</c>.</summary>
internal static class SpikeSources
{
    /// <summary>A group that spikes at random as neurons whose threshold is a draw.</summary>
    public static NeuronGroup AsNeurons(PoissonGroup group, NetworkExport export)
    {
        var rates = group.Rates is BrianValue.Formula formula ? ExpressionText.Parse(formula.Text, group.Name, export.Diagnostics) : null;
        var equation = new Equation(
            rates is null ? EquationKind.Parameter : EquationKind.Subexpression, "rates", rates, Dimension.PerTime, VariableType.Real, [], SourceSpan.None);
        return new NeuronGroup(group.Name, group.Count, new Equations([equation])) { Threshold = "rand() < rates*dt", Namespace = group.Namespace, Step = group.Step };
    }

    /// <summary>A component and a population for each neuron that spikes at given times.</summary>
    /// <param name="group">The neurons.</param>
    /// <param name="number">Number of the group among those of its kind.</param>
    /// <param name="export">The export.</param>
    /// <param name="network">Gets the populations.</param>
    public static IEnumerable<XElement> Components(SpikeGeneratorGroup group, int number, NetworkExport export, NeuroMLSimpleNetwork network)
    {
        var name = "spikes" + number.ToString(CultureInfo.InvariantCulture);
        var step = group.Step ?? export.Run.Step;
        var steps = new List<long>[group.Count];
        foreach (var (neuron, time) in group.Indices.Zip(group.Times))
        {
            var first = (long)((time + (1e-3 * step)) / step);
            var period = group.Period > 0 ? (long)Math.Round(group.Period / step) : long.MaxValue;
            for (var at = first; at * step < export.Origin + export.Run.Duration; at += period)
            {
                if ((at * step) + (0.5 * export.Run.Step) > export.Origin)
                    (steps[neuron] ??= []).Add(at);
                if (period > (export.Origin + export.Run.Duration) / step)
                    break;
            }
        }

        export.Populations.Add(group.Name, new PopulationNames(name, group.Count, name + "_{0}[0]"));
        for (var neuron = 0; neuron < group.Count; neuron++)
        {
            var id = $"{name}_{neuron}";
            network.Add(Xml.Element("population", ("id", id), ("component", id + "_source"), ("size", "1")));

            // In the middle of the step, so that LEMS, which looks at the end of each, finds it in the step of Brian.
            yield return Xml.Element("spikeArray", ("id", id + "_source")).With(
                (steps[neuron] ?? []).Order().Select((at, index) => Xml.Element("spike", ("id", index.ToString(CultureInfo.InvariantCulture)), ("time", export.Time((at * step) + (0.5 * export.Run.Step) - export.Origin)))));
        }
    }
}
