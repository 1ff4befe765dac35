using Neuroglot.Model.Diagrams;
using Neuroglot.Model.Units;
using Neuroglot.Numerics;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using static Neuroglot.Model.Units.CommonUnits;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Gallery;

internal static partial class GalleryFigures
{
    private static readonly string[] RegionNames =
    [
        "left primary visual", "left middle temporal", "left parietal", "left frontal eye field", "left hippocampus", "right primary visual", "right middle temporal", "right parietal",
        "right frontal eye field", "right hippocampus",
    ];

    private static Figure Correlograms() => Of(Column, 150, static axes =>
    {
        var draw = new Draws(11);
        var (time, first, second) = (0.0, new List<double>(), new List<double>());
        while ((time += -0.02 * Elementary.Log(1 - draw.Next())) < 60)
        {
            first.Add(time);
            second.Add(draw.Next() < 0.3 ? time + 0.004 + 0.003 * draw.Next() : 60 * draw.Next());
        }

        PlotCorrelogram([.. first], [.. second.Order()], width: 0.001, largest: 0.04, axes: axes);
    });

    private static Figure Spectra()
    {
        var figure = new Figure(Page, 180, Theme.Paper);
        var grid = figure.AddGrid(1, 2);
        var draw = new Draws(13);
        var phase = 0.0;
        double[] signal = [.. Enumerable.Range(0, 8192).Select(step =>
        {
            phase += 2 * Math.PI * (30 + 30.0 * step / 8192) * 0.001;
            return 1e-3 * (Elementary.Sin(phase) + draw.Next() - 0.5);
        })];
        PlotPowerSpectrum(signal, 0.001, varName: "v", varUnit: mV, highest: 150, axes: grid[0, 0]);
        PlotSpectrogram(signal, 0.001, varName: "v", varUnit: mV, highest: 150, dynamicRange: 40, timeUnit: s, axes: grid[0, 1]);
        return figure;
    }

    private static Figure WeightHistory() => Of(Column, 180, static axes =>
    {
        var draw = new Draws(17);
        var weights = Enumerable.Range(0, 500).Select(_ => 0.5 + 0.2 * (draw.Next() - 0.5)).ToArray();
        double[] times = [.. Enumerable.Range(0, 120).Select(static step => step * 1.0)];
        var rows = new List<double>();
        foreach (var _ in times)
        {
            rows.AddRange(weights.Select(static weight => 1e-9 * weight));
            for (var synapse = 0; synapse < weights.Length; synapse++)
                weights[synapse] = Math.Clamp(weights[synapse] + 0.02 * (weights[synapse] - 0.5) + 0.03 * (draw.Next() - 0.5), 0, 1);
        }

        PlotWeightHistory(times, [.. rows], bins: 40, varName: "conductance", varUnit: nS, axes: axes);
    });

    private static Figure Network()
    {
        var network = new NetworkDiagram(
            "Balanced network",
            [
                new("excitatory", NetworkNodeKind.Population, ["3200 leaky neurons"]), new("inhibitory", NetworkNodeKind.Population, ["800 leaky neurons"]),
                new("background", NetworkNodeKind.Input, ["Poisson, 20 Hz"]), new("spikes", NetworkNodeKind.Recording, ["of both"]),
            ],
            [
                new(0, 0, NetworkEdgeKind.Projection, ["p = 0.02", "1.62 mV, 1 ms"]), new(0, 1, NetworkEdgeKind.Projection, ["p = 0.02", "1.62 mV, 1 ms"]),
                new(1, 0, NetworkEdgeKind.Projection, ["p = 0.02", "−9 mV, 1 ms"]), new(1, 1, NetworkEdgeKind.Projection, ["p = 0.02", "−9 mV, 1 ms"]),
                new(2, 0, NetworkEdgeKind.Drive, ["one each"]), new(0, 3, NetworkEdgeKind.Record, []), new(1, 3, NetworkEdgeKind.Record, []),
            ]);
        return PlotNetwork(network).Figure;
    }

    private static Figure Dynamics()
    {
        var cell = new DynamicsDiagram("adaptive neuron", "component class")
        {
            Quantities =
            [
                new(QuantityRole.Parameter, "C", "pF"), new(QuantityRole.Parameter, "gL", "nS"), new(QuantityRole.Parameter, "EL", "mV"), new(QuantityRole.Parameter, "vCut", "mV"),
                new(QuantityRole.State, "v", "mV"), new(QuantityRole.State, "w", "pA"), new(QuantityRole.State, "tSpike", "ms"), new(QuantityRole.Alias, "leak", "pA", "gL * (EL - v)"),
            ],
            Ports = [new("I", false, "the sum of values", "pA"), new("spike", true, "events", null)],
            Regimes =
            [
                new("integrating", true, ["dv/dt = (leak + gL * dT * exp((v - vT) / dT) - w + I) / C", "dw/dt = (a * (v - EL) - w) / tauW"]),
                new("refractory", false, ["dw/dt = (a * (v - EL) - w) / tauW"]),
            ],
            Transitions = [new(0, 1, "v > vCut", ["v = vReset", "w = w + b", "tSpike = t", "send spike"]), new(1, 0, "t > tSpike + tRef", [])],
        };
        return PlotDynamics(cell, theme: Theme.Paper).Figure;
    }

    private static Figure Regions() => Of(Page, 230, static axes =>
    {
        var draw = new Draws(23);
        double[] times = [.. Enumerable.Range(0, 1000).Select(static step => step * 0.002)];
        var offsets = RegionNames.Select(_ => 6 * draw.Next()).ToArray();
        double[] values = [.. times.SelectMany(t => offsets.Select((offset, region) =>
            (1 + 0.5 * Elementary.Sin(3 * t + offset)) * Elementary.Sin(2 * Math.PI * (9 + 0.15 * region) * t + offset) + 0.5 * (draw.Next() - 0.5)))];
        PlotRegions(times, [.. values.Select(static value => 1e-3 * value)], RegionNames, "potential", mV, timeUnit: s, axes: axes);
    });

    private static Figure Connectome() => Of(Column + 60, 280, static axes =>
    {
        var draw = new Draws(29);
        var count = RegionNames.Length;
        double[] weights = [.. Enumerable.Range(0, count * count).Select(cell => cell / count == cell % count ? 0 : cell / count % 5 == cell % count % 5 ? 0.6 + 0.4 * draw.Next() : draw.Next() < 0.3 ? 0 : 0.5 * draw.Next())];
        PlotConnectome(weights, RegionNames, varName: "connection weight (relative)", axes: axes);
    });
}
