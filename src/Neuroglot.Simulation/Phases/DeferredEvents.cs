using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Phases;

/// <summary>Events that have arrived at all connections of target neurons, and wait until their source has an event, or there are many.</summary>
internal sealed class DeferredEvents
{
    private readonly int[] cuts;
    private readonly Share[] shares;
    private readonly WorkerPool? pool;
    private readonly Action<int> deliver;

    /// <summary>No events yet.</summary>
    /// <param name="deferral">How they wait.</param>
    /// <param name="compiler">Compiles what they do.</param>
    /// <param name="connections">The connections that they reach.</param>
    /// <param name="pool">Threads, which have a range of targets each, or null.</param>
    public DeferredEvents(Deferral deferral, IKernelCompiler compiler, SetMemory connections, WorkerPool? pool)
    {
        this.pool = pool;
        cuts = SharedDelivery.Cuts(deferral.Targets, pool);
        var kernel = compiler.Compile(deferral.Kernel);
        shares = [.. Enumerable.Range(0, cuts.Length - 1).Select(_ => new Share(deferral, kernel, connections))];
        deliver = own => shares[own].Deliver();
    }

    /// <summary>An event arrives at all connections of <paramref name="target"/>.</summary>
    public void Add(int target, double time)
    {
        var own = 0;
        while (target >= cuts[own + 1])
            own++;
        if (shares[own].IsFull)
            Deliver();
        shares[own].Add(target, time);
    }

    /// <summary>Delivers everything.</summary>
    public void Deliver()
    {
        if (pool is null)
            deliver(0);
        else
            pool.Run(shares.Length, deliver);
    }

    /// <summary>Delivers what waits for the connections of <paramref name="source"/>.</summary>
    public void Deliver(int source)
    {
        foreach (var share in shares)
            share.Deliver(source);
    }

    /// <summary>Delivers that of share <paramref name="own"/>.</summary>
    public void Deliver(int source, int own) => shares[own].Deliver(source);

    /// <summary>How many events wait for the connections of <paramref name="source"/>.</summary>
    public long Waiting(int source)
    {
        var waiting = 0L;
        foreach (var share in shares)
            waiting += share.Waiting(source);
        return waiting;
    }

    /// <summary>Events at a range of targets.</summary>
    private sealed class Share
    {
        private const int Capacity = 2048;
        private const int Lanes = 8;

        private readonly Deferral deferral;
        private readonly ICompiledKernel kernel;
        private readonly KernelArguments arguments;
        private readonly double[][] held;
        private readonly (double[] Column, double[] Values)[] taken;
        private readonly (double[] Column, double[] Values)[] given;
        private readonly double[] times = new double[Capacity];
        private readonly int[] targets = new int[Capacity];

        // For each event the one before it at the same target, for each target its last; −1 for none.
        private readonly int[] before = new int[Capacity];
        private readonly int[] last;

        // For each source the number of events that its connections have seen.
        private readonly int[] seen;
        private int count;

        public Share(Deferral deferral, ICompiledKernel kernel, SetMemory connections)
        {
            this.deferral = deferral;
            this.kernel = kernel;
            held = [.. deferral.Kernel.Scalars.Select(connections.Column)];
            seen = new int[deferral.Sources];
            last = new int[deferral.Targets];
            Array.Fill(last, -1);
            var values = deferral.Kernel.Columns.ToDictionary(name => name, name => name == Deferral.ArrivalTime ? times : new double[Capacity]);
            arguments = KernelArguments.Bind(deferral.Kernel, name => values[name]);
            taken = [.. values.Where(one => one.Key != Deferral.ArrivalTime).Select(one => (connections.Column(one.Key), one.Value))];
            given = [.. deferral.Changed.Select(name => (connections.Column(name), values[name]))];
        }

        public bool IsFull => count == Capacity;

        public int Waiting(int source) => count - seen[source];

        public void Add(int target, double time)
        {
            times[count] = time;
            targets[count] = target;
            before[count] = last[target];
            last[target] = count++;
        }

        public void Deliver()
        {
            for (var source = 0; source < seen.Length; source++)
                Deliver(source);
            foreach (var target in targets.AsSpan(0, count))
                last[target] = -1;
            Array.Clear(seen);
            count = 0;
        }

        public void Deliver(int source)
        {
            var first = seen[source];
            if (first == count)
                return;
            seen[source] = count;
            for (var scalar = 0; scalar < held.Length; scalar++)
                arguments.Scalars[scalar] = held[scalar][deferral.FirstSource + source];
            while (first < count)
            {
                // Of two events at one connection, the second sees what the first has done.
                var end = first + 1;
                while (end < count && before[end] < first)
                    end++;
                Deliver(source * deferral.Targets, first, end);
                first = end;
            }
        }

        private void Deliver(int connections, int first, int end)
        {
            var arrived = targets.AsSpan(first, end - first);
            foreach (var (column, values) in taken)
            {
                var from = column.AsSpan(connections, deferral.Targets);
                var to = values.AsSpan(first, arrived.Length);
                for (var k = 0; k < arrived.Length; k++)
                    to[k] = from[arrived[k]];
            }

            // Whole vectors: what is computed beyond the ends goes nowhere.
            kernel.Run(arguments, first & -Lanes, (end + Lanes - 1) & -Lanes);
            foreach (var (column, values) in given)
            {
                var from = values.AsSpan(first, arrived.Length);
                var to = column.AsSpan(connections, deferral.Targets);
                for (var k = 0; k < arrived.Length; k++)
                    to[arrived[k]] = from[k];
            }
        }
    }
}
