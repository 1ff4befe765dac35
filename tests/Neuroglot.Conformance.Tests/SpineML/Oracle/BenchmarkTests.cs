using System.Globalization;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Lists;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.SpineML.Oracle;

/// <summary>
/// The documents hold all that the reference simulator's results depend on: a plain interpreter of them gives every spike of the benchmark, byte for byte. It knows chains of
/// an event, a weight that becomes an impulse, and a postsynapse that is read as a value; delays are whole steps.
/// </summary>
public sealed class BenchmarkTests(ITestOutputHelper output) : IDisposable
{
    private readonly PreflightedBenchmark benchmark = new(output);

    public void Dispose() => benchmark.Dispose();

    [Fact]
    public void Every_spike_of_the_benchmark_is_found_in_the_documents()
    {
        if (benchmark.Load() is not { } model)
            return;
        var experiment = Assert.IsType<ExperimentDocument>(model.Document).Experiments[0];
        var network = model.NetworkOf(experiment)!;
        var time = new double[1];
        var step = (float)experiment.Simulation.Integration.Step;
        var neurons = network.Document.Populations.ToDictionary(static one => one.Neuron.Name, one => OracleSet.Of(network, one.Neuron, one.Neuron.Size, time));
        var synapses = (from population in network.Document.Populations
                        from projection in population.Projections
                        from synapse in projection.Synapses
                        select new Chain(network, neurons[population.Neuron.Name], neurons[projection.TargetPopulation], synapse, time, experiment.Simulation.Integration.Step)).ToList();
        var logs = neurons.Keys.ToDictionary(static name => name, static _ => new StringBuilder());
        var steps = (int)Math.Round(experiment.Simulation.Duration * 1000 / experiment.Simulation.Integration.Step);
        for (var n = 0; n < steps; n++)
        {
            time[0] = n * step;
            foreach (var (_, set) in neurons)
                Array.Clear(set["I_Syn"]);
            foreach (var chain in synapses)
                chain.Step(n, step);
            foreach (var (name, set) in neurons)
            {
                set.Step(step);
                foreach (var instance in set.Events)
                    logs[name].Append(CultureInfo.InvariantCulture, $"{time[0]:F6}, {instance}\n");
            }
        }

        Assert.Equal(benchmark.Log("Excitatory_spike_log.csv.gz"), logs["Excitatory"].ToString());
        Assert.Equal(benchmark.Log("Inhibitory_spike_log.csv.gz"), logs["Inhibitory"].ToString());
        Assert.Equal(29_106, logs.Values.Sum(static log => log.ToString().Count(static letter => letter == '\n')));
    }

    /// <summary>What leads from the spikes of one population to the currents of another.</summary>
    private sealed class Chain
    {
        private readonly OracleSet source;
        private readonly OracleSet target;
        private readonly OracleSet postsynapse;
        private readonly PostSynapse ports;
        private readonly ILookup<int, int> targets;
        private readonly double weight;
        private readonly Queue<int[]> travelling = [];

        public Chain(LoadedNetwork network, OracleSet source, OracleSet target, Synapse synapse, double[] time, double step)
        {
            (this.source, this.target, ports) = (source, target, synapse.PostSynapse);
            postsynapse = OracleSet.Of(network, synapse.PostSynapse, target.Count, time);
            weight = OracleSet.Values(network, Assert.Single(synapse.WeightUpdate.Properties))[0];
            var list = Assert.IsType<ConnectionList>(synapse.Connection);
            var binary = Assert.IsType<BinaryConnections>(list.Data);
            var found = new DiagnosticBag();
            Assert.True(network.Folder.TryFind(binary.File.Name, binary.Span, found, out var path));
            var connections = BinaryLists.ReadConnections(path, binary, found)!;
            targets = Enumerable.Range(0, connections.Sources.Length).ToLookup(i => connections.Sources[i], i => connections.Targets[i]);
            for (var lag = 1; lag < Math.Round(list.Delay!.Fixed!.Value / step); lag++)
                travelling.Enqueue([]);
        }

        public void Step(int n, float step)
        {
            // What the neurons sent in the step before is still in their lists.
            travelling.Enqueue(n == 0 ? [] : [.. source.Events]);
            foreach (var spike in travelling.Dequeue())
            {
                foreach (var instance in targets[spike])
                    postsynapse.Receive(ports.InputTargetPort, instance, weight);
            }

            postsynapse.Step(step);
            var (sent, received) = (postsynapse[ports.OutputSourcePort], target[ports.OutputTargetPort]);
            for (var i = 0; i < received.Length; i++)
                received[i] += sent[i];
        }
    }
}
