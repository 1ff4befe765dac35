using System.Buffers.Binary;
using System.Numerics;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
using Neuroglot.Compilation.Scheduling;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Events;

/// <summary>
/// Carries events from the flags that kernels set to the handlers of their targets: at once, depth first, where there is no delay, else at
/// the step at which they are due. Within a step, events are emitted in the reference order of their sources.
/// </summary>
internal sealed class EventExchange
{
    // No model needs as many; those that go round in a circle would take any number, and the stack with it.
    private const int MostRelays = 1000;

    private readonly LevelPlan plan;
    private readonly SetEvents[] sets;
    private readonly RouteTarget[] routes;
    private readonly PendingEvents pending;
    private readonly StepTimes times;
    private readonly List<Emission> emissions = [];
    private readonly List<(long Rank, int Recording)> recorded = [];
    private readonly double lastArrival;
    private long now;
    private double clock;
    private int relays;

    public EventExchange(LevelPlan plan, SetMemory[] memory, IKernelCompiler compiler, ulong seed, PendingEvents pending, StepTimes times)
    {
        this.plan = plan;
        this.pending = pending;
        this.times = times;
        lastArrival = StepTimes.LastArrival(plan.Step, plan.Steps);
        Counts = new long[plan.Sets.Length];
        sets = [.. plan.Sets.Select((set, index) => new SetEvents(plan, index, memory[index]))];
        var handlers = new Dictionary<(int, string), RouteTarget>();
        routes = new RouteTarget[plan.Routes.Length];
        for (var route = 0; route < routes.Length; route++)
        {
            var key = (plan.Routes[route].TargetSet, plan.Routes[route].TargetPort);
            if (!handlers.TryGetValue(key, out var target))
            {
                var events = plan.Kernels[key.TargetSet].Events.Single(candidate => candidate.Port == key.TargetPort);
                var arguments = memory[key.TargetSet].Arguments(events.Kernel, (uint)key.TargetSet, seed, events.Port + "!");
                handlers[key] = target = new RouteTarget(compiler.Compile(events.Kernel), arguments, sets[key.TargetSet], events.Kernel, events.Port);
            }

            routes[route] = target;
        }
    }

    /// <summary>Whether there is nothing that could send or receive an event.</summary>
    public bool IsIdle => routes.Length == 0 && Array.TrueForAll(sets, static set => set.Times is null && set.StepFlags.Length == 0);

    /// <summary>For each set the events emitted so far.</summary>
    public long[] Counts { get; }

    /// <summary>Why events are not delivered any more, or null.</summary>
    public Diagnostic? Problem { get; private set; }

    /// <summary>Delivers what is due at step <paramref name="k"/>. Events that this causes are emitted at the time of the step before.</summary>
    public void DeliverDue(long k)
    {
        now = k;
        clock = times[k - 1];
        var due = pending.DueAt(k);
        for (var i = 0; i < due.Count; i++)
            Deliver(due[i].Route, due[i].First, due[i].Count);
        due.Clear();
        clock = times[k];
    }

    /// <summary>Takes up the flags that the step kernels have set for <paramref name="level"/> and dispatches the events.</summary>
    public void Collect(Level level)
    {
        emissions.Clear();
        foreach (var slice in level.Slices)
        {
            var set = sets[slice.Set];
            if (set.Times is { } times)
                Take(set, times, slice);
            else
                Scan(set, slice);
        }

        if (emissions.Count == 0)
            return;
        if (emissions.Count > 1)
            emissions.Sort();
        foreach (var emission in emissions)
            Dispatch(emission.Set, sets[emission.Set].StepFlags[emission.Flag].Port, emission.Instance);
    }

    /// <summary>Tells the listener of the recorded events of the step, in the reference order.</summary>
    public void Report(double time, IRunListener listener)
    {
        if (recorded.Count == 0)
            return;
        recorded.Sort();
        foreach (var (_, recording) in recorded)
            listener.OnEvent(time, recording);
        recorded.Clear();
    }

    // What the step kernel would send for those whose time has come.
    private void Take(SetEvents set, Timetable times, Slice slice)
    {
        foreach (var instance in times.DueAt(clock))
        {
            if (slice.Indices is { } indices ? !indices.Contains(instance) : instance < slice.Start || instance >= slice.Start + slice.Count)
                continue;
            for (var flag = 0; flag < set.StepFlags.Length; flag++)
                emissions.Add(new Emission(set.Ranks[instance], flag, set.Index, instance));
        }
    }

    private void Scan(SetEvents set, Slice slice)
    {
        for (var flag = 0; flag < set.StepFlags.Length; flag++)
            Scan(set, flag, slice);
    }

    private void Scan(SetEvents set, int flag, Slice slice)
    {
        var bits = set.StepFlags[flag].Bits;
        if (slice.Indices is { } indices)
        {
            foreach (var instance in indices)
            {
                if ((bits[instance >> 3] >> (instance & 7) & 1) != 0)
                    Add(instance);
            }

            return;
        }

        var end = slice.Start + slice.Count;
        for (var word = slice.Start & ~63; word < end; word += 64)
        {
            var place = word >> 3;
            var value = place + 8 <= bits.Length
                ? BinaryPrimitives.ReadUInt64LittleEndian(bits.AsSpan(place))
                : Rest(bits.AsSpan(place));
            while (value != 0)
            {
                var instance = word + BitOperations.TrailingZeroCount(value);
                value &= value - 1;
                if (instance >= slice.Start && instance < end)
                    Add(instance);
            }
        }

        void Add(int instance) => emissions.Add(new Emission(set.Ranks[instance], flag, set.Index, instance));

        static ulong Rest(ReadOnlySpan<byte> bytes)
        {
            var value = 0UL;
            for (var i = 0; i < bytes.Length; i++)
                value |= (ulong)bytes[i] << (8 * i);
            return value;
        }
    }

