using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Library;

/// <summary>The models that come with the program: YAML files under <c>library/tvbo</c>, which travel inside the assembly.</summary>
public static class TvboLibrary
{
    private const string Prefix = "tvbo/";

    private static readonly Lazy<ImmutableArray<(string Name, EntryKind Kind, string Resource)>> Index = new(ReadIndex);

    /// <summary>Names of the entries of a kind, in ordinal order.</summary>
    public static ImmutableArray<string> Names(EntryKind kind) => [.. Index.Value.Where(one => one.Kind == kind).Select(static one => one.Name)];

    /// <summary>All entries, kind by kind, in ordinal order.</summary>
    public static IEnumerable<LibraryEntry> Entries => Index.Value.Select(static one => new LibraryEntry(one.Name, one.Kind, Text(one.Resource)));

    /// <summary>The entry called <paramref name="name"/>, or null. Where several kinds have the name, the first kind counts.</summary>
    public static LibraryEntry? Find(string name, EntryKind? kind = null)
    {
        foreach (var one in Index.Value)
        {
            if (one.Name == name && (kind is null || one.Kind == kind))
                return new LibraryEntry(one.Name, one.Kind, Text(one.Resource));
        }

        return null;
    }

    /// <summary>The object that an entry describes; null, with an error, where there is no such entry.</summary>
    /// <param name="name">Name of the entry.</param>
    /// <param name="kind">What it has to be.</param>
    /// <param name="span">Where it is asked for.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static TvboObject? Load(string name, EntryKind kind, SourceSpan span, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (Find(name, kind) is { } entry)
            return TvboReader.Read(entry.Text, entry.Path, null, diagnostics);
        if (Find(name) is { } other)
            diagnostics.Error(LibraryCodes.WrongKind, $"The entry `{name}` of the library is {With(other.Kind)}, not {With(kind)}.", span);
        else
            diagnostics.Error(LibraryCodes.NoEntry, $"The library has no {Words(kind)} `{YamlSource.Short(name)}`.", span, NearNames.Hint(name, Names(kind)) ?? "`neuroglot models list` shows what there is.");
        return null;
    }

    internal static string FolderOf(EntryKind kind) => kind switch
    {
        EntryKind.Dynamics => "dynamics",
        EntryKind.Coupling => "couplings",
        EntryKind.Network => "networks",
        _ => "experiments",
    };

    private static string Words(EntryKind kind) => kind switch
    {
        EntryKind.Dynamics => "dynamics",
        EntryKind.Coupling => "coupling",
        EntryKind.Network => "network",
        _ => "experiment",
    };

    private static string With(EntryKind kind) => kind switch
    {
        EntryKind.Dynamics => "a dynamics",
        EntryKind.Coupling => "a coupling",
        EntryKind.Network => "a network",
        _ => "an experiment",
    };

    private static ImmutableArray<(string Name, EntryKind Kind, string Resource)> ReadIndex() =>
    [
        .. Enum.GetValues<EntryKind>().SelectMany(kind => typeof(TvboLibrary).Assembly.GetManifestResourceNames()
            .Where(resource => resource.Replace('\\', '/').StartsWith($"{Prefix}{FolderOf(kind)}/", StringComparison.Ordinal))
            .Select(resource => (System.IO.Path.GetFileNameWithoutExtension(resource.Replace('\\', '/')), kind, resource)).OrderBy(static one => one.Item1, StringComparer.Ordinal)),
    ];

    private static string Text(string resource)
    {
        using var stream = typeof(TvboLibrary).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
