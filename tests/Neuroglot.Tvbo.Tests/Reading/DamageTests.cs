using Neuroglot.Model.Diagnostics;
using Neuroglot.Testing.Reference;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Tests.Reading;

/// <summary>Damaged documents are read, or refused with a place; nothing throws.</summary>
public sealed class DamageTests
{
    private const string Letters = " \n\t:-[]{}#&*!|>'\"%@`,?.0aé\0\u2028";

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
    public void Every_document_with_a_changed_letter_is_answered()
    {
        var random = new JavaSequence(5);
        var texts = TvboLibrary.Entries.Select(static one => one.Text).ToList();
        for (var trial = 0; trial < 3000; trial++)
        {
            var text = texts[Below(random, texts.Count)].ToCharArray();
            for (var change = 1 + Below(random, 3); change > 0; change--)
                text[Below(random, text.Length)] = Letters[Below(random, Letters.Length)];
            Answer(new string(text));
        }
    }

    [Fact]
    public void Every_document_with_lines_moved_is_answered()
    {
        var random = new JavaSequence(6);
        var texts = TvboLibrary.Entries.Select(static one => one.Text).ToList();
        for (var trial = 0; trial < 1000; trial++)
        {
            var lines = texts[Below(random, texts.Count)].Split('\n').ToList();
            var from = Below(random, lines.Count);
            var line = lines[from];
            lines.RemoveAt(from);
            lines.Insert(Below(random, lines.Count), line);
            Answer(string.Join('\n', lines));
        }
    }

    private static int Below(JavaSequence random, int bound) => (int)(random.Next() * bound);

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
