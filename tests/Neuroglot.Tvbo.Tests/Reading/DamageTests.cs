using Neuroglot.Model.Diagnostics;
using Neuroglot.Testing.Generators;
using Neuroglot.Testing.Reference;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Tests.Reading;

/// <summary>Damaged documents are read, or refused with a place; nothing throws.</summary>
public sealed class DamageTests
{
    [Fact]
    public void Every_truncated_document_is_answered()
    {
        foreach (var name in (string[])["IntegrateAndFire", "Epileptor2D", "TwoHemispheres12"])
        {
            var text = TvboLibrary.Find(name)!.Text;
            for (var length = 0; length < text.Length; length += 7)
                Answer(text[..length]);
        }
    }

    [Fact]
    public void Every_damaged_document_is_answered()
    {
        var random = new JavaSequence(5);
        foreach (var text in TvboLibrary.Entries.Select(static one => one.Text))
        {
            for (var trial = 0; trial < 80; trial++)
                Answer(TextDamage.Apply(text, random));
        }
    }

    private static void Answer(string text)
    {
        var (diagnostics, doubts) = (new DiagnosticBag(), new ReadingDoubts());
        if (TvboReader.Read(text, "damaged.yaml", null, diagnostics, doubts) is { } document)
            TvboValidation.Check(document, diagnostics, diagnostics.HasErrors ? doubts : null);
        else
            Assert.True(diagnostics.HasErrors, text);
        Assert.All(diagnostics, one => Assert.True(one.Span.Line > 0, one.ToString()));
    }
}
