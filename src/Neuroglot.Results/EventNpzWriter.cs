using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>
/// Events as a zip of NumPy arrays: <c>time</c> (seconds), <c>population</c> (place in <c>populations</c>), <c>index</c>, and the names
/// <c>populations</c>. The rules of <see cref="NpzWriter"/> for the time of the run hold.
/// </summary>
public sealed class EventNpzWriter : IEventSink
{
    private readonly RowStore store;
    private readonly int[] populations;
    private readonly int[] indices;

    private EventNpzWriter(RowStore store, int[] populations, int[] indices)
    {
        this.store = store;
        this.populations = populations;
        this.indices = indices;
    }

    /// <inheritdoc/>
    public Diagnostic? Failure => store.Failure;

    /// <summary>Creates the files and missing folders; null and a diagnostic when that fails.</summary>
    /// <param name="path">The zip; an existing one is replaced at the end.</param>
    /// <param name="sources">Who is recorded.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static EventNpzWriter? TryCreate(string path, ImmutableArray<EventSource> sources, DiagnosticBag diagnostics)
    {
        if (RowStore.TryCreate(path, [("time", "<f8", sizeof(double)), ("population", "<i4", sizeof(int)), ("index", "<i4", sizeof(int))], diagnostics) is not { } store)
            return null;
        var names = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var populations = new int[sources.Length];
        for (var i = 0; i < sources.Length; i++)
        {
            if (!places.TryGetValue(sources[i].Population, out populations[i]))
            {
                places.Add(sources[i].Population, populations[i] = names.Count);
                names.Add(sources[i].Population);
            }
        }
        store.Extras.Add(("populations", Npy.Texts(names)));
        return new EventNpzWriter(store, populations, [.. sources.Select(static s => s.Index)]);
    }

    /// <inheritdoc/>
    public void WriteEvent(double timeSeconds, int id)
    {
        var row = store.Row();
        var at = 0;
        RowStore.Put(row, ref at, timeSeconds);
        RowStore.Put(row, ref at, populations[id]);
        RowStore.Put(row, ref at, indices[id]);
        store.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();
}
