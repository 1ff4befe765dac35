using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Tests;

/// <summary>Reads and checks texts for tests.</summary>
internal static class Documents
{
    public static (TvboObject? Document, ImmutableArray<Diagnostic> Diagnostics) Read(string text, string? folder = null)
    {
        var diagnostics = new DiagnosticBag();
        var document = TvboReader.Read(text, "model.yaml", folder, diagnostics);
        return (document, [.. diagnostics]);
    }

    public static ImmutableArray<Diagnostic> Check(string text)
    {
        var (diagnostics, doubts) = (new DiagnosticBag(), new ReadingDoubts());
        if (TvboReader.Read(text, "model.yaml", null, diagnostics, doubts) is { } document)
            TvboValidation.Check(document, diagnostics, diagnostics.HasErrors ? doubts : null);
        return [.. diagnostics];
    }

    /// <summary>The one diagnostic that is no note, as text.</summary>
    public static string Only(string text) => Assert.Single(Check(text), static one => one.Severity != Severity.Note).ToString();
}
