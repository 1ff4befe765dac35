using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Compilation.Integration;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Experiments;

namespace Neuroglot.Compilation.Phases;

/// <summary>How the state of a set advances, and what it emits.</summary>
internal sealed partial class PhasePlanner
{
    private void Integrate(StateUpdate update, int clock)
    {
        var code = Code(update.Name, update.Set, clock);
        if (Network.Sets[update.Set].Class.Refractoriness is { } refractoriness)
        {
            if (Recover(update, refractoriness, clock))
                code.ReadFlags(refractoriness, refractoriness.NotRefractory);
            else
                code.Recover(refractoriness);
        }

        ImmutableArray<string> tried = method is not null ? [method] : update.Methods.IsEmpty ? [experiment.Semantics.DefaultMethod] : update.Methods;
        if (code.Integrate(tried) is var (chosen, declined))
        {
            integrators[Network.Sets[update.Set].Name] = chosen;
            if (tried.Length > 1)
                diagnostics.Note("NG2023", $"No method is given for {Network.Sets[update.Set].Name}, so it is integrated by '{chosen}'{(declined.Count == 0 ? "" : $"; {string.Join("; ", declined)}")}", experiment.Span, "Name a method to choose another.");
        }

        open.Add(tasks.Count, code);
        tasks.Add(new StepTask(update.Name, clock, update.Set, 0, Network.Sets[update.Set].Count, []) { Stream = Stream(update.Set) });
    }

    // Only the few instances that are to recover, rather than two columns in every step. Flags, which nobody else reads, say what the column says.
    private bool Recover(StateUpdate update, Refractoriness refractoriness, int clock)
    {
        if (!Recoveries.FollowEvents(experiment, update, refractoriness) || Code(update.Name, update.Set, clock).StepsToRecover(refractoriness) is not { } steps)
            return false;
        var port = Port(update.Set, refractoriness.Port);
        if (tasks.OfType<StepTask>().Any(task => task.Detects.Contains(port)))
            return false;
        var code = Code(update.Name + " recovery", update.Set, clock);
        code.Recover(refractoriness, refractoriness.NotRefractory);
        tasks.Add(new RecoveryTask(update.Name, clock, update.Set, port, Network.Sets[update.Set].Count, steps, table.Own(update.Set, refractoriness.LastEvent)) { Kernel = code.Finish() });
        return true;
    }

    private void Advance(ComponentStep step, int clock)
    {
        var set = Network.Sets[step.Set];
        var code = Code(step.Name, step.Set, clock);
        var integrator = experiment.Semantics.Precision == StatePrecision.SingleAfterIntegration
            ? new SingleEuler()
            : Integrators.Find(method ?? experiment.Semantics.DefaultMethod)!;
        integrators[set.Name] = integrator.Name;
        var emitted = ports.Select((port, index) => (port, index)).Where(one => one.port.Set == step.Set).ToList();
        code.Advance(integrator, emitted.ToDictionary(one => one.port.Port, one => FlagOf(one.index)));
        tasks.Add(new StepTask(step.Name, clock, step.Set, 0, set.Count, [.. emitted.Select(one => one.index)]) { Kernel = code.Finish(), Stream = Stream(step.Set) });
    }

    // What the membrane does is computed where the set advances, if nothing in between sees the difference.
    private void Spread(CableUpdate update, int clock)
    {
        string Own(string what) => table.Own(update.Set, $"{update.Name}:{what}");
        var membrane = update.Membrane;
        var columns = new CableColumns(
            table.Own(update.Set, membrane.Potential), Own("rate"), Own("leaving"), Own("entering"), Own("resistivity"), membrane.Charging is { } charging ? table.Own(update.Set, charging) : null);
        if (Joined(update.Set, clock) is { } index)
        {
            open[index].Charge(membrane, columns);
            tasks[index] = tasks[index] with { Name = $"{tasks[index].Name} + {update.Name} membrane" };
        }
        else
        {
            var code = Code(update.Name, update.Set, clock);
            code.Charge(membrane, columns);
            tasks.Add(new StepTask(update.Name + " membrane", clock, update.Set, 0, Network.Sets[update.Set].Count, []) { Kernel = code.Finish(), Stream = Stream(update.Set) });
        }

        tasks.Add(new CableTask(update.Name, clock, update.Set, update.Tree, columns));
    }

    private static string FlagOf(int port) => port.ToString(CultureInfo.InvariantCulture);

    // Joins the kernel that advances the set where nothing in between sees the difference.
    private void Detect(Detection detection, int clock)
    {
        var port = Port(detection.Set, detection.Port);
        var flag = FlagOf(port);
        if (Joined(detection.Set, clock) is { } index)
        {
            open[index].Detect(detection.Port, flag);
            var step = (StepTask)tasks[index];
            tasks[index] = step with { Name = step.Name + " + " + detection.Name, Detects = step.Detects.Add(port) };
        }
        else
        {
            var code = Code(detection.Name, detection.Set, clock);
            code.Detect(detection.Port, flag);
            tasks.Add(new StepTask(detection.Name, clock, detection.Set, 0, Network.Sets[detection.Set].Count, [port]) { Kernel = code.Finish(), Stream = Stream(detection.Set) });
        }

        // Only the few instances that emitted, rather than a column written in every step.
        if (Network.Sets[detection.Set].Class.Refractoriness is not { } refractoriness || refractoriness.Port != detection.Port)
            return;
        var becoming = Code(detection.Name, detection.Set, clock);
        becoming.BecomeRefractory(refractoriness, tasks.OfType<RecoveryTask>().Any(task => task.Port == port) ? refractoriness.NotRefractory : null);
        tasks.Add(new ReactionTask(detection.Name, clock, detection.Set, port) { Kernel = becoming.Finish(), Stream = Stream(detection.Set) });
    }

    private int? Joined(int set, int clock)
    {
        var needed = table.ForeignSets(set).ToHashSet();
        for (var index = tasks.Count - 1; index >= 0; index--)
        {
            var task = tasks[index];
            if (task is not RecoveryTask && !open.ContainsKey(index))
                return null;
            if (task.Set == set)
                return task is StepTask && task.Clock == clock ? index : null;
            if (needed.Contains(task.Set) || table.ForeignSets(task.Set).Contains(set))
                return null;
        }

        return null;
    }
}
