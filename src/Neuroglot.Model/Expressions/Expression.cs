using System.Collections.Immutable;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// A mathematical expression: an immutable tree, the same whatever language it was written in. The set of nodes is closed:
/// code that switches over it handles every node. Equality is structural.
/// </summary>
public abstract record Expression
{
    private protected Expression()
    {
    }

    /// <summary>The expression as Python writes it.</summary>
    public sealed override string ToString() => ExpressionPrinter.Print(this, Dialects.Python);
}

/// <summary>A number.</summary>
/// <param name="Value">The value, in SI units where it came with a unit.</param>
/// <param name="IsInteger">
/// Whether it was written as an integer, which matters where a dialect divides integers (SpineML <c>1/2</c> = 0).
/// </param>
public sealed record Number(double Value, bool IsInteger = false) : Expression;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed record Truth(bool Value) : Expression;

/// <summary>A variable, parameter, constant or port, by name. Flattened components use paths, <c>naChans/m/q</c>.</summary>
public sealed record Name(string Identifier) : Expression;

/// <summary>An operator with one operand.</summary>
public sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression;

/// <summary>An operator with two operands.</summary>
public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

/// <summary>
/// A function applied to arguments. <see cref="Function"/> is the canonical name of a built-in function (see <see cref="Functions"/>)
/// or the name of a function that the model defines.
/// </summary>
public sealed record Call(string Function, ImmutableArray<Expression> Arguments) : Expression
{
    /// <summary>Creates a call.</summary>
    public Call(string function, params Expression[] arguments)
        : this(function, ImmutableArray.Create(arguments))
    {
    }

    /// <inheritdoc/>
    public bool Equals(Call? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Function);
        foreach (var argument in Arguments)
            hash.Add(argument);
        return hash.ToHashCode();
    }
}

/// <summary>The value of the first case whose condition holds, else <see cref="Otherwise"/>.</summary>
public sealed record Piecewise(ImmutableArray<Case> Cases, Expression Otherwise) : Expression
{
    /// <inheritdoc/>
    public bool Equals(Piecewise? other) => other is not null && Otherwise == other.Otherwise && Cases.SequenceEqual(other.Cases);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Otherwise);
        foreach (var one in Cases)
            hash.Add(one);
        return hash.ToHashCode();
    }
}

/// <summary>A case of a <see cref="Piecewise"/>.</summary>
public sealed record Case(Expression Condition, Expression Value);

/// <summary>Operators with one operand.</summary>
public enum UnaryOperator
{
    /// <summary>−x.</summary>
    Negate,

    /// <summary>Logical not.</summary>
    Not,
}

/// <summary>Operators with two operands.</summary>
public enum BinaryOperator
{
    /// <summary>x + y.</summary>
    Add,

    /// <summary>x − y.</summary>
    Subtract,

    /// <summary>x · y.</summary>
    Multiply,

    /// <summary>x / y, real division.</summary>
    Divide,

    /// <summary>x / y rounded towards −∞ (Brian's <c>//</c>).</summary>
    FloorDivide,

    /// <summary>x / y of two C integers, rounded towards zero (SpineML).</summary>
    IntegerDivide,

    /// <summary>x − y·⌊x/y⌋, the sign of the divisor (Brian's <c>%</c>).</summary>
    Modulo,

    /// <summary>x to the power y.</summary>
    Power,

    /// <summary>x &lt; y.</summary>
    Less,

    /// <summary>x ≤ y.</summary>
    LessOrEqual,

    /// <summary>x &gt; y.</summary>
    Greater,

    /// <summary>x ≥ y.</summary>
    GreaterOrEqual,

    /// <summary>x = y.</summary>
    Equal,

    /// <summary>x ≠ y.</summary>
    NotEqual,

    /// <summary>Logical and.</summary>
    And,

    /// <summary>Logical or.</summary>
    Or,
}
