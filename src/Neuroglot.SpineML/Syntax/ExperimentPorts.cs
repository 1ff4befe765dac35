using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.SpineML.Syntax;

/// <summary>What enters a set of instances from outside of the network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Target">The set.</param>
/// <param name="Port">The port that it feeds.</param>
/// <param name="Span">Where it is written.</param>
public abstract record ExperimentInput(string Name, string Target, string Port, SourceSpan Span)
{
    /// <summary>The instances that it reaches; empty for all.</summary>
    public ImmutableArray<int> TargetIndices { get; init; } = [];

    /// <summary>When it begins, in milliseconds; null for the start of the run.</summary>
    public double? StartTime { get; init; }

    /// <summary>How long it lasts, in milliseconds; null for the whole run.</summary>
    public double? Duration { get; init; }

    /// <summary>For events whose rate is given: <c>regular</c> or <c>poisson</c>; null where not stated.</summary>
    public string? RateDistribution { get; init; }

    /// <summary>Seed of the spike times, or null.</summary>
    public long? RateSeed { get; init; }

    /// <summary>The element that writes it: <c>ConstantInput</c>.</summary>
    public virtual string ElementName => GetType().Name;
}

/// <summary>The same value, or rate, for all and always.</summary>
/// <param name="Value">The value, or the rate in Hz.</param>
/// <param name="Name">Its name.</param>
/// <param name="Target">The set.</param>
/// <param name="Port">The port that it feeds.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ConstantInput(double Value, string Name, string Target, string Port, SourceSpan Span) : ExperimentInput(Name, Target, Port, Span);

/// <summary>A value, or rate, for each instance, always.</summary>
/// <param name="Values">The values, or the rates in Hz.</param>
/// <param name="ArraySize">How many there are as the document says; null where it does not.</param>
/// <param name="Name">Its name.</param>
/// <param name="Target">The set.</param>
/// <param name="Port">The port that it feeds.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ConstantArrayInput(ImmutableArray<double> Values, int? ArraySize, string Name, string Target, string Port, SourceSpan Span)
    : ExperimentInput(Name, Target, Port, Span);

/// <summary>The same values, or rates, for all, each from its time on.</summary>
/// <param name="Points">Times and values, in the order of the file.</param>
/// <param name="Name">Its name.</param>
/// <param name="Target">The set.</param>
/// <param name="Port">The port that it feeds.</param>
/// <param name="Span">Where it is written.</param>
public sealed record TimeVaryingInput(ImmutableArray<TimePoint> Points, string Name, string Target, string Port, SourceSpan Span)
    : ExperimentInput(Name, Target, Port, Span);

/// <summary>A value from a time on.</summary>
/// <param name="Time">The time in milliseconds.</param>
/// <param name="Value">The value, or the rate in Hz.</param>
/// <param name="Span">Where it is written.</param>
public sealed record TimePoint(double Time, double Value, SourceSpan Span);

/// <summary>Values, or rates, or spike times, for single instances.</summary>
/// <param name="Series">The values of some instances; the others have 0.</param>
/// <param name="ArraySize">How many instances there are as the document says; null where it does not.</param>
/// <param name="Name">Its name.</param>
/// <param name="Target">The set.</param>
/// <param name="Port">The port that it feeds.</param>
/// <param name="Span">Where it is written.</param>
public sealed record TimeVaryingArrayInput(ImmutableArray<TimeSeries> Series, int? ArraySize, string Name, string Target, string Port, SourceSpan Span)
    : ExperimentInput(Name, Target, Port, Span);

/// <summary>The values of one instance, each from its time on.</summary>
/// <param name="Index">The instance.</param>
/// <param name="Times">The times in milliseconds.</param>
/// <param name="Values">The values, or the rates in Hz.</param>
/// <param name="Span">Where it is written.</param>
public sealed record TimeSeries(int Index, ImmutableArray<double> Times, ImmutableArray<double> Values, SourceSpan Span);

/// <summary>What another program sends.</summary>
/// <param name="ArraySize">How many values it sends as the document says; null for one, or where it does not.</param>
/// <param name="IsArray">Whether each instance gets a value of its own.</param>
/// <param name="Peer">The program.</param>
/// <param name="Name">Its name.</param>
/// <param name="Target">The set.</param>
/// <param name="Port">The port that it feeds.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ExternalInput(int? ArraySize, bool IsArray, ExternalPeer Peer, string Name, string Target, string Port, SourceSpan Span)
    : ExperimentInput(Name, Target, Port, Span)
{
    /// <inheritdoc/>
    public override string ElementName => IsArray ? "ExternalArrayInput" : "ExternalInput";
}

/// <summary>What is recorded, or sent to another program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Target">The set of instances.</param>
/// <param name="Port">Its port.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ExperimentOutput(string Name, string Target, string Port, SourceSpan Span)
{
    /// <summary>The instances; empty for all.</summary>
    public ImmutableArray<int> Indices { get; init; } = [];

    /// <summary>When it begins, in milliseconds; null for the start of the run.</summary>
    public double? StartTime { get; init; }

    /// <summary>When it ends, in milliseconds; null for the end of the run.</summary>
    public double? EndTime { get; init; }

    /// <summary>How long it lasts, in milliseconds; null where not stated.</summary>
    public double? Duration { get; init; }

    /// <summary>The times from which on and up to which it records, in milliseconds.</summary>
    public (double Start, double End) Window =>
        (StartTime ?? 0, EndTime ?? (Duration is { } duration ? (StartTime ?? 0) + duration : double.PositiveInfinity));

    /// <summary>Whether it is written as an external output; a log with a port of TCP is one, too.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Whether it goes to another program rather than into a log.</summary>
    public bool IsForProgram => IsExternal || Peer.TcpPort is not null;

    /// <summary>The program that it is sent to.</summary>
    public ExternalPeer Peer { get; init; } = ExternalPeer.None;
}

/// <summary>Another program that takes part in a run; every part may be missing.</summary>
/// <param name="TcpPort">Its port.</param>
/// <param name="Host">Its computer.</param>
/// <param name="Command">The command that starts it.</param>
/// <param name="Size">How many values it sends or takes in a step.</param>
/// <param name="TimeStep">Milliseconds between two exchanges.</param>
public sealed record ExternalPeer(int? TcpPort, string? Host, string? Command, int? Size, double? TimeStep)
{
    /// <summary>No other program.</summary>
    public static ExternalPeer None { get; } = new(null, null, null, null, null);
}
