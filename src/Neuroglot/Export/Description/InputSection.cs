using System.Collections.Immutable;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.Description;

/// <summary>What drives a network from outside.</summary>
internal static class InputSection
{
    public static IEnumerable<Block> Of(BrianText text)
    {
        ImmutableArray<ImmutableArray<Phrase>> rows = [.. text.Network.Objects.Select(one => Describe(one, text) is { } what ? (ImmutableArray<Phrase>?)[new Code(one.Name), .. what] : null).OfType<ImmutableArray<Phrase>>()];
        if (rows.IsEmpty)
            yield break;
        yield return new Heading(2, "Input");
        yield return new Table(["Name", "Kind", "Description"], rows);
    }

    private static Phrase[]? Describe(BrianObject one, BrianText text) => one switch
    {
        PoissonGroup group =>
        [
            "Poisson spikes",
            Phrase.Of($"{group.Count} neurons that spike independently at the rate {text.In(group.Name, group.Name, group.Namespace).Value(group.Rates, "the rates")}{Step(group)}"),
        ],
        SpikeGeneratorGroup group => ["given spikes", Spikes(group)],
        PoissonInput input =>
        [
            "Poisson input",
            Phrase.Of($"{input.Sources} sources for each neuron, {Formulas.Of(new Quantity(input.Rate, Dimension.PerTime))} each; a spike makes {text.In(input.Name, input.Target.Object, input.Namespace).Statements($"{input.Variable} += {input.Weight}", "the weight")} in {text.Range(input.Target)}{Step(input)}"),
        ],
        NetworkOperation operation => ["program", Phrase.Of($"a function of the program that runs in each step, slot {new Code(operation.When)}{Step(operation)}")],
        _ => null,
    };

    private static Phrase Spikes(SpikeGeneratorGroup group)
    {
        var spikes = group.Times.IsEmpty
            ? Phrase.Of($"{group.Count} neurons, no spikes")
            : Phrase.Of($"{group.Count} neurons, {group.Times.Length} spikes from {Formulas.Time(group.Times.Min())} to {Formulas.Time(group.Times.Max())}");
        return group.Period > 0 ? Phrase.Of($"{spikes}, repeated every {Formulas.Time(group.Period)}{Step(group)}") : Phrase.Of($"{spikes}{Step(group)}");
    }

    private static Phrase Step(BrianObject one) => one.Step is { } step ? Phrase.Of($", in steps of {Formulas.Time(step)}") : Phrase.Empty;
}
