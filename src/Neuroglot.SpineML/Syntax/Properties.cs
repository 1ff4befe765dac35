using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.SpineML.Syntax;

/// <summary>
/// Values of a parameter, or of a state variable at the start. There may be one value for all, a list, or both: then the list replaces the value where it has an
/// entry. With neither, and for what no property names, the value is 0.
/// </summary>
/// <param name="Name">The parameter or state variable.</param>
/// <param name="Dimension">Unit as written; nothing is ever converted.</param>
/// <param name="Value">One value or distribution for all, or null.</param>
/// <param name="List">Values one by one, or null.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Property(string Name, string? Dimension, PropertyValue? Value, ValueData? List, SourceSpan Span)
{
    /// <summary>Another name that a tool keeps for a property that an experiment changes, or null.</summary>
    public string? Alias { get; init; }
}

/// <summary>One value for all instances, or what each draws its own from.</summary>
/// <param name="Span">Where it is written.</param>
public abstract record PropertyValue(SourceSpan Span);

/// <summary>The same value for all.</summary>
/// <param name="Value">The value.</param>
/// <param name="Span">Where it is written.</param>
public sealed record FixedValue(double Value, SourceSpan Span) : PropertyValue(Span);

/// <summary>A distribution from which each instance draws its own value.</summary>
/// <param name="Seed">Seed of its random numbers, or null.</param>
/// <param name="Span">Where it is written.</param>
public abstract record Distribution(long? Seed, SourceSpan Span) : PropertyValue(Span);

/// <summary>Uniformly distributed from <paramref name="Minimum"/> to <paramref name="Maximum"/>.</summary>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The bound above, itself not drawn.</param>
/// <param name="Seed">Seed of its random numbers, or null.</param>
/// <param name="Span">Where it is written.</param>
public sealed record UniformDistribution(double Minimum, double Maximum, long? Seed, SourceSpan Span) : Distribution(Seed, Span);

/// <summary>Normally distributed.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Variance">The variance; the reference simulator takes it for the standard deviation.</param>
/// <param name="Seed">Seed of its random numbers, or null.</param>
/// <param name="Span">Where it is written.</param>
public sealed record NormalDistribution(double Mean, double Variance, long? Seed, SourceSpan Span) : Distribution(Seed, Span);

/// <summary>Whole numbers distributed after Poisson.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Seed">Seed of its random numbers, or null.</param>
/// <param name="Span">Where it is written.</param>
public sealed record PoissonDistribution(double Mean, long? Seed, SourceSpan Span) : Distribution(Seed, Span);

/// <summary>Exponentially distributed; not in the published schemas, but read by one of the simulators.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Seed">Seed of its random numbers, or null.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ExponentialDistribution(double Mean, long? Seed, SourceSpan Span) : Distribution(Seed, Span);

/// <summary>Values one by one, by the index of their instance.</summary>
/// <param name="Span">Where they are written.</param>
public abstract record ValueData(SourceSpan Span);

/// <summary>Values that stand in the document.</summary>
/// <param name="Indices">The instance of each; in any order, and perhaps not all.</param>
/// <param name="Values">The values.</param>
/// <param name="Span">Where they are written.</param>
public sealed record ListedValues(ImmutableArray<int> Indices, ImmutableArray<double> Values, SourceSpan Span) : ValueData(Span);

/// <summary>Values in a file of their own.</summary>
/// <param name="File">The file.</param>
/// <param name="Span">Where they are named.</param>
public sealed record BinaryValues(BinaryFile File, SourceSpan Span) : ValueData(Span);

/// <summary>A file of records.</summary>
/// <param name="Name">Name of the file, beside the document.</param>
/// <param name="Count">How many records the document says that there are.</param>
/// <param name="IsPacked">Whether the records follow each other as plain numbers; if not, it is in an older form that is not read.</param>
public sealed record BinaryFile(string Name, long Count, bool IsPacked);

/// <summary>How long what is sent travels.</summary>
/// <param name="Value">The delay, in milliseconds unless <paramref name="Dimension"/> is <c>s</c>; null for none.</param>
/// <param name="Dimension">Unit as written, or null.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Delay(PropertyValue? Value, string? Dimension, SourceSpan Span)
{
    /// <summary>Milliseconds in one unit of <see cref="Value"/>.</summary>
    public double Scale => Dimension == "s" ? 1000 : 1;

    /// <summary>The delay in milliseconds where it is the same for all; 0 where none is stated, null where it is drawn.</summary>
    public double? Fixed => Value switch { null => 0, FixedValue one => one.Value * Scale, _ => null };
}
