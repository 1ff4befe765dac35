using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation;

/// <summary>
/// Finds values that are not numbers or infinite: the recorded ones at every step, state variables now and then. In the same sweep, decaying
/// values that would become denormal, on which processors are slow, are set to zero. What is only assigned may be infinite, as the
/// time to the next spike of a source with rate 0 is.
/// </summary>
internal sealed class HealthCheck
{
    private const int Interval = 64;
    private const double Vanished = 1e-290;

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
                states.Add(new State(set, column.Name, memory[set].Column(column.Name), advanced.Contains(column.Name) ? double.MaxValue : double.PositiveInfinity));
        }
    }

    /// <summary>The first value that stops the run, as a diagnostic; or null.</summary>
    public Diagnostic? Find(long k, double time, ReadOnlySpan<double> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (double.IsFinite(samples[i]))
                continue;
            var recording = plan.Experiment.Recordings[i];
            return Problem(recording.Set, recording.Variable, recording.Instance, samples[i], k == 0 ? "at the start" : $"at {time * 1e3:G6} ms");
        }

        if (k % Interval != 0 && k != plan.Steps)
            return null;
        var flushes = !plan.Experiment.Semantics.BitExact;
        foreach (var state in states)
        {
            var column = state.Column.AsSpan(0, plan.Sets[state.Set].Count);
            for (var i = 0; i < column.Length; i++)
            {
                // Not a number is beyond any limit too.
                var size = Math.Abs(column[i]);
                if (!(size <= state.Limit))
                {
                    var when = k == 0 ? "at the start" : $"between {Math.Max(0, time - (Interval * plan.Step)) * 1e3:G6} ms and {time * 1e3:G6} ms";
                    return Problem(state.Set, state.Variable, i, column[i], when);
                }

                if (size < Vanished && size != 0 && flushes)
                    column[i] = 0;
            }
        }

        return null;
    }

    private Diagnostic Problem(int set, string variable, int instance, double value, string when)
    {
        var members = plan.Experiment.Network.Sets[set];
        var who = members.Count == 1 && members.Domain == DomainKind.One ? members.Name : $"{members.Name}[{instance}]";
        return new Diagnostic(
            "NG3001",
            Severity.Error,
            $"{variable} of {who} is {(double.IsNaN(value) ? "not a number" : "infinite")} {when}.",
            members.Class.Span,
            $"Try a smaller time step than {plan.Step * 1e3:G4} ms, or look for a division by zero in the equations of {members.Class.TypeName} {members.Class.Name}.");
    }

    /// <summary>A column of state.</summary>
    /// <param name="Set">Index of its set.</param>
    /// <param name="Variable">Name of the variable.</param>
    /// <param name="Column">Its values, with padding.</param>
    /// <param name="Limit">The largest size that its values may have.</param>
    private sealed record State(int Set, string Variable, double[] Column, double Limit);
}
