using System.Collections.Immutable;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Objects;

/// <summary>A value for the neurons of a group: a number, one for each, or an expression.</summary>
public abstract record BrianValue
{
    private protected BrianValue()
    {
    }

    /// <summary>An expression.</summary>
    public static implicit operator BrianValue(string expression) => new Formula(expression);

    /// <summary>A quantity for all.</summary>
    public static implicit operator BrianValue(Quantity value) => new Uniform(value);

    /// <summary>A pure number for all.</summary>
    public static implicit operator BrianValue(double value) => new Uniform(value);

    /// <summary>One quantity for all.</summary>
    public sealed record Uniform(Quantity Value) : BrianValue;

    /// <summary>A number for each.</summary>
    /// <param name="Values">In SI units.</param>
    /// <param name="Dimension">What they measure.</param>
    public sealed record List(ImmutableArray<double> Values, Dimension Dimension) : BrianValue;

    /// <summary>An expression of the variables of each neuron or synapse.</summary>
    public sealed record Formula(string Text) : BrianValue;
}
