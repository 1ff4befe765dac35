using System.Collections.Immutable;
using System.Text.Json;

namespace Neuroglot.Tests.Examples;

/// <summary>What an example is expected to give, from the file <c>expected.json</c> beside it. Times are in ms, values in SI units.</summary>
/// <param name="Reason">Where the numbers and their tolerances come from.</param>
internal sealed record Expectation(string Reason)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public ImmutableArray<ExpectedColumn> Columns { get; init; } = [];

    public ImmutableArray<ExpectedEvents> Events { get; init; } = [];

    public ImmutableArray<ExpectedRate> Rates { get; init; } = [];

    public static Expectation Read(string path) => JsonSerializer.Deserialize<Expectation>(File.ReadAllText(path), Options)!;
}

/// <summary>A recorded quantity.</summary>
/// <param name="Quantity">Its path.</param>
/// <param name="Threshold">Value whose upward crossings are stated.</param>
/// <param name="Crossings">Times of the first crossings, interpolated; all of them where <paramref name="Final"/> is stated.</param>
/// <param name="TimeTolerance">For the crossings.</param>
/// <param name="Min">Least value.</param>
/// <param name="Max">Greatest value.</param>
/// <param name="Tolerance">For the values.</param>
/// <param name="Final">Last value; null where it depends too much on rounding.</param>
internal sealed record ExpectedColumn(
    string Quantity, double Threshold, ImmutableArray<double> Crossings, double TimeTolerance, double Min, double Max, double Tolerance, double? Final);

/// <summary>Recorded events.</summary>
/// <param name="Select">Path of the instance.</param>
/// <param name="Times">Times of the first events.</param>
/// <param name="TimeTolerance">For the times.</param>
/// <param name="Count">Number of events, or null.</param>
internal sealed record ExpectedEvents(string Select, ImmutableArray<double> Times, double TimeTolerance, int? Count);

/// <summary>Bounds of the mean rate of a population, in hertz.</summary>
internal sealed record ExpectedRate(string Population, double From, double To);
