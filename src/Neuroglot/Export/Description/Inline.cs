namespace Neuroglot.Export.Description;

/// <summary>A piece of a line of text.</summary>
internal abstract record Inline;

/// <summary>Words as they are; writers escape what means something in their form.</summary>
internal sealed record Words(string Text) : Inline;

/// <summary>A name or code, in letters of one width.</summary>
internal sealed record Code(string Text) : Inline;

/// <summary>Mathematics within the line.</summary>
/// <param name="Latex">LaTeX, as the package <c>amsmath</c> knows it.</param>
internal sealed record Mathematics(string Latex) : Inline;
