using Neuroglot.Compilation.Kernels;
using Neuroglot.Simulation.Kernels;

namespace Neuroglot.Benchmarks.Events;

/// <summary>The handlers of static synapses, with random targets: what delivering a step's spikes comes to.</summary>
internal sealed class DeliveryCase
{
    private DeliveryCase(string name, Kernel kernel, int targets, int events)
    {
        Name = name;
        Targets = targets;
        Events = events;
        var random = 12345u;
        int Target() => (int)(((random = (random * 1664525u) + 1013904223u) >> 8) % (uint)targets);
        Indices = [.. Enumerable.Range(0, events).Select(i => kernel.Maps.IsEmpty ? Target() : i)];
        Map = [.. Enumerable.Range(0, events).Select(_ => Target())];
        Arguments = KernelArguments.Bind(
            kernel, column => new double[column == "weight" ? events : targets], _ => Map);
        Compiled = new VectorKernelCompiler().Compile(kernel);
    }

    internal string Name { get; }

    internal int Targets { get; }

    internal int Events { get; }

    /// <summary>The instances that the events reach, one after the other.</summary>
    internal int[] Indices { get; }

    /// <summary>The target of each connection.</summary>
    internal int[] Map { get; }

    internal KernelArguments Arguments { get; }

    internal ICompiledKernel Compiled { get; }

    /// <summary>The cases: a synapse per target with one weight; a state per target that connections with weights of their own add to.</summary>
    internal static IEnumerable<DeliveryCase> All()
    {
        foreach (var targets in (int[])[1_000, 16_000, 200_000])
        {
            yield return new DeliveryCase("x += constant", Constant(), targets, 200_000);
            yield return new DeliveryCase("target += constant", Aggregated(weighted: false), targets, 200_000);
            yield return new DeliveryCase("target += weight", Aggregated(weighted: true), targets, 200_000);
        }
    }

    internal void Deliver() => Compiled.RunAt(Arguments, Indices, 0, Events);

    /// <summary>The same as one would write it by hand.</summary>
    internal void Loop()
    {
        var x = Arguments.Columns[Compiled.Kernel.Columns.IndexOf("x")];
        switch (Name)
        {
            case "x += constant":
                foreach (var i in Indices)
                    x[i] += 0.5;
                break;
            case "target += constant":
                foreach (var i in Indices)
                    x[Map[i]] += 0.5;
                break;
            default:
                var weight = Arguments.Columns[Compiled.Kernel.Columns.IndexOf("weight")];
                foreach (var i in Indices)
                    x[Map[i]] += weight[i];
                break;
        }
    }

    private static Kernel Constant()
    {
        var b = new KernelBuilder("event");
        b.Store("x", b.Load("x") + 0.5);
        return b.Build();
    }

    private static Kernel Aggregated(bool weighted)
    {
        var b = new KernelBuilder("event");
        b.ScatterAdd("x", "target", weighted ? b.Load("weight") : b.Constant(0.5));
        return b.Build();
    }
}
