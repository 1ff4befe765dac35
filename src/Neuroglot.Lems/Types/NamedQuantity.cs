using Neuroglot.Model.Units;

namespace Neuroglot.Lems.Types;

/// <summary>The value of a constant in SI units.</summary>
/// <param name="Name">Name of the constant.</param>
/// <param name="Value">Value in SI units.</param>
/// <param name="Dimension">Its dimension.</param>
public sealed record NamedQuantity(string Name, double Value, Dimension Dimension);

/// <summary>A dimension of a document.</summary>
/// <param name="Name">Name in the document.</param>
/// <param name="Dimension">What it is.</param>
public sealed record NamedDimension(string Name, Dimension Dimension);
