using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>
/// A variable of a group as it is now: <c>group["v"].Values</c>. What is assigned to it, <c>group["v"] = "20*mV * i / (N-1)"</c>, is one too: a number, a
/// quantity, an array, or code.
/// </summary>
[InterpolatedStringHandler]
[SuppressMessage("Usage", "CA2225", Justification = "The conversions are there for assignments.")]
public sealed class VariableView
{
    private readonly Code code;
    private readonly BrianValue? given;
    private readonly Func<double[]>? read;

    /// <summary>Begins an interpolated string; the compiler calls this.</summary>
    /// <param name="literalLength">Number of characters outside of holes.</param>
    /// <param name="formattedCount">Number of holes.</param>
    public VariableView(int literalLength, int formattedCount)
    {
        code = new Code(literalLength, formattedCount);
        Name = "value";
    }

    internal VariableView(string name, Dimension dimension, Func<double[]> read)
        : this(0, 0) => (Name, Dimension, this.read) = (name, dimension, read);

    private VariableView(BrianValue given, Dimension dimension)
        : this(0, 0) => (this.given, Dimension) = (given, dimension);

    internal VariableView(LinkedVariable link)
        : this(0, 0) => (Link, Name) = (link, link.Variable);

    private VariableView(Code code)
    {
        this.code = code;
        Name = "value";
    }

    /// <summary>Its name in the model.</summary>
    public string Name { get; }

    /// <summary>What it measures.</summary>
    public Dimension Dimension { get; } = Dimension.None;

    /// <summary>Its unit in Brian's words: <c>volt</c>, <c>1</c>.</summary>
    public string Unit => UnitNames.Of(Dimension);

    /// <summary>The values with their unit, one for each neuron or synapse.</summary>
    public Quantity[] Values => Array.ConvertAll(Plain, value => new Quantity(value, Dimension));

    /// <summary>The values as numbers in SI units, one for each neuron or synapse.</summary>
    /// <exception cref="ModelException">This is code that was never assigned.</exception>
    public double[] Plain => read is not null ? read() : given switch
    {
        BrianValue.Uniform one => [one.Value.Value],
        BrianValue.List list => [.. list.Values],
        _ => throw new ModelException($"The code `{code}` has values only where it is assigned to a variable."),
    };

    /// <summary>Whose variable it is; null for a value.</summary>
    internal Group? Owner { get; init; }

    /// <summary>Of which neurons or synapses; default for all.</summary>
    internal ImmutableArray<int> Instances { get; init; }

    /// <summary>What a variable is linked to; null for a value.</summary>
    internal LinkedVariable? Link { get; }

    internal Code? Code => read is null && given is null && Link is null ? code : null;

    /// <summary>The value of one neuron or synapse.</summary>
    /// <param name="index">Its number.</param>
    public Quantity this[int index] => new(Plain[index], Dimension);

    /// <summary>The name and the first values, or the code: <c>v = -70.6 mV, -70.2 mV (2 values)</c>.</summary>
    public override string ToString()
    {
        const int Shown = 6;
        if (Link is not null)
            return $"linked to {Link.Variable}";
        if (Code is not null)
            return Code.Text;
        var values = Values;
        return $"{Name} = {string.Join(", ", values.Take(Shown))}{(values.Length > Shown ? ", …" : "")} ({values.Length} value{(values.Length == 1 ? "" : "s")})";
    }

    /// <summary>Code without names of the script.</summary>
    public static implicit operator VariableView(string text) => new((Code)text);

    /// <summary>Code that was made before.</summary>
    public static implicit operator VariableView(Code code) => new(code);

    /// <summary>One quantity for all.</summary>
    public static implicit operator VariableView(Quantity value) => new(new BrianValue.Uniform(value), value.Dimension);

    /// <summary>One number for all.</summary>
    public static implicit operator VariableView(double value) => (Quantity)value;

    /// <summary>The same for all: a condition holds, or not.</summary>
    public static implicit operator VariableView(bool value) => value ? 1.0 : 0.0;

    /// <summary>For each whether a condition holds.</summary>
    public static implicit operator VariableView(bool[] values) => Array.ConvertAll(values, value => value ? 1.0 : 0.0);

    /// <summary>A whole number for each.</summary>
    public static implicit operator VariableView(int[] values) => Array.ConvertAll(values, value => (double)value);

    /// <summary>A number for each, without unit.</summary>
    public static implicit operator VariableView(double[] values) => new(new BrianValue.List([.. values], Dimension.None), Dimension.None);

    /// <summary>A quantity for each.</summary>
    /// <exception cref="ModelException">The quantities measure different things.</exception>
    public static implicit operator VariableView(Quantity[] values)
    {
        var dimension = values is [var first, ..] ? first.Dimension : Dimension.None;
        if (values.Any(value => value.Dimension != dimension))
            throw new ModelException("The values of one variable should have one unit.");
        return new VariableView(new BrianValue.List([.. values.Select(value => value.Value)], dimension), dimension);
    }

    /// <summary>Adds the text between holes.</summary>
    public void AppendLiteral(string value) => code.AppendLiteral(value);

    /// <summary>Adds a quantity.</summary>
    /// <param name="value">The quantity.</param>
    /// <param name="expression">What stands in the hole.</param>
    public void AppendFormatted(Quantity value, [CallerArgumentExpression(nameof(value))] string expression = "") => code.AppendFormatted(value, expression);

    /// <summary>Adds a pure number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="expression">What stands in the hole.</param>
    public void AppendFormatted(double value, [CallerArgumentExpression(nameof(value))] string expression = "") => code.AppendFormatted(value, expression);

    /// <summary>Adds a unit by its name.</summary>
    public void AppendFormatted(Unit value) => code.AppendFormatted(value);

    /// <summary>Adds the name of a timed array or function.</summary>
    /// <param name="value">The array or function.</param>
    /// <param name="expression">What stands in the hole.</param>
    public void AppendFormatted(NamespaceValue value, [CallerArgumentExpression(nameof(value))] string expression = "") => code.AppendFormatted(value, expression);

    /// <summary>Adds other code with the names that it knows.</summary>
    public void AppendFormatted(Code value) => code.AppendFormatted(value);

    /// <summary>Adds text as it is.</summary>
    public void AppendFormatted(string value) => code.AppendFormatted(value);

    /// <summary>The value to assign.</summary>
    internal BrianValue ToValue() => given ?? (read is null ? new BrianValue.Formula(code.Text) : new BrianValue.List([.. read()], Dimension));
}
