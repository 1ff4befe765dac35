using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;

namespace Neuroglot.Simulation.Phases;

/// <summary>
/// Delivers events by a kernel that looks at nothing of a connection but its target: it runs for a list of targets, of several sources one after the other, instead of for connections.
/// </summary>
/// <param name="kernel">What events do.</param>
/// <param name="arguments">Its arguments, whose one map is the list.</param>
/// <param name="targets">Where connections end.</param>
internal sealed class TargetDelivery(ICompiledKernel kernel, KernelArguments arguments, PathwayTargets targets)
{
    // So many stay in the first-level cache.
    private const int Most = 2048;

    private int[] reached = new int[Most];
    private int count;

    /// <summary>Another one, for another thread.</summary>
    public TargetDelivery Copy() => new(
        kernel, new KernelArguments { Columns = arguments.Columns, Maps = [[]], Scalars = arguments.Scalars, Flags = arguments.Flags, Schemes = arguments.Schemes }, targets);

    /// <summary>Delivers by entries <paramref name="first"/> to before <paramref name="end"/>, now or at the end.</summary>
    public void Add(int first, int end)
    {
        if (count + end - first > reached.Length)
            Finish();
        if (end - first > reached.Length)
            reached = new int[2 * (end - first)];
        targets.Ends.CopyTo(first, reached.AsSpan(count, end - first), targets.First);
        count += end - first;
    }

    /// <summary>Delivers what has not been yet.</summary>
    public void Finish()
    {
        arguments.Maps[0] = reached;
        kernel.Run(arguments, 0, count);
        count = 0;
    }
}
