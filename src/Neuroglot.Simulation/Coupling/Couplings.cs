using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Coupling;

/// <summary>The couplings with delays of a plan: sums before each step, and the past of what is sent.</summary>
internal sealed class Couplings
{
    private readonly List<History> histories = [];
    private readonly CoupledSum[] sums;

    public Couplings(LevelPlan plan, SetMemory[] memory, EngineOptions options, WorkerPool? pool)
    {
        var known = new Dictionary<string, History>();
        var longest = plan.Couplings.Select(static one => one.Longest).DefaultIfEmpty(0).Max();
        sums = [.. plan.Couplings.Select(coupling => Sum(coupling))];

        CoupledSum Sum(CouplingPlan coupling) => coupling.Contribution is null
            ? new DelayedSums(coupling, PastOf(coupling, 0), memory[coupling.Target].Column(coupling.Column), pool)
            : new ContributionSums(coupling, [.. coupling.Incoming.Select((_, place) => PastOf(coupling, place))], memory[coupling.Target], options.Compiler, pool);

        // Couplings often send the same.
        History PastOf(CouplingPlan coupling, int place)
        {
            var key = string.Join(';', coupling.Sources.Select(source => $"{source.Set} {source.Columns[place]} {string.Join(',', source.Nodes)}"));
            if (known.TryGetValue(key, out var history))
                return history;
            histories.Add(history = new History(coupling.Sources, place, coupling.Graph.NodeCount, longest, memory));
            return known[key] = history;
        }
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => sums.Length == 0;

    /// <summary>Begins a run: the past is what is there now.</summary>
    public void Start()
    {
        foreach (var history in histories)
            history.Fill();
    }

    /// <summary>Writes the sums for step <paramref name="k"/>, which ends at <paramref name="seconds"/>, into the columns of their targets.</summary>
    public void Gather(long k, double seconds)
    {
        foreach (var sum in sums)
            sum.Gather(k, seconds);
    }

    /// <summary>Keeps what step <paramref name="k"/> has brought about.</summary>
    public void Store(long k)
    {
        foreach (var history in histories)
            history.Store(k);
    }
}

/// <summary>One of the <see cref="Couplings"/>.</summary>
internal abstract class CoupledSum
{
    /// <summary>Writes the sums for step <paramref name="k"/>, which ends at <paramref name="seconds"/>.</summary>
    public abstract void Gather(long k, double seconds);
}
