using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Benchmarks.Kernels;

/// <summary>The kernels that are measured, with the arrays they run on.</summary>
internal static class BenchmarkKernels
{
    /// <summary>Traub–Miles neuron with exponential Euler: ten exponentials and six state variables per neuron and step.</summary>
    internal static Kernel HodgkinHuxley()
    {
        var b = new KernelBuilder("hodgkin-huxley");
        var (v, m, h, n, ge, gi) = (b.Load("v"), b.Load("m"), b.Load("h"), b.Load("n"), b.Load("ge"), b.Load("gi"));
        var dt = b.Scalar("dt");
        var u = v - b.Scalar("VT");
        var alphaM = 0.32 * (13 - u) / (b.Exp((13 - u) / 4) - 1);
        var betaM = 0.28 * (u - 40) / (b.Exp((u - 40) / 5) - 1);
        var alphaH = 0.128 * b.Exp((17 - u) / 18);
        var betaH = 4 / (1 + b.Exp((40 - u) / 5));
        var alphaN = 0.032 * (15 - u) / (b.Exp((15 - u) / 5) - 1);
        var betaN = 0.5 * b.Exp((10 - u) / 40);
        b.Store("m", Relax(b, m, alphaM, betaM, dt));
        b.Store("h", Relax(b, h, alphaH, betaH, dt));
        b.Store("n", Relax(b, n, alphaN, betaN, dt));
        var sodium = b.Scalar("gNa") * (m * m * m) * h;
        var potassium = b.Scalar("gK") * (n * n * n * n);
        var total = b.Scalar("gL") + ge + gi + sodium + potassium;
        var drive = (b.Scalar("gL") * b.Scalar("EL")) + (ge * b.Scalar("Ee")) + (gi * b.Scalar("Ei")) + (sodium * b.Scalar("ENa"))
            + (potassium * b.Scalar("EK"));
        var rest = drive / total;
        var next = rest + ((v - rest) * b.Exp(-(dt / b.Scalar("C")) * total));
        b.Store("v", next);
        b.Store("ge", ge * b.Exp(-dt / b.Scalar("taue")));
        b.Store("gi", gi * b.Exp(-dt / b.Scalar("taui")));
        b.Flag("spike", (next > b.Constant(-20)) & !(v > b.Constant(-20)));
        return b.Build();
    }

    /// <summary>Leaky integrate-and-fire neuron with an input current, threshold, reset and refractory period; no exponential per neuron.</summary>
    internal static Kernel IntegrateAndFire()
    {
        var b = new KernelBuilder("integrate-and-fire");
        var (v, current, lastSpike) = (b.Load("v"), b.Load("I"), b.Load("lastSpike"));
        var t = b.Scalar("t");
        var decay = b.Exp(-b.Scalar("dt") / b.Scalar("tau"));
        var rest = b.Scalar("EL") + (b.Scalar("R") * current);
        var next = rest + ((v - rest) * decay);
        var held = b.Select((t - lastSpike) < b.Scalar("refractory"), v, next);
        var spike = held > b.Scalar("threshold");
        b.Store("v", b.Select(spike, b.Scalar("reset"), held));
        b.Store("lastSpike", b.Select(spike, t, lastSpike));
        b.Flag("spike", spike);
        return b.Build();
    }

    /// <summary>Memory calibration: a = b + s·c.</summary>
    internal static Kernel Triad()
    {
        var b = new KernelBuilder("triad");
        b.Store("a", b.Load("b") + (b.Scalar("s") * b.Load("c")));
        return b.Build();
    }

    /// <summary>A kernel of about <paramref name="instructions"/> instructions that looks like many channels on one membrane.</summary>
    internal static Kernel Large(int instructions)
    {
        var b = new KernelBuilder("large");
        var v = b.Load("v");
        var current = b.Constant(0.0);
        for (var channel = 0; b.Count < instructions - 20; channel++)
        {
            var gate = b.Load($"q{channel}");
            var alpha = b.Scalar($"a{channel}") * b.Exp((v - b.Scalar($"h{channel}")) / b.Scalar($"s{channel}"));
            var beta = b.Scalar($"b{channel}") / (1 + b.Exp((b.Scalar($"k{channel}") - v) / b.Scalar($"l{channel}")));
            var rate = alpha + beta;
            b.Store($"q{channel}", gate + (b.Scalar("dt") * (alpha - (rate * gate))));
            var open = gate * gate * gate * b.Scalar($"g{channel}");
            current += open * (b.Scalar($"E{channel}") - v);
        }

        b.Store("v", v + (b.Scalar("dt") * current));
        return b.Build();
    }

    /// <summary>Arguments with plausible numbers for <paramref name="count"/> instances.</summary>
    internal static KernelArguments Arguments(Kernel kernel, int count)
    {
        var room = (count + 7) & -8;
        return KernelArguments.Bind(
            kernel,
            name => Enumerable.Range(0, room).Select(i => Start(name) * (1 + (1e-3 * (i % 97)))).ToArray(),
            scalar: Parameter,
            flag: _ => new byte[(room / 8) + 1]);
    }

    private static KernelValue Relax(KernelBuilder b, KernelValue x, KernelValue alpha, KernelValue beta, KernelValue dt)
    {
        var rate = alpha + beta;
        var limit = alpha / rate;
        return limit + ((x - limit) * b.Exp(-dt * rate));
    }

    private static double Start(string column) => column switch
    {
        "v" => -65.0,
        "m" or "h" or "n" => 0.3,
        "ge" or "gi" => 0.1,
        "I" => 20.0,
        "lastSpike" => -10.0,
        _ => 0.1,
    };

    private static double Parameter(string scalar) => scalar switch
    {
        "dt" => 0.025,
        "VT" => -63.0,
        "gNa" => 100.0,
        "gK" => 30.0,
        "gL" => 0.05,
        "EL" => -60.0,
        "ENa" => 50.0,
        "EK" => -90.0,
        "Ee" => 0.0,
        "Ei" => -80.0,
        "C" or "R" => 1.0,
        "taue" => 5.0,
        "taui" => 10.0,
        "tau" => 20.0,
        "refractory" => 2.0,
        "threshold" => -50.0,
        "reset" => -60.0,
        _ => 1e-3,
    };
}
