using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Neuroglot.Export.Description;

/// <summary>
/// A line of text with code and mathematics in it.
/// <code>Phrase.Of($"Spikes when {condition} holds in {new Code("cells")}.")</code>
/// </summary>
internal sealed record Phrase(ImmutableArray<Inline> Parts)
{
    /// <summary>Nothing.</summary>
    public static Phrase Empty { get; } = new([]);

    public static implicit operator Phrase(string words) => words.Length == 0 ? Empty : new([new Words(words)]);

    public static implicit operator Phrase(Inline part) => new([part]);

    /// <summary>A phrase written as an interpolated string; texts in it are words, inlines what they are.</summary>
    public static Phrase Of(Composer composer) => new(composer.Parts);

    /// <summary>Phrases one after the other, with <paramref name="separator"/> between them.</summary>
    public static Phrase Join(string separator, IEnumerable<Phrase> phrases) =>
        new([.. phrases.SelectMany((phrase, index) => index == 0 ? phrase.Parts : phrase.Parts.Insert(0, new Words(separator)))]);

    /// <summary>Collects the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Composer(int literalLength, int formattedCount)
    {
        private readonly ImmutableArray<Inline>.Builder parts = ImmutableArray.CreateBuilder<Inline>(2 * formattedCount + Math.Min(literalLength, 1));

        public ImmutableArray<Inline> Parts => parts.ToImmutable();

        public void AppendLiteral(string text) => parts.Add(new Words(text));

        public void AppendFormatted(string text) => parts.Add(new Words(text));

        public void AppendFormatted(int number) => parts.Add(new Words(number.ToString("N0", CultureInfo.InvariantCulture)));

        public void AppendFormatted(Inline part) => parts.Add(part);

        public void AppendFormatted(Phrase phrase) => parts.AddRange(phrase.Parts);
    }
}
