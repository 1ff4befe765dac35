using System.Collections.Immutable;

namespace Neuroglot.Export.Description;

/// <summary>A part of a document that stands on lines of its own.</summary>
internal abstract record Block;

/// <summary>A heading.</summary>
/// <param name="Level">1 for the title, 2 for sections, 3 for what is in them.</param>
/// <param name="Text">What it says.</param>
internal sealed record Heading(int Level, Phrase Text) : Block;

/// <summary>A paragraph.</summary>
internal sealed record Paragraph(Phrase Text) : Block;

/// <summary>A list of points.</summary>
internal sealed record Points(ImmutableArray<Phrase> Items) : Block;

/// <summary>A table.</summary>
/// <param name="Header">One phrase for each column.</param>
/// <param name="Rows">As many phrases in each row.</param>
internal sealed record Table(ImmutableArray<Phrase> Header, ImmutableArray<ImmutableArray<Phrase>> Rows) : Block;

/// <summary>Equations, one below the other.</summary>
internal sealed record EquationLines(ImmutableArray<EquationLine> Lines) : Block;

/// <summary>An equation.</summary>
/// <param name="Left">LaTeX of the left-hand side.</param>
/// <param name="Right">LaTeX of the right-hand side.</param>
/// <param name="Remark">Plain words behind it; null for none.</param>
internal sealed record EquationLine(string Left, string Right, string? Remark = null);
