namespace Neuroglot.Model.Diagnostics;

/// <summary>A place in a text that a person wrote: file, line and column, both counted from 1.</summary>
/// <param name="File">Path of the file as the user named it or as it was found; empty when the text has no file.</param>
/// <param name="Line">Line, from 1; 0 when unknown.</param>
/// <param name="Column">Column, from 1; 0 when unknown.</param>
public readonly record struct SourceSpan(string File, int Line, int Column)
{
    /// <summary>The place of something that no file states.</summary>
    public static SourceSpan None { get; } = new(string.Empty, 0, 0);

    /// <summary>The same line, <paramref name="columns"/> further to the right.</summary>
    public SourceSpan Right(int columns) => this with { Column = Column + columns };

    /// <summary><c>file:line:column</c>, the form that editors make clickable.</summary>
    public override string ToString() => Line == 0 ? File ?? string.Empty : $"{File}:{Line}:{Column}";
}
