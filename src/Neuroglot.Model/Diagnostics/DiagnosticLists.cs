using System.Collections.Immutable;

namespace Neuroglot.Model.Diagnostics;

/// <summary>Makes lists of diagnostics fit to be read by a person.</summary>
public static class DiagnosticLists
{
    /// <summary>
    /// The first <paramref name="most"/> of each code and severity, in their order, then a note that counts the rest: one mistake in a program that
    /// writes networks is made a hundred thousand times.
    /// </summary>
    public static ImmutableArray<Diagnostic> Shorten(this IEnumerable<Diagnostic> diagnostics, int most = 20)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        ImmutableArray<Diagnostic> all = [.. diagnostics];
        return all.Length <= most ? all : Count(all, most);
    }

    private static ImmutableArray<Diagnostic> Count(ImmutableArray<Diagnostic> diagnostics, int most)
    {
        var kept = ImmutableArray.CreateBuilder<Diagnostic>();
        var counts = new Dictionary<(string Code, Severity Severity), int>();
        foreach (var one in diagnostics)
        {
            counts.TryGetValue((one.Code, one.Severity), out var before);
            counts[(one.Code, one.Severity)] = before + 1;
            if (before < most)
                kept.Add(one);
        }

        foreach (var ((code, _), count) in counts)
        {
            if (count > most)
                kept.Add(new Diagnostic(code, Severity.Note, $"{count - most} more places have the same problem.", SourceSpan.None));
        }

        return kept.ToImmutable();
    }
}
