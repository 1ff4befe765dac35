using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Lists;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using Networks = Neuroglot.Model.Networks;

namespace Neuroglot.SpineML.Building;

/// <summary>Turns properties into values, one for all or one for each instance.</summary>
internal static class PropertyValues
{
    /// <summary>The values of <paramref name="property"/> for <paramref name="count"/> instances; 0 where it states none. Those of parameters are drawn by another generator.</summary>
    public static Networks.PropertyValue Of(Property property, int count, bool isParameter, ModelFolder folder, BuildOptions options, DiagnosticBag diagnostics)
    {
        var fidelity = options.Fidelity;
        if (property.List is null)
        {
            return property.Value switch
            {
                null => new Networks.FixedValue(0),
                FixedValue one => new Networks.FixedValue(options.ValueOf(one.Value, isParameter)),
                _ => new Networks.ListValue([.. Draw(property.Value, count, fidelity, isParameter)]),
            };
        }

        var values = property.Value is null ? new double[count] : Draw(property.Value, count, fidelity, isParameter);
        if (Listed(property.List, count, folder, diagnostics) is { } listed)
        {
            for (var n = 0; n < listed.Values.Length; n++)
            {
                if ((uint)listed.Indices[n] < (uint)count)
                    values[listed.Indices[n]] = listed.Values[n];
                else
                    diagnostics.Error(BuildCodes.Value, $"A value of `{property.Name}` is for instance {listed.Indices[n]}, but there are {count}.", property.Span);
            }
        }

        return new Networks.ListValue([.. values]);
    }

    /// <summary>A value for each of <paramref name="count"/> instances.</summary>
    public static double[] Draw(PropertyValue value, int count, SpineMLFidelity fidelity, bool isParameter)
    {
        if (value is FixedValue one)
            return Enumerable.Repeat(one.Value, count).ToArray();
        var seed = ((Distribution)value).Seed ?? ReferenceRandom.UsualSeed;
        ReferenceRandom random = isParameter ? new ComponentRandom(seed) : new ExpansionRandom(seed);
        var drawn = new double[count];
        for (var n = 0; n < count; n++)
        {
            drawn[n] = value switch
            {
                UniformDistribution uniform => (random.Uniform() * (uniform.Maximum - uniform.Minimum)) + uniform.Minimum,
                // The reference tool chain takes the variance for the standard deviation.
                NormalDistribution normal => normal.Mean + ((fidelity == SpineMLFidelity.Brahms ? normal.Variance : Math.Sqrt(normal.Variance)) * random.Normal()),
                PoissonDistribution poisson => random.Poisson(poisson.Mean),
                ExponentialDistribution exponential => exponential.Mean * random.Exponential(),
                _ => throw new InvalidOperationException($"Unknown distribution {value.GetType().Name}."),
            };
        }

        return drawn;
    }

    private static ListedValues? Listed(ValueData data, int count, ModelFolder folder, DiagnosticBag diagnostics)
    {
        if (data is not BinaryValues binary)
            return (ListedValues)data;
        return folder.TryFind(binary.File.Name, binary.Span, diagnostics, out var path) && BinaryLists.Check(path, binary, count, diagnostics)
            ? BinaryLists.ReadValues(path, binary, diagnostics)
            : null;
    }
}
