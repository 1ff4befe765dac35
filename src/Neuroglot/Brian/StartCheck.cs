using Neuroglot.Brian.Objects;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Brian;

/// <summary>What a file says to be under way when its first run begins must have somewhere to arrive.</summary>
internal static class StartCheck
{
    /// <summary>Adds an error for each pathway whose events have not; false when there is one.</summary>
    public static bool Find(BrianStart start, PhasePlan plan, DiagnosticBag diagnostics)
    {
        foreach (var events in start.Events)
        {
            var pathway = plan.Pathways.FirstOrDefault(one => one.Name == events.Pathway);
            if (pathway is null)
                Error($"Events are on their way along '{events.Pathway}', which is no pathway of the network.", plan.Pathways.Length == 0 ? "It has none." : $"It has {string.Join(", ", plan.Pathways.Select(one => one.Name))}.");
            else if (!events.Connections.IsEmpty && events.Connections.Max() is var last && last >= pathway.RowStarts[^1])
                Error($"An event is on its way along '{events.Pathway}' to synapse {last}, but there are {pathway.RowStarts[^1]} synapses.", "State the connections before the run, too.");
        }

        return !diagnostics.HasErrors;

        void Error(string message, string hint) => diagnostics.Error("NG5206", message, SourceSpan.None, hint);
    }
}
