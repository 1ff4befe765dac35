namespace Neuroglot.Model.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>Probably not what the author meant; the model can be used.</summary>
    Warning,

    /// <summary>The model cannot be used.</summary>
    Error,
}

/// <summary>One thing to tell the author of a model. A value: readers and passes collect diagnostics, they do not throw them.</summary>
/// <param name="Code">Stable code, <c>NG</c> and four digits; documented in <c>docs/diagnostics.md</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What is wrong, in the author's own names and quantities; one sentence.</param>
/// <param name="Span">Where.</param>
/// <param name="Hint">What to do about it, or null.</param>
public sealed record Diagnostic(string Code, Severity Severity, string Message, SourceSpan Span, string? Hint = null)
{
    /// <summary><c>file:line:column: error NG1234: message (hint)</c>.</summary>
    public override string ToString()
    {
        var place = Span.Line == 0 && string.IsNullOrEmpty(Span.File) ? string.Empty : $"{Span}: ";
        var severity = Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
        return Hint is null ? $"{place}{severity} {Code}: {Message}" : $"{place}{severity} {Code}: {Message} ({Hint})";
    }
}
