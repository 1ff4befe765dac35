using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Language;

/// <summary>The numbers over which a <see cref="ConnectGenerator"/> runs.</summary>
/// <param name="Low">The first number.</param>
/// <param name="High">The first number beyond the last.</param>
/// <param name="Step">The distance between numbers.</param>
public abstract record ConnectIterator(Expression Low, Expression High, Expression Step)
{
    /// <summary><c>high</c>, <c>low, high</c> or <c>low, high, step</c>.</summary>
    private protected string Bounds
    {
        get
        {
            string[] all = [Print(Low), Print(High), Print(Step)];
            return string.Join(", ", Step != new Number(1) ? all : Low != new Number(0) ? all[..2] : all[1..2]);
        }
    }

    /// <summary>An expression as Brian writes it.</summary>
    private protected static string Print(Expression expression) => ExpressionPrinter.Print(expression, Dialects.Brian);
}

/// <summary>All numbers: <c>range(low, high, step)</c>.</summary>
public sealed record RangeIterator(Expression Low, Expression High, Expression Step) : ConnectIterator(Low, High, Step)
{
    /// <summary>The iterator as Brian writes it.</summary>
    public override string ToString() => $"range({Bounds})";
}

/// <summary>Each number with a probability: <c>sample(low, high, step, p=0.1)</c>.</summary>
public sealed record BernoulliIterator(Expression Low, Expression High, Expression Step, Expression Probability) : ConnectIterator(Low, High, Step)
{
    /// <summary>The iterator as Brian writes it.</summary>
    public override string ToString() => $"sample({Bounds}, p={Print(Probability)})";
}

/// <summary>A fixed count of different numbers, drawn at random and in rising order: <c>sample(low, high, step, size=10)</c>.</summary>
public sealed record FixedSizeIterator(Expression Low, Expression High, Expression Step, Expression Size) : ConnectIterator(Low, High, Step)
{
    /// <summary>The iterator as Brian writes it.</summary>
    public override string ToString() => $"sample({Bounds}, size={Print(Size)})";
}
