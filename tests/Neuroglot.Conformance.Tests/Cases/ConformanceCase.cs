using System.Collections.Immutable;
using System.Text.Json;

namespace Neuroglot.Conformance.Tests.Cases;

/// <summary>A simulation written by others, with what is known about its results.</summary>
/// <param name="File">The simulation's file.</param>
/// <param name="Name">Its path within the corpus.</param>
/// <param name="IsMultiCompartment">Whether some cell has several compartments.</param>
/// <param name="IsRandom">Whether it draws random numbers.</param>
/// <param name="Reference">Folder with traces of the reference simulator, or null.</param>
/// <param name="Observables">What its authors expect.</param>
public sealed record ConformanceCase(
    string File, string Name, bool IsMultiCompartment, bool IsRandom, string? Reference, ImmutableArray<Observable> Observables)
{
    /// <summary>All cases; none where the corpus is absent.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = ReadAll();

    /// <summary>The case called <paramref name="name"/>.</summary>
    public static ConformanceCase Called(string name) => All.First(one => one.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static ImmutableArray<ConformanceCase> ReadAll()
    {
        if (ConformanceData.Root is null || Path.Join(ConformanceData.Root, "neuroml") is var folder && !System.IO.File.Exists(Path.Join(folder, "cases.json")))
            return [];
        using var text = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Join(folder, "cases.json")));
        return [.. text.RootElement.GetProperty("cases").EnumerateArray().Select(one => Read(one, folder))];
    }

    private static ConformanceCase Read(JsonElement one, string folder)
    {
        var name = one.GetProperty("file").GetString()!;
        return new ConformanceCase(
            Path.Join(folder, name),
            name,
            one.GetProperty("multicompartment").GetBoolean(),
            one.GetProperty("random").GetBoolean(),
            one.GetProperty("reference").GetString() is { } reference ? Path.GetFullPath(Path.Join(folder, reference)) : null,
            [.. one.GetProperty("observables").EnumerateObject().Select(observable => Observable.Read(observable.Name, observable.Value))]);
    }
}
