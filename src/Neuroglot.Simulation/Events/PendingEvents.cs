namespace Neuroglot.Simulation.Events;

/// <summary>Connections of a route through which an event is on its way.</summary>
/// <param name="Route">Index of the route.</param>
/// <param name="First">First connection.</param>
/// <param name="Count">Number of connections; they follow each other.</param>
/// <param name="Due">Time at which it arrives.</param>
internal readonly record struct PendingEvent(int Route, int First, int Count, double Due);

/// <summary>Events on their way, in a ring of buckets, one for each step up to the longest delay.</summary>
internal sealed class PendingEvents
{
    private static readonly List<PendingEvent> Nothing = [];

    // Made when they are first needed: delays may be long, and events few.
    private readonly List<PendingEvent>?[] buckets;

    public PendingEvents(int longestDelay) => buckets = new List<PendingEvent>?[longestDelay + 1];

    /// <summary>Adds an event that is due at <paramref name="step"/>.</summary>
    public void Add(long step, PendingEvent pending)
    {
        var bucket = buckets[step % buckets.Length] ??= [];
        var place = bucket.Count;

        // By time, first come first served among equals; a bucket is in order but for rare neighbours.
        while (place > 0 && bucket[place - 1].Due > pending.Due)
            place--;
        bucket.Insert(place, pending);
    }

    /// <summary>What is due at <paramref name="step"/>; the caller clears the list.</summary>
    public List<PendingEvent> DueAt(long step) => buckets[step % buckets.Length] ?? Nothing;
}
