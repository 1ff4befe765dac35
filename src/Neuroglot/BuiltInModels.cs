using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Library;

namespace Neuroglot;

/// <summary>
/// The models that come with the program. <see cref="NeuralModel.Load"/> takes their names where there is no such file, <c>Dynamics.FromDb</c> of Neuroglot.Tvbo gives them
/// as data.
/// </summary>
public static class BuiltInModels
{
    /// <summary>Every entry, kind by kind, by name.</summary>
    public static ImmutableArray<BuiltInModel> All => [.. TvboLibrary.Entries.Select(Describe)];

    /// <summary>The entry of a name; null, where there is none.</summary>
    public static BuiltInModel? Find(string name) => TvboLibrary.Find(name) is { } entry ? Describe(entry) : null;

    /// <summary>Names that somebody who wrote a wrong one may have meant, as a hint; null for none.</summary>
    public static string? Hint(string name) => NearNames.Hint(name, Enum.GetValues<EntryKind>().SelectMany(static kind => TvboLibrary.Names(kind)));

    private static BuiltInModel Describe(LibraryEntry entry)
    {
        // Entries are right, as the tests of the library show.
        var document = TvboLibrary.Load(entry.Name, entry.Kind, SourceSpan.None, new DiagnosticBag())!;
        return new BuiltInModel(entry.Name, entry.Kind.ToString().ToLowerInvariant(), document.Label ?? entry.Name, document.Description ?? string.Empty, entry.Text);
    }
}

/// <summary>A model that comes with the program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is: dynamics, coupling, network or experiment.</param>
/// <param name="Title">A few words.</param>
/// <param name="Description">What it describes.</param>
/// <param name="Text">Its YAML, with the literature it is from.</param>
public sealed record BuiltInModel(string Name, string Kind, string Title, string Description, string Text);
