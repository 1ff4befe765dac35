using Neuroglot.Numerics;

namespace Neuroglot.Tests.SpineML;

/// <summary>
/// The network of <c>examples/spineml/izhikevich</c> once more, as a plain loop that shares nothing with the toolkit but random numbers. Its connections are those of the model, since
/// the generator of the reference tools makes some per cent more of them than the probability says; noise and parameters are drawn anew, so that rates agree, not spikes.
/// </summary>
/// <param name="connectionSeed">The seed of the connections from a population (0 excites, 1 inhibits) to another.</param>
/// <param name="seed">The seed of all else.</param>
internal sealed class IzhikevichOracle(Func<int, int, int> connectionSeed, ulong seed)
{
    private const int Excitatory = 800;
    private const int Count = 1000;
    private const double Step = 0.1;
    private const double SynapticDecay = 2;
    private const double NoiseRate = 200;

    // The delay of a millisecond.
    private const int DelaySteps = 10;

    private readonly double[] v = new double[Count];
    private readonly double[] u = new double[Count];
    private readonly double[] current = new double[Count];
    private readonly double[][] arriving = [.. Enumerable.Range(0, DelaySteps).Select(static _ => new double[Count])];

    /// <summary>Mean rates of both populations over <paramref name="seconds"/>, in hertz.</summary>
    public (double Excitatory, double Inhibitory) Rates(double seconds)
    {
        double[] a = [.. All(i => i < Excitatory ? 0.02 : Uniform(1, i, 0.02, 0.1))];
        double[] b = [.. All(i => i < Excitatory ? 0.2 : Uniform(2, i, 0.2, 0.25))];
        double[] c = [.. All(i => i < Excitatory ? Uniform(3, i, -65, -55) : -65)];
        double[] d = [.. All(i => i < Excitatory ? Uniform(4, i, 4, 8) : 2)];
        var targets = Connections();
        for (var i = 0; i < Count; i++)
            (v[i], u[i]) = (Uniform(6, i, -75, -60), -13);
        var (spikes, steps) = (new int[2], (int)Math.Round(seconds * 1000 / Step));
        for (var step = 0; step < steps; step++)
        {
            var arrived = arriving[step % DelaySteps];
            for (var i = 0; i < Count; i++)
            {
                // What arrives in a step has decayed for that step when the neuron hears of it: the order of SpineML.
                var noise = Philox.Uniform(seed, 7, (uint)i, (ulong)step, 0) < NoiseRate * Step / 1000 ? i < Excitatory ? 10 : 6 : 0;
                current[i] = (current[i] + arrived[i] + noise) * (1 - (Step / SynapticDecay));
                arrived[i] = 0;
            }

            for (var i = 0; i < Count; i++)
            {
                var (potential, recovery) = (v[i], u[i]);
                v[i] += Step * ((0.04 * potential * potential) + (5 * potential) + 140 - recovery + current[i]);
                u[i] += Step * a[i] * ((b[i] * potential) - recovery);
                if (v[i] <= 30)
                    continue;
                (v[i], u[i]) = (c[i], u[i] + d[i]);
                spikes[i < Excitatory ? 0 : 1]++;
                foreach (var target in targets[i])
                    arrived[target] += i < Excitatory ? 1 : -4;
            }
        }

        return (spikes[0] / seconds / Excitatory, spikes[1] / seconds / (Count - Excitatory));
    }

    private List<int>[] Connections()
    {
        List<int>[] targets = [.. Enumerable.Range(0, Count).Select(static _ => new List<int>())];
        for (var pair = 0; pair < 4; pair++)
        {
            var (from, to) = (pair / 2, pair % 2);
            var random = new PreflightRandom(connectionSeed(from, to));
            for (var i = from * Excitatory; i < (from == 0 ? Excitatory : Count); i++)
            {
                for (var j = to * Excitatory; j < (to == 0 ? Excitatory : Count); j++)
                {
                    if (random.NextSingle() < 0.1)
                        targets[i].Add(j);
                }
            }
        }

        return targets;
    }

    private static IEnumerable<double> All(Func<int, double> value) => Enumerable.Range(0, Count).Select(value);

    private double Uniform(uint stream, int i, double from, double to) => from + ((to - from) * Philox.Uniform(seed, stream, (uint)i, 0, 0));
}
