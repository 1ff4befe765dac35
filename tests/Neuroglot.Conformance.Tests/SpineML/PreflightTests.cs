using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;
using Neuroglot.SpineML;
using Neuroglot.SpineML.Lists;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using Neuroglot.SpineML.Validation;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.SpineML;

/// <summary>The benchmark as the reference tools expanded it: its lists are read, and our generator makes the same.</summary>
public sealed class PreflightTests(ITestOutputHelper output) : IDisposable
{
    private const double Probability = 0.02;

    private readonly PreflightedBenchmark benchmark = new(output);

    public void Dispose() => benchmark.Dispose();

    [Fact]
    public void Connections_and_initial_values_are_drawn_as_the_reference_tools_draw_them()
    {
        if (benchmark.Load() is not { } model)
            return;
        var network = model.NetworkOf(Assert.IsType<ExperimentDocument>(model.Document).Experiments[0])!;
        var sizes = network.Document.Populations.ToDictionary(static one => one.Neuron.Name, static one => one.Neuron.Size);
        var synapses = 0;
        foreach (var population in network.Document.Populations)
        {
            var potentials = Values(network, population.Neuron.Properties.Single(static one => one.Name == "v"));
            var random = new PreflightRandom(PreflightRandom.UsualSeed);
            Assert.Equal(Enumerable.Range(0, population.Neuron.Size).Select(_ => ((double)random.NextSingle() * 10) - 60), potentials.Values.AsEnumerable());
            foreach (var projection in population.Projections)
            {
                var list = Connections(network, projection.Synapses[0].Connection);
                var (sources, targets) = Drawn(population.Neuron.Size, sizes[projection.TargetPopulation]);
                Assert.Equal(sources, list.Sources.AsEnumerable());
                Assert.Equal(targets, list.Targets.AsEnumerable());
                synapses += sources.Count;
            }
        }

        Assert.Equal(338_294, synapses);
    }

    [Fact]
    public void The_expanded_model_is_right()
    {
        if (benchmark.Load() is not { } model)
            return;
        Assert.DoesNotContain(SpineMLValidation.Check(model, SpineMLReaderOptions.Default), static one => one.Severity != Severity.Note);
    }

    private static (List<int> Sources, List<int> Targets) Drawn(int sources, int targets)
    {
        var random = new PreflightRandom(PreflightRandom.UsualSeed);
        List<int> from = [];
        List<int> to = [];
        for (var source = 0; source < sources; source++)
        {
            for (var target = 0; target < targets; target++)
            {
                if (random.NextSingle() >= Probability)
                    continue;
                from.Add(source);
                to.Add(target);
            }
        }

        return (from, to);
    }

    private static ListedConnections Connections(LoadedNetwork network, Connection connection)
    {
        var binary = Assert.IsType<BinaryConnections>(Assert.IsType<ConnectionList>(connection).Data);
        var found = new DiagnosticBag();
        Assert.True(network.Folder.TryFind(binary.File.Name, binary.Span, found, out var path));
        return BinaryLists.ReadConnections(path, binary, found)!;
    }

    private static ListedValues Values(LoadedNetwork network, Property property)
    {
        var binary = Assert.IsType<BinaryValues>(property.List);
        var found = new DiagnosticBag();
        Assert.True(network.Folder.TryFind(binary.File.Name, binary.Span, found, out var path));
        return BinaryLists.ReadValues(path, binary, found)!;
    }
}
