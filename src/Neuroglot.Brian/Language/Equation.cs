using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>One equation of Brian: <c>dv/dt = (v0 - v)/tau : volt (unless refractory)</c>.</summary>
/// <param name="Kind">Which of the three forms.</param>
/// <param name="Name">The variable that it defines.</param>
/// <param name="Expression">The right-hand side, null for a parameter.</param>
/// <param name="Dimension">The dimension of the variable (not of its derivative).</param>
/// <param name="Type">What kind of values the variable has.</param>
/// <param name="Flags">The words in parentheses at the end, each once, in their order.</param>
/// <param name="Span">Where it begins. Equality ignores it: where an equation stands is no part of what it says.</param>
public sealed record Equation(
    EquationKind Kind, string Name, Expression? Expression, Dimension Dimension, VariableType Type, ImmutableArray<string> Flags, SourceSpan Span)
{
    /// <summary>The left-hand side, for messages: <c>dv/dt</c> or <c>v</c>.</summary>
    public string Left => Kind == EquationKind.DifferentialEquation ? $"d{Name}/dt" : Name;

    /// <summary>Whether <paramref name="flag"/> is among the flags (see <see cref="EquationFlags"/>).</summary>
    public bool Has(string flag) => Flags.Contains(flag);

    /// <inheritdoc/>
    public bool Equals(Equation? other) =>
        other is not null && Kind == other.Kind && Name == other.Name && Expression == other.Expression && Dimension == other.Dimension
        && Type == other.Type && Flags.SequenceEqual(other.Flags);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Name, Expression, Dimension, Type, Flags.Length);

    /// <summary>The equation as Brian writes it, on one line.</summary>
    public override string ToString()
    {
        var right = Expression is null ? string.Empty : $" = {ExpressionPrinter.Print(Expression, Dialects.Brian)}";
        var unit = Type switch { VariableType.Boolean => "boolean", VariableType.Integer => "integer", _ => UnitNames.Of(Dimension) };
        var flags = Flags.IsEmpty ? string.Empty : $" ({string.Join(", ", Flags)})";
        return $"{Left}{right} : {unit}{flags}";
    }
}
