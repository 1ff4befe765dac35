using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>A component type for the neurons of a group, and the values that each of them is given.</summary>
/// <param name="Name">Name of the type.</param>
/// <param name="Element">The <c>ComponentType</c>.</param>
/// <param name="Properties">Values that the population assigns to each neuron.</param>
internal sealed record CellType(string Name, XElement Element, ImmutableArray<CellProperty> Properties);

/// <summary>A value that each neuron of a population has.</summary>
/// <param name="Name">Name of the <c>Property</c> of the cell.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Value">The values.</param>
internal sealed record CellProperty(string Name, Dimension Dimension, InitialValue Value);
