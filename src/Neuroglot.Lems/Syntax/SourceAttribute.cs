namespace Neuroglot.Lems.Syntax;

/// <summary>An attribute of a <see cref="SourceElement"/>.</summary>
/// <param name="Name">Name, with a prefix flattened: <c>rdf:about</c> becomes <c>rdf_about</c>.</param>
/// <param name="Value">Value, entities resolved.</param>
/// <param name="Line">Line of the name, from 1.</param>
/// <param name="Column">Column of the name, from 1.</param>
public readonly record struct SourceAttribute(string Name, string Value, int Line, int Column);
