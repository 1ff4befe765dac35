using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation;

/// <summary>
/// Finds values that are not numbers or infinite: the recorded ones at every step, state variables now and then, of large sets a part each time. In the
/// same sweep, decaying values that would become denormal, on which processors are slow, are set to zero. What is only assigned may be infinite, as
/// the time to the next spike of a source with rate 0 is.
/// </summary>
internal sealed class HealthCheck
{
    /// <summary>Steps between two looks at the state; recorded values are looked at in each.</summary>
    public const int Interval = 64;

    private const double Vanished = 1e-290;

    // The values of a million synapses would fill the cache each time, and look for a fault that shows in the neurons soon enough.
    private const int Part = 1 << 15;

    private readonly SimulationPlan plan;
    private readonly List<State> states = [];

    public HealthCheck(SimulationPlan plan, SetMemory[] memory)
    {
        this.plan = plan;
        for (var set = 0; set < memory.Length; set++)
        {
            var model = plan.Experiment.Network.Sets[set].Class;
            var names = model.States.Select(state => state.Name).ToHashSet();
            var advanced = model.Machines.SelectMany(machine => machine.Regimes).SelectMany(regime => regime.Derivatives)
                .Where(derivative => derivative.Rate is not Number { Value: 0 }).Select(derivative => derivative.Variable)
                .Concat(model.KineticSchemes.SelectMany(scheme => scheme.Occupancies)).ToHashSet();
            foreach (var column in plan.Sets[set].Columns.Where(column => names.Contains(column.Name)))
                states.Add(new State(set, column.Name, memory[set].Column(column.Name), advanced.Contains(column.Name) ? double.MaxValue : double.PositiveInfinity, !memory[set].IsConstant(column.Name) && !plan.Experiment.Semantics.BitExact));
        }
    }

    /// <summary>The first value that stops the run, as a diagnostic; or null.</summary>
    /// <param name="k">Steps done since time 0, by which values are set to zero: a run in two parts sets the same as one in a piece.</param>
    /// <param name="isLast">Whether the run ends here, so that everything is looked at.</param>
    /// <param name="time">Time in seconds.</param>
    /// <param name="samples">Recorded values.</param>
    public Diagnostic? Find(long k, bool isLast, double time, ReadOnlySpan<double> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (double.IsFinite(samples[i]))
                continue;
            var recording = plan.Experiment.Recordings[i];
            return Problem(recording.Set, recording.Variable, recording.Instance, samples[i], k == 0 ? "at the start" : $"at {Milliseconds(time):G6} ms");
        }

        if (k % Interval == 0)
        {
            foreach (var state in states)
            {
                var count = plan.Sets[state.Set].Count;
                var parts = (count + Part - 1) / Part;
                var first = k == 0 || parts < 2 ? 0 : (int)(k / Interval % parts) * Part;
                if (Fault(state, first, k == 0 ? count : Math.Min(Part, count - first), state.Flushes, parts, k, time) is { } problem)
                    return problem;
            }
        }

        foreach (var state in isLast ? states : [])
        {
            var count = plan.Sets[state.Set].Count;
            if (Fault(state, 0, count, flushes: false, 1, k, time) is { } problem)
                return problem;
        }

        return null;
    }

    private Diagnostic? Fault(State state, int first, int count, bool flushes, int parts, long k, double time)
    {
        var column = state.Column.AsSpan(first, count);
        if (Sweep(column, state.Limit, flushes) is not (var fault and >= 0))
            return null;
        var since = time - (parts * Interval * plan.Step);
        return Problem(state.Set, state.Variable, first + fault, column[fault], k == 0 ? "at the start" : $"between {Milliseconds(Math.Max(0, since)):G6} ms and {Milliseconds(time):G6} ms");
    }

    // The place of a value that is not a number or beyond the limit, or −1. Code for such vectors is made at run time only, at first without optimization; short runs would have nothing else.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Sweep(Span<double> column, double limit, bool flushes)
    {
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(column);
        var (largest, vanished) = (Vector512.Create(limit), Vector512.Create(Vanished));
        for (var place = 0; place < vectors.Length; place++)
        {
            // Not a number is beyond any limit too.
            var size = Vector512.Abs(vectors[place]);
            if (!Vector512.LessThanOrEqualAll(size, largest))
                return (place * Vector512<double>.Count) + Scalar(column.Slice(place * Vector512<double>.Count, Vector512<double>.Count), limit, flushes);
            if (flushes && Vector512.LessThanAny(size, vanished))
                vectors[place] = Vector512.ConditionalSelect(Vector512.LessThan(size, vanished), Vector512<double>.Zero, vectors[place]);
        }

        var done = vectors.Length * Vector512<double>.Count;
        return Scalar(column[done..], limit, flushes) is var fault and >= 0 ? done + fault : -1;
    }

    private static int Scalar(Span<double> column, double limit, bool flushes)
    {
        for (var i = 0; i < column.Length; i++)
        {
            var size = Math.Abs(column[i]);
            if (!(size <= limit))
                return i;
            if (size < Vanished && flushes)
                column[i] = 0;
        }

        return -1;
    }

    private double Milliseconds(double time) => time * plan.Experiment.TimeUnit * 1e3;

    private Diagnostic Problem(int set, string variable, int instance, double value, string when)
    {
        var members = plan.Experiment.Network.Sets[set];
        var who = members.Count == 1 && members.Domain == DomainKind.One ? members.Name : $"{members.Name}[{instance}]";
        return new Diagnostic(
            "NG3001",
            Severity.Error,
            $"{variable} of {who} is {(double.IsNaN(value) ? "not a number" : "infinite")} {when}.",
            members.Class.Span,
            $"Try a smaller time step than {Milliseconds(plan.Step):G4} ms, or look for a division by zero in the equations of {members.Class.TypeName} {members.Class.Name}.");
    }

    /// <summary>A column of state.</summary>
    /// <param name="Set">Index of its set.</param>
    /// <param name="Variable">Name of the variable.</param>
    /// <param name="Column">Its values, with padding.</param>
    /// <param name="Limit">The largest size that its values may have.</param>
    /// <param name="Flushes">Whether values that have vanished become zero.</param>
    private sealed record State(int Set, string Variable, double[] Column, double Limit, bool Flushes);
}
