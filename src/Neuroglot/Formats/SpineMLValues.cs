using System.Collections.Immutable;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.Formats;

/// <summary>The values that a network of SpineML gives its components, for people.</summary>
internal static class SpineMLValues
{
    public static ImmutableArray<ValuesDescription> Of(NetworkDocument network) =>
        [.. network.Instances.Where(static instance => !instance.Properties.IsEmpty).Select(static instance => new ValuesDescription(instance.Name, [.. instance.Properties.Select(Text)]))];

    private static string Text(Property property)
    {
        var value = property.Value switch
        {
            null when property.List is not null => null,
            null => "0",
            FixedValue one => FormattableString.Invariant($"{one.Value}"),
            UniformDistribution uniform => FormattableString.Invariant($"uniform from {uniform.Minimum} to {uniform.Maximum}"),
            NormalDistribution normal => FormattableString.Invariant($"normal, mean {normal.Mean}, variance {normal.Variance}"),
            PoissonDistribution poisson => FormattableString.Invariant($"Poisson, mean {poisson.Mean}"),
            ExponentialDistribution exponential => FormattableString.Invariant($"exponential, mean {exponential.Mean}"),
            var other => other.GetType().Name,
        };
        var list = property.List switch
        {
            null => null,
            ListedValues listed => FormattableString.Invariant($"{listed.Values.Length:N0} listed"),
            BinaryValues binary => FormattableString.Invariant($"{binary.File.Count:N0} in {binary.File.Name}"),
            var other => other.GetType().Name,
        };
        var unit = SpineMLEquations.Unit(property.Dimension) is { } known ? " " + known : string.Empty;
        return $"{property.Name} = {string.Join(", but ", new[] { value, list }.OfType<string>())}{unit}";
    }
}
