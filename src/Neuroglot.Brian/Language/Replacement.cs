using System.Diagnostics.CodeAnalysis;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>What <see cref="Equations.With"/> puts in the place of a name: another name, or a value.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The constructors say the same; the conversions let people write pairs.")]
public readonly record struct Replacement
{
    /// <summary>Another name.</summary>
    public Replacement(string name) => Expression = new Name(name);

    /// <summary>A value with its unit.</summary>
    public Replacement(Quantity value) => Expression = Literals.Of(value);

    /// <summary>What is put in.</summary>
    public Expression Expression { get; }

    /// <summary>The other name, or null for a value.</summary>
    public string? Name => (Expression as Name)?.Identifier;

    /// <summary>Another name.</summary>
    public static implicit operator Replacement(string name) => new(name);

    /// <summary>A value with its unit.</summary>
    public static implicit operator Replacement(Quantity value) => new(value);

    /// <summary>A pure number.</summary>
    public static implicit operator Replacement(double value) => new((Quantity)value);
}
