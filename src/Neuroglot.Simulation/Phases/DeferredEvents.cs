using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Phases;

/// <summary>Events that have arrived at all connections of target neurons, and wait until their source has an event, or there are many.</summary>
internal sealed class DeferredEvents
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

    public DeferredEvents(Deferral deferral, IKernelCompiler compiler, SetMemory connections)
    {
        this.deferral = deferral;
        kernel = compiler.Compile(deferral.Kernel);
        held = [.. deferral.Kernel.Scalars.Select(connections.Column)];
        seen = new int[deferral.Sources];
        last = new int[deferral.Targets];
        Array.Fill(last, -1);
        var values = deferral.Kernel.Columns.ToDictionary(name => name, name => name == Deferral.ArrivalTime ? times : new double[Capacity]);
        arguments = KernelArguments.Bind(deferral.Kernel, name => values[name]);
        taken = [.. values.Where(one => one.Key != Deferral.ArrivalTime).Select(one => (connections.Column(one.Key), one.Value))];
        given = [.. deferral.Changed.Select(name => (connections.Column(name), values[name]))];
    }

    /// <summary>An event arrives at all connections of <paramref name="target"/>.</summary>
    public void Add(int target, double time)
    {
        if (count == Capacity)
            Deliver();
        times[count] = time;
        targets[count] = target;
        before[count] = last[target];
        last[target] = count++;
    }

    /// <summary>Delivers everything.</summary>
    public void Deliver()
    {
        for (var source = 0; source < seen.Length; source++)
            Deliver(source);
        foreach (var target in targets.AsSpan(0, count))
            last[target] = -1;
        Array.Clear(seen);
        count = 0;
    }

    /// <summary>Delivers what waits for the connections of <paramref name="source"/>.</summary>
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
