#pragma warning disable RS0030 // The yardstick is what a person would write with the platform's own functions.
namespace Neuroglot.Benchmarks.Kernels;

/// <summary>The same models as plain loops over arrays, as one would write them by hand.</summary>
internal static class ScalarLoops
{
    internal static void HodgkinHuxley(double[] v, double[] m, double[] h, double[] n, double[] ge, double[] gi, byte[] spike, double dt)
    {
        const double VT = -63.0, GNa = 100.0, GK = 30.0, GL = 0.05, EL = -60.0, ENa = 50.0, EK = -90.0, Ee = 0.0, Ei = -80.0, C = 1.0;
        var (decayE, decayI) = (Math.Exp(-dt / 5.0), Math.Exp(-dt / 10.0));
        for (var i = 0; i < v.Length; i++)
        {
            var u = v[i] - VT;
            var alphaM = 0.32 * (13 - u) / (Math.Exp((13 - u) / 4) - 1);
            var betaM = 0.28 * (u - 40) / (Math.Exp((u - 40) / 5) - 1);
            var alphaH = 0.128 * Math.Exp((17 - u) / 18);
            var betaH = 4 / (1 + Math.Exp((40 - u) / 5));
            var alphaN = 0.032 * (15 - u) / (Math.Exp((15 - u) / 5) - 1);
            var betaN = 0.5 * Math.Exp((10 - u) / 40);
            var (mOld, hOld, nOld) = (m[i], h[i], n[i]);
            m[i] = Relax(mOld, alphaM, betaM, dt);
            h[i] = Relax(hOld, alphaH, betaH, dt);
            n[i] = Relax(nOld, alphaN, betaN, dt);
            var sodium = GNa * (mOld * mOld * mOld) * hOld;
            var potassium = GK * (nOld * nOld * nOld * nOld);
            var total = GL + ge[i] + gi[i] + sodium + potassium;
            var rest = ((GL * EL) + (ge[i] * Ee) + (gi[i] * Ei) + (sodium * ENa) + (potassium * EK)) / total;
            var next = rest + ((v[i] - rest) * Math.Exp(-(dt / C) * total));
            var bit = 1 << (i & 7);
            spike[i >> 3] = (byte)(next > -20 && !(v[i] > -20) ? spike[i >> 3] | bit : spike[i >> 3] & ~bit);
            v[i] = next;
            ge[i] *= decayE;
            gi[i] *= decayI;
        }
    }

    internal static void IntegrateAndFire(double[] v, double[] current, double[] lastSpike, byte[] spikes, double t, double dt)
    {
        var decay = Math.Exp(-dt / 20.0);
        for (var i = 0; i < v.Length; i++)
        {
            var rest = -60.0 + current[i];
            var next = t - lastSpike[i] < 2.0 ? v[i] : rest + ((v[i] - rest) * decay);
            var bit = 1 << (i & 7);
            if (next > -50.0)
            {
                next = -60.0;
                lastSpike[i] = t;
                spikes[i >> 3] |= (byte)bit;
            }
            else
            {
                spikes[i >> 3] &= (byte)~bit;
            }

            v[i] = next;
        }
    }

    private static double Relax(double x, double alpha, double beta, double dt)
    {
        var rate = alpha + beta;
        var limit = alpha / rate;
        return limit + ((x - limit) * Math.Exp(-dt * rate));
    }
}
