using System.Text;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Fonts;

/// <summary>The shapes and widths of letters. Lengths are parts of the font's height (em); y grows downwards from the base line.</summary>
public abstract class Typeface
{
    /// <summary>Name of the font.</summary>
    public abstract string Family { get; }

    /// <summary>How far letters reach above the base line.</summary>
    public abstract double Ascent { get; }

    /// <summary>How far letters reach below the base line.</summary>
    public abstract double Descent { get; }

    /// <summary>Width of the pen that follows the outlines; 0 where these are filled.</summary>
    public virtual double PenWidth => 0;

    /// <summary>Whether it has a shape for <paramref name="letter"/>.</summary>
    public abstract bool Has(Rune letter);

    /// <summary>How far the next letter stands from <paramref name="letter"/>.</summary>
    public abstract double Advance(Rune letter);

    /// <summary>What is added between two letters.</summary>
    public virtual double Kerning(Rune left, Rune right) => 0;

    /// <summary>The shape of <paramref name="letter"/>; that of a missing letter is an empty box.</summary>
    public abstract Outline Shape(Rune letter);
}
