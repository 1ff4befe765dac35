using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;

namespace Neuroglot.Simulation.Phases;

/// <summary>Carries out one task of a plan.</summary>
internal abstract class TaskRunner(PhaseTask task)
{
    /// <summary>Index of the task's clock.</summary>
    public int Clock => task.Clock;

    /// <summary>Who hears what is recorded.</summary>
    public IPhaseListener? Listener { get; set; }

    /// <summary>Name of the operations that the task carries out.</summary>
    protected string Name => task.Name;

    /// <summary>Does what is to be done in step <paramref name="k"/> of the clock, at <paramref name="time"/> seconds.</summary>
    public abstract void Run(long k, double time);
}

/// <summary>A task that runs a kernel.</summary>
internal abstract class KernelRunner : TaskRunner
{
    private readonly int time = -1;
    private readonly int count = -1;

    protected KernelRunner(PhaseTask task, ICompiledKernel? kernel, KernelArguments? arguments)
        : base(task)
    {
        Kernel = kernel;
        Arguments = arguments;
        if (task.Kernel is not { } code)
            return;
        time = code.Scalars.IndexOf("t");
        count = code.Scalars.IndexOf("t_in_timesteps");
    }

    /// <summary>The step from which draws count.</summary>
    public long SeedStep { get; set; }

    protected ICompiledKernel? Kernel { get; }

    protected KernelArguments? Arguments { get; }

    /// <summary>Tells the kernel the step.</summary>
    protected void Set(long k, double seconds)
    {
        if (Arguments is null)
            return;
        Arguments.Step = (ulong)(k - SeedStep);
        if (time >= 0)
            Arguments.Scalars[time] = seconds;
        if (count >= 0)
            Arguments.Scalars[count] = k;
    }
}

/// <summary>Runs a kernel for instances that follow each other, on several threads where that pays.</summary>
internal sealed class StepRunner(
    StepTask task, ICompiledKernel kernel, KernelArguments arguments, WorkerPool? pool, (EventList List, byte[] Flags, double[]? Times)[] detected)
    : KernelRunner(task, kernel, arguments)
{
    private readonly int[] cuts = Cuts(task, pool);
    private Action<int>? share;

    public override void Run(long k, double time)
    {
        Set(k, time);
        if (cuts.Length == 2)
            Kernel!.Run(Arguments!, task.Start, task.Start + task.Count);
        else
            pool!.Run(cuts.Length - 1, share ??= own => Kernel!.Run(Arguments!, cuts[own], cuts[own + 1]));
        foreach (var (list, flags, times) in detected)
        {
            list.Collect(flags, task.Start, task.Start + task.Count);
            if (times is not null)
                list.Repeat(times);
        }
    }

    // Shares end at whole words of flags. What is written by map may meet, so it is not shared out.
    private static int[] Cuts(StepTask task, WorkerPool? pool)
    {
        var shares = pool?.Shares(task.Kernel!, task.Count) ?? 1;
        if (shares < 2 || task.Kernel!.Instructions.Any(instruction => instruction.Op is KernelOp.ScatterAdd or KernelOp.Scatter))
            return [task.Start, task.Start + task.Count];
        return [task.Start, .. Enumerable.Range(1, shares - 1).Select(share => (int)((task.Start + ((long)task.Count * share / shares)) & ~63)), task.Start + task.Count];
    }
}

/// <summary>Runs a kernel for the instances that emitted.</summary>
internal sealed class ReactionRunner(ReactionTask task, ICompiledKernel kernel, KernelArguments arguments, EventList events) : KernelRunner(task, kernel, arguments)
{
    public override void Run(long k, double time)
    {
        if (events.Count == 0)
            return;
        Set(k, time);
        Kernel!.RunAt(Arguments!, events.Array, 0, events.Count);
    }
}

/// <summary>Runs a kernel for the instances that emitted some steps ago, and for all until the first that emitted in this run are due.</summary>
internal sealed class RecoveryRunner(RecoveryTask task, ICompiledKernel kernel, KernelArguments arguments, EventList events, double[] lastEvents, double step)
    : KernelRunner(task, kernel, arguments)
{
    // For each step the instances, of which the first are filled, and their number.
    private readonly (int[] Instances, int Count)[] emitted = [.. Enumerable.Repeat((Array.Empty<int>(), 0), task.Steps)];
    private long? early;

    public override void Run(long k, double time)
    {
        Set(k, time);
        early ??= k + task.Steps + (long)Math.Max(0, Math.Ceiling((lastEvents.Take(task.Count).Max() - time) / step));

        // The list still has what was emitted in the step before.
        ref var before = ref emitted[(k + task.Steps - 1) % task.Steps];
        if (before.Instances.Length < events.Count)
            before.Instances = new int[2 * events.Count];
        events.Instances.CopyTo(before.Instances);
        before.Count = events.Count;
        var (due, count) = emitted[k % task.Steps];
        if (k <= early)
            Kernel!.Run(Arguments!, 0, task.Count);
        else if (count > 0)
            Kernel!.RunAt(Arguments!, due, 0, count);
    }
}

