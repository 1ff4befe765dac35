using System.Globalization;
using System.Text;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Plans;

/// <summary>Prints a plan for people (<c>neuroglot inspect --plan</c>): the order of a step, then memory and kernels of each set.</summary>
public static class PlanText
{
    private const int LongestList = 20;

    /// <summary>The text, the same for the same plan.</summary>
    public static string Print(SimulationPlan plan)
    {
        var text = new StringBuilder();
        var experiment = plan.Experiment;
        text.Append(CultureInfo.InvariantCulture, $"plan {experiment.Name}: {plan.Steps} steps of {plan.Step} s, method {plan.Method}, semantics {experiment.Semantics.Name}, {plan.EstimatedBytes} bytes\n");
        switch (plan)
        {
            case LevelPlan levels:
                Levels(levels, text);
                break;
            case PhasePlan phases:
                Phases(phases, text);
                break;
        }

        return text.ToString();
    }

    private static void Phases(PhasePlan plan, StringBuilder text)
    {
        foreach (var task in plan.Tasks)
            Line($"{task.Name}: {task}");
        foreach (var set in plan.Sets)
        {
            Line($"set {set.Name}: {set.Count} instances, columns {string.Join(", ", set.Columns.Select(column => column.Name))}");
            foreach (var binding in set.Bindings)
                Line($"  {binding.Name} = {plan.Sets[binding.Set].Name}.{binding.Column}");
        }

        foreach (var kernel in plan.Tasks.Select(task => task.Kernel).OfType<Kernel>())
            text.Append(KernelText.Print(kernel)).Append('\n');

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static void Levels(LevelPlan plan, StringBuilder text)
    {
        Line($"levels: {plan.Schedule.Levels.Length}{(plan.Schedule.DefersEvents ? ", events without delay at the end of the step" : string.Empty)}");
        foreach (var (level, index) in plan.Schedule.Levels.Take(LongestList).Select((level, index) => (level, index)))
        {
            var slices = level.Slices.Take(LongestList).Select(slice => slice.Indices is { } list
                ? $"{plan.Sets[slice.Set].Name} ({list.Length} single)"
                : $"{plan.Sets[slice.Set].Name}[{slice.Start}..{slice.Start + slice.Count - 1}]");
            Line($"  {index}: {string.Join(", ", slices)}{(level.Slices.Length > LongestList ? ", …" : string.Empty)}");
        }

        if (plan.Schedule.Levels.Length > LongestList)
            Line($"  … {plan.Schedule.Levels.Length - LongestList} more");
        if (plan.Schedule.Levels.Length > 2 * plan.Schedule.FewestLevels)
            Line($"  events without delay and peers force {plan.Schedule.Levels.Length} levels where {plan.Schedule.FewestLevels} would do: --fidelity fast would be quicker");
        foreach (var route in plan.Routes)
            Line($"route {plan.Sets[route.SourceSet].Name}.{route.SourcePort} -> {plan.Sets[route.TargetSet].Name}.{route.TargetPort}: {route.Targets.Length} connections");
        foreach (var coupling in plan.Couplings)
        {
            Line($"coupling {string.Join(", ", coupling.Sources.Select(source => $"{plan.Sets[source.Set].Name}.{string.Join(", ", source.Columns)}"))} -> {plan.Sets[coupling.Target].Name}.{coupling.Column}: {coupling.Graph.Count} connections, up to {coupling.Longest} steps ago");
            if (coupling.Contribution is { } contribution)
                text.Append(KernelText.Print(contribution)).Append('\n');
        }

        foreach (var (set, kernels) in plan.Sets.Zip(plan.Kernels).Where(pair => pair.Second.Step.Instructions.Length > 0))
        {
            Line($"set {set.Name}: {set.Count} instances, columns {string.Join(", ", set.Columns.Select(column => column.Name))}");
            if (!kernels.EventTimes.IsEmpty)
                Line($"  only sends events, at the times of a list");
            foreach (var binding in set.Bindings)
                Line($"  {binding.Name} = {plan.Sets[binding.Set].Name}.{binding.Column}");
            text.Append(KernelText.Print(kernels.Step)).Append('\n');
            foreach (var handler in kernels.Events)
                text.Append(KernelText.Print(handler.Kernel)).Append('\n');
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
