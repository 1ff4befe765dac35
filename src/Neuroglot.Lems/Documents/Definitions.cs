using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>A named dimension: exponents of mass, length, time, current, temperature, amount of substance and luminous intensity.</summary>
public sealed record Dimension(string Name, int M, int L, int T, int I, int K, int N, int J, SourceSpan Span) : LemsNode(Span);

/// <summary>A unit: an SI value is number · <paramref name="Scale"/> · 10^<paramref name="Power"/> + <paramref name="Offset"/>.</summary>
/// <param name="Symbol">What stands behind numbers, <c>mV</c>.</param>
/// <param name="Name">Long name, or null.</param>
/// <param name="Dimension">Name of a <see cref="Documents.Dimension"/>.</param>
/// <param name="Power">Power of ten.</param>
/// <param name="Scale">Factor.</param>
/// <param name="Offset">SI value of zero, 273.15 for degrees Celsius.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Unit(string Symbol, string? Name, string Dimension, int Power, double Scale, double Offset, SourceSpan Span) : LemsNode(Span);

/// <summary>A named quantity, global or of one component type.</summary>
/// <param name="Name">Name in expressions.</param>
/// <param name="Symbol">Symbol for people, or null.</param>
/// <param name="Value">Quantity with unit.</param>
/// <param name="Dimension">Name of its dimension.</param>
/// <param name="Description">What it is, or null.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Constant(string Name, string? Symbol, Sourced Value, string Dimension, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>States that a product of dimensions is another: <c>voltage</c> matches <c>current * resistance</c>.</summary>
public sealed record Assertion(string Dimension, LemsExpression Matches, SourceSpan Span) : LemsNode(Span);

/// <summary>Names the component that is to be run, and files for a report and for the times of the steps.</summary>
public sealed record Target(string Component, string? ReportFile, string? TimesFile, SourceSpan Span) : LemsNode(Span);
