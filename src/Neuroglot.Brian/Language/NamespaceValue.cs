using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>What a name outside of the equations stands for.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "ScalarValue's constructor says the same.")]
public abstract record NamespaceValue
{
    private protected NamespaceValue()
    {
    }

    /// <summary>A number with its unit.</summary>
    public static implicit operator NamespaceValue(Quantity value) => new ScalarValue(value);

    /// <summary>A pure number.</summary>
    public static implicit operator NamespaceValue(double value) => new ScalarValue(value);
}

/// <summary>A number with its unit.</summary>
public sealed record ScalarValue(Quantity Value) : NamespaceValue
{
    /// <summary>The number in a fitting unit.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>A function that the author of a model defines.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The names of its arguments.</param>
/// <param name="ArgumentDimensions">The dimension of each argument, null where any will do; as many as there are parameters.</param>
/// <param name="ValueDimension">The dimension of its value, or null where it depends.</param>
/// <param name="Body">Its value, or null for one that only other code knows.</param>
public sealed record UserFunction(
    string Name, ImmutableArray<string> Parameters, ImmutableArray<Dimension?> ArgumentDimensions, Dimension? ValueDimension, Expression? Body) : NamespaceValue
{
    /// <summary>The code that gives its value for one neuron or synapse, where it has no <see cref="Body"/>; null where there is none in this program.</summary>
    public ElementFunction? Code { get; init; }

    /// <summary><c>f(x, y)</c>.</summary>
    public override string ToString() => $"the function {Name}({string.Join(", ", Parameters)})";
}

/// <summary>
/// Values that follow each other at equal distances in time, for the group or, as <c>stimulus(t, i)</c>, for each column. The first holds before its time, the last
/// forever.
/// </summary>
public sealed record TimedArray : NamespaceValue
{
    /// <summary>Creates an array for all elements of a group, <c>stimulus(t)</c>.</summary>
    /// <param name="values">The values in SI units.</param>
    /// <param name="step">The time for which each holds, in seconds.</param>
    /// <param name="dimension">What the values measure.</param>
    /// <exception cref="ArgumentException">There are no values, or the step is not positive.</exception>
    public TimedArray(ImmutableArray<double> values, double step, Dimension dimension)
        : this(values, null, step, dimension)
    {
    }

    /// <summary>Creates an array of <paramref name="columns"/> values at each time, <c>stimulus(t, i)</c>.</summary>
    /// <param name="values">The values in SI units, row by row; a row is a time.</param>
    /// <param name="columns">The length of a row; null for values without columns.</param>
    /// <param name="step">The time for which each row holds, in seconds.</param>
    /// <param name="dimension">What the values measure.</param>
    /// <exception cref="ArgumentException">There are no values, their number is no multiple of the columns, or the step is not positive.</exception>
    public TimedArray(ImmutableArray<double> values, int? columns, double step, Dimension dimension)
    {
        if (values.IsDefaultOrEmpty || columns < 1 || values.Length % (columns ?? 1) != 0)
            throw new ArgumentException("A timed array needs at least one row of values, and whole rows only.", nameof(values));
        if (!(step > 0) || !double.IsFinite(step))
            throw new ArgumentException("The time step of a timed array must be positive.", nameof(step));
        (Values, Columns, Step, Dimension) = (values, columns, step, dimension);
    }

    /// <summary>The values in SI units, row by row.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>The length of a row, null for <c>stimulus(t)</c>.</summary>
    public int? Columns { get; }

    /// <summary>The time for which each row holds, in seconds.</summary>
    public double Step { get; }

    /// <summary>What the values measure.</summary>
    public Dimension Dimension { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => Values.Length / (Columns ?? 1);

    /// <summary>
    /// The row that Brian reads at <paramref name="time"/> when it steps by <paramref name="simulationStep"/>, both in seconds: times are rounded to a power-of-two
    /// fraction of the array's step that is at most an eighth of the simulation's, so that a time just below a row's beginning counts as its beginning.
    /// </summary>
    public int RowAt(double time, double simulationStep)
    {
        var fractions = Fractions(simulationStep);
        var row = Math.Truncate((time / (Step / fractions) + 0.5) / fractions);
        return row > 0 ? (int)Math.Min(row, Rows - 1) : 0;
    }

    /// <summary>The time from which on <see cref="RowAt"/> gives <paramref name="row"/>.</summary>
    public double TimeOf(int row, double simulationStep)
    {
        var fractions = Fractions(simulationStep);
        return ((row * fractions) - 0.5) * (Step / fractions);
    }

    private double Fractions(double simulationStep)
    {
        var fractions = 1.0;
        while (fractions < 8 * Step / simulationStep && fractions < 1L << 40)
            fractions *= 2;
        return fractions;
    }

    /// <summary>What it is, for messages.</summary>
    public override string ToString() => Columns is { } columns ? $"a timed array of {Rows} times {columns} values" : $"a timed array of {Rows} values";
}