/// <summary>Emits what is due.</summary>
internal sealed class EmissionRunner(EmissionTask task, IEmissions emissions, EventList events) : TaskRunner(task)
{
    public override void Run(long k, double time) => emissions.Emit(k, events);
}

/// <summary>Changes what is due.</summary>
internal sealed class ChangeRunner(ChangeTask task, ChangeSchedule schedule, double[] column) : TaskRunner(task)
{
    public override void Run(long k, double time) => schedule.Apply(k, column);
}

/// <summary>Lets events set out and arrive.</summary>
internal sealed class DeliveryRunner(DeliveryTask task, PathwayQueue queue, KernelArguments arguments, EventList? events) : KernelRunner(task, null, arguments)
{
    public override void Run(long k, double time)
    {
        if (events is not null)
            queue.Push(events.Instances, k);
        Set(k, time);
        queue.Deliver(k, time);
    }
}

/// <summary>Runs a kernel for the instances whose events have just arrived.</summary>
internal sealed class ArrivalRunner(ArrivalTask task, ICompiledKernel kernel, KernelArguments arguments, PathwayQueue queue) : KernelRunner(task, kernel, arguments)
{
    public override void Run(long k, double time)
    {
        if (queue.ArrivedCount == 0)
            return;
        Set(k, time);
        Kernel!.RunAt(Arguments!, queue.Arrived, 0, queue.ArrivedCount);
    }
}

/// <summary>Sums over connections.</summary>
internal sealed class SummationRunner(SummationTask task, ICompiledKernel kernel, KernelArguments arguments, double[] sums, int connections)
    : KernelRunner(task, kernel, arguments)
{
    public override void Run(long k, double time)
    {
        Array.Clear(sums, task.Start, task.Count);
        Set(k, time);
        Kernel!.Run(Arguments!, 0, connections);
    }
}

/// <summary>Records values.</summary>
internal sealed class SamplingRunner(SamplingTask task, ICompiledKernel? kernel, KernelArguments? arguments, double[][] columns) : KernelRunner(task, kernel, arguments)
{
    private readonly bool isColumn = columns.Length == 1 && FollowEachOther(task.Instances);
    private readonly double[] values = new double[columns.Length * task.Instances.Length];

    public override void Run(long k, double time)
    {
        Set(k, time);
        Kernel?.RunAt(Arguments!, task.Instances, 0, task.Instances.Length);
        if (isColumn)
        {
            Listener!.OnSample(Name, time, columns[0].AsSpan(task.Instances[0], task.Instances.Length));
            return;
        }

        var at = 0;
        foreach (var column in columns)
        {
            foreach (var instance in task.Instances)
                values[at++] = column[instance];
        }

        Listener!.OnSample(Name, time, values);
    }

    private static bool FollowEachOther(int[] instances) => instances.Length > 0 && instances.Index().All(one => one.Item == instances[0] + one.Index);
}

/// <summary>Records events.</summary>
internal sealed class EventSamplingRunner(
    EventSamplingTask task, ICompiledKernel? kernel, KernelArguments? arguments, EventList events, double[][] columns) : KernelRunner(task, kernel, arguments)
{
    private int[] buffer = [];
    private int[] numbers = [];
    private double[] values = [];

    public override void Run(long k, double time)
    {
        if (events.Count == 0)
            return;
        Set(k, time);
        Kernel?.RunAt(Arguments!, events.Array, 0, events.Count);
        var instances = events.Within(task.Start, task.Start + task.Count, ref buffer);
        if (instances.IsEmpty)
            return;
        if (numbers.Length < instances.Length)
            numbers = new int[2 * instances.Length];
        if (values.Length < columns.Length * instances.Length)
            values = new double[2 * columns.Length * instances.Length];
        for (var n = 0; n < instances.Length; n++)
            numbers[n] = instances[n] - task.Start;
        var at = 0;
        foreach (var column in columns)
        {
            foreach (var instance in instances)
                values[at++] = column[instance];
        }

        Listener!.OnEvents(Name, time, numbers.AsSpan(0, instances.Length), values.AsSpan(0, at));
    }
}

/// <summary>Counts events.</summary>
internal sealed class CountingRunner(CountingTask task, EventList events) : TaskRunner(task)
{
    private int[] buffer = [];

    public override void Run(long k, double time) => Listener!.OnCount(Name, time, events.Within(task.Start, task.Start + task.Count, ref buffer).Length);
}

/// <summary>Lets the host have its turn.</summary>
internal sealed class HostRunner(HostTask task, PhaseEngine engine) : TaskRunner(task)
{
    public override void Run(long k, double time) => Listener!.OnHost(Name, time, engine);
}
