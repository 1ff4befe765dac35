using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Compilation.Scheduling;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation;

/// <summary>Runs the start and step kernels of a set, on several threads where that pays.</summary>
internal sealed class SetRunner
{
    private readonly SetMemory memory;
    private readonly Kernel start;
    private readonly ICompiledKernel step;
    private readonly KernelArguments stepArguments;
    private readonly int time;
    private readonly WorkerPool? pool;
    private readonly int[] cuts;
    private readonly uint stream;
    private readonly ulong seed;
    private Action<int>? shared;

    public SetRunner(ComponentSet set, SetMemory memory, LevelKernels kernels, int index, EngineOptions options, WorkerPool? pool)
    {
        this.memory = memory;
        this.pool = pool;
        stream = (uint)index;
        seed = options.Seed;
        start = kernels.Start;
        var kernel = kernels.Step;
        step = options.Compiler.Compile(kernel);
        stepArguments = memory.Arguments(kernel, stream, seed, string.Empty);
        time = kernel.Scalars.IndexOf("t");
        cuts = pool is null ? [0, set.Count] : Cuts(set, pool.Shares(kernel, set.Count));
        for (var share = 1; share < cuts.Length; share++)
            step.Prepare(cuts[share - 1], cuts[share]);
    }

    /// <summary>Gives the instances their values at the start.</summary>
    public void Start()
    {
        // Once in a run: interpreting is quicker than compiling.
        var arguments = memory.Arguments(start, stream, seed, "start!");
        new KernelInterpreter().Compile(start).Run(arguments, 0, memory.Plan.Count);
    }

    /// <summary>What a step does with the instances of <paramref name="slice"/> where that is one piece of code; else null.</summary>
    public DirectKernel? Direct(Slice slice) =>
        cuts.Length == 2 && step is CompiledKernel compiled && compiled.Direct(stepArguments, slice.Start, slice.Start + slice.Count) is { } loop ? new DirectKernel(loop, stepArguments, time, slice.Start, slice.Start + slice.Count) : null;

    /// <summary>Takes the instances of <paramref name="slice"/> through step <paramref name="k"/>, which ends at <paramref name="seconds"/>.</summary>
    public void Step(Slice slice, long k, double seconds)
    {
        stepArguments.Step = (ulong)k;
        if (time >= 0)
            stepArguments.Scalars[time] = seconds;
        if (slice.Indices is { } indices)
            step.RunAt(stepArguments, indices, 0, indices.Length);
        else if (pool is null || slice.Count != memory.Plan.Count || cuts.Length == 2)
            step.Run(stepArguments, slice.Start, slice.Start + slice.Count);
        else
            pool.Run(cuts.Length - 1, shared ??= share => step.Run(stepArguments, cuts[share], cuts[share + 1]));
    }

    // Shares end at whole bytes of flags; and instances that add to the same owner stay together, so that sums keep their order.
    private static int[] Cuts(ComponentSet set, int shares)
    {
        if (shares < 2 || !IsSorted(set))
            return [0, set.Count];
        var cuts = new List<int> { 0 };
        for (var share = 1; share < shares; share++)
        {
            var cut = (int)((long)set.Count * share / shares) & ~63;
            while (cut < set.Count && !set.OwnerOf.IsEmpty && ((cut & 7) != 0 || set.OwnerOf[cut] == set.OwnerOf[cut - 1]))
                cut++;
            if (cut > cuts[^1] && cut < set.Count)
                cuts.Add(cut);
        }

        cuts.Add(set.Count);
        return [.. cuts];
    }

    private static bool IsSorted(ComponentSet set)
    {
        for (var i = 1; i < set.OwnerOf.Length; i++)
        {
            if (set.OwnerOf[i] < set.OwnerOf[i - 1])
                return false;
        }

        return true;
    }
}