    private void Dispatch(int set, PortEvents port, int instance)
    {
        Counts[set]++;
        if (port.Recordings is { } recordings && recordings[instance] is { } ids)
        {
            foreach (var id in ids)
                recorded.Add((sets[set].Ranks[instance], id));
        }

        foreach (var route in port.Routes)
            Send(route, instance);
    }

    private void Send(int index, int source)
    {
        var route = plan.Routes[index];
        var first = route.RowStarts[source];
        var end = route.RowStarts[source + 1];
        while (first < end)
        {
            // Connections of a row are sorted by delay, so those with the same one travel together.
            var delay = route.Delays.Length == 1 ? route.Delays[0] : route.Delays[first];
            var next = end;
            if (route.Delays.Length > 1)
            {
                next = first + 1;
                while (next < end && route.Delays[next] == delay)
                    next++;
            }

            if (delay <= 0)
                Deliver(index, first, next - first);
            else if (delay <= lastArrival)
                pending.Add(times.DueStep(now, clock, delay, plan.Experiment.Semantics.Due), new PendingEvent(index, first, next - first, clock + delay));
            first = next;
        }
    }

    private void Deliver(int index, int first, int count)
    {
        var target = routes[index];
        var instances = plan.Routes[index].Targets;
        target.Arguments.Step = (ulong)now;
        target.SetTime(clock);
        if (!target.Relays)
        {
            target.Kernel.RunAt(target.Arguments, instances, first, count);
            return;
        }

        if (relays == MostRelays)
            Problem ??= EndlessRelay(target.Set.Index, instances[first]);
        relays++;
        for (var i = first; i < first + count && Problem is null; i++)
        {
            target.Kernel.RunAt(target.Arguments, instances, i, 1);
            var instance = instances[i];
            foreach (var flag in target.Flags)
            {
                if ((flag.Bits[instance >> 3] >> (instance & 7) & 1) == 0)
                    continue;
                flag.Bits[instance >> 3] &= (byte)~(1 << (instance & 7));
                Dispatch(target.Set.Index, flag.Port, instance);
            }
        }

        relays--;
    }

    private Diagnostic EndlessRelay(int index, int instance)
    {
        var set = plan.Experiment.Network.Sets[index];
        return new Diagnostic(
            "NG3003",
            Severity.Error,
            $"An event at {clock * plan.Experiment.TimeUnit * 1e3:G6} ms is passed on {MostRelays} times without delay, the last time by {set.Name}[{instance}].",
            set.Class.Span,
            "Does it go round in a circle? Give one of the connections a delay.");
    }

    private readonly record struct Emission(int Rank, int Flag, int Set, int Instance) : IComparable<Emission>
    {
        public int CompareTo(Emission other) => Rank != other.Rank ? Rank.CompareTo(other.Rank) : Flag.CompareTo(other.Flag);
    }

    /// <summary>Routes and recordings of the events of one port.</summary>
    private sealed record PortEvents(int[] Routes, int[]?[]? Recordings);

    private sealed record FlagEvents(byte[] Bits, PortEvents Port);

    private sealed class SetEvents
    {
        private readonly Dictionary<string, PortEvents> ports = [];
        private readonly LevelPlan plan;
        private readonly SetMemory memory;

        public SetEvents(LevelPlan plan, int index, SetMemory memory)
        {
            this.plan = plan;
            this.memory = memory;
            Index = index;
            Ranks = plan.Schedule.Ranks[index];
            StepFlags = FlagsOf(plan.Kernels[index].Step, string.Empty);
            Times = plan.Kernels[index].EventTimes is { IsEmpty: false } times ? new Timetable(times.AsSpan()) : null;
        }

        public Timetable? Times { get; }

        public int Index { get; }

        public int[] Ranks { get; }

        public FlagEvents[] StepFlags { get; }

        public FlagEvents[] FlagsOf(Kernel kernel, string prefix) =>
            [.. kernel.Flags.Select(flag => new FlagEvents(memory.Flag(prefix + flag), Port(FlagNames.PortOf(flag))))];

        private PortEvents Port(string name)
        {
            if (ports.TryGetValue(name, out var port))
                return port;
            var routes = Enumerable.Range(0, plan.Routes.Length).Where(route => plan.Routes[route].SourceSet == Index && plan.Routes[route].SourcePort == name);
            int[]?[]? recordings = null;
            foreach (var (recording, id) in plan.Experiment.EventRecordings.Select((recording, id) => (recording, id)))
            {
                if (recording.Set != Index || recording.Port != name)
                    continue;
                recordings ??= new int[]?[plan.Sets[Index].Count];
                recordings[recording.Instance] = [.. recordings[recording.Instance] ?? [], id];
            }

            return ports[name] = new PortEvents([.. routes], recordings);
        }
    }

    private sealed class RouteTarget(ICompiledKernel kernel, KernelArguments arguments, SetEvents set, Kernel source, string port)
    {
        private readonly int time = source.Scalars.IndexOf("t");

        public ICompiledKernel Kernel { get; } = kernel;

        public KernelArguments Arguments { get; } = arguments;

        public SetEvents Set { get; } = set;

        public FlagEvents[] Flags { get; } = set.FlagsOf(source, port + "!");

        public bool Relays => Flags.Length > 0;

        public void SetTime(double seconds)
        {
            if (time >= 0)
                Arguments.Scalars[time] = seconds;
        }
    }
}
