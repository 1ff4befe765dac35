using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>What a component of the type runs, shows and writes. Each field of its parts names a parameter, text, path or reference of the component.</summary>
/// <param name="Span">Where it stands.</param>
public sealed record Simulation(SourceSpan Span) : LemsNode(Span)
{
    /// <summary>What is run.</summary>
    public ImmutableArray<Run> Runs { get; init; } = [];

    /// <summary>Quantities recorded.</summary>
    public ImmutableArray<Record> Records { get; init; } = [];

    /// <summary>Events recorded.</summary>
    public ImmutableArray<EventRecord> EventRecords { get; init; } = [];

    /// <summary>Displays.</summary>
    public ImmutableArray<DataDisplay> DataDisplays { get; init; } = [];

    /// <summary>Files of quantities.</summary>
    public ImmutableArray<DataWriter> DataWriters { get; init; } = [];

    /// <summary>Files of events.</summary>
    public ImmutableArray<EventWriter> EventWriters { get; init; } = [];

    /// <summary>Metadata for simulators.</summary>
    public ImmutableArray<Meta> Metas { get; init; } = [];
}

/// <summary>Runs a component over a variable, normally time, by an increment up to a total.</summary>
public sealed record Run(string Component, string Variable, string Increment, string Total, SourceSpan Span) : LemsNode(Span);

/// <summary>Records a quantity at each step.</summary>
public sealed record Record(string Quantity, string? TimeScale, string? Scale, string? Color, string? Destination, SourceSpan Span) : LemsNode(Span);

/// <summary>Records the events of a port.</summary>
public sealed record EventRecord(string Quantity, string? EventPort, SourceSpan Span) : LemsNode(Span);

/// <summary>Shows what is recorded below it.</summary>
public sealed record DataDisplay(string? Title, string? DataRegion, SourceSpan Span) : LemsNode(Span);

/// <summary>Writes what is recorded below it to a file.</summary>
public sealed record DataWriter(string? Id, string? Path, string FileName, SourceSpan Span) : LemsNode(Span);

/// <summary>Writes the events recorded below it to a file.</summary>
public sealed record EventWriter(string? Id, string? Path, string FileName, string? Format, SourceSpan Span) : LemsNode(Span);
