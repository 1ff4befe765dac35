using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.Description;

/// <summary>Lists of numbers, whole where they are short and by their range where they are long.</summary>
internal static class Values
{
    private const int MostListed = 8;

    public static Phrase Describe(ImmutableArray<double> values, Dimension dimension) => values.Length switch
    {
        0 => "none",
        <= MostListed => Phrase.Join(", ", values.Select(value => (Phrase)Formulas.Of(new Quantity(value, dimension)))),
        _ when values.All(value => value == values[0]) => Phrase.Of($"{values.Length} times {Formulas.Of(new Quantity(values[0], dimension))}"),
        _ => Phrase.Of($"{values.Length} values from {Formulas.Of(new Quantity(values.Min(), dimension))} to {Formulas.Of(new Quantity(values.Max(), dimension))}"),
    };

    /// <summary>Numbers of neurons or synapses; runs of them by their ends.</summary>
    public static string Describe(ImmutableArray<int> indices)
    {
        if (indices.IsEmpty)
            return "none";
        if (indices.Length > 2 && indices[^1] - indices[0] == indices.Length - 1 && indices.Order().SequenceEqual(indices))
            return string.Create(CultureInfo.InvariantCulture, $"{indices[0]} to {indices[^1]}");
        return indices.Length <= MostListed
            ? string.Join(", ", indices.Select(index => index.ToString(CultureInfo.InvariantCulture)))
            : string.Create(CultureInfo.InvariantCulture, $"{indices.Length} of those from {indices.Min()} to {indices.Max()}");
    }
}
