using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Tvbo.Syntax;

/// <summary>Nodes and the connections between them (<c>network</c>, and <c>connectivity</c> of 0.2.1).</summary>
public sealed record Network : TvboObject
{
    /// <summary>Values such as <c>conduction_speed</c>.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Nodes one by one; empty where only their number is given.</summary>
    public ImmutableArray<Node> Nodes { get; init; } = [];

    /// <summary>Connections one by one.</summary>
    public ImmutableArray<Edge> Edges { get; init; } = [];

    /// <summary>Number of nodes as stated, or null.</summary>
    public int? NodeCount { get; init; }

    /// <summary>Strengths, row target, column source; null where edges or a generator give them.</summary>
    public Matrix? Weights { get; init; }

    /// <summary>Lengths of the connections in <see cref="DistanceUnit"/>; null for none.</summary>
    public Matrix? Lengths { get; init; }

    /// <summary>Speed along connections, in <see cref="DistanceUnit"/> per <see cref="TimeUnit"/>; null for the default of 3.</summary>
    public Parameter? ConductionSpeed { get; init; }

    /// <summary>Rule that makes the edges, or null.</summary>
    public GraphGenerator? Generator { get; init; }

    /// <summary>Formulas by which the matrices change, one after the other; each has the name of what it changes, <c>weight</c> or <c>length</c>.</summary>
    public ImmutableArray<Function> Transforms { get; init; } = [];

    /// <summary>Couplings that edges name.</summary>
    public ImmutableArray<Coupling> Couplings { get; init; } = [];

    /// <summary>Dynamics that nodes name.</summary>
    public ImmutableArray<Dynamics> Dynamics { get; init; } = [];

    /// <summary>Unit of lengths.</summary>
    public string DistanceUnit { get; init; } = "mm";

    /// <summary>Unit of delays.</summary>
    public string TimeUnit { get; init; } = "ms";

    /// <summary>Whether it names an entry of the library, of which it may change the parameters: it has neither nodes nor edges of its own.</summary>
    public bool IsReference => Name.Length > 0 && Nodes.IsEmpty && Edges.IsEmpty && NodeCount is null && Weights is null && Lengths is null && Generator is null;
}

/// <summary>A node of a network.</summary>
public sealed record Node : TvboObject
{
    /// <summary>Number by which edges refer to it.</summary>
    public int Id { get; init; }

    /// <summary>Name of its dynamics; null for those of the experiment.</summary>
    public string? Dynamics { get; init; }

    /// <summary>Parameters that differ from those of its dynamics.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>State at the start where it differs from that of its dynamics.</summary>
    public ImmutableArray<Parameter> State { get; init; } = [];
}

/// <summary>A connection from one node to another.</summary>
public sealed record Edge : TvboObject
{
    /// <summary>Number of the source, or null in a template for all edges.</summary>
    public int? Source { get; init; }

    /// <summary>Number of the target, or null in a template for all edges.</summary>
    public int? Target { get; init; }

    /// <summary><c>weight</c>, <c>delay</c>, <c>length</c> and what dynamics of the edge need.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Name of the coupling, or null for that of the experiment.</summary>
    public string? Coupling { get; init; }

    /// <summary>Whether it leads one way only.</summary>
    public bool IsDirected { get; init; }
}

/// <summary>A matrix of numbers: in the document, or in a file beside it.</summary>
/// <param name="Span">Where it was written.</param>
public sealed record Matrix(SourceSpan Span)
{
    /// <summary>Number of rows.</summary>
    public int Rows { get; init; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; init; }

    /// <summary>The numbers, row by row.</summary>
    public ImmutableArray<double> Values { get; init; } = [];

    /// <summary>Name of the file that holds it, CSV or .npy; null for a matrix in the document.</summary>
    public string? File { get; init; }

    /// <summary>The number in a row and column.</summary>
    public double this[int row, int column] => Values[(row * Columns) + column];
}

/// <summary>A rule that makes the edges of a network.</summary>
/// <param name="Type">Name of the rule.</param>
/// <param name="Seed">Seed of its random draws.</param>
/// <param name="IsDirected">Whether edges lead one way.</param>
/// <param name="Parameters">Its parameters, <c>k</c> or <c>p</c>.</param>
/// <param name="Span">Where it was written.</param>
public sealed record GraphGenerator(string Type, long Seed, bool IsDirected, ImmutableArray<Parameter> Parameters, SourceSpan Span)
{
    /// <summary>The number called <paramref name="name"/>, or null.</summary>
    public double? Number(string name) => Parameters.FirstOrDefault(one => one.Name == name)?.Value;
}
