namespace Neuroglot.Simulation.Phases;

/// <summary>Events on their way along a pathway: in the order of the steps in which they set out, within these of their sources, within these of the connections.</summary>
internal abstract class PathwayQueue
{
    /// <summary>The instances whose events arrived last, in the order of arrival; the first <see cref="ArrivedCount"/> are filled.</summary>
    public abstract int[] Arrived { get; }

    /// <summary>How many instances' events arrived last.</summary>
    public int ArrivedCount { get; protected set; }

    /// <summary>Lets the events of <paramref name="emitted"/> set out at step <paramref name="k"/>.</summary>
    public abstract void Push(ReadOnlySpan<int> emitted, long k);

    /// <summary>Lets the events that are due at step <paramref name="k"/> arrive, at <paramref name="time"/> seconds.</summary>
    public abstract void Deliver(long k, double time);

    /// <summary>The events that are on their way after step <paramref name="k"/>: steps to go, and connections in the order of arrival.</summary>
    public abstract List<(int Steps, int Connection)> Pending(long k);

    /// <summary>Puts back events that were on their way when a run ended, before step <paramref name="k"/>.</summary>
    public abstract void Restore(IReadOnlyCollection<(int Steps, int Connection)> pending, long k);
}
