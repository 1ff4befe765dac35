using System.Collections.Concurrent;
using System.Collections.Immutable;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Experiments;
using Neuroglot.Simulation.Kernels;

namespace Neuroglot.Sweeps;

/// <summary>
/// What the points of a sweep have in common. What varies is given to a plan (<see cref="GivenValues"/>), so that building, planning and compiling happen once; where
/// something varies that the plan itself depends on, such as a delay, there is a plan for each of its values, and equal kernels are still compiled once.
/// </summary>
/// <param name="varied">The paths that vary.</param>
internal sealed class SharedPlans(IEnumerable<string> varied)
{
    // Plans of large networks take memory; points follow each other so that one is used for many in a row.
    private const int MostPlans = 16;

    private readonly ImmutableHashSet<string> paths = [.. varied];
    private readonly ConcurrentDictionary<string, Lazy<object?>> plans = new(StringComparer.Ordinal);
    private int made;

    /// <summary>Compiles the kernels of all points.</summary>
    public SharedKernels Kernels { get; } = new(BestCompiler.Create());

    /// <summary>Number of times that something was planned.</summary>
    public int Plans => made;

    /// <summary>Something was planned that is not kept.</summary>
    public void CountPlan() => Interlocked.Increment(ref made);

    /// <summary>Whether <paramref name="path"/> varies.</summary>
    public bool Varies(string path) => paths.Contains(path);

    /// <summary>What <paramref name="make"/> makes, once for each key.</summary>
    /// <param name="key">Everything that it depends on and that points differ in.</param>
    /// <param name="make">Builds and plans.</param>
    public T? Get<T>(string key, Func<T?> make)
        where T : class
    {
        if (plans.Count >= MostPlans && !plans.ContainsKey(key))
            plans.Clear();
        return (T?)plans.GetOrAdd(key, _ => new Lazy<object?>(() =>
        {
            Interlocked.Increment(ref made);
            return make();
        })).Value;
    }

    /// <summary>The plan of an experiment in which all that varies is marked as given.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="key">What the plan itself depends on and points differ in; empty for nothing.</param>
    /// <param name="make">Plans it.</param>
    public SimulationPlan? Plan(Experiment experiment, string key, Func<SimulationPlan?> make) =>
        Get(key, make) is not { } plan ? null : GivenValues.With(plan, GivenValues.Of(experiment.Network)) with { Experiment = plan.Experiment with { Seed = experiment.Seed } };
}
