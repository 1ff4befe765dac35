namespace Neuroglot.Lems.Syntax;

/// <summary>Small change of English for messages that are put together from names.</summary>
internal static class Wording
{
    /// <summary><c>a cell</c>, <c>an inputList</c>.</summary>
    public static string One(string noun) => (noun.Length > 0 && "aeioAEIO".Contains(noun[0], StringComparison.Ordinal) ? "an " : "a ") + noun;

    /// <summary><paramref name="text"/> as the beginning of a sentence.</summary>
    public static string Sentence(string text) => text.StartsWith("a ", StringComparison.Ordinal) || text.StartsWith("an ", StringComparison.Ordinal) ? "A" + text[1..] : text;

    /// <summary><c>1 instance</c>, <c>8 instances</c>.</summary>
    public static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? string.Empty : "s")}";
}
