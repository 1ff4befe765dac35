using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Components;
using Xunit;

namespace Neuroglot.Tests.Brian;

/// <summary>Functions of the program that runs a network, called by its equations and code.</summary>
public sealed class HostFunctionTests
{
    private static readonly NeuronGroup Cells = new("cells", 20, EquationParser.Parse("dv/dt = f(v, 1/second) : 1\nx : 1\ny = f(x, 2) : 1"));

    [Fact]
    public void Equations_and_code_call_them_for_each_neuron()
    {
        // Euler's method on dv/dt = 2·v per second; v starts at i.
        var session = Run(
            [Cells, new RunRegularly("r", "cells", "x = f(i, 3)"), new StateMonitor("m", "cells", ["y"], [7])], 2,
            new Initializer("cells", "v", "f(i, 0.5)"));
        var growth = 1.0;
        for (var k = 0; k < 10; k++)
            growth *= 1 + (2 * 1e-4);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => Math.Round(i * growth, 12)), session.Values("cells", "v")!.Select(v => Math.Round(v, 12)));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => 6.0 * i), session.Values("cells", "x")!);
        Assert.All(session.States["m"].Trace(0, 0)[1..], y => Assert.Equal(2 * 42 * 2, y));
    }

    [Fact]
    public void Conditions_of_connections_and_pathways_call_them()
    {
        var synapses = new Synapses("s", "g", "cells", EquationParser.Parse("w : 1")) { Pathways = [new SynapticPathway("pre", true, "x_post += f(w, 1)")] };
        var session = Run(
            [new SpikeGeneratorGroup("g", 2, [0, 1], [0, 0]), Cells, synapses], 1,
            new Connect("s") { Condition = "f(i, 3) == j" }, new Connect("s") { Targets = "f(i, 1) + k for k in range(5, 7) if f(k, 1) > 5" }, new Initializer("s", "w", "f(j, 2)"));
        var (sources, targets) = session.Connections("s")!.Value;
        Assert.Equal([(0, 0), (1, 3), (0, 6), (1, 7)], sources.Zip(targets));
        Assert.Equal([0.0, 6.0, 12.0, 14.0], session.Values("s", "w")!);
        Assert.Equal(14, session.Values("cells", "x")![7]);
    }

    [Fact]
    public void Threads_call_them_in_turn()
    {
        var calls = 0;
        var group = new NeuronGroup("many", 20_000, EquationParser.Parse("x : 1"));
        var network = new BrianNetwork([group, new RunRegularly("r", "many", "x = f(i, 1)")], [new BrianRun(1e-3) { Namespace = Names(arguments => arguments[0] * ++calls / calls) }]);
        var session = new BrianSession(network, threads: 2);
        Assert.True(session.RunAll());
        Assert.Equal(200_000, calls);
        Assert.Equal(19_999, session.Values("many", "x")![^1], 6);
    }

    [Fact]
    public void One_that_throws_ends_the_run_with_a_message()
    {
        var network = new BrianNetwork([Cells, new RunRegularly("r", "cells", "x = f(i, 3)")], [new BrianRun(1e-3) { Namespace = Names(_ => throw new InvalidOperationException("no such day")) }]);
        var session = new BrianSession(network);
        Assert.False(session.RunAll());
        Assert.Contains(session.Diagnostics, one => one.Code == "NG3004" && one.Message.Contains("no such day", StringComparison.Ordinal));
        session = new BrianSession(network with { Objects = [new NeuronGroup("cells", 2, EquationParser.Parse("x : 1"))], Runs = [network.Runs[0] with { Before = [new Initializer("cells", "x", "f(i, 1)")] }] });
        Assert.False(session.RunAll());
        Assert.Contains(session.Diagnostics, one => one.Code == "NG3004" && one.Message.Contains("no such day", StringComparison.Ordinal));
    }

    [Fact]
    public void One_that_is_only_a_name_is_refused()
    {
        var session = new BrianSession(new BrianNetwork([Cells], [new BrianRun(1e-3) { Namespace = Names(null) }]));
        Assert.False(session.RunAll());
        Assert.Contains(session.Diagnostics, one => one.Code == "NG5102" && one.Message.Contains("'f'", StringComparison.Ordinal) || one.Message.Contains(" f ", StringComparison.Ordinal));
    }

    private static BrianSession Run(ImmutableArray<BrianObject> objects, double factor, params BrianAction[] before)
    {
        var session = new BrianSession(new BrianNetwork(objects, [new BrianRun(1e-3) { Before = [.. before], Namespace = Names(arguments => factor * arguments[0] * arguments[1]) }]));
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        return session;
    }

    private static Namespace Names(ElementFunction? code) => new(
        "the run", [KeyValuePair.Create("f", (NamespaceValue)new UserFunction("f", ["a", "b"], [null, null], null, null) { Code = code })]);
}
