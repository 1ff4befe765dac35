using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>Records values in memory; grows as needed.</summary>
/// <param name="columns">What each row holds beside the time.</param>
public sealed class TraceRecorder(ImmutableArray<Column> columns) : IRecordingSink
{
    private readonly List<double> times = [];
    private readonly List<double>[] values = [.. columns.Select(static _ => new List<double>())];

    /// <inheritdoc/>
    public Diagnostic? Failure => null;

    /// <inheritdoc/>
    public void WriteRow(double timeSeconds, ReadOnlySpan<double> valuesSi)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(valuesSi.Length, columns.Length);
        times.Add(timeSeconds);
        for (var i = 0; i < valuesSi.Length; i++)
            values[i].Add(valuesSi[i]);
    }

    /// <summary>What was recorded so far.</summary>
    public ImmutableArray<Trace> ToTraces()
    {
        ImmutableArray<double> shared = [.. times];
        return [.. columns.Select((column, i) => new Trace(column, shared, [.. values[i]]))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The recording stays readable.
    }
}

/// <summary>Records events in memory.</summary>
/// <param name="sources">Who is recorded.</param>
public sealed class SpikeRecorder(ImmutableArray<EventSource> sources) : IEventSink
{
    private readonly List<double>[] times = [.. sources.Select(static _ => new List<double>())];

    /// <inheritdoc/>
    public Diagnostic? Failure => null;

    /// <inheritdoc/>
    public void WriteEvent(double timeSeconds, int id) => times[id].Add(timeSeconds);

    /// <summary>What was recorded so far, one train per source.</summary>
    public ImmutableArray<SpikeTrain> ToSpikeTrains() => [.. sources.Select((source, i) => new SpikeTrain(source, [.. times[i]]))];

    /// <inheritdoc/>
    public void Dispose()
    {
        // The recording stays readable.
    }
}
