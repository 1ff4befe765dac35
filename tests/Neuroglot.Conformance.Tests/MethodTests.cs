using Neuroglot.Conformance.Tests.Cases;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests;

/// <summary>
/// Every integration method goes to the same solution: spikes of published cells come when forward Euler at a twentieth of the step has them, and nearer
/// to that the shorter the step.
/// </summary>
public sealed class MethodTests(ITestOutputHelper output)
{
    private const int Finest = 20;

    // At a twentieth of the step, forward Euler is itself off by about a twentieth of what it is off at the whole.
    private const int Nearer = 8;

    [Theory]
    [InlineData("LEMS_NML2_Ex1_HH", "rk4")]
    [InlineData("LEMS_NML2_Ex1_HH", "exponential_euler")]
    [InlineData("LEMS_NML2_Ex5_DetCell", "rk4")]
    [InlineData("LEMS_NML2_Ex5_DetCell", "exponential_euler")]
    [InlineData("LEMS_NML2_Ex2_Izh", "rk4")]
    [InlineData("LEMS_NML2_Ex22_PinskyRinzelCA3", "rk4")]
    public void Methods_agree_about_when_cells_spike(string name, string method)
    {
        if (ConformanceData.Folder("neuroml", output) is null)
            return;
        using var corpus = new Corpus();
        var one = ConformanceCase.Called($"NeuroML2/LEMSexamples/{name}.xml");
        var file = corpus.FileFor(one, one.Reference is null ? null : new ReferenceTraces(one.Reference));
        var (step, ordinary) = Run(corpus, file, null, null);
        var (_, finest) = Run(corpus, file, null, step / Finest);
        var (_, whole) = Run(corpus, file, method, step);
        var (_, quarter) = Run(corpus, file, method, step / 4);
        Assert.Contains(finest, spikes => spikes.Count > 0);
        var (euler, farther, nearer) = (Distance(ordinary, finest), Distance(whole, finest), Distance(quarter, finest));
        output.WriteLine($"{name} {method}: step {step:g3} s, {finest.Sum(spikes => spikes.Count)} spikes; euler {euler:g3} s, {method} {farther:g3} s, at a quarter of the step {nearer:g3} s");
        Assert.InRange(farther, 0, euler);
        Assert.InRange(nearer, 0, Math.Min(farther, euler / Nearer));
    }

    private static (double Step, List<List<double>> Spikes) Run(Corpus corpus, string file, string? method, double? step)
    {
        var folder = corpus.ResultFolder();
        var (refused, summary) = EngineRuns.Run(file, new RunOptions { Method = method, Step = step, OutputFolder = folder });
        Assert.Empty(refused);
        var spikes = new List<List<double>>();
        foreach (var written in summary!.Files.Where(path => path.EndsWith(".dat", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var (times, columns) = EngineRuns.Read(written);
            spikes.AddRange(columns.Select(column => Crossings(times, column)));
        }

        return (summary.SimulatedSeconds / summary.Steps, spikes);
    }

    /// <summary>When a membrane potential rises through −20 mV, between samples; none for other quantities.</summary>
    private static List<double> Crossings(IReadOnlyList<double> times, IReadOnlyList<double> values)
    {
        const double Threshold = -0.02;
        var found = new List<double>();
        if (values.Min() is < -0.2 or > -0.04 || values.Max() > 0.2)
            return found;
        for (var i = 1; i < values.Count; i++)
        {
            if (values[i - 1] <= Threshold && values[i] > Threshold)
                found.Add(times[i - 1] + ((times[i] - times[i - 1]) * (Threshold - values[i - 1]) / (values[i] - values[i - 1])));
        }

        return found;
    }

    private static double Distance(List<List<double>> some, List<List<double>> others)
    {
        Assert.Equal(others.Select(spikes => spikes.Count), some.Select(spikes => spikes.Count));
        return some.Zip(others).SelectMany(pair => pair.First.Zip(pair.Second, (a, b) => Math.Abs(a - b))).DefaultIfEmpty(0).Max();
    }
}
