using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Neuroglot.Model.Units;
using Neuroglot.Plotting;

namespace Neuroglot.Plots.Description;

/// <summary>Named arguments in the description of a figure; arrays of numbers are named where they are given.</summary>
internal sealed class Arguments(JsonElement given, Dictionary<string, ImmutableArray<double>> arrays)
{
    public string? Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public double? Number(string name) => Find(name)?.GetDouble();

    public bool Flag(string name, bool otherwise = false) => Find(name)?.GetBoolean() ?? otherwise;

    public bool? FlagIfGiven(string name) => Find(name)?.GetBoolean();

    public IReadOnlyList<string>? Texts(string name) => Find(name) is { } list ? [.. list.EnumerateArray().Select(static one => one.GetString() ?? string.Empty)] : null;

    public (double Low, double High)? Range(string name) => Find(name) is { } range ? (range[0].GetDouble(), range[1].GetDouble()) : null;

    /// <summary>A unit: its symbol, and how many SI units it is.</summary>
    public Unit? Unit(string name) => Find(name) is { } unit ? new Unit(unit.GetProperty("symbol").GetString() ?? string.Empty, Dimension.None, 0, unit.GetProperty("factor").GetDouble()) : null;

    public double[]? Numbers(string name) => Text(name) is not { } array ? null
        : arrays.TryGetValue(array, out var numbers) ? ImmutableCollectionsMarshal.AsArray(numbers) ?? [] : throw new PlottingException("NG8116", $"There is no array `{array}` for `{name}`.", "it belongs into the zip beside the description");

    public double[] Needed(string name) => Numbers(name) ?? throw new PlottingException("NG8116", $"A plot has no `{name}`.", "name the array that holds it");

    public int[] Indices(string name) => Array.ConvertAll(Needed(name), static number => checked((int)number));

    // What is null is not given.
    private JsonElement? Find(string name) => given.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
}
