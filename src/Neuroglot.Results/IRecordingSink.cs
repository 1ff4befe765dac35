using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>
/// Takes recorded values row by row while a run goes on. Disposing completes the file. Not safe for use by several threads.
/// Sinks do not throw when the disk is full or gone: they set <see cref="Failure"/> and ignore what follows.
/// </summary>
public interface IRecordingSink : IDisposable
{
    /// <summary>Why nothing more is recorded; null while all is well. Worth asking now and then during a run, and after disposal.</summary>
    Diagnostic? Failure { get; }

    /// <summary>Takes one row. Allocates nothing.</summary>
    /// <param name="timeSeconds">The row's time, in seconds.</param>
    /// <param name="valuesSi">One value per column, in SI units, in the order in which the columns were given.</param>
    void WriteRow(double timeSeconds, ReadOnlySpan<double> valuesSi);
}

/// <summary>Takes recorded events (spikes) while a run goes on. The rules of <see cref="IRecordingSink"/> hold.</summary>
public interface IEventSink : IDisposable
{
    /// <summary>Why nothing more is recorded; null while all is well.</summary>
    Diagnostic? Failure { get; }

    /// <summary>Takes one event. Allocates nothing.</summary>
    /// <param name="timeSeconds">When, in seconds.</param>
    /// <param name="id">Who: place in the list of <see cref="EventSource"/>s that the sink was made with.</param>
    void WriteEvent(double timeSeconds, int id);
}
