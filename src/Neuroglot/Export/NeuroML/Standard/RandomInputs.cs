using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Standard;

/// <summary>
/// Random input as NeuroML's <c>poissonFiringSynapse</c>: a synapse with spikes of its own, as many as all sources of a neuron have together. Such a component sends one spike in a step at most, so that input
/// of a high rate is that of several at each neuron, which have equal parts of it.
/// </summary>
internal static class RandomInputs
{
    // Spikes of a component in a step, on average: of so few next to none has to wait for the next step.
    private const double MostInStep = 0.1;

    // More components at a neuron than this are no model any more.
    private const int MostAtNeuron = 100;

    /// <summary>The random inputs of a group; null where one cannot be written so: it arrives at no synapse of NeuroML, what a spike adds differs or changes, or its rate is too high for the step.</summary>
    /// <param name="group">The group.</param>
    /// <param name="variables">The variables at which spikes of synapses arrive.</param>
    /// <param name="export">The export.</param>
    public static ImmutableArray<RandomInput>? Of(StandardGroup group, IEnumerable<string> variables, NetworkExport export)
    {
        var all = ImmutableArray.CreateBuilder<RandomInput>();
        foreach (var input in export.Network.Objects.OfType<PoissonInput>().Where(one => one.Target.Object == group.Group.Name))
        {
            var rate = input.Sources * input.Rate;
            var parts = Math.Max(1, Math.Ceiling(rate * group.Step / MostInStep));
            if (input.When != "synapses" || !(input.Step ?? group.Step).Equals(group.Step) || !variables.Contains(input.Variable) || parts > MostAtNeuron || group.Constant(input.Weight, input.Namespace) is not { } weight)
                return null;
            var neurons = Enumerable.Range(input.Target.Start, (input.Target.Stop ?? group.Group.Count) - input.Target.Start);
            if (rate > 0)
                all.Add(new RandomInput(input.Name, input.Variable, rate / parts, weight, [.. neurons.SelectMany(neuron => Enumerable.Repeat(neuron, (int)parts))]));
        }

        return all.ToImmutable();
    }

    /// <summary>The synapses of the inputs, and the components that excite them.</summary>
    public static IEnumerable<XElement> Components(string cell, StandardCell form, NetworkExport export)
    {
        foreach (var input in form.Random)
        {
            var (id, type) = (Id(cell, input), form.Synapses[input.Variable]);
            yield return StandardSynapses.Component(type, id + "_synapse", type.Scale * input.Weight, export);
            yield return Xml.Element("poissonFiringSynapse", ("id", id), ("averageRate", export.Dimensions.Quantity(input.Rate, Dimension.PerTime)), ("synapse", id + "_synapse"), ("spikeTarget", $"./{id}_synapse"));
        }
    }

    /// <summary>Which neurons get which input.</summary>
    public static IEnumerable<XElement> Lists(string cell, StandardCell form, PopulationNames population) => form.Random.Select(input =>
    {
        // The weight of a current that decays is no part of its component.
        var type = form.Synapses[input.Variable];
        var weight = type.Type == StandardSynapse.DecayingCurrent ? ExpressionPrinter.Print(type.Scale * input.Weight / StandardSynapses.Unit) : null;
        return Xml.Element("inputList", ("id", Id(cell, input) + "_list"), ("population", population.Id), ("component", Id(cell, input))).With(input.Neurons.Select((neuron, number) => Xml.Element(
            weight is null ? "input" : "inputW",
            [("id", number.ToString(CultureInfo.InvariantCulture)), .. population.Place(neuron, "target", "segmentId", "fractionAlong"), ("destination", "synapses"), ("weight", weight)])));
    });

    private static string Id(string cell, RandomInput input) => $"{cell}_{input.Name}";
}

/// <summary>Random spikes into a synapse of each of some neurons.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Variable">The variable at which they arrive.</param>
/// <param name="Rate">Their rate in hertz.</param>
/// <param name="Weight">What each adds, in SI units.</param>
/// <param name="Neurons">The neurons, each as often as it has such a synapse.</param>
internal sealed record RandomInput(string Name, string Variable, double Rate, double Weight, ImmutableArray<int> Neurons);
