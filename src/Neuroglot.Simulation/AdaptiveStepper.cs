using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation;

/// <summary>
/// Takes a network through steps as long as the error allows, and gives the state at any time within the last one: the pair of Dormand and Prince with its interpolation of order 4
/// (Hairer, Nørsett and Wanner 1993, Solving Ordinary Differential Equations I, §II.4–6). All instances go together: the error is the root of the mean square of all of theirs.
/// </summary>
internal sealed class AdaptiveStepper
{
    private const int Order = 5;
    private const double Safety = 0.9;
    private const double Least = 0.2;
    private const double Most = 10;

    private static readonly double[] Times = [0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1];

    private static readonly double[][] Weights =
    [
        [],
        [1.0 / 5],
        [3.0 / 40, 9.0 / 40],
        [44.0 / 45, -56.0 / 15, 32.0 / 9],
        [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
        [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    ];

    private static readonly double[] Errors = [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40];

    private static readonly double[] Dense =
    [
        -12715105075.0 / 11282082432, 0, 87487479700.0 / 32700410799, -10690763975.0 / 1880347072, 701980252875.0 / 199316789632, -1453857185.0 / 822651844, 69997945.0 / 29380423,
    ];

    private readonly AdaptivePlan plan;
    private readonly Action<double> evaluate;
    private readonly double final;
    private readonly (double[] State, double[] Slope, int Count, int Offset)[] parts;
    private readonly double[][] slopes;
    private readonly double[] before;
    private readonly double[] after;
    private readonly double[] stage;
    private readonly double[] low;
    private readonly double[] high;
    private double start;
    private double end;
    private double step;

    /// <summary>Prepares steps.</summary>
    /// <param name="plan">What is advanced.</param>
    /// <param name="sets">Memory of the sets.</param>
    /// <param name="final">The time beyond which no step leads; later than any that is asked for.</param>
    /// <param name="evaluate">Gives the rates of change for the state in the columns at a time.</param>
    public AdaptiveStepper(AdaptivePlan plan, SetMemory[] sets, double final, Action<double> evaluate)
    {
        (this.plan, this.evaluate, this.final) = (plan, evaluate, final);
        parts = new (double[], double[], int, int)[plan.Variables.Length];
        var size = 0;
        for (var place = 0; place < parts.Length; place++)
        {
            var (set, name, _) = plan.Variables[place];
            parts[place] = (sets[set].Column(name), sets[set].Column(ColumnNames.Slope(name)), sets[set].Plan.Count, size);
            size += sets[set].Plan.Count;
        }

        slopes = [.. Times.Select(_ => new double[size])];
        (before, after, stage, low, high) = (new double[size], new double[size], new double[size], new double[size], new double[size]);
        foreach (var (variable, part) in plan.Variables.Zip(parts))
        {
            low.AsSpan(part.Offset, part.Count).Fill(variable.Bounds?.Low ?? double.NegativeInfinity);
            high.AsSpan(part.Offset, part.Count).Fill(variable.Bounds?.High ?? double.PositiveInfinity);
        }
    }

    /// <summary>Why there are no more steps, or null.</summary>
    public Diagnostic? Problem { get; private set; }

    /// <summary>Begins with the state in the columns, at time 0.</summary>
    public void Start()
    {
        foreach (var (state, _, count, offset) in parts)
            state.AsSpan(0, count).CopyTo(after.AsSpan(offset));
        Evaluate(after, 0, slopes[^1]);
        step = FirstStep();
        Evaluate(after, 0, null);
    }

    /// <summary>Puts the state at <paramref name="time"/>, and what follows from it, into the columns; false where there is a problem, or it was cancelled.</summary>
    public bool AdvanceTo(double time, CancellationToken cancellation)
    {
        while (end < time)
        {
            if (cancellation.IsCancellationRequested || !Step())
                return false;
        }

        Interpolate((time - start) / (end - start));
        Evaluate(stage, time, null);
        return true;
    }

    private bool Step()
    {
        after.CopyTo(before, 0);
        (slopes[0], slopes[^1]) = (slopes[^1], slopes[0]);
        start = end;
        for (var isFirst = true; ; isFirst = false)
        {
            var length = Math.Min(step, final - start);
            if (!(length > 16 * Math.BitIncrement(Math.Abs(start)) - (16 * Math.Abs(start))))
            {
                Problem = new Diagnostic("NG7158", Severity.Error, FormattableString.Invariant($"The steps of dopri5 have become too short at the time {start:G6}: the equations have a singularity there, or are too stiff."), SourceSpan.None, "Run with a method of fixed step, or with larger abs_tol and rel_tol.");
                return false;
            }

            var error = Try(length);
            var factor = double.IsFinite(error) ? Math.Clamp(Safety * Elementary.Pow(Math.Max(error, 1e-12), -1.0 / Order), Least, isFirst ? Most : 1) : Least;
            step = length * factor;
            if (error <= 1)
            {
                end = start + length;
                return true;
            }
        }
    }

    // The state after a step, and its error as a part of what is allowed.
    private double Try(double length)
    {
        for (var place = 1; place < Weights.Length; place++)
        {
            var target = place == Weights.Length - 1 ? after : stage;
            Along(Weights[place], length, target);
            Evaluate(target, start + (Times[place] * length), slopes[place]);
        }

        var sum = 0.0;
        for (var i = 0; i < after.Length; i++)
        {
            var error = 0.0;
            for (var place = 0; place < Errors.Length; place++)
                error += Errors[place] * slopes[place][i];
            var scaled = length * error / Scale(Math.Max(Math.Abs(before[i]), Math.Abs(after[i])));
            sum += scaled * scaled;
        }

        return Math.Sqrt(sum / Math.Max(1, after.Length));
    }

    private void Along(double[] weights, double length, double[] target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var sum = 0.0;
            for (var place = 0; place < weights.Length; place++)
                sum += weights[place] * slopes[place][i];
            target[i] = Math.Min(Math.Max(before[i] + (length * sum), low[i]), high[i]);
        }
    }

    private void Evaluate(double[] state, double time, double[]? rates)
    {
        foreach (var (column, _, count, offset) in parts)
            state.AsSpan(offset, count).CopyTo(column);
        evaluate(time);
        if (rates is null)
            return;
        foreach (var (_, slope, count, offset) in parts)
            slope.AsSpan(0, count).CopyTo(rates.AsSpan(offset));

        // What is at a bound stays there while its rate leads beyond.
        for (var i = 0; i < rates.Length; i++)
        {
            if ((state[i] <= low[i] && rates[i] < 0) || (state[i] >= high[i] && rates[i] > 0))
                rates[i] = 0;
        }
    }

    private void Interpolate(double part)
    {
        var length = end - start;
        for (var i = 0; i < stage.Length; i++)
        {
            var change = after[i] - before[i];
            var bend = (length * slopes[0][i]) - change;
            var twist = change - (length * slopes[^1][i]) - bend;
            var rest = 0.0;
            for (var place = 0; place < Dense.Length; place++)
                rest += Dense[place] * slopes[place][i];
            var value = before[i] + (part * (change + ((1 - part) * (bend + (part * (twist + ((1 - part) * (length * rest))))))));
            stage[i] = Math.Min(Math.Max(value, low[i]), high[i]);
        }
    }

    // Such that a step of Euler's changes the state, and its rate, by about a hundredth of what is allowed (§II.4).
    private double FirstStep()
    {
        var (size, rate) = (Norm(after), Norm(slopes[^1]));
        var guess = Math.Min(final, size < 1e-5 || rate < 1e-5 ? 1e-6 * final : 0.01 * size / rate);
        for (var i = 0; i < stage.Length; i++)
            stage[i] = after[i] + (guess * slopes[^1][i]);
        Evaluate(stage, guess, slopes[1]);
        for (var i = 0; i < stage.Length; i++)
            slopes[1][i] -= slopes[^1][i];
        var curvature = Norm(slopes[1]) / guess;
        var largest = Math.Max(rate, curvature);
        var first = largest <= 1e-15 ? guess * 1e-3 : Elementary.Pow(0.01 / largest, 1.0 / Order);
        return double.IsFinite(first) ? Math.Min(final, Math.Min(100 * guess, first)) : guess;
    }

    private double Norm(double[] values)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var scaled = values[i] / Scale(Math.Abs(after[i]));
            sum += scaled * scaled;
        }

        return Math.Sqrt(sum / Math.Max(1, values.Length));
    }

    private double Scale(double value) => plan.Tolerance.Absolute + (plan.Tolerance.Relative * value);
}
