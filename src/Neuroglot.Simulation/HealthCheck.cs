using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation;

/// <summary>
/// Finds values that are not numbers: the recorded ones at every step, all state variables now and then. In the same sweep, decaying
/// values that would become denormal, on which processors are slow, are set to zero.
/// </summary>
internal sealed class HealthCheck
{
    private const int Interval = 64;
    private const double Vanished = 1e-290;

    private readonly SimulationPlan plan;
    private readonly List<(int Set, string Variable, double[] Column)> states = [];

    public HealthCheck(SimulationPlan plan, SetMemory[] memory)
    {
        this.plan = plan;
        for (var set = 0; set < memory.Length; set++)
        {
            var names = plan.Experiment.Network.Sets[set].Class.States.Select(state => state.Name).ToHashSet();
            foreach (var column in plan.Sets[set].Columns.Where(column => names.Contains(column.Name)))
                states.Add((set, column.Name, memory[set].Column(column.Name)));
        }
    }

    /// <summary>The first value that is not a number, as a diagnostic; or null.</summary>
    public Diagnostic? Find(long k, double time, ReadOnlySpan<double> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (!double.IsNaN(samples[i]))
                continue;
            var recording = plan.Experiment.Recordings[i];
            return Problem(recording.Set, recording.Variable, recording.Instance, $"at {time * 1e3:G6} ms");
        }

        if (k % Interval != 0 && k != plan.Steps)
            return null;
        foreach (var (set, variable, column) in states)
        {
            for (var i = 0; i < plan.Sets[set].Count; i++)
            {
                var value = column[i];
                if (double.IsNaN(value))
                    return Problem(set, variable, i, $"between {Math.Max(0, time - (Interval * plan.Step)) * 1e3:G6} ms and {time * 1e3:G6} ms");
                if (Math.Abs(value) < Vanished && value != 0 && !plan.Experiment.Semantics.BitExact)
                    column[i] = 0;
            }
        }

        return null;
    }

    private Diagnostic Problem(int set, string variable, int instance, string when)
    {
        var members = plan.Experiment.Network.Sets[set];
        var who = members.Count == 1 && members.Domain == DomainKind.One ? members.Name : $"{members.Name}[{instance}]";
        return new Diagnostic(
            "NG3001",
            Severity.Error,
            $"{variable} of {who} is not a number {when}.",
            members.Class.Span,
            $"Try a smaller time step than {plan.Step * 1e3:G4} ms, or look for a division by zero in the equations of {members.Class.TypeName} {members.Class.Name}.");
    }
}
