using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Model.Components;

/// <summary>A value that stays fixed during a run: a parameter, a constant, a derived parameter or a per-instance property.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Dimension">Physical dimension.</param>
/// <param name="Value">Value in SI units that holds unless the set gives others per instance.</param>
public sealed record Parameter(string Name, Dimension Dimension, double Value)
{
    /// <summary>Where it was given.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>A value that the dynamics advance.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Dimension">Physical dimension.</param>
/// <param name="Part">Index of the part that owns it.</param>
public sealed record StateVariable(string Name, Dimension Dimension, int Part)
{
    /// <summary>Value in SI units before the actions at the start.</summary>
    public double Initial { get; init; }

    /// <summary>
    /// When the variable may be written, by integration and by event handlers alike; null for always. Actions of the part's own
    /// conditions (a reset) are exempt. This is Brian's <c>unless refractory</c>.
    /// </summary>
    public Expression? WritableWhen { get; init; }

    /// <summary>
    /// Bounds that the variable is set back to, at each stage of a method after the first and after each step, before conditions are looked at; null for none. These
    /// are TVBO's boundaries.
    /// </summary>
    public Bounds? Bounds { get; init; }

    /// <summary>
    /// Whether other instances see at once what events have made of it, rather than as of the last time that its part was advanced. In LEMS this is the difference between a variable and what is
    /// exposed of it.
    /// </summary>
    public bool IsSeenAtOnce { get; init; }

    /// <summary>Where it was declared.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>A closed interval, in SI units.</summary>
/// <param name="Low">Least value; −∞ for none.</param>
/// <param name="High">Greatest value; ∞ for none.</param>
public sealed record Bounds(double Low, double High);

/// <summary>A named expression of parameters, state variables, ports and other aliases.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Dimension">Physical dimension.</param>
/// <param name="Value">The expression; conditional aliases are a <see cref="Piecewise"/>.</param>
/// <param name="Part">Index of the part that owns it.</param>
public sealed record Alias(string Name, Dimension Dimension, Expression Value, int Part)
{
    /// <summary>Where it was declared.</summary>
    public SourceSpan Span { get; init; }
}
