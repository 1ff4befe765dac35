using System.Collections;

namespace Neuroglot.Model.Diagnostics;

/// <summary>Collects diagnostics in the order in which they are found. Not safe for use by several threads.</summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private readonly List<Diagnostic> items = [];

    /// <inheritdoc/>
    public int Count => items.Count;

    /// <summary>Whether anything makes the model unusable.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds <paramref name="diagnostic"/>.</summary>
    public void Add(Diagnostic diagnostic)
    {
        items.Add(diagnostic);
        HasErrors |= diagnostic.Severity == Severity.Error;
    }

    /// <summary>Adds all of <paramref name="diagnostics"/>.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Add(diagnostic);
    }

    /// <summary>Adds an error.</summary>
    public void Error(string code, string message, SourceSpan span, string? hint = null) => Add(new(code, Severity.Error, message, span, hint));

    /// <summary>Adds a warning.</summary>
    public void Warning(string code, string message, SourceSpan span, string? hint = null) => Add(new(code, Severity.Warning, message, span, hint));

    /// <summary>Adds a note.</summary>
    public void Note(string code, string message, SourceSpan span, string? hint = null) => Add(new(code, Severity.Note, message, span, hint));

    /// <inheritdoc/>
    public IEnumerator<Diagnostic> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
