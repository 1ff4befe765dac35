using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Library;

/// <summary>Opens objects for programs, which get an exception where there is none.</summary>
internal static class Opening
{
    public static T FromDb<T>(string name, EntryKind kind)
        where T : TvboObject
    {
        ArgumentNullException.ThrowIfNull(name);
        return Checked<T>(bag => TvboLibrary.Load(name, kind, SourceSpan.None, bag), kind);
    }

    public static T FromFile<T>(string path, EntryKind kind)
        where T : TvboObject => Checked<T>(bag => TvboReader.ReadFile(path, bag), kind);

    public static T FromString<T>(string text, EntryKind kind)
        where T : TvboObject => Checked<T>(bag => TvboReader.Read(text, string.Empty, null, bag), kind);

    private static T Checked<T>(Func<DiagnosticBag, TvboObject?> read, EntryKind kind)
        where T : TvboObject
    {
        var diagnostics = new DiagnosticBag();
        var document = read(diagnostics);
        if (document is not null and not T)
            diagnostics.Error(LibraryCodes.WrongKind, $"The document is a {document.GetType().Name}, not a {typeof(T).Name}.", document.Span, $"A document of the kind {kind} is expected.");
        return diagnostics.HasErrors ? throw new TvboException([.. diagnostics]) : (T)document!;
    }
}
