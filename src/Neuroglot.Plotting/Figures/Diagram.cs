using System.Collections.Immutable;
using Neuroglot.Plotting.Colors;

namespace Neuroglot.Plotting.Figures;

/// <summary>A box of a <see cref="Diagram"/>.</summary>
/// <param name="Title">Its first line, set apart; may be empty.</param>
/// <param name="Lines">What follows.</param>
public sealed record DiagramBox(string Title, ImmutableArray<string> Lines)
{
    /// <summary>Colour of its edge and title; that of texts where it is null.</summary>
    public Color? Color { get; init; }

    /// <summary>Whether its corners are round.</summary>
    public bool IsRound { get; init; }

    /// <summary>Whether an arrow from nowhere points at it, as at a state in which something begins.</summary>
    public bool IsStart { get; init; }
}

/// <summary>An arrow of a <see cref="Diagram"/>.</summary>
/// <param name="From">Index of the box where it starts.</param>
/// <param name="To">Index of the box at which it points; may be the same.</param>
/// <param name="Lines">What is written on its way.</param>
public sealed record DiagramArrow(int From, int To, ImmutableArray<string> Lines)
{
    /// <summary>Solid or broken.</summary>
    public LineStyle Style { get; init; } = LineStyle.Solid;
}

/// <summary>Boxes with texts and arrows between them, from left to right; no text lies on another, and no arrow on a text. It takes the whole of its axes, which have no numbers.</summary>
/// <param name="Boxes">The boxes.</param>
/// <param name="Arrows">The arrows.</param>
public sealed record Diagram(ImmutableArray<DiagramBox> Boxes, ImmutableArray<DiagramArrow> Arrows) : Mark
{
    /// <summary>Lines below all, such as what letters mean.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];
}
